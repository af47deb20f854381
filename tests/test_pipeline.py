import gc
import json
import os
import random
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad import InputError, MarsadError, Reader, Reading, Report, pipeline, read_report, reading_to_dict, reading_to_json
from marsad.examples import EXAMPLES, example
from marsad.model import DateInterval, MentionKind
from marsad.parallel import read_many
from marsad.pipeline import LONGEST, load_reader

PUBLISHED = date(2025, 3, 12)


def spans_of(reading: Reading) -> list[dict[str, object]]:
    """List everything in a reading that claims a place of the text."""
    found = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if {"start", "end", "text"} <= value.keys():
                found.append(value)
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    as_dict = reading_to_dict(reading)
    walk({key: value for key, value in as_dict.items() if key != "report"})
    return found


def assert_sound(reading: Reading) -> None:
    """Check what every reading of any text must keep."""
    text = reading.report.text
    for span in spans_of(reading):
        assert span["text"] == text[span["start"] : span["end"]]  # type: ignore[misc]
    ids = {mention.id for mention in reading.mentions}
    events = {event.id for event in reading.events}
    for event in reading.events:
        assert {a.mention for a in (*event.places, *event.actors)} | set(event.date.mentions) <= ids
        assert 0.0 <= event.confidence <= 1.0
    assert all({link.source, link.target} <= events for link in reading.links)
    assert all(reading.body.holds(mention.span) for mention in reading.mentions)


def test_the_bulletin_is_read_in_its_backbone(reader: Reader, bulletin: Report) -> None:
    reading = read_report(bulletin, reader)
    assert_sound(reading)
    mentions = {m.id: m for m in reading.mentions}
    yesterday = DateInterval.day(date(2025, 3, 11))
    meetings = [e for e in reading.events if e.type == "meeting" and e.date.interval == yesterday]
    surfaces = {mentions[a.mention].surface for meeting in meetings for a in meeting.actors}
    assert {"رامز الحسّان", "نعمان السلوم", "وائل الطرشة"} <= surfaces
    assert any(e.type == "shelling" for e in reading.events)
    assert any(m.surface == "حقل العمر" and m.places for m in reading.mentions)


def test_without_the_model_the_form_is_the_same(rules: Reader, bulletin: Report) -> None:
    reading = read_report(bulletin, rules)
    assert_sound(reading)
    assert reading.events
    assert reading.reader.endswith("(rules)")


def test_without_a_day_of_publication_dates_stay_symbolic(reader: Reader, bulletin: Report) -> None:
    reading = read_report(replace(bulletin, published=None), reader)
    dates = [m for m in reading.mentions if m.kind is MentionKind.DATE]
    assert dates
    assert all(m.dates[0].interval is None and m.dates[0].because for m in dates if m.surface == "أمس")
    assert len(reading.notes) == 1


def test_the_day_of_publication_fills_all_dates(reader: Reader, bulletin: Report) -> None:
    reading = read_report(bulletin, reader)
    assert reading.notes == ()
    assert all(m.dates[0].interval for m in reading.mentions if m.kind is MentionKind.DATE)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_read_the_same_twice(reader: Reader, name: str) -> None:
    report = Report(name, example(name), published=PUBLISHED)
    assert reading_to_json(read_report(report, reader)) == reading_to_json(read_report(report, reader))


def test_a_text_without_arabic_gives_an_empty_reading(reader: Reader) -> None:
    reading = read_report(Report("en", "Nothing of this is Arabic. 2024-01-01 was a Monday."), reader)
    assert not reading.events


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "ـ", "\u200f\u200f", "«", "#", "و", "\ud800 كسر"])
def test_texts_of_almost_nothing_are_read(reader: Reader, rules: Reader, text: str) -> None:
    for one in (reader, rules):
        assert_sound(read_report(Report("x", text, published=PUBLISHED), one))


def test_a_text_too_long_for_a_report_is_refused(rules: Reader) -> None:
    with pytest.raises(InputError, match="at most"):
        read_report(Report("long", "ا" * (LONGEST + 1)), rules)


