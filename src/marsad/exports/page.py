"""Write readings as one self-contained page: the report with its words highlighted, beside it a card for every event.

Nothing on the page comes from elsewhere: no font, script or picture is fetched. Without scripts the page is complete – the
words in the text are links to their cards and back – and the script only lights up what belongs together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import heapify, heappop, heappush
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, select_autoescape
from markupsafe import Markup, escape

from marsad.exports.phrases import WORTH, amount, days, position, reach, why_then
from marsad.exports.reading import text_sha256
from marsad.model import Argument, Event, Mention, MentionKind, PlaceInterpretation, Reading, Report, Span
from marsad.vocabulary import load_vocabulary

UNKNOWN = "غير معروف"
LONGEST_TITLE = 120
"""Code points of a first line that a page shows as headline."""
ALSO = 2
"""Other interpretations of an actor that are shown."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of text to highlight.

    Attributes:
        span: Where.
        css: Its class.
        label: What a reader of the page is told it is.
        events: Ids of the events it belongs to.
        anchor: Id of the event whose trigger it is; empty for all else.
    """

    span: Span
    css: str
    label: str
    events: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """One value of an event.

    Attributes:
        role: What it is to the event.
        css: Class of its words in the text.
        words: The words it rests on.
        value: What they were understood as; empty where the words say it all.
        level: What sort of place or actor.
        latin: English name.
        where: Coordinates and radius.
        others: Other interpretations.
        because: Why.
    """

    role: str
    css: str
    words: str
    value: str = ""
    level: str = ""
    latin: str = ""
    where: str = ""
    others: tuple[str, ...] = ()
    because: str = ""


def readings_to_html(readings: Sequence[Reading], explain: bool = False) -> str:
    """Write the page.

    Args:
        readings: One or more readings; a few dozen at most make a page that a browser opens gladly.
        explain: Show the reason of every value from the start; a switch on the page does it later.

    Returns:
        A whole HTML document.
    """
    template = _environment().get_template("page.html.j2")
    views = [_view(reading, f"r{i}") for i, reading in enumerate(readings)]
    return template.render(readings=views, explain=explain, unknown=UNKNOWN, names=_names())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = files("marsad.exports").joinpath("templates")
    loader = FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8"))
    return Environment(loader=loader, autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, str]]:
    """Give the Arabic names of the values that a page shows."""
    values = load_vocabulary("values")
    groups = {
        "types": load_vocabulary("events")["types"],
        "realis": values["realis"],
        "roles": {**values["roles"], **values["parts"], **values["tolls"]},
        "levels": {**values["levels"], **values["kinds"], **values["groups"]},
        "relations": values["relations"],
        "notes": values["notes"],
    }
    return {group: {name: str(entry["ar"]) for name, entry in entries.items()} for group, entries in groups.items()}


def _view(reading: Reading, prefix: str) -> dict[str, object]:
    """Gather what the template shows of one reading."""
    mentions = {mention.id: mention for mention in reading.mentions}
    report = reading.report
    return {
        "prefix": prefix,
        "id": report.id,
        "title": report.title or _first_line(report),
        "source": report.source,
        "published": report.published.isoformat() if report.published else None,
        "notes": reading.notes,
        "reader": reading.reader,
        "sha256": text_sha256(report.text),
        "text": _highlighted(reading, prefix),
        "cut": any(span.of(report.text).strip() for span in _outside(reading)),
        "events": [_card(event, mentions, reading) for event in reading.events],
    }


def _first_line(report: Report) -> str:
    """Give what stands for a headline where none came apart from the text."""
    line = next((line.strip() for line in report.text.split("\n") if line.strip()), report.id)
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _highlighted(reading: Reading, prefix: str) -> Markup:
    """Mark the words of a report."""
    text = reading.report.text
    out: list[str] = []
    at = 0
    for edge, mark in _edges(_marks(reading)):
        out.append(escape(text[at:edge]))
        out.append(_opening(mark, prefix) if mark else Markup("</mark>"))
        at = edge
    return Markup("").join([*out, escape(text[at:])])


def _edges(marks: Sequence[_Mark]) -> Iterator[tuple[int, _Mark | None]]:
    """Give where marks open, and where they close (None), nested: one that would cross another is cut in two."""
    heap = [(mark.span.start, -mark.span.end, i, mark) for i, mark in enumerate(marks) if len(mark.span)]
    heapify(heap)
    open_ends: list[int] = []
    while heap:
        start, _, i, mark = heappop(heap)
        while open_ends and open_ends[-1] <= start:
            yield open_ends.pop(), None
        end = mark.span.end
        if open_ends and end > open_ends[-1]:
            end = open_ends[-1]
            rest = replace(mark, span=Span(end, mark.span.end), anchor="")
            heappush(heap, (end, -rest.span.end, i, rest))
        yield start, mark
        open_ends.append(end)
    while open_ends:
        yield open_ends.pop(), None


def _opening(mark: _Mark, prefix: str) -> Markup:
    events = " ".join(mark.events)
    if mark.anchor:
        return Markup('<mark id="{0}-t-{1}" class="{2}" title="{3}" data-events="{4}" tabindex="0" role="link">').format(
            prefix, mark.anchor, mark.css, mark.label, events
        )
    return Markup('<mark class="{}" title="{}" data-events="{}">').format(mark.css, mark.label, events)


def _marks(reading: Reading) -> list[_Mark]:
    """Gather everything of a reading that rests on words; what others hold comes before what they hold."""
    of_mention: dict[str, list[str]] = {}
    for event in reading.events:
        for name in (*event.date.mentions, *(a.mention for a in (*event.places, *event.actors))):
            of_mention.setdefault(name, []).append(event.id)
    marks = [_Mark(span, "outside", "") for span in _outside(reading)]
    for event in reading.events:
        marks += _told(event)
    marks += [_Mark(m.span, m.kind.value, _label(m), tuple(of_mention.get(m.id, ()))) for m in reading.mentions]
    return marks


def _outside(reading: Reading) -> tuple[Span, Span]:
    return Span(0, reading.body.start), Span(reading.body.end, len(reading.report.text))


def _told(event: Event) -> Iterator[_Mark]:
    """Give the marks of one event's own words."""
    ids = (event.id,)
    if event.source:
        yield _Mark(event.source, "source", "", ids)
    yield from (_Mark(span, "topic", "", ids) for span in event.topics)
    yield from (_Mark(toll.span, "toll", "", ids) for toll in event.casualties)
    yield from (_Mark(span, "weapon", "", ids) for span in event.weapons)
    yield _Mark(event.trigger, "trigger", f"{event.id} {event.type} ({event.realis})", ids, anchor=event.id)


