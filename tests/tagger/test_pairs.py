from hypothesis import given
from hypothesis import strategies as st

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
