"""Write `codebook.md` out of the vocabulary, so that what people code by and what the program reads by are one thing.

python docs/make_codebook.py            write it
python docs/make_codebook.py --check    say whether it is in step
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from marsad.vocabulary import load_vocabulary

PAGE = Path(__file__).parent / "codebook.md"
EXAMPLES = 8
"""Words shown of each kind; the vocabulary has them all."""

HEAD = """# Codebook

This page is made from `src/marsad/vocabulary/events.yml` and `values.yml` by `docs/make_codebook.py`; change those.

An **event** is what a report tells at one place of its text. One event per thing that happened, was planned, ordered or
refused: a meeting of twelve people is one event, and so is one act with several targets. It is split where time, place,
actors or type differ. Background counts too, with its realis.

PLOVER classes are `EVENT:mode`, ACLED classes `event_type / sub_event_type`; – where a scheme has none. They are
crosswalks, not judgements: ACLED and UCDP code only what happened, so of a reading only `actual` and `failed` events
belong in such data.
"""


def codebook() -> str:
    """Give the page."""
    events, values = load_vocabulary("events"), load_vocabulary("values")
    parts = [HEAD, "## Types of event\n", *_overview(events["types"])]
    parts += [_type(name, entry) for name, entry in events["types"].items()]
    for title, key in SECTIONS:
        parts += [f"## {title}\n", *_values(values[key])]
    return "\n".join(parts).rstrip() + "\n"


SECTIONS = (
    ("Realis: how the report presents it", "realis"),
    ("Roles of actors and places", "roles"),
    ("Other parts of an event", "parts"),
    ("Tolls: what became of people", "tolls"),
    ("Tolls: who they are", "groups"),
    ("Kinds of actor", "kinds"),
    ("Levels of place", "levels"),
    ("Links between events", "relations"),
)


def _overview(types: Mapping[str, Any]) -> Iterator[str]:
    yield "| type | Arabic | PLOVER | ACLED |\n|---|---|---|---|"
    for name, entry in types.items():
        yield f"| [`{name}`](#{name}) | {entry['ar']} | {_class(entry['plover'])} | {_class(entry['acled'])} |"
    yield ""


def _type(name: str, entry: Mapping[str, Any]) -> str:
    lines = [f"### {name}\n", f"**{entry['en']}** – {entry['ar']} – {entry['is']}"]
    if entry.get("is_not"):
        lines.append(f"\n*Not* {entry['is_not']}")
    lines.append(f"\nPLOVER {_class(entry['plover'])} · ACLED {_class(entry['acled'])}\n")
    for sureness, label in (("sure", "Words that name it"), ("likely", "Words that often do")):
        words = _words(entry.get(sureness) or {})
        if words:
            lines.append(f"{label}: {words}\n")
    return "\n".join(lines)


def _words(groups: Mapping[str, list[str]]) -> str:
    """Show some words of every form; of a verb its perfect alone."""
    shown = [_plain(word, form) for form, words in groups.items() for word in words[:EXAMPLES]]
    more = sum(len(words) for words in groups.values()) - len(shown)
    return "، ".join(f"«{word}»" for word in dict.fromkeys(shown)) + (f" and {more} more" if more else "")


def _plain(word: str, form: str) -> str:
    if form == "verbs":
        return word.split()[0]
    return " ".join(part.split("/")[0] for part in word.split())


def _values(values: Mapping[str, Any]) -> Iterator[str]:
    yield "| value | Arabic | means |\n|---|---|---|"
    for name, entry in values.items():
        yield f"| `{name}` | {entry['ar']} | {entry['is']} |"
    yield ""


def _class(text: str) -> str:
    return "–" if text.strip() in ("-", "–", "") else f"`{text}`"


def main() -> int:
    """Write the page, or compare it."""
    if sys.argv[1:] == ["--check"]:
        fits = PAGE.exists() and PAGE.read_text(encoding="utf-8") == codebook()
        print("codebook.md is in step" if fits else "codebook.md is out of step: run python docs/make_codebook.py")
        return 0 if fits else 1
    PAGE.write_text(codebook(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
