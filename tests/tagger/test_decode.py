import numpy as np
import pytest

from marsad.tagger import labels
from marsad.tagger.decode import COLUMNS, decode_body, decode_layer, decode_spans
from marsad.text.words import split_words


def probabilities(tags: list[int], width: int, sure: float = 0.9) -> np.ndarray:
    out = np.full((len(tags), width), (1 - sure) / (width - 1), np.float32)
    out[np.arange(len(tags)), tags] = sure
    return out


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([0, 3, 4, 0], [(1, 3, "place")]),
        ([3, 3], [(0, 1, "place"), (1, 2, "place")]),
        ([0, 4, 4], [(1, 3, "place")]),
        ([1, 4], [(0, 1, "date"), (1, 2, "place")]),
        ([1, 2, 0, 2], [(0, 2, "date"), (3, 4, "date")]),
        ([0, 0], []),
        ([], []),
    ],
)
def test_tags_are_read_as_spans(tags: list[int], expected: list[tuple[int, int, str]]) -> None:
    found = decode_layer("inner", probabilities(tags, labels.tag_count("inner")))
    assert [(first, last, label) for first, last, label, _ in found] == expected


def test_a_span_scores_the_mean_probability_of_its_label() -> None:
    ((_, _, _, score),) = decode_layer("inner", probabilities([3, 4], labels.tag_count("inner"), 0.8))
    assert score == pytest.approx(0.8 + 0.2 / 8, abs=1e-4)


def test_the_letters_before_a_name_are_peeled() -> None:
    words = split_words("ذيبان وذيبان")
    scores = np.zeros((2, COLUMNS[-1][2]), np.float32)
    at = {name: a for name, a, _ in COLUMNS}
    scores[:, at["inner"] + 3] = 5
    scores[1, at["peel"] + 1] = 5
    found = [s for s in decode_spans(words, scores) if s.label == "place"]
    assert [s.span.of("ذيبان وذيبان") for s in found] == ["ذيبان", "ذيبان"]


def test_the_body_is_the_stretch_that_gains_most() -> None:
    words = split_words("a b c d e f")
    scores = np.zeros((6, COLUMNS[-1][2]), np.float32)
    scores[:, -1] = [-4, 4, 4, -1, 4, -4]
    assert decode_body(words, scores) == (1, 5)
