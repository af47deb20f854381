"""Count the keys a reviewer presses to bring Marsad's reading of the development gold to the gold, beside a plain form.

    python eval/keystrokes.py DIRECTORY            # gold reports in the reading format

At the desk a person starts from the reading and presses the keys of the review page; each sequence that is counted here is
pressed in a real browser by tests/browser/test_review.py or test_keystrokes.py, which fail when one no longer does what it
says. In the plain form every field of every event is filled in by hand: codes by their first letters, days as figures, names
and other words in full, one key from field to field, and no evidence at all – so the form is counted too cheap.

A step is one thing that a person decides: one field at the desk, one field in the form.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad import Report, load_reader, read_report, reading_to_json
from marsad.sources.files import parse_day
from marsad.vocabulary import load_vocabulary

LINE = 13
"""Words of a line of the text pane at 1440 pixels: an arrow down moves so many."""
TAB = SAVE = 1


@dataclass
class Effort:
    """Keys and steps."""

    keys: int = 0
    steps: int = 0

    def add(self, keys: int, steps: int = 1) -> None:
        """Count something that was done."""
        self.keys += keys
        self.steps += steps


def main(folder: Path) -> None:
    """Count, and print both."""
    reader, desk, form, events = load_reader(), Effort(), Effort(), 0
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        told = gold["report"]
        day = parse_day(told["published"]) if told.get("published") else None
        reading = read_report(Report(told["id"], told["text"], told.get("title"), day, told.get("source")), reader)
        found = json.loads(reading_to_json(reading))
        review(gold, found, desk)
        fill(gold, form)
        events += len(gold["events"])
    print(f"{events} events of {len(list(folder.glob('*.json')))} reports")
    for name, effort in (("desk", desk), ("form", form)):
        print(f"{name}: {effort.keys / events:.1f} keys and {effort.steps / events:.1f} steps an event")
    print(f"the form needs {form.keys / desk.keys:.1f} times the keys and {form.steps / desk.steps:.1f} times the steps (>= 3)")


def review(gold: dict[str, Any], found: dict[str, Any], effort: Effort) -> None:
    """Go through a report at the desk: reject, correct or accept what was read, add what was not."""
    told = Told(gold, found)
    pairs, over, missing = told.paired()
    for _ in over:
        effort.add(1)  # x, which goes on to the next
    for wanted, had in pairs:
        for keys in told.corrections(wanted, had):
            effort.add(keys)
        effort.add(1, 0)  # j: looked at, and on to the next
    for wanted in missing:
        effort.add(told.choose_words(wanted["trigger"]) + 1 + told.type_keys(wanted))  # n, the words, Enter, the type
        for keys in told.corrections(wanted, None):
            effort.add(keys)
        effort.add(1, 0)
    effort.add(1)  # Control+Enter: all that is left is accepted, and the next report opens


class Told:
    """A report's gold and reading, and what the keys of the review page do with them."""

    def __init__(self, gold: dict[str, Any], found: dict[str, Any]) -> None:
        self.gold, self.found = gold, found
        self.text: str = gold["report"]["text"]
        self.mentions = {id(side): {one["id"]: one for one in side["mentions"]} for side in (gold, found)}
        names = load_vocabulary("events")["types"]
        self.names = {code: entry["ar"].removeprefix("ال") for code, entry in names.items()}
        self.beside = {mention["start"] for event in found["events"] for mention in self.of(found, event, "places")}
        self.named = {mention["start"] for event in found["events"] for mention in self.of(found, event, "actors")}

    def of(self, side: dict[str, Any], event: dict[str, Any], field: str) -> list[dict[str, Any]]:
        """Give the mentions of an event's places or actors, with their roles."""
        known = self.mentions[id(side)]
        return [{**known[one["mention"]], "role": one["role"]} for one in event[field] if one.get("mention") in known]

    def paired(self) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
        """Lay events of the gold beside those read: words that overlap, of one type first."""
        left, pairs = list(self.found["events"]), []
        for alike in (True, False):
            for wanted in self.gold["events"]:
                if any(one is wanted for one, _ in pairs):
                    continue
                same = [
                    one
                    for one in left
                    if meets(one["trigger"], wanted["trigger"]) and (not alike or one["type"] == wanted["type"])
                ]
                if same:
                    pairs.append((wanted, same[0]))
                    left = [one for one in left if one is not same[0]]
        missing = [wanted for wanted in self.gold["events"] if all(wanted is not one for one, _ in pairs)]
        return pairs, left, missing

    def corrections(self, wanted: dict[str, Any], had: dict[str, Any] | None) -> Iterator[int]:
        """Give the keys of every correction that an event needs; of a new one (`had` is None) of all that it lacks."""
        if had is not None and had["type"] != wanted["type"]:
            yield 1 + self.type_keys(wanted)
        if wanted["realis"] != (had["realis"] if had else "actual"):
            yield 2  # r, and the number
        if interval(wanted) != (interval(had) if had else None):
            yield self.date_keys(wanted)
        yield from self.set_keys(wanted, had, "places", self.beside)
        yield from self.set_keys(wanted, had, "actors", self.named)
        for field in ("topics", "weapons"):
            yield from self.word_keys(wanted, had, field)
        yield from self.toll_keys(wanted, had)

    def type_keys(self, wanted: dict[str, Any]) -> int:
        """Write as much of the type's name as no other begins with, and Enter."""
        name = self.names[wanted["type"]]
        others = [other for code, other in self.names.items() if code != wanted["type"]]
        length = next((n for n in range(1, len(name)) if not any(o.startswith(name[:n]) for o in others)), len(name))
        return length + 1

    def date_keys(self, wanted: dict[str, Any]) -> int:
        """Take one of the ways to understand the expressions of the report by its number, or write the days."""
        days = interval(wanted)
        if days is None:
            return 2  # d 0
        offered = {
            interval({"date": one["date"]}) for one in self.found["mentions"] if one.get("kind") == "date" and one.get("date")
        }
        if days in offered:
            return 2  # d, and the number
        first, last = days
        anchor = self.gold["report"].get("published") or ""
        short = len(f"{int(first[8:])}/{int(first[5:7])}") if first[:4] == anchor[:4] else 10
        return 2 + short + 1 + (0 if first == last else 1 + short)  # d Tab … Enter

    def set_keys(self, wanted: dict[str, Any], had: dict[str, Any] | None, field: str, near: set[int]) -> Iterator[int]:
        """Take values away and add others."""
        should, are = self.of(self.gold, wanted, field), self.of(self.found, had, field) if had else []
        for place, one in enumerate(should):
            same = next((other for other in are if meets(one, other)), None)
            if same is None:
                known = any(abs(one["start"] - start) < 2 for start in near)
                reach = 1 if not are and place == 0 else 3  # p; with a value already: p Escape +
                yield reach + (1 if known else self.choose_words(one) + 2)
            elif same["role"] != one["role"]:
                yield 5 + place  # o Tab, an arrow, Shift+Tab, Enter; a further row is an arrow away
        for number, other in enumerate(are):
            if not any(meets(one, other) for one in should):
                yield 3 + number  # p Escape, arrows, Delete

    def word_keys(self, wanted: dict[str, Any], had: dict[str, Any] | None, field: str) -> Iterator[int]:
        """Choose the words of a topic or weapon in the text."""
        are = had.get(field, []) if had else []
        for one in wanted[field]:
            if not any(meets(one, other) for other in are):
                yield self.choose_words(one, wanted["trigger"]) + 1
        for number, other in enumerate(are):
            if not any(meets(one, other) for one in wanted[field]):
                yield 4 + number

    def toll_keys(self, wanted: dict[str, Any], had: dict[str, Any] | None) -> Iterator[int]:
        """Choose the words of a toll and write the number."""
        are = had.get("casualties", []) if had else []
        for one in wanted["casualties"]:
            same = next((other for other in are if other["status"] == one["status"] and other["low"] == one["low"]), None)
            if same is None:
                status = 0 if one["status"] == "killed" else 3
                yield self.choose_words(one, wanted["trigger"]) + 1 + len(str(one["low"] or 0)) + status + 1
        for number, other in enumerate(are):
            if not any(one["status"] == other["status"] and one["low"] == other["low"] for one in wanted["casualties"]):
                yield 3 + number

    def choose_words(self, span: dict[str, Any], start: dict[str, Any] | None = None) -> int:
        """Go to words of the text from where the cursor is, take them, Enter."""
        begin = start["start"] if start else self.nearest(span)
        away = len(self.text[min(begin, span["start"]) : max(begin, span["start"])].split())
        lines, rest = divmod(away, LINE)
        words = len(self.text[span["start"] : span["end"]].split())
        return lines + min(rest, LINE - rest + 1) + (words - 1) + 1

    def nearest(self, span: dict[str, Any]) -> int:
        """Give where the cursor starts: at the words of the event that is nearest in the text."""
        starts = [event["trigger"]["start"] for event in self.found["events"]] or [0]
        return min(starts, key=lambda place: abs(place - span["start"]))


def fill(gold: dict[str, Any], effort: Effort) -> None:
    """Fill in a plain form for every event of a report."""
    known = {one["id"]: one for one in gold["mentions"]}
    for event in gold["events"]:
        effort.add(TAB + 3)  # type, by its first letters
        effort.add(TAB + 1)  # realis, by its first letter
        days = interval(event)
        effort.add(TAB + (0 if days is None else 8 if days[0] == days[1] else 8 + TAB + 8))
        for field in ("places", "actors"):
            for one in event[field]:
                if one.get("mention") in known:
                    effort.add(TAB + len(known[one["mention"]]["text"]) + TAB + 1)  # the name, and its role
        for field in ("topics", "weapons"):
            for one in event[field]:
                effort.add(TAB + len(one["text"]))
        for one in event["casualties"]:
            effort.add(TAB + len(str(one["low"] or 0)) + TAB + 1 + TAB + 1)  # number, status, group
        effort.add(SAVE + TAB, 1)


def meets(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Say whether two stretches of text share a letter."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def interval(event: dict[str, Any]) -> tuple[str, str] | None:
    """Give an event's days."""
    told = event.get("date") or {}
    return (told["earliest"], told["latest"]) if told.get("earliest") else None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
