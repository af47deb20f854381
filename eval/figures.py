"""Write the figures of README.md out of baseline.json, so that no number stands there that nobody measured.

python eval/figures.py            write them
python eval/figures.py --check    say whether they are in step
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
BASELINE = HERE / "baseline.json"
BLOCK = re.compile(r"(<!-- figures:[^>]*-->\n).*?(<!-- /figures -->)", re.S)

LAYERS = {
    "date": "dates: words and days",
    "place": "places: words and point",
    "place.span": "places: words alone",
    "actor": "named persons and organisations",
    "actor.all": "all actors, described groups included",
    "event": "events, with the right type",
    "event.any": "events, of any type",
    "realis": "whether it happened (share of the events found)",
    "when": "days of an event (share of the events found)",
    "role": "who did what to whom",
    "where": "places of an event",
    "topic": "what it is about",
    "casualty": "tolls",
    "full": "events right in everything",
}
ANNOTATORS = {
    "date": 1.00,
    "place": 0.95,
    "place.span": 0.99,
    "actor": 0.95,
    "actor.all": 0.94,
    "event": 0.93,
    "event.any": 0.97,
    "realis": 0.97,
    "when": 0.99,
    "role": 0.82,
    "where": 0.84,
    "casualty": 0.89,
    "topic": 0.71,
    "full": 0.54,
}
"""What two careful annotators reach, each working alone, on six other real reports."""
INCIDENTS = {
    "date": "day, give or take one",
    "place5": "place, within 5 km",
    "place20": "place, within 20 km",
    "found": "day and place (20 km) of one event",
    "lead": "the same, asking the surest event only",
    "killed": "number killed, where anyone was",
}

Reached = Mapping[str, Mapping[str, float]]


def figures(reached: Reached, own: int) -> str:
    """Give the text between the markers.

    Args:
        reached: Figures by set (`dev`, `own`, `incidents`) and layer.
        own: How many reports of our own they were measured on.
    """
    if not reached:
        return "Not measured yet.\n"
    return "\n".join([*_layers(reached, own), *_incidents(reached.get("incidents", {}))]) + "\n"


def _layers(reached: Reached, own: int) -> Iterator[str]:
    yield (
        "F1 from 0 to 1. *Real* are 24 reports of monitors, local outlets and agencies, none of them learned from. *Ours* are\n"
        f"{own} reports written for Marsad, on which thresholds and calibration were set. *Annotators* is how far two careful\n"
        "annotators agree on other real reports, each working alone: nobody should expect more of a machine.\n"
    )
    yield "| layer | | real | ours | annotators |\n|---|---|---|---|---|"
    for layer, meaning in LAYERS.items():
        cells = (_figure(reached.get(name, {}).get(layer)) for name in ("dev", "own"))
        yield f"| `{layer}` | {meaning} | {' | '.join(cells)} | {ANNOTATORS[layer]:.2f} |"


def _incidents(reached: Mapping[str, float]) -> Iterator[str]:
    if not reached:
        return
    yield "\nAgainst incidents that others coded from Arabic sources (Airwars): how often it is among the events read.\n"
    yield "| asked for | share |\n|---|---|"
    for key, meaning in INCIDENTS.items():
        yield f"| {meaning} | {_figure(reached.get(key))} |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def written(readme: str, block: str) -> str:
    """Give the README with its figures.

    Raises:
        ValueError: The markers are not there, once each.
    """
    new, count = BLOCK.subn(lambda found: f"{found[1]}{block}{found[2]}", readme)
    if count != 1:
        raise ValueError(f"expected the markers of the figures once in the README, found them {count} times")
    return new


def main() -> int:
    """Write the README, or compare it."""
    reached = json.loads(BASELINE.read_text(encoding="utf-8"))["reached"] if BASELINE.exists() else {}
    before = README.read_text(encoding="utf-8")
    after = written(before, figures(reached, len(list((HERE / "reports").rglob("*.txt")))))
    if sys.argv[1:] == ["--check"]:
        print(
            "the figures of README.md are in step"
            if after == before
            else "README.md is out of step: run python eval/figures.py"
        )
        return 0 if after == before else 1
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
