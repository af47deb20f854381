"""Bring files into an archive: read each kind of source, read the reports on all cores, keep them batch by batch.

What was kept stays kept: a program that is stopped and started again passes over the reports that are there already and goes
on.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import chain, islice
from pathlib import Path

from marsad.archive import Archive, Received, held, keep
from marsad.archive.rereading import Reread, compare_again, keep_again, to_reread
from marsad.errors import ArchiveError, MarsadError
from marsad.model import Lesson, Reading, Report
from marsad.parallel import read_many
from marsad.pipeline import LONGEST, load_reader
from marsad.sources.files import Told
from marsad.sources.folders import walk_folder
from marsad.sources.intake import Fault, Intake, read_source

BATCH = 32
"""Reports kept in one transaction, and so acknowledged together."""

FEW = 8
"""Reports for which it does not pay to start processes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a report or a file.

    Attributes:
        path: The file it came in.
        locator: Where in the file.
        key: The report's key; None for a fault.
        new: Whether it was not in the archive before.
        lineage: Key of the report it repeats, its own when none.
        accounts: Events it tells; None when it was there already.
        fault: Why it could not be read; None when it was kept.
    """

    path: str
    locator: str
    key: str | None = None
    new: bool = False
    lineage: str = ""
    accounts: int | None = None
    fault: str | None = None


@dataclass(frozen=True)
class Reads:
    """How reports are to be read.

    Attributes:
        model: Use the learned tagger.
        jobs: Processes; all cores when None.
        gazetteers: Place lists of the user's own.
        lessons: What the desk has taught its reader.
    """

    model: bool = True
    jobs: int | None = None
    gazetteers: tuple[Path, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read reports, in this process when they are few."""
        reports = iter(reports)
        first = list(islice(reports, FEW + 1))
        jobs = self.jobs or (1 if len(first) <= FEW else None)
        every = chain(first, reports)
        return read_many(every, model=self.model, jobs=jobs, gazetteers=self.gazetteers, lessons=self.lessons)

    @property
    def name(self) -> str:
        """What the reader calls itself where no lesson bears on a report."""
        return load_reader(model=self.model, threads=1, gazetteers=self.gazetteers).name


@dataclass
class _Work:
    """Reports between being received and being kept."""

    archive: Archive
    told: Told
    stdin: bytes = b""
    waiting: deque[tuple[str, Received]] = field(default_factory=deque)
    done: deque[Outcome] = field(default_factory=deque)

    def received(self, paths: Iterable[str]) -> Iterator[Report]:
        """Give the reports that are new, and put aside what else there is to tell."""
        for path in paths:
            try:
                for some in _batches(self.of_file(path)):
                    yield from self.new_ones(path, some)
            except ArchiveError:
                raise  # the archive's fault, not the file's: the next file would fare no better
            except MarsadError as error:
                self.done.append(Outcome(path, "", fault=str(error)))
            except OSError as error:
                self.done.append(Outcome(path, "", fault=f"{path}: {error.strerror or error}"))

    def of_file(self, path: str) -> Iterator[Received]:
        """Keep a file's bytes and give its reports."""
        data = self.stdin if path == "-" else None
        with BytesIO(data) if data is not None else Path(path).open("rb") as stream:
            digest, size = self.archive.originals.put(stream)
        for item in read_source(Path(path), self.told, data):
            if isinstance(item, Fault):
                self.done.append(Outcome(path, item.locator, fault=item.message))
            elif len(item.report.text) > LONGEST:
                long = f"expected a report of at most {LONGEST:,} characters, got {len(item.report.text):,}"
                self.done.append(Outcome(path, item.locator, fault=long))
            else:
                yield _received(item, digest, size, path)

    def new_ones(self, path: str, some: list[Received]) -> Iterator[Report]:
        """Give the reports of some that are not in the archive; note the others as seen again."""
        there = held(self.archive, [item.key for item in some])
        old = [item for item in some if item.key in there]
        for item, kept in zip(old, keep(self.archive, old) if old else (), strict=True):
            self.done.append(Outcome(path, item.locator, kept.key, False, kept.lineage))
        for item in some:
            if item.key not in there:
                self.waiting.append((path, item))
                yield item.report

    def keep(self, batch: list[tuple[str, Received]]) -> Iterator[Outcome]:
        """Keep a batch, and tell of it once it is kept."""
        for (path, item), kept in zip(batch, keep(self.archive, [item for _, item in batch]), strict=True):
            yield Outcome(path, item.locator, kept.key, kept.new, kept.lineage, kept.accounts)


def _received(item: Intake, digest: str, size: int, path: str) -> Received:
    return Received(
        report=item.report,
        given=item.given_id,
        original=digest,
        size=size,
        filename=Path(path).name,
        how=item.how,
        locator=item.locator,
        address=item.address,
        notes=item.notes,
    )


def _batches(items: Iterable[Received]) -> Iterator[list[Received]]:
    items = iter(items)
    while some := list(islice(items, BATCH)):
        yield some


def add(
    archive: Archive,
    paths: Iterable[str],
    told: Told,
    how: Reads | None = None,
    stdin: bytes = b"",
) -> Iterator[Outcome]:
    """Keep the reports of files, and read them.

    Args:
        archive: Where to.
        paths: Files and folders; `-` is standard input.
        told: What the collector knows of them; it fills what the sources do not say.
        how: How to read; None to keep them unread.
        stdin: What standard input held.

    Yields:
        What became of each report and each file that could not be read; of a report only once it is safely kept.

    Raises:
        ArchiveError: The archive cannot be written; what was acknowledged stays.
    """
    work = _Work(archive, told, stdin)
    files = chain.from_iterable(_files(path) for path in paths)
    reports = work.received(files)
    readings: Iterable[Reading | None] = how.read(reports) if how else (None for _ in reports)
    batch: list[tuple[str, Received]] = []
    for told_in_it in readings:
        path, item = work.waiting.popleft()
        batch.append((path, replace(item, reading=told_in_it)))
        if len(batch) >= BATCH:
            yield from work.keep(batch)
            batch = []
        while work.done:
            yield work.done.popleft()
    yield from work.keep(batch) if batch else ()
    yield from work.done


def _files(path: str) -> Iterable[str]:
    return map(str, walk_folder(Path(path))) if path != "-" and Path(path).is_dir() else (path,)


def reread(
    archive: Archive,
    how: Reads,
    every: bool = False,
    told: Callable[[Reread], None] | None = None,
    dry: bool = False,
) -> list[Reread]:
    """Read kept reports again, and tell what changed.

    Args:
        archive: Where.
        how: How to read.
        every: Read all reports; else those that this reader has not read as they are known now. Of the lessons it was taught,
            only those count whose words a report has.
        told: Called with each report's changes as they are kept.
        dry: Tell what would change, and change nothing.
    """
    kept = to_reread(archive, None if every else how.name, how.lessons)
    put = compare_again if dry else keep_again
    out = []
    for one, new in zip(kept, how.read(item.report for item in kept), strict=True):
        changes = put(archive, one.key, new)
        out.append(changes)
        if told:
            told(changes)
    return out
