"""How values are put into words, the same in the terminal and on the page."""

from collections.abc import Mapping

from marsad.model import DateInterval, Event, Mention, Point, Toll

WORTH = 0.1
"""Standing from which a second interpretation of a place is shown."""


def days(interval: DateInterval | None, unknown: str = "") -> str:
    """Write an interval of days.

    Args:
        interval: The days; None when they are not known.
        unknown: What to write then.
    """
    if interval is None:
        return unknown
    return interval.first.isoformat() if interval.days == 1 else f"{interval.first} … {interval.last}"


def amount(toll: Toll, unknown: str) -> str:
    """Write how many: `3`, `20–99`, `11–` where the words give no upper end."""
    if toll.low is None and toll.high is None:
        return unknown
    if toll.low == toll.high:
        return str(toll.low)
    return f"{'?' if toll.low is None else toll.low}–{'' if toll.high is None else toll.high}"


def position(point: Point | None) -> str:
    """Write a position, empty where there is none."""
    return f"{point.lat:.2f}, {point.lon:.2f}" if point else ""


def reach(radius_km: float) -> str:
    """Write how far a place reaches, no more exactly than anybody knows."""
    return f"±{radius_km:.0f} km" if radius_km >= 10 else f"±{radius_km:g} km"


def why_then(event: Event, mentions: Mapping[str, Mention]) -> str:
    """Give the reason of an event's days: which expression they rest on, and how that was counted."""
    reasons = [event.date.because]
    reasons += [mentions[m].dates[0].because for m in event.date.mentions if m in mentions and mentions[m].dates]
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason))
