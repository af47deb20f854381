"""Join lines that were broken at the margin of a page: a line break ends a sentence to everything that reads it later."""

from collections.abc import Sequence

ENDS = tuple(".؟?!…:؛")
FULL = 0.8
"""A line this part as wide as the widest reaches the margin."""


def join_lines(lines: Sequence[str], widths: Sequence[float], close: Sequence[bool]) -> str:
    """Join the lines of a page into paragraphs.

    A line goes on when it reaches the margin, ends with no full stop, and the next follows closely.

    Args:
        lines: The lines in order.
        widths: How wide each is, in any unit.
        close: Whether each follows closely upon the one before it.

    Returns:
        The text, a line break wherever a line did not go on.
    """
    full = FULL * max(widths, default=0)
    text = lines[0] if lines else ""
    for before, width, line, near in zip(lines, widths, lines[1:], close[1:], strict=False):
        goes_on = near and width >= full and before.strip() and line.strip() and not before.rstrip().endswith(ENDS)
        text += (" " if goes_on else "\n") + line
    return text
