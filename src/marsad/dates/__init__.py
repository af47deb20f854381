"""Dates: find the expressions of a report that name days, and say which days they are.

Nothing here looks at a clock. The day a report speaks from is its publication day, corrected by what the report itself says, so
a report read again in ten years gives the same dates.
"""

from marsad.dates.find import find_dates
from marsad.dates.interpret import date_notes, interpret_dates

__all__ = ["date_notes", "find_dates", "interpret_dates"]
