"""Turn annotated readings into what the network learns from."""

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from marsad.actors import load_roster
from marsad.pipeline import find_mentions
from marsad.places.gazetteer import load_gazetteer
from marsad.tagger import labels
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.pairs import link_features, pair_features
from marsad.tagger.pieces import Pieces, Window, cut_windows, word_pieces
from marsad.tagger.tagger import CONTEXT, KIND, LONGEST
from marsad.text.sentences import sentence_starts
from marsad.text.words import Word, split_words

IGNORE = -100


@dataclass
class Example:
    """One report as numbers.

    Attributes:
        id: The report's id.
        windows: What the encoder reads.
        tags: `[words, layers + 2]` tag of each word in each layer, letters to peel, in the body or not.
        triggers: Triggers as word stretches.
        types, realis: Their labels.
        spans: Other spans as `(first, last, kind)`.
        pairs, near, roles: Pairs of trigger and span, their features, their role.
        link_pairs, link_near, links: Pairs of triggers, their features, their tie.
        ruled: Spans that rules find, for hints.
    """

    id: str
    windows: list[Window]
    words: int
    tags: np.ndarray
    triggers: list[tuple[int, int]]
    types: list[int]
    realis: list[int]
    spans: list[tuple[int, int, int]]
    pairs: np.ndarray
    near: np.ndarray
    roles: np.ndarray
    link_pairs: np.ndarray
    link_near: np.ndarray
    links: np.ndarray
    ruled: list[ScoredSpan]


class Locator:
    """Finds the words of a span of the text."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words
        self.starts = [word.start for word in words]

    def stretch(self, start: int, end: int) -> tuple[int, int, int] | None:
        """Give first word, one past the last, and letters to peel; None when the words do not fit."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1)
        if first < 0 or last <= first or self.words[first].end <= start:
            return None
        peel = start - self.words[first].start
        return (first, last, peel) if peel < labels.PEEL else None


def kind_of(mention: dict[str, Any]) -> str:
    return mention["actor"]["kind"] if mention["kind"] == "actor" else mention["kind"]


def spans_of(reading: dict[str, Any]) -> list[tuple[str, dict[str, Any], str]]:
    """List every labelled span: its label, the span, and a key by which events refer to it."""
    out = [(kind_of(m), m, m["id"]) for m in reading["mentions"]]
    for e in reading["events"]:
        out += [("topic", s, f"{e['id']}.topic") for s in e.get("topics", [])]
        out += [("weapon", s, f"{e['id']}.weapon") for s in e.get("weapons", [])]
        out += [(s["status"], s, f"{e['id']}.toll") for s in e.get("casualties", []) if s.get("end")]
        if e.get("source"):
            out.append(("source", e["source"], f"{e['id']}.source"))
    return out


def body_of(reading: dict[str, Any]) -> tuple[int, int]:
    text = reading["report"]["text"]
    return reading.get("body_start", {}).get("start", 0), reading.get("body_end", {}).get("end", len(text))


def write_tags(tags: np.ndarray, layer: str, label: str, stretch: tuple[int, int, int]) -> bool:
    """Write a span's tags unless another span of the layer is there."""
    column = list(labels.LAYERS).index(layer)
    first, last, peel = stretch
    if tags[first:last, column].any():
        return False
    base = 1 + 2 * labels.LAYERS[layer].index(label)
    tags[first, column] = base
    tags[first + 1 : last, column] = base + 1
    if tags[first, -2] == IGNORE:
        tags[first, -2] = peel
    return True


