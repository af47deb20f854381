"""Measure how much rules weigh, thresholds and calibration on the reports kept apart for it, and write them into the
card of the weights.

    python training/tune.py WEIGHTS_DIR

Each setting is chosen after the other for the layers it decides; calibration then bends the confidence of events so that
of those with 0.8 about 80 in
100 are right. All of it uses `eval/reports` alone, which no training sees; the development gold is left for measuring.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "eval"))

from gate import own_gold, report_of
from marsad import Reader, load_reader, read_report, reading_to_dict
from marsad.events.assemble import Settings
from score import Comparison, match, score

LIMITS = (0.3, 0.4, 0.5, 0.6)
WEIGHTS = (0.0, 0.2, 0.35, 0.45, 0.55)
FILLS = (
    ("place", "place"),
    ("organization", "actor"),
    ("person", "actor"),
    ("group", "actor.all"),
    ("population", "actor.all"),
    ("trigger", "event"),
    ("killed", "casualty"),
    ("injured", "casualty"),
    ("topic", "topic"),
)
"""A label that rules may add, and the layer that decides whether they do."""

LEAST = (
    (("group", "office", "population"), "actor.all"),
    (("killed", "injured", "missing", "detained", "displaced"), "casualty"),
    (("trigger",), "event"),
    (("topic",), "topic"),
    (("place",), "place"),
)
"""Labels of which the tagger must be sure enough, and the layer that decides how sure."""

SCORES = (0.0, 0.55, 0.65, 0.8)

Change = Callable[[Settings, Any], Settings]


class Tuning:
    """Holds the reader being tuned and the reports it is measured on."""

    def __init__(self, reader: Reader, golds: list[dict[str, Any]]) -> None:
        self.reader, self.golds = reader, golds

    def read(self, settings: Settings) -> dict[str, Any]:
        reader = replace(self.reader, settings=settings)
        return {g["report"]["id"]: reading_to_dict(read_report(report_of(g["report"]), reader)) for g in self.golds}

    def choose(self, name: str, values: Iterable[Any], change: Change, layers: tuple[str, ...]) -> None:
        """Keep the value under which the layers score best together; the first of equals."""
        scored = []
        for value in values:
            settings = change(self.reader.settings, value)
            figures = score(self.golds, self.read(settings))
            scored.append((round(sum(figures[layer] for layer in layers), 4), value, settings))
        best = max(scored, key=lambda item: item[0])
        print(name, best[1], [(value, total) for total, value, _ in scored], flush=True)
        self.reader = replace(self.reader, settings=best[2])


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


def tune(tuning: Tuning) -> None:
    """Choose weights, then what rules add, then thresholds."""
    for name, layers in (("types", ("event",)), ("realis", ("realis",)), ("roles", ("role", "where", "when"))):
        tuning.choose(name, WEIGHTS, lambda s, v, name=name: replace(s, weights=replace(s.weights, **{name: v})), layers)
    for label, layer in FILLS:
        tuning.choose(
            label,
            (False, True),
            lambda s, v, label=label: replace(s, filled=s.filled | {label} if v else s.filled - {label}),
            (layer,),
        )
    for labels, layer in LEAST:
        tuning.choose(
            f"least {labels[0]}",
            SCORES,
            lambda s, v, labels=labels: replace(s, least={**s.least, **dict.fromkeys(labels, v)}),
            (layer,),
        )
    for name, layers in (("actor", ("role",)), ("place", ("where",)), ("date", ("when",)), ("part", ("casualty", "topic"))):
        tuning.choose(name, LIMITS, lambda s, v, name=name: replace(s, limits=replace(s.limits, **{name: v})), layers)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path)
    args = ap.parse_args()
    golds = own_gold()
    tuning = Tuning(replace(load_reader(weights=args.weights), settings=Settings()), golds)
    tune(tuning)
    settings = tuning.reader.settings
    pairs = right_or_wrong(golds, tuning.read(settings))
    bend = calibration(pairs)
    after = right_or_wrong(golds, tuning.read(replace(settings, calibrate=bend)))
    print(f"calibration {bend}; expected error {calibration_error(pairs):.4f} before, {calibration_error(after):.4f} after")
    card = json.loads((args.weights / "card.json").read_text(encoding="utf-8"))
    card["settings"] = {
        "limits": asdict(settings.limits),
        "weights": asdict(settings.weights),
        "least": dict(settings.least),
        "filled": sorted(settings.filled),
        "calibrate": [round(x, 4) for x in bend],
    }
    (args.weights / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
