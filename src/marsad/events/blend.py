"""Blend what the network and what rules say of the same triggers and spans.

Both answer with probabilities over the same triggers, pairs and ties, so a blend is a weighted mean; how much rules
weigh for types, for realis, for roles and for ties was measured apart from each other on reports that neither has seen.
"""

from dataclasses import dataclass

from marsad.tagger.decode import Floats
from marsad.tagger.tagger import Relating


@dataclass(frozen=True, slots=True)
class RuleWeights:
    """How much rules weigh against the network, from 0 (not at all) to 1 (alone).

    Attributes:
        types: In the type of a trigger.
        realis: In how it is presented.
        roles: In the role of a span.
        links: In the tie of two triggers.
    """

    types: float = 0.0
    realis: float = 0.0
    roles: float = 0.0
    links: float = 0.0

    def __bool__(self) -> bool:
        return any((self.types, self.realis, self.roles, self.links))


def blend(network: Relating, rules: Relating, weights: RuleWeights) -> Relating:
    """Take the weighted mean of two opinions.

    Args:
        network: What the network says.
        rules: What rules say of the same triggers and spans, in the same order.
        weights: How much rules weigh.
    """
    return Relating(
        _mean(network.types, rules.types, weights.types),
        _mean(network.realis, rules.realis, weights.realis),
        network.pairs,
        _mean(network.roles, rules.roles, weights.roles),
        network.link_pairs,
        _mean(network.links, rules.links, weights.links),
    )


def _mean(a: Floats, b: Floats, weight: float) -> Floats:
    return a if not weight or not a.size else (a * (1 - weight) + b * weight).astype(a.dtype)