def role_targets(
    reading: dict[str, Any], events: list[dict[str, Any]], keys: dict[str, set[int]], carried: int | None = None
) -> dict[tuple[int, int], int]:
    """Give the role of every (trigger, span) pair that has one; `carried`, where given, stands for dates that are not
    the event's own."""
    role = {name: i for i, name in enumerate(labels.ROLES)}
    dates = {m["id"]: (m["date"].get("earliest"), m["date"].get("latest")) for m in reading["mentions"] if m["kind"] == "date"}
    targets: dict[tuple[int, int], int] = {}
    for i, e in enumerate(events):
        for argument in e.get("actors", []) + e.get("places", []):
            for j in keys.get(argument["mention"], ()):
                targets[i, j] = role[argument["role"]]
        for part in ("topic", "weapon", "toll", "source"):
            for j in keys.get(f"{e['id']}.{part}", ()):
                targets[i, j] = role[part]
        days = (e["date"].get("earliest"), e["date"].get("latest"))
        own = [m for m in e["date"].get("mentions", []) if m in dates] if days[0] else []
        same = own or ([m for m, interval in dates.items() if interval == days] if days[0] else [])
        shared = role["date"] if own or carried is None else carried
        for m in same:
            for j in keys.get(m, ()):
                targets[i, j] = shared
    return targets


def link_targets(reading: dict[str, Any], index: dict[str, int]) -> dict[tuple[int, int], int]:
    """Give the tie of every pair of triggers that has one, the earlier first."""
    targets = {}
    for link in reading.get("links", []):
        if link["from"] not in index or link["to"] not in index:
            continue
        a, b = index[link["from"]], index[link["to"]]
        if a == b:
            continue
        way = link["rel"] if link["rel"] == "same_as" else link["rel"] + (">" if a < b else "<")
        targets[min(a, b), max(a, b)] = labels.RELATION_WAYS.index(way)
    return targets


def make_example(reading: dict[str, Any], pieces: Pieces) -> Example:
    """Turn one annotated reading into numbers."""
    text = reading["report"]["text"]
    words = split_words(text)
    starts = sentence_starts(text, words)
    locate = Locator(words).stretch
    tags = np.zeros((len(words), len(labels.LAYERS) + 2), np.int64)
    tags[:, -2] = IGNORE
    low, high = body_of(reading)
    tags[:, -1] = [int(low <= w.start < high) for w in words]

    found: list[tuple[tuple[int, int, int], str, str]] = []
    for label, span, key in spans_of(reading):
        stretch = locate(span["start"], span["end"])
        if stretch:
            found.append((stretch, label, key))
    found.sort(key=lambda item: (item[0][0] - item[0][1], item[0]))
    for stretch, label, _key in found:
        write_tags(tags, labels.LAYER_OF[label], label, stretch)

    events = []
    for e in reading["events"]:
        stretch = locate(e["trigger"]["start"], e["trigger"]["end"])
        if stretch:
            events.append((stretch, e))
    events.sort(key=lambda item: item[0])
    for stretch, _e in events:
        write_tags(tags, "trigger", "trigger", stretch)
    triggers = [(s[0], s[1]) for s, _ in events]

    unique = sorted({(s[0], s[1], KIND[label]) for s, label, _ in found})
    at = {span: j for j, span in enumerate(unique)}
    keys: dict[str, set[int]] = {}
    for stretch, label, key in found:
        keys.setdefault(key, set()).add(at[stretch[0], stretch[1], KIND[label]])

    pairs, near = pair_features(triggers, unique, starts, KIND["date"])
    # The project's own reports carry days further than the shared gold does, so nothing is learned from them about that.
    carried = IGNORE if reading["report"]["id"].startswith("w") else None
    targets = role_targets(reading, [e for _, e in events], keys, carried)
    roles = np.array([targets.get((i, j), 0) for i, j in pairs.tolist()], np.int64)
    link_pairs, link_near = link_features(triggers, starts)
    ties = link_targets(reading, {e["id"]: i for i, (_, e) in enumerate(events)})
    links = np.array([ties.get((i, j), 0) for i, j in link_pairs.tolist()], np.int64)

    ruled = find_mentions(text, words, load_gazetteer(), load_roster())
    of_words = word_pieces(text, words, pieces)
    windows = list(cut_windows(of_words, starts, LONGEST, CONTEXT))
    types = [labels.TYPES.index(e["type"]) for _, e in events]
    realis = [labels.REALIS.index(e["realis"]) for _, e in events]
    return Example(
        reading["report"]["id"],
        windows,
        len(words),
        tags,
        triggers,
        types,
        realis,
        unique,
        pairs,
        near,
        roles,
        link_pairs,
        link_near,
        links,
        ruled,
    )


def load_readings(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Load finished readings, one a file, by file name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(paths)]
