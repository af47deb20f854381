"""A gazetteer small enough to read, for tests that are about rules and not about places."""

import pytest

from marsad.places.gazetteer import PackagedGazetteer, load_gazetteer, parse_rows

LINES = """id,name_ar,name_en,variants,level,lat,lon,radius_km,parent,source
sy,سوريا,Syria,,country,35.0,38.5,300,,test
ye,اليمن,Yemen,,country,15.6,47.6,450,,test
fr,فرنسا,France,,country,46.6,2.5,500,,test
sy.deir,دير الزور,Deir ez-Zor,محافظة دير الزور,governorate,35.2,40.3,80,sy,test
sy.deir.city,مدينة دير الزور,Deir ez-Zor City,دير الزور,settlement,35.34,40.14,7,sy.deir,test
sy.deir.bukamal,البوكمال,Al Bukamal,أبو كمال,settlement,34.45,40.92,4,sy.deir,test
sy.deir.dhiban,ذيبان,Dhiban,,settlement,35.0,40.51,3,sy.deir,test
sy.deir.basira,البصيرة,Al Busayrah,,settlement,35.15,40.43,3,sy.deir,test
sy.deir.omar,حقل العمر,Al-Omar Oil Field,,facility,35.1,40.55,4,sy.deir,test
sy.deir.hamidiya,حي الحميدية,Al-Hamidiya,الحميدية,neighbourhood,35.335,40.145,1,sy.deir.city,test
sy.idlib,إدلب,Idlib,,governorate,35.82,36.63,45,sy,test
sy.idlib.city,مدينة إدلب,Idlib City,إدلب,settlement,35.93,36.63,5,sy.idlib,test
sy.idlib.jarada,جرادة,Jarada,,settlement,35.7,36.75,2,sy.idlib,test
sy.idlib.ariha,أريحا,Ariha,,settlement,35.81,36.6,3,sy.idlib,test
sy.idlib.qaida,القاعدة,Al-Qaida,,settlement,35.6,36.7,2,sy.idlib,test
ye.jarada,جرادة,Jarada (Yemen),,settlement,15.1,44.1,2,ye,test
"""


@pytest.fixture(scope="session")
def small() -> PackagedGazetteer:
    """Sixteen places."""
    return PackagedGazetteer(parse_rows(LINES.splitlines(), "small"))


@pytest.fixture(scope="session")
def packaged() -> PackagedGazetteer:
    """The gazetteer that ships."""
    return load_gazetteer()
