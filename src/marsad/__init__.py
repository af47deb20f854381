"""Marsad (مرصد, observatory) turns Arabic reports of armed conflict into events with exact evidence.

    from datetime import date
    from marsad import Report, read_report

    reading = read_report(Report("r1", text, published=date(2024, 9, 16)))

It works offline, and the same bytes give the same reading.
"""

from marsad.errors import InputError, MarsadError
from marsad.exports.reading import reading_to_dict, reading_to_json
from marsad.model import Event, Mention, Reading, Report, Span
from marsad.pipeline import Reader, load_reader, read_report

__all__ = [
    "Event",
    "InputError",
    "MarsadError",
    "Mention",
    "Reader",
    "Reading",
    "Report",
    "Span",
    "load_reader",
    "read_report",
    "reading_to_dict",
    "reading_to_json",
]
