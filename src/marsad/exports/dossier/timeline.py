"""Draw the timeline: exact days as dots, stretches of days as bars.

In Arabic time runs from right to left, as the page does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.exports.dossier.content import Picture
from marsad.exports.dossier.drawing import box, circle, stroke, text
from marsad.exports.dossier.phrasing import Phrases
from marsad.model import DateInterval, Incident, Realis

WIDTH, ROW, HEAD = 760.0, 26.0, 30.0
ID_LETTER, TYPE = 6.8, 118.0
"""Width of a letter of an id, and room for a type."""
MARGIN = 36.0
PER_PICTURE = 32
"""Rows of one picture, so that it fits a page."""
TICK = 68.0
"""Room for a day written out."""
DAYS = (1, 2, 5, 10)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
HAPPENED = (Realis.ACTUAL, Realis.FAILED, Realis.GENERIC)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days on a line.

    Attributes:
        first: The earliest day shown.
        last: The latest.
        leftwards: Whether time runs to the left.
        ids: Room for the ids.
    """

    first: date
    last: date
    leftwards: bool
    ids: float

    @property
    def labels(self) -> float:
        """Room for what stands before the line."""
        return self.ids + TYPE

    @property
    def room(self) -> float:
        """Length of the line."""
        return WIDTH - self.labels - 2 * MARGIN

    def at(self, day: date) -> float:
        """Give where a day lies."""
        span = max(1, (self.last - self.first).days)
        along = MARGIN + (day - self.first).days / span * self.room
        return WIDTH - self.labels - along if self.leftwards else self.labels + along

    def ticks(self) -> Iterator[date]:
        """Give the days to name: as few as orient, on round days or the first of months."""
        span, most = max(1, (self.last - self.first).days), self.room / TICK
        step = next((step for step in DAYS if span / step <= most), None)
        if step:
            yield from (self.first + timedelta(days) for days in range(0, span + 1, step))
            return
        months = next((step for step in MONTHS if span / 30.4 / step <= most), MONTHS[-1])
        count = self.first.year * 12 + self.first.month - 1
        for at in range(count - count % months, self.last.year * 12 + self.last.month, months):
            day = date(at // 12, at % 12 + 1, 1) if at >= 12 else self.first
            if self.first <= day <= self.last:
                yield day


def draw_timeline(incidents: Sequence[Incident], phrases: Phrases) -> tuple[Picture, ...]:
    """Draw the dated incidents, earliest first, a picture for so many as fit a page.

    Args:
        incidents: Incidents, in any order; those without days are left out.
        phrases: The language.
    """
    dated = [(incident.date.interval, incident) for incident in incidents if incident.date.interval]
    if not dated:
        return ()
    dated.sort(key=lambda pair: (pair[0].first, pair[0].last, pair[1].id))
    ids = max(len(incident.id) for _, incident in dated) * ID_LETTER + 12
    last = max(interval.last for interval, _ in dated)
    axis = Axis(dated[0][0].first, max(last, dated[0][0].first + timedelta(1)), phrases.language == "ar", ids)
    return tuple(_picture(dated[i : i + PER_PICTURE], axis, phrases) for i in range(0, len(dated), PER_PICTURE))


def _picture(dated: Sequence[tuple[DateInterval, Incident]], axis: Axis, phrases: Phrases) -> Picture:
    height = HEAD + ROW * len(dated) + 6
    body = []
    for day in axis.ticks():
        body.append(stroke([(axis.at(day), HEAD - 6), (axis.at(day), height)], "grid"))
        body.append(text(axis.at(day), HEAD - 12, day.isoformat(), "tick", "middle"))
    for i, (interval, incident) in enumerate(dated):
        body += _row(interval, incident, HEAD + ROW * (i + 0.5), axis, phrases)
    return Picture(WIDTH, height, "".join(body))


def _row(interval: DateInterval, incident: Incident, y: float, axis: Axis, phrases: Phrases) -> Iterator[str]:
    css = "told" if incident.realis in HAPPENED else "told hollow"
    yield stroke([(0, y + ROW / 2), (WIDTH, y + ROW / 2)], "rule")
    if axis.leftwards:
        yield text(WIDTH - 4, y + 4, incident.id, "id", "end")
        yield text(WIDTH - axis.ids - 4, y + 4, phrases.type(incident.type), "name", "end")
    else:
        yield text(4, y + 4, incident.id, "id")
        yield text(axis.ids + 4, y + 4, phrases.type(incident.type), "name")
    start, end = axis.at(interval.first), axis.at(interval.last)
    if interval.days == 1:
        yield circle(start, y, 6, css)
    else:
        yield box(min(start, end), y - 5, max(4.0, abs(end - start)), 10, css, 3)
