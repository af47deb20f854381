"""Score rules alone, the model alone, and both, on every layer; print the table of `docs/decisions/0001`.

    python eval/ablation.py

The model alone gets no hints, nothing is filled in and rules do not weigh. The interpreters of dates, places, actors and
counts are the same in all three: a span has no days and no coordinates without them.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from gate import SHARED, own_gold, report_of
from marsad import Reader, load_reader, read_report, reading_to_dict
from marsad.events.blend import RuleWeights
from score import score


def readers() -> dict[str, Reader]:
    """Give the three readers."""
    both = load_reader()
    settings = replace(both.settings, weights=RuleWeights(), filled=frozenset())
    return {"rules": load_reader(model=False), "model": replace(both, vocabulary=False, settings=settings), "both": both}


def read(reader: Reader, golds: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Read every gold report."""
    return {g["report"]["id"]: reading_to_dict(read_report(report_of(g["report"]), reader)) for g in golds}


def main() -> None:
    """Print one table a set."""
    sets = {"own": own_gold()}
    dev = SHARED / "gold" / "dev"
    if dev.is_dir():
        sets["dev"] = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(dev.glob("*.json"))]
    for name, golds in sets.items():
        figures = {who: score(golds, read(reader, golds)) for who, reader in readers().items()}
        print(f"\n{name}\n\n| layer | rules alone | model alone | both |\n|---|---|---|---|")
        for layer in figures["both"]:
            print(
                f"| {layer} | " + " | ".join(f"{figures[who].get(layer, 0.0):.3f}" for who in ("rules", "model", "both")) + " |"
            )


if __name__ == "__main__":
    main()
