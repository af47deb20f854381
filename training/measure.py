"""Measure the tagger alone on annotated readings, with the decoding that ships and the shared scorer.

Days and coordinates are the interpreters' work, so here a date mention that meets a gold one takes its days.
"""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import torch

from marsad.actors import load_roster
from marsad.pipeline import find_mentions
from marsad.places.gazetteer import load_gazetteer
from marsad.tagger import labels
from marsad.tagger.decode import Floats
from marsad.tagger.hints import make_hints
from marsad.tagger.pieces import Window
from marsad.tagger.tagger import Ints, Tagger
from marsad.text.sentences import sentence_starts
from marsad.text.words import split_words
from network import Relations, Tags

SCORER = Path(__file__).parent.parent.parent / "shared" / "gold" / "score.py"
ACTORS = ("person", "organization", "group", "office", "population")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TorchNetwork:
    """The network as PyTorch runs it."""

    def __init__(self, tags: Tags, relations: Relations) -> None:
        self.tag_module, self.relation_module = tags.eval(), relations.eval()

    def tags(self, windows: Sequence[Window], hints: Ints) -> list[tuple[Floats, Floats]]:
        from train import batch_windows

        out = []
        for w in windows:
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                v, s = self.tag_module(*batch_windows([w], [hints[w.first : w.last]]))
            out.append((v[0].float().numpy(), s[0].float().numpy()))
        return out

    def relations(
        self,
        triggers: Floats,
        around: Floats,
        spans: Floats,
        kinds: Ints,
        pairs: Ints,
        near: Ints,
        link_pairs: Ints,
        link_near: Ints,
    ) -> tuple[Floats, Floats, Floats, Floats]:
        with torch.no_grad():
            out = self.relation_module(
                *map(torch.from_numpy, (triggers, around, spans, kinds, pairs, near, link_pairs, link_near))
            )
        return tuple(o.numpy() for o in out)


def bare_reading(tagger: Tagger, gold: dict[str, Any]) -> dict[str, Any]:
    """Read with the tagger alone."""
    text = gold["report"]["text"]
    words = split_words(text)
    starts = sentence_starts(text, words)
    hints = make_hints(len(words), find_mentions(text, words, load_gazetteer(), load_roster()))
    tagging = tagger.tag(text, words, starts, hints)
    spans = [s for s in tagging.spans if tagging.body[0] <= s.first < tagging.body[1]]
    triggers = [s for s in spans if s.label == "trigger"]
    others = [s for s in spans if s.label != "trigger"]
    relating = tagger.relate(
        tagging.vectors, [t.stretch for t in triggers], [(s.first, s.last, s.label) for s in others], starts
    )
    mentions = []
    for j, s in enumerate(others):
        kind = "actor" if s.label in ACTORS else s.label
        if kind not in ("actor", "date", "place"):
            continue
        m: dict[str, Any] = {"id": f"m{j}", "kind": kind, "start": s.span.start, "end": s.span.end, kind: {}}
        if kind == "actor":
            m["actor"]["kind"] = s.label
        if kind == "date":
            m["date"] = next(
                (
                    g["date"]
                    for g in gold["mentions"]
                    if g["kind"] == "date" and g["start"] < s.span.end and s.span.start < g["end"]
                ),
                {},
            )
        mentions.append(m)
    by_id = {m["id"]: m for m in mentions}
    events = []
    for i, t in enumerate(triggers):
        e: dict[str, Any] = {
            "id": f"e{i}",
            "type": labels.TYPES[int(relating.types[i].argmax())],
            "realis": labels.REALIS[int(relating.realis[i].argmax())],
            "trigger": {"start": t.span.start, "end": t.span.end},
            "actors": [],
            "places": [],
            "topics": [],
            "casualties": [],
            "date": {},
        }
        events.append(e)
    best_date: dict[int, tuple[float, str]] = {}
    for (i, j), p in zip(relating.pairs.tolist(), relating.roles, strict=True):
        k = int(p.argmax())
        role, s = labels.ROLES[k], others[j]
        if f"m{j}" in by_id and by_id[f"m{j}"]["kind"] == "date":
            d = float(p[labels.ROLES.index("date")])
            if d > 0.5 and d > best_date.get(i, (0.0, ""))[0]:
                best_date[i] = (d, f"m{j}")
        elif role in labels.ROLES[1:6] and s.label in ACTORS:
            events[i]["actors"].append({"mention": f"m{j}", "role": role})
        elif role in labels.ROLES[6:9] and s.label == "place":
            events[i]["places"].append({"mention": f"m{j}", "role": role})
        elif role == "topic" and s.label == "topic":
            events[i]["topics"].append({"start": s.span.start, "end": s.span.end})
        elif role == "toll" and s.label in labels.TOLL:
            hit = next(
                (
                    c
                    for g in gold["events"]
                    for c in g.get("casualties", [])
                    if c.get("end") and c["start"] < s.span.end and s.span.start < c["end"] and c["status"] == s.label
                ),
                None,
            )
            events[i]["casualties"].append(
                {"status": s.label, "low": hit["low"] if hit else -1, "high": hit["high"] if hit else -1}
            )
    for i, (_, m) in best_date.items():
        events[i]["date"] = by_id[m]["date"]
    return {"report": gold["report"], "mentions": mentions, "events": events}


def measure(tagger: Tagger, golds: list[dict[str, Any]]) -> dict[str, float]:
    """Give F1 of every layer that the tagger decides."""
    found = {g["report"]["id"]: bare_reading(tagger, g) for g in golds}
    rows, _ = scorer().score({g["report"]["id"]: g for g in golds}, found)
    return {k: r["f1"] for k, r in rows.items()}
