"""Read the reports written for this project, with their annotation, and make them `reading/1`.

One file holds one report: a head of `key: value` lines, the text, and the annotation, parted by lines of `---`. The annotation
is the gold format of the guidelines in a shorter notation, made to be written and reviewed by hand::

    d1 «أمس» = 2023-05-13                       a date mention; `2023-05-01..2023-05-31` a range; `?` not known
    p1 «البوكمال» settlement 34.45,40.92 Al Bukamal    a place mention; `-` for no coordinates
    a1 «حزب الله»#2 organization Hezbollah        an actor mention, here the second «حزب الله» in the text
    e1 meeting actual «عقد اجتماع» @2023-05-13[d1] places p1:location actors a1:participant,a2:chair
      topic «…»
      weapon «…»
      toll killed civilian 3-3 «3 مدنيين»         `11-` has no upper end
      source «…»
    l e2 topic_of e1                             a link
    body_start «…» / body_end «…»                the first and last words of the report proper

Run as a script it writes what `gold/check.py` takes (a texts file and one gold file a report), or finished readings::

    python training/annotations.py reports training/reports OUT_DIR
    python training/annotations.py readings training/reports OUT.jsonl
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

QUOTE = r"«(?P<quote>.+?)»(?:#(?P<nth>\d+))?"
MENTION = re.compile(rf"^(?P<id>[dpa]\w+)\s+{QUOTE}\s+(?P<rest>.+)$")
EVENT = re.compile(rf"^(?P<id>e\w+)\s+(?P<type>\w+)\s+(?P<realis>\w+)\s+{QUOTE}(?P<rest>.*)$")
DETAIL = re.compile(rf"^\s+(?P<what>topic|weapon|source)\s+{QUOTE}\s*$")
TOLL = re.compile(rf"^\s+toll\s+(?P<status>\w+)\s+(?P<group>\w+)\s+(?P<low>\d*)-(?P<high>\d*)\s+{QUOTE}\s*$")
LINK = re.compile(r"^l\s+(?P<from>e\w+)\s+(?P<rel>\w+)\s+(?P<to>e\w+)\s*$")
BODY = re.compile(rf"^(?P<edge>body_start|body_end)\s+{QUOTE}\s*$")
DAYS = re.compile(r"(?P<first>\d{4}-\d\d-\d\d)(?:\.\.(?P<last>\d{4}-\d\d-\d\d))?|\?")


class AnnotationError(ValueError):
    """A file does not follow the notation; the message names the file and the line."""


def quoted(match: re.Match[str]) -> dict[str, Any]:
    return {"quote": match["quote"], "nth": int(match["nth"] or 1)}


def interval(text: str) -> dict[str, str | None]:
    match = DAYS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"expected a day, a range of days or ?, got {text!r}")
    return {"earliest": match["first"], "latest": match["last"] or match["first"]}


def mention(match: re.Match[str]) -> dict[str, Any]:
    rest = match["rest"].strip()
    item = {"id": match["id"], **quoted(match)}
    if match["id"].startswith("d"):
        return {**item, "kind": "date", "date": interval(rest.removeprefix("="))}
    kind, _, name = rest.partition(" ")
    if match["id"].startswith("a"):
        return {**item, "kind": "actor", "actor": {"en": name.strip(), "kind": kind}}
    point, _, name = name.strip().partition(" ")
    place: dict[str, Any] = {"en": name.strip(), "level": kind}
    if point != "-":
        place["lat"], place["lon"] = map(float, point.split(","))
    return {**item, "kind": "place", "place": place}


def arguments(rest: str, word: str) -> list[dict[str, str]]:
    found = re.search(rf"\b{word}\s+((?:\w+:\w+,?)+)", rest)
    pairs = [pair.split(":") for pair in found[1].strip(",").split(",")] if found else []
    return [{"mention": mention_id, "role": role} for mention_id, role in pairs]


def event(match: re.Match[str]) -> dict[str, Any]:
    rest = match["rest"]
    when = re.search(r"@(\?|[\d.-]+)(?:\[([\w,]*)\])?", rest)
    days = interval(when[1]) if when else interval("?")
    mentions = [m for m in (when[2] or "").split(",") if m] if when else []
    return {
        "id": match["id"],
        "type": match["type"],
        "realis": match["realis"],
        "trigger": quoted(match),
        "date": {**days, "mentions": mentions},
        "places": arguments(rest, "places"),
        "actors": arguments(rest, "actors"),
        "topics": [],
        "weapons": [],
        "casualties": [],
    }


def read_line(line: str, gold: dict[str, Any]) -> None:
    """Add one line of annotation to the gold being built."""
    if found := MENTION.match(line):
        gold["mentions"].append(mention(found))
    elif found := EVENT.match(line):
        gold["events"].append(event(found))
    elif found := DETAIL.match(line):
        last = gold["events"][-1]
        if found["what"] == "source":
            last["source"] = quoted(found)
        else:
            last[found["what"] + "s"].append(quoted(found))
    elif found := TOLL.match(line):
        low, high = (int(end) if end else None for end in (found["low"], found["high"]))
        toll = {"status": found["status"], "group": found["group"], "low": low, "high": high, **quoted(found)}
        gold["events"][-1]["casualties"].append(toll)
    elif found := LINK.match(line):
        gold["links"].append({"from": found["from"], "rel": found["rel"], "to": found["to"]})
    elif found := BODY.match(line):
        gold[found["edge"]] = quoted(found)
    else:
        raise ValueError("not a line of the notation")


def read_annotated(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Read one file.

    Returns:
        The report (`id`, `title`, `published`, `source`, `text`) and its gold annotation with quotations.

    Raises:
        AnnotationError: A part is missing or a line is not of the notation.
    """
    parts = re.split(r"(?m)^---\s*$\n?", path.read_text(encoding="utf-8"))
    if len(parts) != 3:
        raise AnnotationError(f"{path}: expected head, text and annotation parted by two lines of ---, got {len(parts)} parts")
    head = dict(re.findall(r"(?m)^(\w+):[ \t]*(.*?)[ \t]*$", parts[0]))
    report = {**head, "id": path.stem, "published": head.get("published") or None, "text": parts[1].strip("\n")}
    gold: dict[str, Any] = {"report": {"id": path.stem}, "mentions": [], "events": [], "links": []}
    for number, line in enumerate(parts[2].splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            read_line(line.rstrip(), gold)
        except (ValueError, IndexError) as error:
            raise AnnotationError(f"{path}: annotation line {number}: {error}: {line.strip()}") from error
    return report, gold


def located(item: dict[str, Any], text: str) -> dict[str, Any]:
    """Turn a quotation into a span of the text."""
    start = -1
    for _ in range(item["nth"]):
        start = text.find(item["quote"], start + 1)
        if start < 0:
            raise AnnotationError(f"«{item['quote']}» does not occur {item['nth']} time(s)")
    rest = {key: value for key, value in item.items() if key not in ("quote", "nth")}
    return {"start": start, "end": start + len(item["quote"]), "text": item["quote"], **rest}


def finished(report: dict[str, Any], gold: dict[str, Any]) -> dict[str, Any]:
    """Make the `reading/1` of an annotated report."""
    text = report["text"]
    events = []
    for item in gold["events"]:
        done = {**item, "trigger": located(item["trigger"], text)}
        for key in ("topics", "weapons", "casualties"):
            done[key] = [located(span, text) for span in item[key]]
        if "source" in item:
            done["source"] = located(item["source"], text)
        events.append(done)
    edges = {edge: located(gold[edge], text) for edge in ("body_start", "body_end") if edge in gold}
    mentions = sorted((located(m, text) for m in gold["mentions"]), key=lambda m: (m["start"], m["end"]))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {
        "format": "reading/1",
        **edges,
        "report": {**report, "sha256": sha256},
        "mentions": mentions,
        "events": events,
        "links": gold["links"],
    }


def read_all(folder: Path) -> Iterator[dict[str, Any]]:
    """Read every annotated report below a folder as `reading/1`, by file name."""
    for path in sorted(folder.rglob("*.txt")):
        report, gold = read_annotated(path)
        try:
            yield finished(report, gold)
        except AnnotationError as error:
            raise AnnotationError(f"{path}: {error}") from error


def main(what: str, source: Path, target: Path) -> None:
    if what == "readings":
        lines = [json.dumps(reading, ensure_ascii=False) for reading in read_all(source)]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    target.mkdir(parents=True, exist_ok=True)
    reports = []
    for path in sorted(source.rglob("*.txt")):
        report, gold = read_annotated(path)
        reports.append(json.dumps(report, ensure_ascii=False))
        (target / f"{path.stem}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    (target / "texts.jsonl").write_text("\n".join(reports) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
