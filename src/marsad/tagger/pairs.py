"""What the pair classifier sees of two spans besides their words: how far apart they stand and what stands between.

A long report has tens of thousands of pairs, so they are listed and measured as columns, never one by one.
"""

from bisect import bisect_left
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
WIDE = NEAR + 12
"""How far before a trigger the search begins, so that a long span that ends near is seen."""
DATES = 400
"""Spans over which a date is looked at."""
TIED, TIED_FIRST, FIRST = 12, 40, 4
"""How many triggers on a trigger may be tied to; how many the first ones may; how many are the first ones."""

Ints = NDArray[np.int64]


def distance(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Count words from one span to another: 0 when they touch or overlap, negative when the second stands before."""
    if second[0] >= first[1]:
        return second[0] - first[1] + 1
    if first[0] >= second[1]:
        return -(first[0] - second[1] + 1)
    return 0


def _runs(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Write out stretches of numbers `[low, high)`: for each number the stretch it is of, and the number."""
    sizes = np.maximum(high - low, 0)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    shift = low - (np.cumsum(sizes) - sizes)
    return owner, np.arange(len(owner)) + shift[owner]


def _column(numbers: Sequence[int] | Sequence[tuple[int, ...]]) -> Ints:
    return np.array(numbers, np.int64)


def role_pairs(
    triggers: Sequence[tuple[int, int]], firsts: Sequence[int], lasts: Sequence[int], dates: Sequence[int]
) -> tuple[Ints, Ints]:
    """List the pairs of a trigger and a span that may have a role.

    Args:
        triggers: Triggers as word stretches `[first, last)`, in order.
        firsts: First words of the other spans, in order.
        lasts: One past their last words.
        dates: Indices of the spans that are dates; they are looked at however far off.

    Returns:
        Indices of the triggers and of the spans, by trigger; dates far off stand after the spans near by.
    """
    if not len(triggers) or not len(firsts):
        return _column([]), _column([])
    begins, ends = _column(triggers).T
    first, last, dated = _column(firsts), _column(lasts), _column(dates)
    low, high = first.searchsorted(begins - WIDE), first.searchsorted(ends + NEAR, "right")
    i, j = _runs(low, high)
    is_date = np.zeros(len(first), bool)
    is_date[dated] = True
    kept = ((last[j] > begins[i] - NEAR) & (first[j] < ends[i] + NEAR)) | is_date[j]
    i, j = i[kept], j[kept]
    far, at = _runs(dated.searchsorted(low - DATES, "right"), dated.searchsorted(low + DATES))
    away = dated[at]
    beyond = (away < low[far]) | (away >= high[far])
    if not beyond.any():
        return i, j
    i, j = np.concatenate([i, far[beyond]]), np.concatenate([j, away[beyond]])
    order = i.argsort(kind="stable")
    return i[order], j[order]


def may_pair(trigger: tuple[int, int], span: tuple[int, int], j: int, date_among: Sequence[int] | None) -> bool:
    """Say of one trigger and span whether `role_pairs` lists them.

    Args:
        trigger: The trigger.
        span: The span.
        j: Its index.
        date_among: For a date the first words of all spans, in order; None for another span.
    """
    within = trigger[0] - WIDE <= span[0] <= trigger[1] + NEAR
    if date_among is None:
        return within and span[1] > trigger[0] - NEAR and span[0] < trigger[1] + NEAR
    return within or abs(j - bisect_left(date_among, trigger[0] - WIDE)) < DATES


def may_tie(a: int, b: int) -> bool:
    """Say of two triggers, the earlier first, whether `tie_pairs` lists them."""
    return b - a <= (TIED_FIRST if a < FIRST else TIED)


def tie_pairs(count: int) -> tuple[Ints, Ints]:
    """List the pairs of triggers that may be tied, the earlier first: the first ones with more than the rest."""
    earlier = np.arange(count)
    reach = np.where(earlier < FIRST, TIED_FIRST, TIED)
    return _runs(earlier + 1, np.minimum(count, earlier + 1 + reach))


def paired(left: Ints, right: Ints) -> Ints:
    """Put two columns of indices side by side, as `[n, 2]`."""
    out = np.empty((len(left), 2), np.int64)
    out[:, 0], out[:, 1] = left, right
    return out


def pair_features(
    triggers: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, int]], sentence_starts: Sequence[int], date_kind: int
) -> tuple[Ints, Ints]:
    """List the pairs worth a look, with their features.

    Args:
        triggers: Triggers as word stretches `[first, last)`, in order.
        spans: Other spans as `(first, last, kind)`, in order.
        sentence_starts: Indices of words that begin a sentence, in order.
        date_kind: The kind that dates have; they are looked at however far off.

    Returns:
        Pairs as `[n, 2]` indices of trigger and span, and their features as `[n, FEATURES]`.
    """
    dates = [j for j, span in enumerate(spans) if span[2] == date_kind]
    i, j = role_pairs(triggers, [span[0] for span in spans], [span[1] for span in spans], dates)
    if not len(i):
        return paired(i, j), np.zeros((0, FEATURES), np.int64)
    begins, ends = _column(triggers).T
    firsts, lasts, kinds = _column(spans).T
    starts = _column(sentence_starts)
    begin, end, first, last = begins[i], ends[i], firsts[j], lasts[j]
    gap = np.where(first >= end, first - end + 1, np.where(begin >= last, last - begin - 1, 0))
    apart, ahead = gap != 0, gap > 0
    low, high = np.where(ahead, end, last), np.where(ahead, first, begin)
    bucket = _column(BUCKETS).searchsorted(np.abs(gap))
    sentences = starts.searchsorted(firsts, "right")[j] - starts.searchsorted(begins, "right")[i]
    between = begins.searchsorted(high) - begins.searchsorted(low)
    features = np.empty((len(i), FEATURES), np.int64)
    features[:, 0] = np.where(ahead, 1 + bucket, 2 + len(BUCKETS) + bucket) * apart
    features[:, 1] = np.clip(sentences, -3, 3) + 3
    features[:, 2] = np.clip(between, 0, 4) * apart
    features[:, 3] = np.clip(_kin(firsts, kinds, kinds[j], low, high), 0, 5) * apart
    return paired(i, j), features


def _kin(firsts: Ints, kinds: Ints, kind: Ints, low: Ints, high: Ints) -> Ints:
    """Count the spans of a kind that begin in each stretch of words."""
    width = int(max(firsts.max(), high.max(), low.max())) + 1
    places = np.sort(kinds * width + firsts)
    return places.searchsorted(kind * width + high) - places.searchsorted(kind * width + low)


def link_features(triggers: Sequence[tuple[int, int]], sentence_starts: Sequence[int]) -> tuple[Ints, Ints]:
    """List the pairs of triggers worth a look, the earlier first, with their features."""
    a, b = tie_pairs(len(triggers))
    if not len(a):
        return paired(a, b), np.zeros((0, FEATURES), np.int64)
    begins, ends = _column(triggers).T
    sentences = _column(sentence_starts).searchsorted(begins, "right")
    gap = np.where(begins[b] >= ends[a], begins[b] - ends[a] + 1, np.where(begins[a] >= ends[b], ends[b] - begins[a] - 1, 0))
    features = np.empty((len(a), FEATURES), np.int64)
    features[:, 0] = 1 + _column(BUCKETS).searchsorted(np.maximum(1, gap))
    features[:, 1] = np.minimum(3, sentences[b] - sentences[a]) + 3
    features[:, 2] = np.minimum(b - a - 1, 4)
    features[:, 3] = np.minimum(a, 5)
    return paired(a, b), features
