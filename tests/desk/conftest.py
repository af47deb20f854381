"""A desk to test with. Every report in these tests is invented, and so is everyone in it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.archive import Archive, Received, create_archive, keep, merge, open_archive
from marsad.collect import Reads
from marsad.desk import make_app
from marsad.model import Report
from marsad.pipeline import Reader, read_report

STRIKE = (
    "قتل ثلاثة مدنيين وأصيب خمسة آخرون أمس في قصف مدفعي لقوات النظام على بلدة الشحيل بريف دير الزور الشرقي، "
    "بحسب ما أفادت شبكة الضفتين، فيما نُقل الجرحى إلى مشفى البصيرة."
)
AGAIN = "قصفت قوات النظام بالمدفعية بلدة الشحيل يوم 11 آذار 2025، ما أدى إلى مقتل أربعة مدنيين وإصابة آخرين، وفق مصادر محلية."
MEETING = "عقد أحمد السبخاوي اجتماعاً يوم الاثنين في مدينة البوكمال مع وجهاء العشائر لبحث التهدئة ووقف إطلاق النار في المنطقة."
RAID = "داهمت قوات سوريا الديمقراطية اليوم منزلاً في بلدة ذيبان واعتقلت شابين، وانتشرت دورياتها بدير الزور حتى المساء."
UNDATED = "اعتقلت قوات سوريا الديمقراطية أمس أربعة شبان في بلدة الصور. 📷 صورة من المكان، ثم أفرجت عنهم صباح الجمعة."
TOKEN = "a token of this start"
HEADERS = {"X-Marsad": "1", "X-Marsad-Token": TOKEN}


def noon() -> datetime:
    return datetime(2025, 3, 20, 12, 0, tzinfo=UTC)


def client_of(archive: Archive, **more: Any) -> TestClient:
    """Give a page of a desk over an archive."""
    app = make_app(archive, TOKEN, reads=Reads(model=False, jobs=1))
    given = {"base_url": "http://127.0.0.1:8765", "client": ("127.0.0.1", 40000), "headers": HEADERS, **more}
    return TestClient(app, **given)


@dataclass
class Told:
    """A desk with what is in it.

    Attributes:
        archive: The archive.
        client: A page of it.
        keys: Keys of the reports, by name.
    """

    archive: Archive
    client: TestClient
    keys: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **params: Any) -> Any:
        """Ask for something that must be there."""
        response = self.client.get(f"/api/1/{path}", params=params)
        assert response.status_code == 200, response.text
        return response.json()

    def send(self, path: str, body: Any, method: str = "POST", status: int = 200) -> Any:
        """Write something, and give the answer."""
        response = self.client.request(method, f"/api/1/{path}", json=body)
        assert response.status_code == status, response.text
        return response.json()

    def report(self, name: str) -> Any:
        return self.get(f"reports/{self.keys[name]}")

    def account(self, name: str, kind: str | None = None) -> Any:
        """Give the first account of a report, or the first of a type."""
        return next(one for one in self.report(name)["accounts"] if kind in (None, one["type"]["code"]))


def received(archive: Archive, rules: Reader, name: str, words: str, day: date | None, outlet: str) -> Received:
    report = Report(name, words, None, day, outlet)
    digest, size = archive.originals.put(BytesIO(words.encode("utf-8", "surrogatepass")))
    return Received(report, True, digest, size, f"{name}.txt", read_report(report, rules))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Told]:
    """Give a desk over an archive that holds nothing."""
    archive = create_archive(tmp_path / "empty", "marsad test", "سلمى", noon)
    with client_of(archive) as client:
        yield Told(archive, client)
    archive.close()


_numbers = count(1)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, rules: Reader) -> tuple[Path, dict[str, str]]:
    """Give a folder with a merged archive, to be copied, and the keys of its reports."""
    folder = tmp_path_factory.mktemp("filled") / "desk"
    archive = create_archive(folder, "marsad test", "collector", noon)
    day = date(2025, 3, 12)
    texts = {
        "strike": (STRIKE, day, "شبكة الضفتين"),
        "again": (AGAIN, day, "صوت الفرات"),
        "meeting": (MEETING, day, "شبكة الضفتين"),
        "raid": (RAID, day, "شبكة الضفتين"),
        "undated": (UNDATED, None, "صوت الفرات"),
    }
    batch = [received(archive, rules, name, *rest) for name, rest in texts.items()]
    keys = dict(zip(texts, [one.key for one in keep(archive, batch)], strict=True))
    merge(archive)
    archive.close()
    return folder, keys


@pytest.fixture
def folder(filled: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    """Give a copy of the filled archive."""
    target = tmp_path / f"desk{next(_numbers)}"
    shutil.copytree(filled[0], target)
    return target


@pytest.fixture
def desk(folder: Path, filled: tuple[Path, dict[str, str]]) -> Iterator[Told]:
    """Give Salma's desk over the filled archive."""
    archive = open_archive(folder, "marsad test", "سلمى", noon)
    with client_of(archive) as client:
        yield Told(archive, client, dict(filled[1]))
    archive.close()


@pytest.fixture
def second(folder: Path, filled: tuple[Path, dict[str, str]], desk: Told) -> Iterator[Told]:
    """Give Karim's desk over the same archive, in another program as it were."""
    archive = open_archive(folder, "marsad test", "كريم", noon)
    with client_of(archive) as client:
        yield Told(archive, client, dict(filled[1]))
    archive.close()


@pytest.fixture
def page(desk: Told) -> Callable[..., TestClient]:
    """Give what makes a page of the desk with other headers or from elsewhere."""

    def page(**more: Any) -> TestClient:
        return client_of(desk.archive, **more)

    return page


@pytest.fixture
def receive(rules: Reader) -> Callable[..., Received]:
    """Give what makes a report ready to be kept."""

    def receive(archive: Archive, name: str, words: str, day: date | None = date(2025, 3, 12)) -> Received:
        return received(archive, rules, name, words, day, "شبكة الضفتين")

    return receive
