import sys

import pytest

from marsad.errors import MarsadError
from marsad.exports.formats import FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_writer(name: str) -> None:
    assert callable(FORMATS[name].writer())


def test_a_missing_library_is_told_with_how_to_get_it(monkeypatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("followthemoney", "marsad.exports.ftm"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "followthemoney.proxy", None)
    with pytest.raises(MarsadError, match=r"marsad\[ftm\]"):
        FORMATS["ftm"].writer()