def test_many_reports_come_back_in_order_whatever_the_number_of_processes() -> None:
    reports = [Report(str(i), example(EXAMPLES[i % 3]), published=PUBLISHED) for i in range(40)]
    one = [reading_to_json(r) for r in read_many(reports, model=False, jobs=1)]
    two = [reading_to_json(r) for r in read_many(reports, model=False, jobs=2)]
    assert one == two
    assert [json.loads(line)["report"]["id"] for line in two] == [str(i) for i in range(40)]


READ = """
import sys
from datetime import date
from marsad import Report, load_reader, read_report, reading_to_json
from marsad.examples import EXAMPLES, example
reader = load_reader(threads=int(sys.argv[1]))
for name in EXAMPLES:
    reading = read_report(Report(name, example(name), published=date(2025, 3, 12)), reader)
    sys.stdout.buffer.write(reading_to_json(reading).encode())
"""


def test_no_locale_time_zone_hash_seed_or_thread_count_changes_a_reading() -> None:
    answers = set()
    for threads, environment in (
        ("1", {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}),
        ("2", {"LC_ALL": "C.UTF-8", "TZ": "America/Adak", "PYTHONHASHSEED": "99"}),
    ):
        done = subprocess.run(
            [sys.executable, "-c", READ, threads], env={**os.environ, **environment}, capture_output=True, check=True
        )
        answers.add(done.stdout)
    assert len(answers) == 1


JUNK = "ـ\u200f\u202b\u0651\u064b“”«»\"'()[]#@_*…/\\-–.,،؛:؟!٠١٢۳۴0123 \n\t\x00\ufeffabcﷺﻻگپچ😀"


def mutated(seed: int, length: int) -> str:
    """Break the examples: cut, double, swap, sprinkle junk."""
    chance = random.Random(seed)
    pieces = [word for name in EXAMPLES for word in example(name).split(" ")]
    out: list[str] = []
    size = 0
    while size < length:
        word = chance.choice(pieces)
        kind = chance.random()
        if kind < 0.15:
            at = chance.randrange(len(word) + 1)
            word = word[:at] + chance.choice(JUNK) + word[at:]
        elif kind < 0.2:
            word = word[::-1]
        elif kind < 0.25:
            word = chance.choice(JUNK) * chance.randrange(1, 6)
        elif kind < 0.28:
            word = word + word
        out.append(word + chance.choice((" ", " ", " ", "\n", "")))
        size += len(out[-1])
    return "".join(out)


@pytest.mark.parametrize("seed", range(20))
def test_a_million_mutated_characters_raise_nothing_by_rules(rules: Reader, seed: int) -> None:
    day = PUBLISHED if seed % 3 else None
    assert_sound(read_report(Report("x", mutated(seed, 50_000), published=day), rules))


@pytest.mark.parametrize("seed", range(100, 104))
def test_mutated_texts_raise_nothing_with_the_model(reader: Reader, seed: int) -> None:
    assert_sound(read_report(Report("x", mutated(seed, 12_000), published=PUBLISHED), reader))


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_as_a_fault_of_the_world(rules: Reader, data: bytes) -> None:
    from marsad.text.decode import decode

    with suppress(MarsadError):
        assert_sound(read_report(Report("x", decode(data)), rules))


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_read(rules: Reader, text: str) -> None:
    assert_sound(read_report(Report("x", text, published=PUBLISHED), rules))


@pytest.mark.parametrize("on", [True, False])
def test_reading_leaves_the_collector_of_garbage_as_it_was(on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    look = pipeline.find_body
    monkeypatch.setattr(pipeline, "find_body", lambda text: (seen.append(gc.isenabled()), look(text))[1])
    was = gc.isenabled()
    try:
        gc.enable() if on else gc.disable()
        read_report(Report("r", "قصف القرية أمس"), load_reader(model=False))
        assert (gc.isenabled(), seen) == (on, [False])
    finally:
        gc.enable() if was else gc.disable()


def test_the_collector_comes_back_when_reading_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise MarsadError("an invented failure")

    monkeypatch.setattr(pipeline, "find_body", fail)
    with pytest.raises(MarsadError):
        read_report(Report("r", "قصف القرية أمس"), load_reader(model=False))
    assert gc.isenabled()
