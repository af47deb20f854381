import numpy as np
import pytest

from marsad.events.arguments import Chosen
from marsad.events.evidence import Evidence
from marsad.events.tolls import tolls_of
from marsad.model import Realis, Span, Toll
from marsad.tagger.tagger import Relating
from marsad.text.words import split_words


def statuses(manner: Realis, *told: str) -> list[str]:
    text = "اغتيال القيادي وإصابة مرافقه"
    nothing = np.zeros((0, 0), np.float32)
    relating = Relating(nothing, nothing, np.zeros((0, 2), np.int64), nothing, np.zeros((0, 2), np.int64), nothing)
    tolls = [Toll(status, "unknown", 1, 1, Span(0, 6)) for status in told]
    evidence = Evidence(text, split_words(text), [0], [], [], [None] * len(told), tolls, relating)
    chosen = [Chosen(j, "toll", 0.9) for j in range(len(told))]
    return [toll.status for toll in tolls_of(evidence, "assassination", manner, chosen)]


def test_what_happened_has_its_tolls() -> None:
    assert statuses(Realis.ACTUAL, "killed", "injured") == ["killed", "injured"]


def test_an_attempt_that_failed_hurt_somebody_but_killed_nobody() -> None:
    assert statuses(Realis.FAILED, "killed", "injured") == ["injured"]


@pytest.mark.parametrize("manner", [Realis.PLANNED, Realis.DENIED, Realis.ORDERED])
def test_what_did_not_happen_cost_nothing(manner: Realis) -> None:
    assert statuses(manner, "killed") == []
