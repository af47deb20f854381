"""The labels of the learned tagger, in the order its weights know them.

Changing anything here asks for training anew; the model's card holds a hash of this file's lists and the loader compares it.
"""

import hashlib

INNER = ("date", "place", "person", "organization")
OUTER = ("group", "office", "population")
TRIGGER = ("trigger",)
TOLL = ("killed", "injured", "missing", "detained", "displaced")
TOPIC = ("topic",)
WEAPON = ("weapon",)
SOURCE = ("source",)
LAYERS: dict[str, tuple[str, ...]] = {
    "inner": INNER,
    "outer": OUTER,
    "trigger": TRIGGER,
    "toll": TOLL,
    "topic": TOPIC,
    "weapon": WEAPON,
    "source": SOURCE,
}
"""Layers of spans; spans of one layer do not overlap."""

SPANS: tuple[tuple[str, str], ...] = tuple((layer, label) for layer, labels in LAYERS.items() for label in labels)
"""Every span label with its layer; a label's index is its kind in the pair classifier."""

LAYER_OF: dict[str, str] = {label: layer for layer, label in SPANS}
"""The layer of each span label."""

HINTED = ("inner", "outer")
"""The layers of which rules tell the network what they found."""

PEEL = 3
"""A span starts 0, 1 or 2 letters into its first word."""

TYPES = tuple(
    "meeting agreement statement accusation threat request order refusal visit recruitment defection appointment "
    "weapons_transfer "
    "production movement withdrawal base training aid arrest raid abduction release attack clash capture shelling airstrike "
    "drone_strike bombing mine assassination killing torture destruction looting displacement protest "
    "sanction siege other".split()
)
REALIS = tuple("actual failed planned ordered prohibited refused negated denied conditional generic".split())
ROLES = (
    "none",
    "actor",
    "recipient",
    "participant",
    "chair",
    "host",
    "location",
    "origin",
    "destination",
    "date",
    "topic",
    "weapon",
    "toll",
    "source",
)
RELATIONS = ("none", "topic_of", "decided_in", "part_of", "caused_by", "retaliation_for", "same_as")
RELATION_WAYS = ("none", *(f"{rel}{way}" for rel in RELATIONS[1:-1] for way in (">", "<")), "same_as")
"""A relation of an earlier trigger to a later one (`>`) or the other way round (`<`)."""

BUCKETS = (1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 30, 45, 70)
"""Upper ends of the distances, in words, that the pair classifier tells apart."""


def tag_count(layer: str) -> int:
    """How many tags a layer has: outside, and begin and inside for each label."""
    return 1 + 2 * len(LAYERS[layer])


def fingerprint() -> str:
    """Hash the labels, so that a model made for others is refused."""
    text = repr((LAYERS, HINTED, PEEL, TYPES, REALIS, ROLES, RELATION_WAYS, BUCKETS))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
