"""Check an exported chain of custody. Needs Python alone: `python check_chain.py chain.jsonl`.

Each line is one entry. Its hash is the SHA-256 of the JSON list [number, at, who, action, subject, detail, tool, previous],
written with sorted keys, without spaces, in ASCII; `previous` is the hash of the line before, sixty-four zeros for the first.
"""

import hashlib
import json
import sys
from collections.abc import Iterable

FIELDS = ("number", "at", "who", "action", "subject", "detail", "tool", "previous")


def check(lines: Iterable[str]) -> tuple[int, str]:
    """Give the number of entries and the hash of the last; raise ValueError at the first that does not hold."""
    previous, count = "0" * 64, 0
    for line in lines:
        entry, count = json.loads(line), count + 1
        text = json.dumps([entry[field] for field in FIELDS], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        if entry["number"] != count or entry["previous"] != previous:
            raise ValueError(f"entry {count} does not follow the one before it")
        if hashlib.sha256(text.encode("ascii")).hexdigest() != entry["hash"]:
            raise ValueError(f"entry {count} was changed")
        previous = entry["hash"]
    return count, previous


if __name__ == "__main__":
    with open(sys.argv[1], encoding="ascii") as stream:  # noqa: PTH123  # stands alone
        print("{} entries hold; the last hash is {}".format(*check(stream)))
