from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from marsad.tagger.labels import BUCKETS
from marsad.tagger.pairs import NEAR, SIZES, distance, link_features, pair_features

STRETCHES = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 4)), max_size=12).map(
    lambda xs: sorted((a, a + n) for a, n in xs)
)


def test_distance_is_signed_and_zero_where_spans_touch() -> None:
    assert distance((5, 6), (6, 8)) == 1
    assert distance((5, 6), (2, 5)) == -1
    assert distance((5, 7), (6, 8)) == 0


@given(STRETCHES, STRETCHES)
def test_features_stay_within_their_sizes(triggers: list[tuple[int, int]], spans: list[tuple[int, int]]) -> None:
    kinds = [(a, b, i % 3) for i, (a, b) in enumerate(spans)]
    pairs, near = pair_features(triggers, kinds, [0, 20, 90], 0)
    assert len(pairs) == len(near)
    for column, size in enumerate(SIZES):
        assert ((near[:, column] >= 0) & (near[:, column] < size)).all()
    for (i, j), row in zip(pairs.tolist(), near, strict=True):
        assert kinds[j][2] == 0 or abs(distance(triggers[i], kinds[j][:2])) <= NEAR or row[0] >= 0


@given(STRETCHES)
def test_ties_go_from_the_earlier_to_the_later(triggers: list[tuple[int, int]]) -> None:
    pairs, near = link_features(triggers, [0, 50])
    assert all(i < j for i, j in pairs.tolist())
    assert len(pairs) == len(near)


def test_a_far_date_is_still_looked_at() -> None:
    pairs, _ = pair_features([(150, 151)], [(0, 1, 0), (2, 3, 1)], [0], 0)
    assert pairs.tolist() == [[0, 0]]


def one_by_one(
    triggers: list[tuple[int, int]], spans: list[tuple[int, int, int]], starts: list[int]
) -> list[tuple[int, int, int, int, int, int]]:
    """List pairs and features the plain way; kind 0 is that of dates."""
    rows = []
    for i, trigger in enumerate(triggers):
        near, far = [], []
        for j, (first, last, kind) in enumerate(spans):
            gap = distance(trigger, (first, last))
            within = trigger[0] - NEAR - 12 <= first <= trigger[1] + NEAR
            if kind and (not within or abs(gap) > NEAR):
                continue
            size = next((k for k, end in enumerate(BUCKETS) if abs(gap) <= end), len(BUCKETS))
            step = 0 if gap == 0 else 1 + size if gap > 0 else 2 + len(BUCKETS) + size
            apart = max(-3, min(3, bisect_right(starts, first) - bisect_right(starts, trigger[0]))) + 3
            low, high = (trigger[1], first) if gap > 0 else (last, trigger[0])
            between = sum(low <= t[0] < high for t in triggers) if gap else 0
            same = sum(low <= s[0] < high for s in spans if s[2] == kind) if gap else 0
            (near if within else far).append((i, j, step, apart, min(between, 4), min(same, 5)))
        rows += near + far
    return rows


@given(STRETCHES, STRETCHES)
def test_columns_say_the_same_as_pairs_looked_at_one_by_one(
    triggers: list[tuple[int, int]], spans: list[tuple[int, int]]
) -> None:
    kinds = [(a, b, i % 3) for i, (a, b) in enumerate(spans)]
    pairs, near = pair_features(triggers, kinds, [0, 20, 90], 0)
    rows = [(*pair, *row) for pair, row in zip(pairs.tolist(), near.tolist(), strict=True)]
    assert rows == one_by_one(triggers, kinds, [0, 20, 90])
