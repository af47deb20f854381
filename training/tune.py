"""Measure thresholds and calibration on the reports kept apart for it, and write them into the card of the weights.

    python training/tune.py WEIGHTS_DIR

Thresholds are chosen one after another for the F1 they decide (roles, places, days, parts); calibration bends the confidence of events so that of those with
0.8 about 80 in 100 are right. Both use `eval/reports` alone, which no training sees; the development gold is left for measuring.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "eval"))

from gate import own_gold, report_of
from marsad import Reader, load_reader, read_report, reading_to_dict
from score import Comparison, match, score

GRID = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
DECIDES = {"actor": ("role",), "place": ("where",), "date": ("when",), "part": ("casualty", "topic")}


def read_all(reader: Reader, golds: list[dict[str, Any]]) -> dict[str, Any]:
    return {g["report"]["id"]: reading_to_dict(read_report(report_of(g["report"]), reader)) for g in golds}


def best_limits(reader: Reader, golds: list[dict[str, Any]]) -> Reader:
    """Choose each threshold by the layers it decides."""
    for name, layers in DECIDES.items():
        scored = []
        for value in GRID:
            limits = replace(reader.settings.limits, **{name: value})
            tried = replace(reader, settings=replace(reader.settings, limits=limits))
            figures = score(golds, read_all(tried, golds))
            scored.append((sum(figures[layer] for layer in layers), -abs(value - 0.5), value))
        best = max(scored)[2]
        print(name, best, [(v, round(s, 4)) for s, _, v in scored], flush=True)
        reader = replace(reader, settings=replace(reader.settings, limits=replace(reader.settings.limits, **{name: best})))
    return reader


def right_or_wrong(golds: list[dict[str, Any]], founds: dict[str, Any]) -> list[tuple[float, bool]]:
    """Pair every event's confidence with whether gold has an event of its type there."""
    out = []
    for gold in golds:
        c = Comparison(gold, founds[gold["report"]["id"]])
        a, b = c.events
        hits = {j for _, j in match(a, b, lambda x, y, c=c: c.near(x, y) * (x["type"] == y["type"]))}
        out += [(e["confidence"], j in hits) for j, e in enumerate(b)]
    return out


def calibration(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    """Fit `1 / (1 + exp(-(a * logit + b)))` by Newton's method on the likelihood."""
    p = np.clip(np.array([x for x, _ in pairs]), 1e-6, 1 - 1e-6)
    x = np.stack([np.log(p / (1 - p)), np.ones(len(p))], 1)
    y = np.array([float(hit) for _, hit in pairs])
    w = np.array([1.0, 0.0])
    for _ in range(50):
        q = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (q * (1 - q))[:, None]).T @ x + 1e-6 * np.eye(2)
        w = w + np.linalg.solve(hessian, x.T @ (y - q))
    return float(w[0]), float(w[1])


def calibration_error(pairs: list[tuple[float, bool]], bins: int = 10) -> float:
    """Give the expected calibration error over equal bins of confidence."""
    total = 0.0
    for k in range(bins):
        inside = [(c, h) for c, h in pairs if k / bins <= c < (k + 1) / bins or (k == bins - 1 and c == 1.0)]
        if inside:
            total += abs(sum(c for c, _ in inside) - sum(h for _, h in inside))
    return total / max(1, len(pairs))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path)
    args = ap.parse_args()
    golds = own_gold()
    reader = load_reader(weights=args.weights)
    reader = best_limits(replace(reader, settings=replace(reader.settings, calibrate=(1.0, 0.0))), golds)
    pairs = right_or_wrong(golds, read_all(reader, golds))
    bend = calibration(pairs)
    after = right_or_wrong(golds, read_all(replace(reader, settings=replace(reader.settings, calibrate=bend)), golds))
    print(f"calibration {bend}; expected error {calibration_error(pairs):.4f} before, {calibration_error(after):.4f} after")
    card = json.loads((args.weights / "card.json").read_text(encoding="utf-8"))
    limits = reader.settings.limits
    card["settings"] = {
        "limits": {"actor": limits.actor, "place": limits.place, "date": limits.date, "part": limits.part},
        "filled": sorted(reader.settings.filled),
        "calibrate": [round(x, 4) for x in bend],
    }
    (args.weights / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
