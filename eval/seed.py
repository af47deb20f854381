"""Say whether the seed report is right in its backbone: meetings, shelling, what failed, was refused, was forbidden.

    python eval/seed.py [SHARED/gold/dev/seed-sohr-deir-ez-zor.json]

The report is its publisher's and stays outside the repository, so what is checked is read from its gold annotation, fact by
fact.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gate import SHARED, report_of
from marsad import load_reader, read_report, reading_to_dict
from score import days, overlap

SEED = SHARED / "gold" / "dev" / "seed-sohr-deir-ez-zor.json"
BACKBONE = ("meeting", "shelling", "capture", "refusal", "attack")


def facts(gold: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Give each fact of the backbone and whether the reading has it."""
    names = [{m["id"]: m for m in side["mentions"]} for side in (gold, found)]

    def has(event: dict[str, Any], other: dict[str, Any], key: str, i: int) -> bool:
        want = names[0][event[key][i]["mention"]], event[key][i]["role"]
        return any(overlap(want[0], names[1][a["mention"]]) and a["role"] == want[1] for a in other.get(key, ()))

    for event in gold["events"]:
        dated = event["type"] == "meeting" and event["date"]["earliest"]
        other = event["type"] in BACKBONE[1:4] or (event["realis"] == "prohibited" and event["type"] == "attack")
        if not dated and not other:
            continue
        near = [e for e in found["events"] if overlap(event["trigger"], e["trigger"])]
        partner = next((e for e in near if e["type"] == event["type"]), None)
        name = f"{event['id']} {event['type']} «{event['trigger']['text']}»"
        yield name, partner is not None
        if partner is None:
            continue
        yield f"{name}: {event['realis']}", partner["realis"] == event["realis"]
        if dated:
            yield f"{name}: {days(event)}", days(event) == days(partner)
            topics = [any(overlap(t, u) for u in partner["topics"]) for t in event["topics"]]
            if topics:
                yield f"{name}: {sum(topics)} of {len(topics)} topics", all(topics)
        for key in ("places", "actors"):
            for i, argument in enumerate(event[key]):
                words = names[0][argument["mention"]]["text"]
                yield f"{name}: {argument['role']} «{words}»", has(event, partner, key, i)


def main() -> int:
    """Print every fact of the backbone."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SEED
    gold = json.loads(path.read_text(encoding="utf-8"))
    found = reading_to_dict(read_report(report_of(gold["report"]), load_reader()))
    rows = list(facts(gold, found))
    for fact, right in rows:
        print("right " if right else "WRONG ", fact)
    print(f"{sum(right for _, right in rows)} of {len(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