def _label(mention: Mention) -> str:
    """Say what a mention was understood as, and why."""
    row = _of_mention(mention, "")
    return " · ".join(part for part in (row.value, row.latin, row.where, row.because) if part)


def _of_mention(mention: Mention, role: str) -> _Row:
    """Say what a mention was understood as."""
    if mention.kind is MentionKind.PLACE:
        return _of_place(mention, role)
    if mention.kind is MentionKind.ACTOR:
        return _of_actor(mention, role)
    first = mention.dates[0] if mention.dates else None
    return _Row(
        role, "date", mention.surface, days(first.interval if first else None, UNKNOWN), because=first.because if first else ""
    )


def _of_place(mention: Mention, role: str) -> _Row:
    if not mention.places:
        return _Row(role, "place", mention.surface, UNKNOWN)
    first, *rest = mention.places
    place = first.place
    where = f"{position(place.point)} {reach(place.radius_km)}" if place.point else ""
    others = tuple(_other(one) for one in rest if one.weight >= WORTH)
    value = "" if place.name.ar == mention.surface else place.name.ar
    return _Row(role, "place", mention.surface, value, place.level.value, place.name.en, where, others, first.because)


def _other(one: PlaceInterpretation) -> str:
    within = f" ({one.place.within[0]})" if one.place.within else ""
    return f"{one.place.name.en or one.place.name.ar}{within} {one.weight:.0%}"


def _of_actor(mention: Mention, role: str) -> _Row:
    kind = mention.actor_kind.value if mention.actor_kind else ""
    if not mention.actors:
        return _Row(role, "actor", mention.surface, level=kind)
    first, *rest = mention.actors
    value = "" if first.name.ar == mention.surface else first.name.ar
    others = tuple(one.name.en or one.name.ar for one in rest[:ALSO])
    return _Row(role, "actor", mention.surface, value, kind, first.name.en, "", others, first.because)


def _card(event: Event, mentions: dict[str, Mention], reading: Reading) -> dict[str, object]:
    """Gather what the template shows of one event."""
    links = [(link.rel, link.target) for link in reading.links if link.source == event.id]
    return {
        "id": event.id,
        "type": event.type,
        "realis": event.realis.value,
        "trigger": event.trigger.of(reading.report.text),
        "confidence": f"{event.confidence:.2f}",
        "because": event.because,
        "rows": list(_rows(event, mentions, reading.report)),
        "links": links,
    }


def _rows(event: Event, mentions: dict[str, Mention], report: Report) -> Iterator[_Row]:
    """Give the values of an event in the order of a reader's questions: when, where, who, how many, about what, says who."""
    text = report.text
    words = " + ".join(mentions[m].surface for m in event.date.mentions if m in mentions)
    yield _Row("date", "date", words, days(event.date.interval, UNKNOWN), because=why_then(event, mentions))
    yield from (_of_argument(argument, mentions) for argument in (*event.places, *event.actors))
    for toll in event.casualties:
        yield _Row(toll.status, "toll", toll.span.of(text), amount(toll, "؟"), toll.group)
    yield from (_Row("topic", "topic", span.of(text)) for span in event.topics)
    yield from (_Row("weapon", "weapon", span.of(text)) for span in event.weapons)
    if event.source:
        yield _Row("source", "source", event.source.of(text))


def _of_argument(argument: Argument, mentions: dict[str, Mention]) -> _Row:
    return _of_mention(mentions[argument.mention], argument.role)
