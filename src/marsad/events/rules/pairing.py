"""List the pairs the learned tagger looks at, without the features it looks at them by.

`marsad.tagger.pairs` lists them with their features; the rules need only which they are, in the same order, and a
test holds the two to each other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from marsad.tagger.decode import ScoredSpan
from marsad.tagger.pairs import NEAR

WIDE = NEAR + 12
"""How far before a trigger the tagger begins to look, so that a long span that ends near is seen."""
DATES = 400
"""Spans over which a date is looked at."""


def role_pairs(triggers: Sequence[ScoredSpan], spans: Sequence[ScoredSpan]) -> list[tuple[int, int]]:
    """List the pairs of a trigger and a span that may have a role, as `pair_features` does."""
    firsts = [span.first for span in spans]
    lasts = [span.last for span in spans]
    dated = [span.label == "date" for span in spans]
    dates = [j for j, is_date in enumerate(dated) if is_date]
    pairs: list[tuple[int, int]] = []
    for i, trigger in enumerate(triggers):
        left, right = trigger.first - NEAR, trigger.last + NEAR
        low, high = bisect_left(firsts, trigger.first - WIDE), bisect_right(firsts, right)
        pairs += [(i, j) for j in range(low, high) if dated[j] or (lasts[j] > left and firsts[j] < right)]
        window = dates[bisect_right(dates, low - DATES) : bisect_left(dates, low + DATES)]
        pairs += [(i, j) for j in window if j < low or j >= high]
    return pairs


def tie_pairs(count: int) -> list[tuple[int, int]]:
    """List the pairs of triggers that may be tied, as `link_features` does: the first ones with more than the rest."""
    return [(i, j) for i in range(count) for j in range(i + 1, min(count, i + (41 if i <= 3 else 13)))]
