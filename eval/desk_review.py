"""How many keystrokes and steps a review at the desk takes, against a plain form in which every field is typed.

    python eval/desk_review.py GOLD [--limit N] [--rules]      # GOLD: a folder of readings as people wrote them (`reading/1`)

The reports are read, put into an archive of their own and opened in Debian's Chromium. A scripted reviewer makes every event
what the gold says, with keys alone and by what is on the screen: accepts, rejects, edits, adds. Every press counts, a chord as
all its keys. The words of an act are left as they were read; of what words mean, the first that is found for them is taken.

The form is as good as forms get: codes are chosen with three letters, nothing is typed twice, and the words that a value
rests on, which the desk keeps, are not asked for. Nothing of the reports is written anywhere.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from desk_browser import CHROMIUM, FLAGS
from marsad.archive import Received, create_archive, keep, merge, seal
from marsad.model import Report
from marsad.pipeline import load_reader, read_report, version_name

KEYS = {"date": "d", "place": "p", "actor": "o", "toll": "u", "weapon": "w", "topic": "b", "source": "c"}
ROLES = {"place": ("location", "origin", "destination"), "actor": ("actor", "recipient", "participant", "chair", "host")}
STATUSES = ("killed", "injured", "missing", "detained", "displaced")
GROUPS = ("civilian", "combatant", "unknown")
CHOSEN = """() => {
  const range = [...(CSS.highlights.get("review-chosen") ?? [])][0];
  if (!range) return null;
  const place = (node, offset) => {
    const line = node.parentElement.closest("p[data-start]");
    const before = new Range();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    return Number(line.dataset.start) + before.toString().length;
  };
  return [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
}"""
"""Where the chosen words stand, in UTF-16 units: what a person sees lit."""


@dataclass(frozen=True)
class Wanted:
    """A value as the gold has it: field, words, role or status, and what else its field needs."""

    field: str
    start: int
    end: int
    role: str = ""
    more: tuple[Any, ...] = ()


@dataclass
class Hand:
    """Presses keys and counts them."""

    page: Page
    keys: int = 0
    steps: Counter[str] = field(default_factory=Counter)

    def press(self, *names: str) -> None:
        for name in names:
            self.keys += len(name.split("+")) if len(name) > 1 else 1
            self.page.keyboard.press(name)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text)

    def written(self, *names: str) -> None:
        """Press keys of which the last writes, and wait until it is kept."""
        with self.page.expect_response(lambda one: one.request.method in ("POST", "PUT")):
            self.press(*names)
        self.page.wait_for_timeout(60)


def wanted(gold: dict[str, Any], event: dict[str, Any]) -> Iterator[Wanted]:
    """Give all values of an event but type, realis and days."""
    mentions = {one["id"]: one for one in gold["mentions"]}
    for name, role_field in (("place", "places"), ("actor", "actors")):
        for one in event.get(role_field, ()):
            mention = mentions[one["mention"]]
            kind = mention.get("actor", {}).get("kind", "")
            yield Wanted(name, mention["start"], mention["end"], one["role"], (kind, mention["text"]))
    for one in event.get("casualties", ()):
        yield Wanted("toll", one["start"], one["end"], one["status"], (one["group"], one["low"], one["high"]))
    for name, part in (("weapon", "weapons"), ("topic", "topics")):
        for one in event.get(part, ()):
            yield Wanted(name, one["start"], one["end"], "", ("", one["text"]))
    if event.get("source"):
        yield Wanted("source", event["source"]["start"], event["source"]["end"], "", ("", event["source"]["text"]))


def form(gold: dict[str, Any], event: dict[str, Any]) -> tuple[int, int]:
    """Count keystrokes and steps of an event in the form: what is typed, and a Tab after each field."""
    keys = len(event["trigger"]["text"]) + 1 + 3 + 1 + 3 + 1
    days = [event["date"][name] for name in ("earliest", "latest")] if event.get("date") else []
    keys += 11 * len(set(days)) if days else 2
    steps = 4
    for one in wanted(gold, event):
        typed = f"{one.more[1]}{one.more[2]}" if one.field == "toll" else one.more[1]
        codes = {"toll": 2, "place": 1, "actor": 1}.get(one.field, 0)
        keys += len(typed) + 1 + 4 * codes
        steps += 1 + codes
    return keys + 1, steps + 1


def meets(left: tuple[int, int], right: tuple[int, int]) -> int:
    return min(left[1], right[1]) - max(left[0], right[0])


def paired(golds: list[dict[str, Any]], accounts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Pair accounts with the gold's events by the words of the act, those of one type first; give the gold's by event key."""
    found = []
    for number, one in enumerate(golds):
        for account in accounts:
            words = (account["trigger"]["start"], account["trigger"]["end"])
            shared = meets((one["trigger"]["start"], one["trigger"]["end"]), words)
            if shared > 0:
                found.append((one["type"] != account["type"]["code"], -shared, number, account["event"]))
    out: dict[str, dict[str, Any]] = {}
    used: set[int] = set()
    for _, _, number, event in sorted(found):
        if number not in used and event not in out:
            used.add(number)
            out[event] = golds[number]
    return out


class Reviewer:
    """Makes the events of one report what the gold says."""

    def __init__(self, page: Page, home: str, key: str, gold: dict[str, Any], hand: Hand) -> None:
        self.page, self.home, self.key, self.gold, self.hand = page, home, key, gold, hand
        self.text = gold["report"]["text"]

    def account(self, event: str) -> dict[str, Any]:
        return next(one for one in self.accounts() if one["event"] == event)

    def accounts(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = self.page.request.get(f"{self.home}/api/1/reports/{self.key}").json()["accounts"]
        return told

    def review(self) -> None:
        accounts = self.accounts()
        right = paired(self.gold["events"], accounts)
        for account in accounts:
            gold = right.get(account["event"])
            if gold is None:
                self.hand.written("x")
                self.hand.steps["reject"] += 1
                continue
            changed = self.correct(account["event"], gold)
            if changed and any(one["review"] == "proposed" for one in self.accounts()):
                self.hand.press("a")
            elif changed:
                pass  # the last: what was not read is added before the next report is gone to
            else:
                self.hand.written("a")
            self.hand.steps["accept"] += 1
        done = {id(one) for one in right.values()}
        for gold in self.gold["events"]:
            if id(gold) not in done:
                self.add(gold)

    def add(self, gold: dict[str, Any]) -> None:
        """Add an event that was not read."""
        self.hand.press("n")
        self.choose(gold["trigger"]["start"], gold["trigger"]["end"])
        self.hand.press("Enter")
        before = {one["event"] for one in self.accounts()}
        self.pick_type(gold["type"])
        self.hand.steps["add"] += 1
        new = next(one["event"] for one in self.accounts() if one["event"] not in before)
        self.correct(new, gold)

    def correct(self, event: str, gold: dict[str, Any]) -> bool:
        """Make an event's fields what the gold says; say whether anything was changed."""
        before = self.hand.steps.total()
        account = self.account(event)
        if account["type"]["code"] != gold["type"]:
            self.hand.press("t")
            self.pick_type(gold["type"])
            self.hand.steps["type"] += 1
        if account["realis"]["code"] != gold["realis"]:
            self.hand.press("r")
            names = [one["code"] for one in self.codes()["codes"]["realis"]]
            self.hand.written(str((names.index(gold["realis"]) + 1) % 10))
            self.hand.steps["realis"] += 1
        self.date(account, gold)
        asked = list(wanted(self.gold, gold))
        for name in KEYS:
            if name != "date":
                self.values(event, name, [one for one in asked if one.field == name])
        return self.hand.steps.total() > before

    def codes(self) -> Any:
        return self.page.request.get(f"{self.home}/api/1/codebook").json()

    def pick_type(self, code: str) -> None:
        name = next(one["en"] for one in self.codes()["types"] if one["code"] == code)
        first = self.page.locator(".editor [role=option] .way-name").first
        for letter in ["", *name]:
            if letter:
                self.hand.type(letter.lower())
            if first.inner_text() == name:
                break
        self.hand.written("Enter")

    def date(self, account: dict[str, Any], gold: dict[str, Any]) -> None:
        days = gold.get("date") or {}
        first, last = days.get("earliest"), days.get("latest")
        if (account["first"], account["last"]) == (first, last):
            return
        self.hand.press("d")
        self.hand.steps["date"] += 1
        if not first:
            self.hand.written("0")
            return
        told = [date.fromisoformat(one) for one in dict.fromkeys((first, last))]
        words = " – ".join(f"{one.day} {one:%B} {one.year}" for one in told)
        names = self.page.locator(".editor [role=option] .way-name").all_inner_texts()[:-1]
        if words in names[:9]:
            self.hand.written(str(names.index(words) + 1))
            return
        self.hand.press("Tab")
        self.hand.type(f"{told[0].day}/{told[0].month}/{told[0].year}")
        if len(told) > 1:
            self.hand.press("Tab")
            self.hand.type(f"{told[1].day}/{told[1].month}/{told[1].year}")
        self.hand.written("Enter")

    def values(self, event: str, name: str, asked: list[Wanted]) -> None:
        """Take away what is not in the gold, mend what differs, add what is missing."""
        left = list(asked)
        keep: list[tuple[int, Wanted]] = []
        gone: list[int] = []
        for number, claim in enumerate(self.claims(event, name)):
            spans = [(span["start"], span["end"]) for span in claim["spans"]]
            match = next((one for one in left if any(meets(span, (one.start, one.end)) > 0 for span in spans)), None)
            if match is None:
                gone.append(number)
            else:
                left.remove(match)
                keep.append((number, match))
        for number in reversed(gone):
            self.to_row(name, number)
            self.hand.written("Delete")
            self.hand.steps["remove"] += 1
        for number, one in keep:
            self.mend(event, name, number - sum(at < number for at in gone), one)
        for one in left:
            self.hand.steps[f"add {name}"] += 1
            if name in ROLES and self.beside(event, name, one):
                continue
            self.choose(one.start, one.end)
            if name != "toll" and name not in ROLES:
                self.hand.written(KEYS[name])
                continue
            self.hand.press(KEYS[name])
            if name == "toll":
                self.toll(one, ("killed", "unknown"))
            else:
                self.take(name, one)

    def beside(self, event: str, name: str, one: Wanted) -> bool:
        """Take a value over from another event of the report, where its words are marked as one already."""
        told = [claim for other in self.accounts() if other["event"] != event for claim in other["claims"]]
        spans = [(span["start"], span["end"]) for claim in told if claim["field"] == name for span in claim["spans"]]
        if (one.start, one.end) not in spans:
            return False
        if self.claims(event, name):
            self.to_row(name, 0)
            self.hand.press("+")
        else:
            self.hand.press(KEYS[name])
        self.page.wait_for_timeout(100)
        words = self.text[one.start : one.end]
        options = self.page.locator(".editor [role=option]").all_inner_texts()
        number = next((n for n, option in enumerate(options[:9]) if f"«{words}»" in option), None)
        if number is None:
            self.hand.press("Escape")
            return False
        self.role(name, one.role)
        self.hand.written(str(number + 1))
        return True

    def claims(self, event: str, name: str) -> list[dict[str, Any]]:
        return [claim for claim in self.account(event)["claims"] if claim["field"] == name]

    def to_row(self, name: str, number: int) -> None:
        """Go to a row of a field."""
        rows = self.page.locator(f".event-card .field-row.f-{name}")
        for _ in range(rows.count() + 1):
            if "here" in (rows.nth(number).get_attribute("class") or "").split():
                return
            self.hand.press(f"Shift+{KEYS[name].upper()}")

    def mend(self, event: str, name: str, number: int, one: Wanted) -> None:
        """Correct role, number or group of a value that is there."""
        claim = self.claims(event, name)[number]
        if name == "toll":
            value = claim["value"]
            if (value["status"], value["group"], value["low"], value["high"]) != (one.role, *one.more):
                self.to_row(name, number)
                self.hand.press("Enter")
                self.toll(one, (value["status"], value["group"]), (value["low"], value["high"]))
                self.hand.steps["toll"] += 1
        elif name in ROLES and claim["role"] != one.role:
            self.to_row(name, number)
            self.hand.press("Enter")
            self.role(name, one.role)
            self.hand.written("1")
            self.hand.steps["role"] += 1

    def toll(self, one: Wanted, now: tuple[str, str], numbers: tuple[Any, Any] | None = None) -> None:
        group, low, high = one.more
        if numbers != (low, high):
            self.hand.type("?" if low is None else f"{low}" if low == high else f"{low}+" if high is None else f"{low}-{high}")
        if one.role != now[0]:
            self.hand.press(f"Alt+{STATUSES.index(one.role) + 1}")
        if group != now[1]:
            self.hand.press(f"Alt+{GROUPS.index(group) + 6}")
        self.hand.written("Enter")

    def role(self, name: str, role: str) -> None:
        """Choose another role than the one that is checked."""
        now = (
            self.page.locator(".editor .codes")
            .first.locator("input")
            .evaluate_all("all => all.findIndex((one) => one.checked)")
        )
        if ROLES[name][now] != role:
            self.hand.press(f"Alt+{ROLES[name].index(role) + 1}")

    def take(self, name: str, one: Wanted) -> None:
        """Choose what the words mean: the first that is found for them, or the words alone."""
        self.page.wait_for_timeout(150)
        self.role(name, one.role)
        found = self.page.locator(".editor [role=option]").count() > 1
        known = found and (name == "place" or one.more[0] in ("organization", "person"))
        self.hand.written("1" if known else "0")

    def choose(self, start: int, end: int) -> None:
        """Choose words: look for their first letters, then take more words."""
        start, end = self.unit(start), self.unit(end)
        words = self.page.evaluate("([text, a, b]) => text.slice(a, b)", [self.text, start, end])
        if (self.page.evaluate(CHOSEN) or [None])[0] != start:
            self.hand.press("f")
            for letter in words[:4]:
                self.hand.type(letter)
                if (self.page.evaluate(CHOSEN) or [None])[0] == start:
                    break
            for _ in range(40):
                if (self.page.evaluate(CHOSEN) or [None])[0] == start:
                    break
                self.hand.press("ArrowDown")
            self.hand.press("Enter")
        for _ in range(40):
            now = self.page.evaluate(CHOSEN)
            if not now or now[1] >= end - 1:
                return
            self.hand.press("Shift+ArrowLeft")

    def unit(self, place: int) -> int:
        return len(self.text[:place].encode("utf-16-le")) // 2


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """Start a desk; give its address, and stop it whatever happens."""
    command = [
        sys.executable,
        "-m",
        "marsad",
        "desk",
        str(folder),
        "--no-browser",
        "--port",
        "0",
        "--no-model",
        "--who",
        "bench",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        process.stdout.close()


def archive_of(folder: Path, golds: Iterable[dict[str, Any]], rules: bool) -> list[str]:
    """Put the reports into an archive; give their keys."""
    reader = load_reader(model=False) if rules else load_reader()
    archive = create_archive(folder, version_name(), "bench")
    batch = []
    for gold in golds:
        told = gold["report"]
        day = date.fromisoformat(told["published"]) if told.get("published") else None
        report = Report(told["id"], told["text"], told.get("title"), day, told.get("source"))
        digest, size = archive.originals.put(BytesIO(told["text"].encode("utf-8", "surrogatepass")))
        batch.append(Received(report, True, digest, size, f"{told['id']}.txt", read_report(report, reader)))
    keys = [one.key for one in keep(archive, batch)]
    merge(archive)
    seal(archive)
    archive.close()
    return keys


def main() -> None:
    """Review the gold's reports and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--limit", type=int, default=1000, help="at most so many reports")
    parser.add_argument("--rules", action="store_true", help="read by rules alone")
    asked = parser.parse_args()
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(asked.gold.glob("*.json"))][: asked.limit]
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        keys = archive_of(Path(temporary) / "desk", golds, asked.rules)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with started(Path(temporary) / "desk") as address:
            home, _, token = address.partition("#")
            home = home.rstrip("/")
            context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
            context.set_default_timeout(5000)
            page = context.new_page()
            page.goto(f"{home}/#{token}")
            page.wait_for_selector("main h1")
            page.evaluate("localStorage.setItem('marsad.language', 'en')")
            hand, typed, steps, events = Hand(page), 0, 0, 0
            for key, gold in zip(keys, golds, strict=True):
                page.goto(f"{home}/review/{key}")
                page.wait_for_selector(".event-card, .nothing")
                page.wait_for_timeout(300)
                Reviewer(page, home, key, gold, hand).review()
                for event in gold["events"]:
                    one = form(gold, event)
                    typed, steps, events = typed + one[0], steps + one[1], events + 1
            context.close()
        browser.close()
    acts = hand.steps.total()
    print(f"{len(golds)} reports, {events} events")
    print(f"keystrokes an event: desk {hand.keys / events:.1f}, form {typed / events:.1f}: {typed / hand.keys:.1f} times fewer")
    print(f"steps an event: desk {acts / events:.1f}, form {steps / events:.1f}: {steps / acts:.1f} times fewer")
    print(", ".join(f"{name} {number}" for name, number in hand.steps.most_common()))


if __name__ == "__main__":
    main()
