"""A desk in a real browser: Debian's Chromium, driven by Playwright. Every report is invented, and so is everyone in it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from sqlalchemy import select

from marsad.actors import load_roster
from marsad.archive import Received, create_archive, decide, edit, keep, merge, open_archive, seal
from marsad.archive.coding import assigned_subject, coding, own_subject
from marsad.archive.database import reading
from marsad.archive.lessons import LessonState, decide_lesson
from marsad.archive.loading import accounts, person_claim
from marsad.archive.schema import account, member
from marsad.desk.serving_pages import pages_are_built, pages_folder
from marsad.model import (
    ActorKind,
    DateInterval,
    Lesson,
    LessonKind,
    Level,
    Name,
    NewActor,
    NewPlace,
    PlaceInterpretation,
    Point,
    Report,
    Span,
)
from marsad.pipeline import Reader, read_report, version_name
from marsad.places.gazetteer import load_gazetteer
from marsad.text.folding import fold_key

CHROMIUM = os.environ.get("MARSAD_CHROMIUM", "/usr/bin/chromium")
"""The browser; `apt-get install chromium` brings it."""

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",  # maps and networks are drawn by WebGL, without a graphics card
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

REPORTS = {
    "strike": (
        "قتل ثلاثة مدنيين وأصيب خمسة آخرون أمس في قصف مدفعي لقوات النظام على بلدة الشحيل بريف دير الزور الشرقي، "
        "بحسب ما أفادت شبكة الضفتين، فيما نُقل الجرحى إلى مشفى البصيرة.",
        date(2025, 3, 12),
        "شبكة الضفتين",
    ),
    "again": (
        "قصفت قوات النظام بالمدفعية بلدة الشحيل يوم 11 آذار 2025، ما أدى إلى مقتل أربعة مدنيين وإصابة آخرين، وفق مصادر محلية.",
        date(2025, 3, 13),
        "نهر الأخبار",
    ),
    "meeting": (
        "عقد أحمد السبخاوي اجتماعاً يوم الاثنين في مدينة البوكمال مع وجهاء العشائر لبحث التهدئة ووقف إطلاق النار في المنطقة، "
        "ومن المقرر أن يُعقد اجتماع آخر الأسبوع المقبل في مدينة الميادين.",
        date(2025, 3, 12),
        "مرصد الضفتين",
    ),
    "raid": (
        "داهمت قوات سوريا الديمقراطية اليوم منزلاً في بلدة ذيبان واعتقلت شابين، وانتشرت دورياتها في بلدة الحوايج حتى المساء.",
        date(2025, 3, 14),
        "مرصد الضفتين",
    ),
    "undated": (
        "اعتقلت قوات سوريا الديمقراطية أمس أربعة شبان في بلدة الصور. 📷 صورة من المكان، ثم أفرجت عنهم صباح الجمعة.",
        None,
        "نهر الأخبار",
    ),
}


@dataclass
class Served:
    """A desk at work over an archive.

    Attributes:
        address: Its address with the token.
        archive: The archive's folder.
        keys: Keys of the reports, by name.
    """

    address: str
    archive: Path
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """The address without the token."""
        return self.address.partition("#")[0].rstrip("/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    assert Path(CHROMIUM).exists(), f"{CHROMIUM} is missing: apt-get install chromium, or name another in MARSAD_CHROMIUM"
    assert pages_are_built(pages_folder()), f"{pages_folder()}: the pages were not built: cd web && npm ci && npm run build"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, rules: Reader) -> tuple[Path, dict[str, str]]:
    """Make an archive of a few reports, read by rules and merged; tests work on copies."""
    folder = tmp_path_factory.mktemp("browser") / "desk"
    made = create_archive(folder, version_name(), "سلمى")
    batch = []
    for name, (words, day, outlet) in REPORTS.items():
        report = Report(name, words, None, day, outlet)
        digest, size = made.originals.put(BytesIO(words.encode()))
        batch.append(Received(report, True, digest, size, f"{name}.txt", read_report(report, rules)))
    keys = dict(zip(REPORTS, [one.key for one in keep(made, batch)], strict=True))
    merge(made)
    seal(made)
    made.close()
    return folder, keys


@pytest.fixture
def archive(filled: tuple[Path, dict[str, str]], tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Give a copy of the archive, and the keys of its reports by name."""
    shutil.copytree(filled[0], tmp_path / "desk")
    return tmp_path / "desk", filled[1]


