"""Compare readings with gold readings, layer by layer, as F1 between 0 and 1.

The layers, all over all reports together; spans *meet* when they share at least half of the longer, and are *exact* when
their ends are equal and their starts differ by one code point at most:

    date, place, place.span, actor, actor.all     mentions
    event, event.any, realis, when                triggers in one sentence, with and without the type; then shares of the pairs
    role, where, topic, casualty, full            what belongs to the events whose type is right

`tests/eval/test_score.py` holds it against the scorer of the shared gold, where that is at hand.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

Item = Mapping[str, Any]
Pairs = list[tuple[int, int]]

SENTENCE_END = re.compile(r"[.؟!\n]+")
NAMED = ("person", "organization")
KILOMETRES = {"district": 20.0, "governorate": 100.0, "region": 100.0, "country": 300.0}
NEAR = 5.0
"""Kilometres within which two points are one place, for levels that are not listed above."""


class Tally:
    """Hits among what gold has and what was found."""

    def __init__(self) -> None:
        self.hit = self.gold = self.found = 0.0

    def add(self, hit: float, gold: float, found: float) -> None:
        self.hit, self.gold, self.found = self.hit + hit, self.gold + gold, self.found + found

    @property
    def f1(self) -> float:
        total = self.gold + self.found
        return round(2 * self.hit / total, 4) if total else 0.0


def overlap(a: Item, b: Item) -> float:
    """Give the share of the longer span that both have, or 0 below a half."""
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    longer = max(a["end"] - a["start"], b["end"] - b["start"])
    return common / longer if longer > 0 and common * 2 >= longer else 0.0


def same_span(a: Item, b: Item) -> float:
    """Say whether two spans are exact to an attached letter."""
    return float(a["end"] == b["end"] and abs(a["start"] - b["start"]) <= 1)


def match(gold: Sequence[Item], found: Sequence[Item], likeness: Callable[[Item, Item], float]) -> Pairs:
    """Pair gold with found, one to one, the most alike first."""
    scored = [(-s, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (s := likeness(g, f)) > 0]
    pairs: Pairs = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def days(item: Item) -> tuple[str | None, str | None]:
    """Give the first and the last day of a mention or an event."""
    value = item.get("date") or {}
    return value.get("earliest"), value.get("latest")


def day_credit(gold: Item, found: Item) -> float:
    """Give 1 for equal intervals, a half for intervals that share half of the longer."""
    a, b = days(gold), days(found)
    if a == b:
        return 1.0
    if None in a or None in b:
        return 0.0
    (first, last), (start, end) = ([date.fromisoformat(x or "") for x in pair] for pair in (a, b))
    common = (min(last, end) - max(first, start)).days + 1
    longer = max((last - first).days, (end - start).days) + 1
    return 0.5 if common * 2 >= longer else 0.0


def kilometres(a: Item, b: Item) -> float:
    """Measure the great circle between two places."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def same_ground(gold: Item, found: Item) -> bool:
    """Say whether a found place lies where gold has it, as near as its level asks."""
    want, got = gold.get("place") or {}, found.get("place") or {}
    if want.get("lat") is None:
        return True
    return got.get("lat") is not None and kilometres(want, got) <= KILOMETRES.get(want.get("level", ""), NEAR)


class Comparison:
    """One report's gold beside what was found in it.

    Attributes:
        gold: The gold reading.
        found: The reading, without what lies outside the report proper.
        body: Code points of the report proper.
    """

    def __init__(self, gold: Item, found: Item) -> None:
        text = gold["report"]["text"]
        self.body = range((gold.get("body_start") or {}).get("start", 0), (gold.get("body_end") or {}).get("end", len(text)))
        self.gold, self.found = gold, found
        self.events = gold["events"], [e for e in found["events"] if e["trigger"]["start"] in self.body]
        self.ends = [m.start() for m in SENTENCE_END.finditer(text)]
        self.by_id = [{m["id"]: m for m in side["mentions"]} for side in (gold, found)]

    def mentions(self, kind: str) -> tuple[list[Item], list[Item]]:
        """Give the mentions of a kind on both sides."""
        a, b = (
            [m for m in side["mentions"] if m["kind"] == kind and m["start"] in self.body] for side in (self.gold, self.found)
        )
        return a, b

    def near(self, a: Item, b: Item) -> float:
        """Say how near two events' triggers stand: they meet, share a sentence, or neither."""
        if meet := overlap(a["trigger"], b["trigger"]):
            return 2 + meet
        x, y = a["trigger"]["start"], b["trigger"]["start"]
        same = sum(e <= x for e in self.ends) == sum(e <= y for e in self.ends)
        return 1 / (1 + abs(x - y)) if same else 0.0

    def arguments(self, side: int, event: Item, key: str) -> list[Item]:
        """Give the mentions of an event's arguments with their roles."""
        known = self.by_id[side]
        return [{**known[a["mention"]], "role": a["role"]} for a in event.get(key, ()) if a["mention"] in known]


