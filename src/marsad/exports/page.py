"""Write readings as one self-contained page: the report with its words highlighted, beside it a card for every event.

Nothing on the page comes from elsewhere: no font, script or picture is fetched. Without scripts the page is complete; the script only ties
hover and focus of a card to its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, select_autoescape
from markupsafe import Markup, escape

from marsad.model import DateInterval, Event, Mention, MentionKind, Reading, Span, Toll

UNKNOWN = "غير معروف"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of text to highlight.

    Attributes:
        span: Where.
        css: Its class.
        label: What a reader of the page is told it is.
        events: Ids of the events it belongs to.
    """

    span: Span
    css: str
    label: str
    events: tuple[str, ...]


def readings_to_html(readings: Sequence[Reading], explain: bool = False) -> str:
    """Write the page.

    Args:
        readings: One or more readings; a few dozen at most make a page that a browser opens gladly.
        explain: Print the reason of every value, not only on hover.

    Returns:
        A whole HTML document.
    """
    template = _environment().get_template("page.html.j2")
    return template.render(readings=[_view(reading) for reading in readings], explain=explain)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = files("marsad.exports").joinpath("templates")
    return Environment(loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")), autoescape=select_autoescape(default=True))


def _view(reading: Reading) -> dict[str, object]:
    """Gather what the template shows of one reading."""
    mentions = {mention.id: mention for mention in reading.mentions}
    report = reading.report
    return {
        "title": report.title or report.id,
        "source": report.source,
        "published": report.published.isoformat() if report.published else None,
        "notes": reading.notes,
        "reader": reading.reader,
        "text": _highlighted(reading),
        "events": [_card(event, mentions, reading) for event in reading.events],
    }


def _highlighted(reading: Reading) -> Markup:
    """Mark the words of a report; where marks would cross, the one that begins first stands."""
    text = reading.report.text
    out: list[Markup | str] = []
    at = 0
    stack: list[_Mark] = []
    body = reading.body
    edges = sorted(_marks(reading), key=lambda m: (m.span.start, -m.span.end))
    for mark in edges:
        while stack and stack[-1].span.end <= mark.span.start:
            out += [escape(text[at : stack[-1].span.end]), Markup("</mark>")]
            at = stack.pop().span.end
        if stack and mark.span.end > stack[-1].span.end:
            continue
        out.append(escape(text[at : mark.span.start]))
        events = " ".join(mark.events)
        out.append(Markup('<mark class="{}" title="{}" data-events="{}" tabindex="0">').format(mark.css, mark.label, events))
        at = mark.span.start
        stack.append(mark)
    while stack:
        out += [escape(text[at : stack[-1].span.end]), Markup("</mark>")]
        at = stack.pop().span.end
    out.append(escape(text[at:]))
    whole = Markup("").join(out)
    return whole if body == Span(0, len(text)) else Markup('{}<p class="note">{}</p>').format(whole, "ما حول متن التقرير لم يُقرأ.")


def _marks(reading: Reading) -> list[_Mark]:
    of_mention: dict[str, list[str]] = {}
    for event in reading.events:
        for name in (*event.date.mentions, *(a.mention for a in (*event.places, *event.actors))):
            of_mention.setdefault(name, []).append(event.id)
    marks = [_Mark(m.span, m.kind.value, _says(m), tuple(of_mention.get(m.id, ()))) for m in reading.mentions]
    marks += [_Mark(e.trigger, "trigger", f"{e.id} {e.type} ({e.realis})", (e.id,)) for e in reading.events]
    return marks


def _says(mention: Mention) -> str:
    """Say what a mention was understood as."""
    if mention.kind is MentionKind.DATE:
        first = mention.dates[0] if mention.dates else None
        return f"{days(first.interval)} – {first.because}" if first else UNKNOWN
    if mention.kind is MentionKind.PLACE:
        where = mention.places[0] if mention.places else None
        return f"{where.place.name.en} ({where.place.level}) – {where.because}" if where else UNKNOWN
    who = mention.actors[0] if mention.actors else None
    return f"{who.name.en or who.name.ar} ({mention.actor_kind}) – {who.because}" if who else str(mention.actor_kind)


def days(interval: DateInterval | None) -> str:
    """Write an interval of days."""
    if interval is None:
        return UNKNOWN
    return interval.first.isoformat() if interval.days == 1 else f"{interval.first} … {interval.last}"


def _toll(toll: Toll, text: str) -> dict[str, str]:
    ends = ("?" if toll.low is None else str(toll.low), "" if toll.high is None else str(toll.high))
    amount = "؟" if ends == ("?", "") else ends[0] if toll.low == toll.high else "–".join(ends)
    return {"role": toll.status, "words": toll.span.of(text), "value": amount, "because": toll.group}


def _card(event: Event, mentions: dict[str, Mention], reading: Reading) -> dict[str, object]:
    """Gather what the template shows of one event."""
    text = reading.report.text
    rows = [{"role": "date", "words": " + ".join(mentions[m].surface for m in event.date.mentions), "value": days(event.date.interval), "because": event.date.because}]
    for argument in (*event.places, *event.actors):
        mention = mentions[argument.mention]
        value, _, because = _says(mention).partition(" – ")
        rows.append({"role": argument.role, "words": mention.surface, "value": value, "because": because})
    rows += [_toll(toll, text) for toll in event.casualties]
    rows += [{"role": "topic", "words": span.of(text), "value": "", "because": ""} for span in event.topics]
    rows += [{"role": "weapon", "words": span.of(text), "value": "", "because": ""} for span in event.weapons]
    if event.source:
        rows.append({"role": "source", "words": event.source.of(text), "value": "", "because": ""})
    links = [f"{link.rel} {link.target}" for link in reading.links if link.source == event.id]
    return {"id": event.id, "type": event.type, "realis": event.realis.value, "trigger": event.trigger.of(text), "confidence": f"{event.confidence:.2f}",
            "because": event.because, "rows": rows, "links": links}  # fmt: skip
