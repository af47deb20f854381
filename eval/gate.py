"""Hold the floor under the quality of readings.

    python eval/gate.py                  score, and fail below baseline.json
    python eval/gate.py --raise          write floors just under what is reached now; a floor never falls this way
    python eval/gate.py --lower REASON   write them even where they fall; the reason is kept

The reports in `eval/reports` are written for Marsad, hashed, and no part of any training. Where the shared gold and the coded
incidents lie beside the checkout they are scored too.
"""

import argparse
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "training")]

from annotations import read_all  # noqa: E402
from marsad import Report, reading_to_dict  # noqa: E402
from marsad.parallel import read_many  # noqa: E402
from score import score  # noqa: E402

BASELINE = HERE / "baseline.json"
SHARED = HERE.parent.parent / "shared"
SLACK = 0.005
"""A floor lies so far under what was reached: a processor that rounds otherwise may move a few words."""


def report_of(item: dict[str, Any]) -> Report:
    """Make the report that a gold reading or a source text was written for."""
    day = item.get("published")
    return Report(
        item["id"], item["text"], item.get("title"), date.fromisoformat(day[:10]) if day else None, item.get("source")
    )


def read(reports: Iterable[dict[str, Any]], model: bool = True) -> dict[str, dict[str, Any]]:
    """Read reports on all cores."""
    return {r.report.id: reading_to_dict(r) for r in read_many(map(report_of, reports), model=model)}


def own_gold() -> list[dict[str, Any]]:
    """Load the reports kept apart for measuring."""
    return list(read_all(HERE / "reports"))


def text_hash(golds: list[dict[str, Any]]) -> str:
    """Hash the texts and their annotation, so that a floor belongs to them."""
    return hashlib.sha256(json.dumps(golds, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def incidents(model: bool = True) -> dict[str, float]:
    """Score against incidents coded by others, with their own scorer."""
    spec = importlib.util.spec_from_file_location("incident_score", SHARED / "incidents" / "score.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    data = SHARED / "data" / "airwars"
    sources, coded = scorer.lines(data / "sources.jsonl"), {i["code"]: i for i in scorer.lines(data / "incidents.jsonl")}
    pairs = scorer.usable(sources, coded)
    shares = scorer.readings_score(pairs, read((s for s, _ in pairs), model))
    return {key: shares[key] for key in ("date", "place5", "place20", "found", "lead", "killed")}


def measure() -> dict[str, dict[str, float]]:
    """Score every set that is at hand."""
    own = own_gold()
    figures = {"own": score(own, read(g["report"] for g in own))}
    dev = SHARED / "gold" / "dev"
    if dev.is_dir():
        golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(dev.glob("*.json"))]
        figures["dev"] = score(golds, read(g["report"] for g in golds))
    if (SHARED / "data" / "airwars" / "sources.jsonl").is_file():
        figures["incidents"] = incidents()
    return figures


def settled(figures: dict[str, dict[str, float]], old: dict[str, dict[str, float]], lower: bool) -> dict[str, dict[str, float]]:
    """Give the new floors."""
    floors = {name: dict(layers) for name, layers in old.items()}
    for name, layers in figures.items():
        for layer, value in layers.items():
            floor = round(max(0.0, value - SLACK), 4)
            before = floors.setdefault(name, {}).get(layer, 0.0)
            floors[name][layer] = floor if lower else max(floor, before)
    return floors


def main() -> int:
    """Score and compare, or write new floors."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--raise", dest="up", action="store_true")
    ap.add_argument("--lower", metavar="REASON")
    args = ap.parse_args()
    baseline = (
        json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {"floors": {}, "reached": {}, "lowered": []}
    )
    figures = measure()
    texts = text_hash(own_gold())
    if args.up or args.lower:
        baseline["floors"] = settled(figures, baseline["floors"], bool(args.lower))
        baseline["reached"] = {**baseline["reached"], **figures}
        baseline["texts"] = texts
        if args.lower:
            baseline["lowered"].append(args.lower)
        BASELINE.write_text(json.dumps(baseline, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if baseline.get("texts") != texts:
        print("the texts of eval/reports are not those the floors were set on")
        return 1
    below = 0
    for name, layers in figures.items():
        for layer, value in layers.items():
            floor = baseline["floors"].get(name, {}).get(layer, 0.0)
            below += value < floor
            print(f"{name:10} {layer:11} {value:.4f}  floor {floor:.4f}{'  BELOW' if value < floor else ''}")
    print(f"{below} below the floor")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
