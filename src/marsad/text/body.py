"""Find where the report proper begins and ends.

A report copied from a page brings the platform's lines, trailing hashtags, appeals to subscribe and other articles'
headlines. Only sure signs are acted on here; what needs a judgement is the tagger's.
"""

import re
from functools import lru_cache

from marsad.model import Span
from marsad.vocabulary import load_vocabulary

HEAD = 400
"""Code points from the beginning in which furniture may stand before a report."""

TAIL = 0.5
"""Furniture after a report is not looked for in this share of the text from its beginning."""

HASHTAGS = re.compile(r"(?:\s*(?:\|\s*)?#[\w\u0640.]+(?:[ \t]*\|)?+){2,}[\s|+\d]*\Z|\n\s*#[\w\u0640]+\s*\Z")
"""The stroke after a hashtag is not given back: the next could take it too, and each stroke would double the ways to try."""


@lru_cache(maxsize=3)
def _signs(which: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{sign})" for sign in load_vocabulary("furniture")[which]), re.MULTILINE)


def find_body(text: str) -> Span:
    """Give the report proper without furniture.

    Args:
        text: The text as received.

    Returns:
        Its span; the whole text where no furniture is found.
    """
    start = max((match.end() for match in _signs("before").finditer(text, 0, min(HEAD, len(text) // 2))), default=0)
    end = len(text)
    least = max(start, int(len(text) * TAIL))
    after = _signs("after").search(text, least)
    if after:
        end = len(text[: after.start()].rstrip())
    last = _signs("last").search(text, max(least, _last_run(text)))
    if last:
        end = min(end, last.start())
    hashtags = HASHTAGS.search(text, max(least, end - 600), end) if "#" in text[least:end] else None
    if hashtags:
        end = hashtags.start()
    end = len(text[:end].rstrip())
    start += len(text[start:end]) - len(text[start:end].lstrip()) if start < end else 0
    return Span(start, end) if start < end else Span(0, len(text))


def _last_run(text: str) -> int:
    """Give where the last run of signs without a space begins."""
    runs = text.rsplit(None, 1)
    return len(text.rstrip()) - len(runs[-1]) if runs else 0
