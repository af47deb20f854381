"""Places in a text, counted in code points and in the UTF-16 units of a browser."""

import re
from bisect import bisect_left, bisect_right

from marsad.desk.schemas import SpanIn
from marsad.errors import InputError
from marsad.model import Span

WIDE = re.compile("[\U00010000-\U0010ffff]")
"""Characters that are two units in UTF-16."""


class Places:
    """Both counts of one text.

    Args:
        text: The text as received.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._wide = [match.start() for match in WIDE.finditer(text)]
        self._wide16 = [place + number for number, place in enumerate(self._wide)]

    def unit(self, place: int) -> int:
        """Give the UTF-16 unit at which a code point begins."""
        return place + bisect_left(self._wide, place)

    def place(self, unit: int) -> int:
        """Give the code point that begins at a UTF-16 unit.

        Raises:
            InputError: The unit is the second half of a character.
        """
        before = bisect_right(self._wide16, unit - 1)
        if before and self._wide16[before - 1] == unit - 1:
            raise InputError(f"expected a place between two characters, got unit {unit}, inside one")
        return unit - before

    def both(self, span: Span) -> dict[str, int]:
        """Give a span in both counts."""
        return {"start": span.start, "end": span.end, "start16": self.unit(span.start), "end16": self.unit(span.end)}

    def span(self, asked: SpanIn) -> Span:
        """Give the span that a client means.

        Raises:
            InputError: It is no stretch of the text.
        """
        if asked.start is not None and asked.end is not None:
            start, end = asked.start, asked.end
        elif asked.start16 is not None and asked.end16 is not None:
            start, end = self.place(asked.start16), self.place(asked.end16)
        else:
            raise InputError("expected a span with start and end, or with start16 and end16")
        if not 0 <= start < end <= len(self.text):
            raise InputError(f"expected a span within the {len(self.text)} characters of the report, got [{start}, {end})")
        return Span(start, end)
