"""Find the copies of a report: reposts, edits, excerpts, from one outlet or from many.

Ten reposts are one source. Copies share runs of words, so two texts are compared by their runs of three folded words. Comparing
each with each is out of the question; a fingerprint (MinHash) gives every report a few buckets, copies land in a common one
nearly always, and only what shares a bucket is compared. The comparison itself is exact: a shared bucket alone links nothing.

What the page adds, not the reporter, is left out first: the platform's lines, addresses, account names, runs of hashtags.
"""

import re
import struct
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from rensa import RMinHash

from marsad.text.body import find_body
from marsad.text.words import split_words

RUN = 3
"""Words of a shingle. With two, reports of one day's shelling are alike; with four, one changed word breaks too much."""

SHORT = 12
"""A text of fewer words is a copy only of the same words: «غارة على أطراف البلدة» is written anew every day."""

ALIKE = 0.5
"""Share of common shingles from which two texts are one. Below it stand the forms an outlet fills in daily, place by place."""

HELD = 0.75
"""Share of the shorter text's shingles that the longer one must hold to be called its copy with additions."""

LONG_ENOUGH = 20
"""Shingles a text must have to be looked for inside another; a verse or a line of thanks is shorter."""

PART = 2
"""How many times longer the longer text may be. A round-up that quotes two reports must not make one of them."""

LEAD, LEAD_KEPT = 40, 0.1
"""Words a text begins with, and the share of their shingles the other text must hold, each way. An outlet closes a new report
with paragraphs it has printed before: the two are alike by half, or by four fifths, and tell of different things, which their
beginnings show."""

BANDS, ROWS = 32, 3
SEED = 20
MADE_BY = struct.pack("<BB", 1, RMinHash.ALGORITHM_VERSION)
"""Begins every fingerprint: how Marsad cuts the text, how the library hashes. Buckets of different makes never meet."""

HEADER = re.compile(r"\A.{0,400}·\s*Shared with (?:Public|Your friends)", re.DOTALL)
"""A platform's lines above a post, however short the post: `find_body` leaves them where they are more than half of the text,
since it must not lose words that somebody wrote; here a few words too few do no harm."""

PAGE = re.compile(r"https?://\S+|www\.\S+|pic\.twitter\.com\S*|@\w+|#[\w\u0640]+(?:[\s|]*#[\w\u0640]+)+")
"""What a platform adds: addresses, accounts, hashtags in a row. A single hashtag is a word of its sentence."""


def fingerprint(text: str) -> bytes:
    """Give the fingerprint of a text, small enough to keep with the report.

    Args:
        text: A report's text as received.

    Returns:
        The same bytes on every machine: two that say how it was made, then the signature. A short text has a hash of its words,
        a text without words has nothing.
    """
    words = _words(text)
    if not words:
        return MADE_BY
    if len(words) < SHORT:
        return MADE_BY + blake2b(_encode(" ".join(words)), digest_size=16).digest()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update([_encode(shingle) for shingle in _shingles(words)])  # a signature heeds neither order nor repetition
    return MADE_BY + struct.pack(f"<{BANDS * ROWS}I", *sketch.digest())


def bands(fingerprint: bytes) -> tuple[str, ...]:
    """Give the buckets a fingerprint falls into; reports that share one are worth comparing.

    Args:
        fingerprint: Bytes that `fingerprint` gave.

    Returns:
        One bucket for a short text, `BANDS` for a longer one, none for a text without words.
    """
    made, signature = fingerprint[: len(MADE_BY)], fingerprint[len(MADE_BY) :]
    width = 4 * ROWS if len(signature) > 16 else 16
    pieces = [signature[i : i + width] for i in range(0, len(signature), width)]
    return tuple(_bucket(made, place, width, piece) for place, piece in enumerate(pieces))


def likeness(left: str, right: str) -> float:
    """Say how much of two texts is the same, from 0 to 1.

    Args:
        left: A report's text as received.
        right: Another.

    Returns:
        The share of common shingles, or the share of the shorter text that the longer one holds where that is more and both are
        long enough to tell. For short texts 1 or 0.
    """
    jaccard, held = _shares(_cut(left).all, _cut(right).all)
    return max(jaccard, held)


def same_lineage(left_text: str, right_text: str) -> bool:
    """Say whether one text is a repost, an edit or an excerpt of the other.

    Args:
        left_text: A report's text as received.
        right_text: Another.
    """
    left, right = _cut(left_text), _cut(right_text)
    jaccard, held = _shares(left.all, right.all)
    return (jaccard >= ALIKE or held >= HELD) and _held(left.lead, right.all) and _held(right.lead, left.all)


def find_lineages(texts: Mapping[str, str], order: Sequence[str]) -> dict[str, str]:
    """Group reports by lineage.

    A copy of a copy belongs to the lineage of the first.

    Args:
        texts: Texts by report key.
        order: The keys, the oldest first.

    Returns:
        For each key, that of the oldest report of its lineage; its own when it copies none.
    """
    rank = {key: i for i, key in enumerate(order)}
    oldest = {key: key for key in order}
    members = {key: [key] for key in order}
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    for key in order:
        names = bands(fingerprint(texts[key]))
        near = dict.fromkeys(other for name in names for other in buckets[name])
        for other in near:
            if oldest[other] != oldest[key] and same_lineage(texts[other], texts[key]):
                first, last = sorted((oldest[other], oldest[key]), key=rank.__getitem__)
                oldest.update(dict.fromkeys(members[last], first))
                members[first] += members.pop(last)
        for name in names:
            buckets[name].append(key)
    return oldest


def _words(text: str) -> list[str]:
    """Cut what the reporter wrote into folded words, signs left out."""
    post = HEADER.sub("", text) if "Shared with" in text else text
    body = PAGE.sub(" ", find_body(post).of(post)).replace("#", " ")
    return [word.folded for word in split_words(body) if word.folded[0].isalnum()]


def _shingles(words: Sequence[str]) -> frozenset[str]:
    """Give the runs of words; a short text is one run, whole."""
    if len(words) < SHORT:
        return frozenset([" ".join(words)] if words else [])
    return frozenset([" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)])


def _encode(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")  # a report may hold half a character, cut by the platform


class _Shingles(NamedTuple):
    all: frozenset[str]
    lead: frozenset[str]


@lru_cache(maxsize=256)
def _cut(text: str) -> _Shingles:
    words = _words(text)
    return _Shingles(_shingles(words), _shingles(words[:LEAD]))


def _held(lead: frozenset[str], text: frozenset[str]) -> bool:
    return len(lead & text) >= LEAD_KEPT * len(lead)


def _shares(left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
    """Give the share of common shingles, and the share of the shorter text held by the longer where both are fit to tell."""
    common = len(left & right)
    if not common:
        return 0.0, 0.0
    short, long = sorted((len(left), len(right)))
    held = common / short if short >= LONG_ENOUGH and long <= PART * short else 0.0
    return common / (len(left) + len(right) - common), held


def _bucket(made: bytes, place: int, width: int, piece: bytes) -> str:
    return blake2b(made + struct.pack("<BB", place, width) + piece, digest_size=8).hexdigest()