def compare_mentions(c: Comparison, tally: dict[str, Tally]) -> None:
    """Count dates, places and actors."""
    gold, found = c.mentions("date")
    hits = sum(days(gold[i]) == days(found[j]) for i, j in match(gold, found, overlap))
    tally["date"].add(hits, len(gold), len(found))
    gold, found = c.mentions("place")
    hits = sum(same_ground(gold[i], found[j]) for i, j in match(gold, found, overlap))
    tally["place"].add(hits, len(gold), len(found))
    tally["place.span"].add(len(match(gold, found, same_span)), len(gold), len(found))
    gold, found = c.mentions("actor")
    a, b = ([m for m in side if m["actor"]["kind"] in NAMED] for side in (gold, found))
    named = match(a, b, lambda x, y: same_span(x, y) * (x["actor"]["kind"] == y["actor"]["kind"]))
    tally["actor"].add(len(named), len(a), len(b))
    tally["actor.all"].add(len(match(gold, found, overlap)), len(gold), len(found))


def compare_events(c: Comparison, tally: dict[str, Tally]) -> None:
    """Count events and what belongs to them."""
    gold, found = c.events
    typed = match(gold, found, lambda a, b: c.near(a, b) * (a["type"] == b["type"]))
    free = match(gold, found, lambda a, b: (n := c.near(a, b)) and n + 10 * (a["type"] == b["type"]))
    tally["event"].add(len(typed), len(gold), len(found))
    tally["event.any"].add(len(free), len(gold), len(found))
    for i, j in free:
        tally["realis"].add(gold[i]["realis"] == found[j]["realis"], 1, 1)
        tally["when"].add(day_credit(gold[i], found[j]), 1, 1)
    partner = dict(typed)
    whole = sum(compare_parts(c, g, found[partner[i]] if i in partner else None, tally) for i, g in enumerate(gold))
    taken = set(partner.values())
    for j, f in enumerate(found):
        if j not in taken:
            for layer, key in (("role", "actors"), ("where", "places"), ("topic", "topics"), ("casualty", "casualties")):
                tally[layer].add(0, 0, len(f.get(key, ())))
    tally["full"].add(whole, len(gold), len(found))


def compare_parts(c: Comparison, gold: Item, found: Item | None, tally: dict[str, Tally]) -> bool:
    """Count the parts of one event; say whether all that `full` asks is right."""
    f: Item = found or {}
    perfect = found is not None and gold["realis"] == f.get("realis") and days(gold) == days(f)
    for layer, key in (("role", "actors"), ("where", "places")):
        a, b = c.arguments(0, gold, key), c.arguments(1, f, key)
        hits = match(a, b, lambda x, y: overlap(x, y) * (x["role"] == y["role"]))
        tally[layer].add(len(hits), len(a), len(b))
        perfect = perfect and len(hits) == len(a) == len(b)
    topics = gold.get("topics", ()), f.get("topics", ())
    tally["topic"].add(len(match(*topics, overlap)), *map(len, topics))
    tolls = [{(t["status"], t.get("low"), t.get("high")) for t in e.get("casualties", ())} for e in (gold, f)]
    tally["casualty"].add(len(tolls[0] & tolls[1]), *map(len, tolls))
    return perfect


def score(golds: Sequence[Item], founds: Mapping[str, Item]) -> dict[str, float]:
    """Give the F1 of every layer.

    Args:
        golds: Gold readings.
        founds: Readings by report id; a missing one counts as empty.
    """
    tally: dict[str, Tally] = defaultdict(Tally)
    for gold in golds:
        c = Comparison(gold, founds.get(gold["report"]["id"]) or {"mentions": [], "events": []})
        compare_mentions(c, tally)
        compare_events(c, tally)
    return {layer: t.f1 for layer, t in tally.items()}
