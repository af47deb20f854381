"""What the pair classifier sees of two spans besides their words: how far apart they stand and what stands between."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from marsad.tagger.labels import BUCKETS

FEATURES = 4
"""Features of a pair: distance, sentences, triggers between, spans of the same kind between."""

SIZES = (2 * (len(BUCKETS) + 1) + 1, 7, 5, 6)
"""How many values each feature can take."""

NEAR = 60
"""A pair further apart than so many words is not looked at, unless it is a date."""


def distance(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Count words from one span to another: 0 when they touch or overlap, negative when the second stands before."""
    if second[0] >= first[1]:
        return second[0] - first[1] + 1
    if first[0] >= second[1]:
        return -(first[0] - second[1] + 1)
    return 0


def pair_features(
    triggers: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, int]], sentence_starts: Sequence[int], date_kind: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """List the pairs worth a look, with their features.

    Args:
        triggers: Triggers as word stretches `[first, last)`, in order.
        spans: Other spans as `(first, last, kind)`, in order.
        sentence_starts: Indices of words that begin a sentence, in order.
        date_kind: The kind that dates have; they are looked at however far off.

    Returns:
        Pairs as `[n, 2]` indices of trigger and span, and their features as `[n, FEATURES]`.
    """
    of_kind: dict[int, list[int]] = {}
    for first, _last, kind in spans:
        of_kind.setdefault(kind, []).append(first)
    trigger_starts = [first for first, _ in triggers]
    span_sentence = [bisect_right(sentence_starts, first) for first, _, _ in spans]
    span_starts = [first for first, _, _ in spans]
    dates = [j for j, span in enumerate(spans) if span[2] == date_kind]
    pairs: list[tuple[int, int]] = []
    rows: list[tuple[int, int, int, int]] = []
    for i, trigger in enumerate(triggers):
        sentence = bisect_right(sentence_starts, trigger[0])
        low = bisect_left(span_starts, trigger[0] - NEAR - 12)
        high = bisect_right(span_starts, trigger[1] + NEAR)
        near = range(low, high)
        far = [j for j in dates if (j < low or j >= high) and abs(j - low) < 400]
        for j in (*near, *far):
            first, last, kind = spans[j]
            gap = distance(trigger, (first, last))
            if abs(gap) > NEAR and kind != date_kind:
                continue
            bucket = bisect_left(BUCKETS, abs(gap))
            step = 0 if gap == 0 else (1 + bucket if gap > 0 else 2 + len(BUCKETS) + bucket)
            sentences = max(-3, min(3, span_sentence[j] - sentence)) + 3
            ends = (trigger[1], first) if gap > 0 else (last, trigger[0])
            between = bisect_left(trigger_starts, ends[1]) - bisect_left(trigger_starts, ends[0]) if gap else 0
            kin = of_kind[kind]
            same = bisect_left(kin, ends[1]) - bisect_left(kin, ends[0]) if gap else 0
            pairs.append((i, j))
            rows.append((step, sentences, min(max(between, 0), 4), min(max(same, 0), 5)))
    return np.array(pairs, np.int64).reshape(-1, 2), np.array(rows, np.int64).reshape(-1, FEATURES)


def link_features(
    triggers: Sequence[tuple[int, int]], sentence_starts: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """List the pairs of triggers worth a look, the earlier first, with their features."""
    pairs: list[tuple[int, int]] = []
    rows: list[tuple[int, int, int, int]] = []
    sentences = [bisect_right(sentence_starts, first) for first, _ in triggers]
    for i, trigger in enumerate(triggers):
        for j in range(i + 1, len(triggers)):
            apart = j - i
            if apart > 12 and i > 3:
                break
            if apart > 40:
                break
            step = 1 + bisect_left(BUCKETS, max(1, distance(trigger, triggers[j])))
            pairs.append((i, j))
            rows.append((step, min(3, sentences[j] - sentences[i]) + 3, min(apart - 1, 4), min(i, 5)))
    return np.array(pairs, np.int64).reshape(-1, 2), np.array(rows, np.int64).reshape(-1, FEATURES)
