"""The scorer that ships must agree with itself on what its docstring promises; where the shared scorer lies beside the
checkout, with that too."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "gold" / "score.py"


def load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


ours = load("marsad_score", ROOT / "eval" / "score.py")
annotations = load("marsad_annotations", ROOT / "training" / "annotations.py")


def golds() -> list[dict[str, Any]]:
    return list(annotations.read_all(ROOT / "eval" / "reports"))


def damaged(reading: dict[str, Any], step: int) -> dict[str, Any]:
    """Leave out, shift and relabel some of a reading, the same on every run."""
    mentions = [{**m, "start": m["start"] + (i % 5 == 1)} for i, m in enumerate(reading["mentions"]) if i % step]
    events = [
        {
            **e,
            "type": "other" if i % 4 == 2 else e["type"],
            "realis": "planned" if i % 3 == 1 else e["realis"],
            "date": {"earliest": None, "latest": None} if i % 5 == 3 else e["date"],
        }
        for i, e in enumerate(reading["events"])
        if i % (step + 1)
    ]
    return {**reading, "mentions": mentions, "events": events}


def test_gold_scores_one_against_itself() -> None:
    gold = golds()
    figures = ours.score(gold, {g["report"]["id"]: g for g in gold})
    assert set(figures.values()) == {1.0}


def test_a_missing_reading_counts_as_empty() -> None:
    figures = ours.score(golds(), {})
    assert figures["event"] == figures["place"] == 0.0


def test_damage_lowers_every_layer() -> None:
    gold = golds()
    figures = ours.score(gold, {g["report"]["id"]: damaged(g, 4) for g in gold})
    assert all(0.0 < value < 1.0 for value in figures.values())


def test_it_agrees_with_the_shared_scorer_where_that_is_at_hand() -> None:
    gold = golds()
    found = {g["report"]["id"]: damaged(g, 3) for g in gold}
    figures = ours.score(gold, found)
    if not SHARED.is_file():  # a checkout by itself has no shared gold; the three tests above hold alone
        assert figures["event"] < 1.0
        return
    rows, _ = load("shared_score", SHARED).score({g["report"]["id"]: g for g in gold}, found)
    assert {layer: row["f1"] for layer, row in rows.items()} == figures