@contextmanager
def started(folder: Path, *options: str) -> Iterator[str]:
    """Start a desk over an archive, as a person does, and stop it at the end; give its address with the token."""
    command = [sys.executable, "-m", "marsad", "desk", str(folder), "--no-browser", "--port", "0", "--no-model", *options]
    log = folder.with_name(f"{folder.name}-{time.monotonic_ns()}.log")
    with log.open("w") as stream:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stream, text=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http"), (address, log.read_text())
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)
        process.stdout.close()
    assert code == 0, log.read_text()
    assert log.read_text() == ""


@pytest.fixture(scope="session")
def starting() -> Callable[..., AbstractContextManager[str]]:
    """Give the way to start a desk that several tests of a module share."""
    return started


@pytest.fixture
def served() -> Iterator[Callable[..., str]]:
    """Give the way to start desks; each is stopped at the end."""
    with ExitStack() as running:
        yield lambda folder, *options: running.enter_context(started(folder, *options))


@pytest.fixture
def desk(archive: tuple[Path, dict[str, str]], served: Callable[..., str]) -> Served:
    """Start a desk over the archive, with سلمى at work."""
    folder, keys = archive
    return Served(served(folder, "--who", "سلمى"), folder, keys)


@pytest.fixture(scope="session")
def shown(filled: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Start one desk for all tests that only look."""
    folder = tmp_path_factory.mktemp("shown") / "desk"
    shutil.copytree(filled[0], folder)
    code_twice(folder, filled[1]["meeting"])
    teach(folder, filled[1]["raid"])
    with started(folder, "--who", "سلمى") as address:
        yield Served(address, folder, filled[1])


def code_twice(folder: Path, key: str) -> None:
    """Let نور and رامي code a report without seeing each other's; they differ in a day and in an event."""

    def at_work(who: str, *made: tuple[str, str, object]) -> None:
        archive = open_archive(folder, version_name(), who)
        for subject, name, value in made:
            decide(archive, subject, name, value)
        archive.close()

    archive = open_archive(folder, version_name())
    with reading(archive.engine) as connection:
        first, *_, last = coding(connection, key, "نور")
    archive.close()
    day = DateInterval(date(2025, 3, 9), date(2025, 3, 9))
    other = [person_claim(first, "date", day, "نور")]
    at_work("سلمى", (assigned_subject(key), "assigned", {"first": "نور", "second": "رامي", "reviewer": ""}))
    at_work("نور", (own_subject("نور", first.event), "date", other), (own_subject("نور", key), "done", True))
    at_work("رامي", (own_subject("رامي", last.event), "review", "rejected"), (own_subject("رامي", key), "done", True))


BANKS = NewActor("desk:banks", Name("شبكة الضفتين", "Two Banks Network"), ActorKind.ORGANIZATION)
CLINIC = NewPlace(
    "desk.clinic", Name("مشفى البصيرة", "Busayrah hospital"), Level.FACILITY, Point(35.16, 40.43), 0.5, "sy.deir-ez-zor"
)
LESSONS = (
    Lesson(LessonKind.ALIAS, "شبكة الضفتين", "actor", BANKS.id, actor=BANKS),
    Lesson(LessonKind.PLACE, "مشفى البصيرة", "place", CLINIC.id, place=CLINIC),
    Lesson(LessonKind.TRIGGER, "انتشرت", "type", "movement"),
    Lesson(LessonKind.RULE, "صباح الجمعة", "date", days=(-2, -1)),
    Lesson(LessonKind.RULE, "الصور", "place", "sy.deir-ez-zor.mayadin", outlet="نهر الأخبار"),
)
"""Lessons of each kind, put forward."""


def teach(folder: Path, key: str) -> None:
    """Let سلمى correct a place of a report, put lessons of each kind forward, and accept that «أفرجت» is no event."""
    archive = open_archive(folder, version_name(), "سلمى")
    with reading(archive.engine) as connection:
        told = next(one for one in accounts(connection) if one.report == key)
    place = load_gazetteer().get("sy.raqqa")
    assert place is not None
    at = REPORTS["raid"][0].index("الحوايج")
    value = (PlaceInterpretation(place, "chosen by سلمى", 1.0),)
    edit(
        archive, told.event, "place", (person_claim(told, "place", value, "سلمى", spans=(Span(at, at + 7),), role="location"),)
    )
    for lesson in LESSONS:
        decide_lesson(archive, lesson, LessonState.PROPOSED, note="")
    decide_lesson(archive, Lesson(LessonKind.TRIGGER, "أفرجت", "type"), LessonState.ACCEPTED, note="تكرّر في النشرات")
    archive.close()


@dataclass
class Watch:
    """What pages asked for and complained of.

    Attributes:
        home: Where the desk is.
        outside: Requests to anywhere else.
        complaints: What the console or the page said was wrong.
    """

    home: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def on(self, context: BrowserContext) -> None:
        """Listen to all pages of a context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self.home:
            self.outside.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        # A refusal that the page shows (409, 404) is told by the browser as an error too.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


@dataclass
class Visitor:
    """Opens pages of a desk in the browser, each in a profile of its own."""

    browser: Browser
    desk: Served
    watch: Watch
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self, path: str = "/", *, language: str = "ar", theme: str = "light", width: int = 1440, address: str = ""
    ) -> Page:
        """Open a page that is let in."""
        home, _, token = (address or self.desk.address).partition("#")
        kept = [{"name": "marsad.language", "value": language}, {"name": "marsad.theme", "value": theme}]
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            storage_state={"cookies": [], "origins": [{"origin": home.rstrip("/"), "localStorage": kept}]},  # type: ignore[typeddict-item]
        )
        self.contexts.append(context)
        self.watch.on(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{home.rstrip('/')}{path}#{token}")
        page.wait_for_selector("main h1")
        return page

    def leave(self) -> None:
        """Close all; fail when a request left the machine or a page complained."""
        for context in self.contexts:
            context.close()
        assert self.watch.outside == []
        assert self.watch.complaints == []


@pytest.fixture
def opened(browser: Browser, desk: Served) -> Iterator[Visitor]:
    """Give the way to open pages: `opened("/explore", language="en", theme="dark", width=390)`.

    No request may leave the machine and no page may complain; both fail the test.
    """
    visitor = Visitor(browser, desk, Watch(desk.home))
    yield visitor
    visitor.leave()


@pytest.fixture
def look(browser: Browser, shown: Served) -> Iterator[Visitor]:
    """Give the way to open pages of the desk that nobody changes."""
    visitor = Visitor(browser, shown, Watch(shown.home))
    yield visitor
    visitor.leave()


@pytest.fixture
def page(opened: Visitor) -> Page:
    """Open the queue, in Arabic."""
    return opened()


@pytest.fixture
def address_of(shown: Served) -> Callable[[str], str]:
    """Put keys into an address: `{strike}` for a report's, `{incident}` for that of the incident that «strike» shares."""
    keys = dict(shown.keys)
    archive = open_archive(shown.archive, version_name())
    with reading(archive.engine) as connection:
        chosen = select(member.c.incident, account.c.report).join(account, account.c.event == member.c.event)
        rows = connection.execute(chosen.order_by(member.c.incident)).all()
    archive.close()
    told = Counter(row.incident for row in rows)
    keys["incident"] = max((row.incident for row in rows if row.report == keys["strike"]), key=lambda one: told[one])
    keys["actor"] = load_roster().named(fold_key("قوات سوريا الديمقراطية"))[0].id
    return lambda address: address.format(**{name: quote(key, safe="") for name, key in keys.items()})
