"""Say whether the words around a date look ahead.

«سيعقد الأحد» is the Sunday to come, «عُقد الأحد» the one that was. Arabic marks the future with «سوف» or «س» before an imperfect
verb, and with a small set of words («المقرر», «المتوقع»); all else in a report is told as past.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from marsad.text.folding import fold_key
from marsad.text.words import Word
from marsad.vocabulary import load_vocabulary

REACH = 14
"""How many words back a future verb may stand: longer clauses nearly always hold another verb."""

FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{2,}")
STOPS = frozenset(".؟!?…")


@lru_cache(maxsize=1)
def _cues() -> dict[str, frozenset[str]]:
    """Give the folded words of each list that this module asks."""
    cues = load_vocabulary("dates/cues")
    names = ("future", "clause", "not_future", "not_future_beginnings")
    return {name: frozenset(map(fold_key, cues[name])) for name in names}


@lru_cache(maxsize=1 << 14)
def _is_ahead(folded: str) -> bool:
    """Say whether a word speaks of the future."""
    cues = _cues()
    plain = folded[1:] if folded[:1] in "وف" else folded
    if folded in cues["future"] or plain in cues["future"]:
        return True
    if not FUTURE_VERB.fullmatch(folded) or plain in cues["not_future"]:
        return False
    return not plain.startswith(tuple(cues["not_future_beginnings"]))


def looks_ahead(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a date stands in a clause about the future.

    Args:
        text: The text as received.
        words: Its words.
        first: Index of the date's first word.
        last: One past the index of its last word.

    Returns:
        True where a word of the same clause looks ahead.
    """
    if last < len(words) and _is_ahead(words[last].folded) and "\n" not in text[words[last - 1].end : words[last].start]:
        return True
    if not any(_is_ahead(folded) for _, _, folded in words[max(0, first - REACH) : first]):
        return False
    clause = _cues()["clause"]
    for i in range(first - 1, max(-1, first - 1 - REACH), -1):
        folded = words[i].folded
        if folded in STOPS or _breaks(text, words, i):
            return False
        if _is_ahead(folded):
            return not _was_ahead(words, i)
        if folded in clause or (folded[:1] in "وف" and folded[1:] in clause):
            return False
    return False


def _breaks(text: str, words: Sequence[Word], at: int) -> bool:
    """Say whether the line ends after a word."""
    return "\n" in text[words[at].end : words[at + 1].start if at + 1 < len(words) else len(text)]


def sets_deadline(text: str, words: Sequence[Word], first: int) -> bool:
    """Say whether the sentence before a stretch of time demands or promises something by its end.

    Args:
        text: The text as received.
        words: Its words.
        first: Index of the first word of the stretch.

    Returns:
        True after «يجب», «اتفاق», «أمهل»…
    """
    for i in range(first - 1, max(-1, first - 1 - REACH), -1):
        if words[i].folded in STOPS or _breaks(text, words, i):
            return False
        if words[i].folded in _deadline_cues():
            return True
    return False


@lru_cache(maxsize=1)
def _deadline_cues() -> frozenset[str]:
    cues = [fold_key(word) for word in load_vocabulary("dates/cues")["deadline_cues"]]
    return frozenset(proclitic + cue for cue in cues for proclitic in ("", "و", "ف"))


def _was_ahead(words: Sequence[Word], at: int) -> bool:
    """Say whether «كان» or «كان من» before a word that looks ahead puts it into the past."""
    before = words[at - 1].folded if at else ""
    if before == "من" and at > 1:
        before = words[at - 2].folded
    return _was(before)


def _was(folded: str) -> bool:
    """Say whether a word puts what follows into the past («كان من المقرر»)."""
    return folded.lstrip("وف") in ("كان", "كانت")
