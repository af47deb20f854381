"""Put together what there is to learn: lessons that people decided about, and those that their corrections propose."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from marsad.archive.corrections import FIELDS, corrections
from marsad.archive.deciding import REPORT_FIELDS
from marsad.archive.lessons import KeptLesson, kept_lessons, taught
from marsad.archive.loading import kept_reports
from marsad.archive.proposing import Known, propose
from marsad.archive.schema import account, decision
from marsad.errors import InputError
from marsad.model import Lesson, LessonKind, Report, Span
from marsad.places.taught import teach_gazetteer
from marsad.tagger.labels import REALIS, TYPES
from marsad.text.bearing import bearing, phrases
from marsad.text.search_keys import search_key, search_keys
from marsad.text.words import split_words

AROUND = 90
"""Code points of an example on either side of the words."""
LONGEST = 8
"""Words of the longest lesson that a person may write."""


@dataclass(frozen=True, slots=True)
class Example:
    """The words of a lesson where a report has them.

    Attributes:
        report: Key of the report.
        outlet: Its outlet; None when unknown.
        published: Its day, ISO 8601; None when unknown.
        text: The words with what stands around them.
        span: Where in that text they stand.
    """

    report: str
    outlet: str | None
    published: str | None
    text: str
    span: Span


def all_lessons(connection: Connection, known: Known, report: str | None = None) -> list[KeptLesson]:
    """Give all lessons: proposals that nobody decided about, best attested first, then the others, last decided first.

    Args:
        connection: The database.
        known: What the reader knows.
        report: Key of a report, for what its corrections alone could teach; one correction is then enough for any lesson.
    """
    return put_together(proposals(connection, known, report), kept_lessons(connection), report)


def proposals(connection: Connection, known: Known, report: str | None = None) -> tuple[KeptLesson, ...]:
    """Give what corrections propose; see `all_lessons`."""
    return propose(corrections(connection, report), known if report is None else replace(known, agreed=1))


def proposals_rest_on(connection: Connection) -> tuple[int, ...]:
    """Give numbers that change when what proposals rest on does: decisions of people, and readings of reports."""
    decided = select(func.max(decision.c.entry), func.max(decision.c.until)).where(
        decision.c.field.in_((*FIELDS, *REPORT_FIELDS))
    )
    read = select(func.max(account.c.entry), func.max(account.c.until))
    return tuple(int(number or 0) for chosen in (decided, read) for number in connection.execute(chosen).one())


def put_together(proposed: Iterable[KeptLesson], kept: Sequence[KeptLesson], report: str | None = None) -> list[KeptLesson]:
    """Put proposals and lessons that somebody decided about in one list.

    Those decided about keep their state, and show the corrections that have come since.
    """
    new = {one.id: one for one in proposed}
    old = []
    for one in reversed(kept):
        now = new.pop(one.id, None)
        told = replace(one, basis=now.basis, lineages=now.lineages, against=now.against) if now else one
        if report is None or any(basis.report == report for basis in told.basis):
            old.append(told)
    return [*new.values(), *old]


def find_lesson(connection: Connection, known: Known, id: str, report: str | None = None) -> KeptLesson | None:
    """Give a lesson by its id, decided about or proposed; see `all_lessons`."""
    return next((one for one in all_lessons(connection, known, report) if one.id == id), None)


def examples(connection: Connection, lesson: Lesson, keys: Iterable[str]) -> Iterator[Example]:
    """Give the first place in each of some reports where a lesson's words stand."""
    for kept in kept_reports(connection, list(keys)):
        place = _place(lesson, kept.report) if bearing((lesson,), kept.report) else None
        if place is not None:
            told = kept.report
            start, end = max(0, place.start - AROUND), min(len(told.text), place.end + AROUND)
            day = told.published.isoformat() if told.published else None
            inside = Span(place.start - start, place.end - start)
            yield Example(kept.key, told.source, day, told.text[start:end], inside)


def _place(lesson: Lesson, told: Report) -> Span | None:
    words = [word for word in split_words(told.text) if word.folded[0].isalnum()]
    keys = [search_key(word.folded) for word in words]
    for phrase in phrases(lesson.words):
        own = phrase.split()
        for i in range(len(keys) - len(own) + 1):
            if keys[i : i + len(own)] == own:
                return Span(words[i].start, words[i + len(own) - 1].end)
    return None


def check_lesson(lesson: Lesson, known: Known, kept: Sequence[KeptLesson] = ()) -> None:
    """Check that a lesson says something that the reader can follow.

    Args:
        lesson: What a person wrote, or another desk sent.
        known: What the reader knows.
        kept: Lessons that people decided about; what accepted ones brought is known too.

    Raises:
        InputError: It does not.
    """
    count = len(search_keys(lesson.words))
    if not 0 < count <= LONGEST or len(lesson.words) > 200:
        raise InputError(f"expected 1 to {LONGEST} words, got {lesson.words[:80]!r}")
    about = {LessonKind.ALIAS: ("actor",), LessonKind.PLACE: ("place",), LessonKind.TRIGGER: ("type",)}
    if lesson.about not in about.get(lesson.kind, ("actor", "place", "date", "realis")):
        raise InputError(
            f"expected of a lesson of the kind {lesson.kind.value} that it is about another field than {lesson.about}"
        )
    if not _makes_sense(lesson, known, taught(kept)):
        raise InputError(
            f"expected something known that «{lesson.words}» means ({lesson.about}), got {lesson.means or 'nothing'!r}"
        )


def _makes_sense(lesson: Lesson, known: Known, before: Sequence[Lesson]) -> bool:
    if lesson.about == "place":
        return teach_gazetteer(known.places, [*before, lesson]).get(lesson.means) is not None
    if lesson.about == "actor":
        new = {one.actor.id for one in (*before, lesson) if one.actor}
        return lesson.means in new or known.roster.get(lesson.means) is not None
    if lesson.about == "date":
        return lesson.days is not None and -3660 <= lesson.days[0] <= lesson.days[1] <= 3660
    return lesson.means in REALIS if lesson.about == "realis" else lesson.means in ("", *TYPES)
