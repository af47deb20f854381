"""Offer the ways to understand a date expression, each with its reason."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from marsad.archive.database import reading
from marsad.dates import find_dates, interpret_dates
from marsad.desk.faults import RESPONSES
from marsad.desk.schemas import Answer, SpanIn, SpanOut, answer
from marsad.desk.spans import Places
from marsad.desk.state import At
from marsad.desk.telling import report_of
from marsad.model import Report, Span
from marsad.text.words import split_words

router = APIRouter(tags=["dates"], responses={400: RESPONSES[400]})


class DateOut(Answer):
    """One way to understand an expression."""

    first: date | None
    """Earliest day; null when there is no way to know."""
    last: date | None
    """Latest day, included."""
    because: str
    """The rule and what it counted from."""


class Expression(Answer):
    """A date expression."""

    span: SpanOut
    """Where it stands."""
    surface: str
    """Its words."""
    dates: list[DateOut]
    """The ways to understand it, most trusted first."""


class DatesOut(Answer):
    """Date expressions and what they may mean."""

    anchor: date | None
    """The day they were counted from."""
    expressions: list[Expression]
    """In order of the text."""


Anchor = Annotated[date | None, Query(description="The day to count from; in a report its own day when not given.")]
Text = Annotated[str, Query(min_length=1, max_length=500, description="A date expression: «الجمعة الماضية».")]
Start = Annotated[int | None, Query(description="First code point of the words; with `end`.")]
End = Annotated[int | None, Query(description="One past their last code point.")]
Start16 = Annotated[int | None, Query(description="In place of `start`: the first UTF-16 unit; with `end16`.")]
End16 = Annotated[int | None, Query(description="One past the last UTF-16 unit.")]
Key = Annotated[str, Path(description="The report's key.")]


@router.get("/dates")
def dates_of_words(q: Text, anchor: Anchor = None) -> DatesOut:
    """Give every way to understand the date expressions in some words, counted from an anchor day."""
    spans = find_dates(q, split_words(q)) or (Span(0, len(q)),)
    return _told(Report("", q, published=anchor), list(spans))


@router.get("/reports/{key}/dates", responses={404: RESPONSES[404]})
def dates_of_report(
    desk: At,
    key: Key,
    anchor: Anchor = None,
    start: Start = None,
    end: End = None,
    start16: Start16 = None,
    end16: End16 = None,
) -> DatesOut:
    """Give every way to understand the date expressions of a report, or the one at a span, where they stand."""
    with reading(desk.archive.engine) as connection:
        kept = report_of(connection, key).report
    report = Report(kept.id, kept.text, kept.title, anchor or kept.published, kept.source)
    found = list(find_dates(kept.text, split_words(kept.text)))
    if any(place is not None for place in (start, end, start16, end16)):
        wanted = Places(kept.text).span(SpanIn(start=start, end=end, start16=start16, end16=end16))
        # Other expressions stay beside it: «اليوم التالي» counts from the one before.
        return _told(report, sorted([*(one for one in found if not one.meets(wanted)), wanted]), wanted)
    return _told(report, found)


def _told(report: Report, spans: list[Span], only: Span | None = None) -> DatesOut:
    places = Places(report.text)
    answers = interpret_dates(report, spans, split_words(report.text))
    out: list[dict[str, Any]] = []
    for span, ways in zip(spans, answers, strict=True):
        if only is None or span == only:
            days = [(one.interval, one.because) for one in ways]
            dates = [{"first": i.first if i else None, "last": i.last if i else None, "because": why} for i, why in days]
            out.append({"span": places.both(span), "surface": span.of(report.text), "dates": dates})
    return answer(DatesOut, {"anchor": report.published, "expressions": out})
