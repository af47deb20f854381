import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.exports.native import FORMAT, read_native, write_native
from marsad.model import (
    Account,
    ActorInterpretation,
    ActorKind,
    Claim,
    DateInterval,
    Incident,
    IncidentActor,
    IncidentDate,
    IncidentPlace,
    IncidentToll,
    KeptReport,
    Level,
    Link,
    Name,
    Place,
    PlaceInterpretation,
    Point,
    Realis,
    Release,
    Report,
    Review,
    Span,
    Toll,
    Wording,
)
from marsad.model.plain import claim_value_from_plain, to_plain

words = st.text(max_size=8) | st.sampled_from(["قصف", "«أمس»", "سطر\nآخر", "\u2028\u0085", "\ud83d", "=1"])
keys = st.text("abc0123-", max_size=6)
numbers = st.none() | st.integers(0, 10**6)
shares = st.floats(0, 1)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
times = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=3))]))
intervals = st.tuples(days, days).map(lambda pair: DateInterval(min(pair), max(pair)))
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(min(pair), max(pair)))


def some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


names = st.builds(Name, words, words)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
places = st.builds(
    Place, keys, names, st.sampled_from(Level), st.none() | points, st.floats(0, 500), some(keys), some(words), words
)
codes = st.dictionaries(keys, words, max_size=2)
tolls = st.builds(Toll, st.just("killed"), st.just("unknown"), numbers, numbers, spans)
readings = {
    "type": words,
    "date": st.none() | intervals,
    "place": some(st.builds(PlaceInterpretation, places, words, shares)),
    "actor": some(st.builds(ActorInterpretation, st.none() | keys, names, st.sampled_from(ActorKind), words, words, codes)),
    "toll": tolls,
    "source": words,
}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    field = draw(st.sampled_from(sorted(readings)))
    value, kind = draw(readings[field]), draw(st.none() | st.sampled_from(ActorKind))
    return Claim(
        draw(keys), draw(keys), draw(keys), field, value, draw(some(spans)), draw(words), draw(words), kind, draw(shares)
    )


accounts = st.builds(
    Account,
    keys,
    keys,
    words,
    st.sampled_from(Realis),
    spans,
    st.none() | intervals,
    some(claims()),
    shares,
    st.sampled_from(Review),
    some(words),
)
dates = st.builds(IncidentDate, st.none() | intervals, some(keys), some(st.tuples(intervals, some(keys))), words)
incidents = st.builds(
    Incident,
    keys,
    words,
    st.sampled_from(Realis),
    dates,
    some(st.builds(IncidentPlace, places, words, some(keys), st.integers(0, 9))),
    some(st.builds(IncidentActor, st.none() | keys, names, st.sampled_from(ActorKind), words, some(keys), codes=codes)),
    some(st.builds(IncidentToll, words, words, numbers, numbers, numbers, some(keys), st.booleans())),
    some(st.builds(Wording, words, some(keys))),
    some(st.builds(Wording, words, some(keys))),
    some(st.builds(Wording, words, some(keys))),
    some(accounts, 1),
    st.integers(0, 9),
    some(words),
    words,
    some(st.builds(Link, keys, words, keys)),
)
meta = st.recursive(
    st.none() | st.booleans() | st.integers() | words, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(keys, inner)
)
reports = st.builds(
    KeptReport,
    keys,
    st.builds(
        Report, words, words, st.none() | words, st.none() | days, st.none() | words, st.dictionaries(keys, meta, max_size=2)
    ),
    codes,
    keys,
    words,
    words,
    times,
    keys,
    some(words),
)
releases = st.builds(Release, some(incidents, 1), st.dictionaries(keys, reports, max_size=1), times, words, words, words)


@pytest.fixture
def file(release: Release, tmp_path: Path) -> Path:
    write_native(release, tmp_path / "n.jsonl")
    return tmp_path / "n.jsonl"


def edit(file: Path, line: int, change: Callable[[dict[str, Any]], Any]) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    value = json.loads(lines[line - 1])
    changed = change(value)
    lines[line - 1] = json.dumps(value if changed is None else changed)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_release_reads_back_as_it_was_written(release: Release, tmp_path: Path) -> None:
    assert write_native(release, tmp_path / "n.jsonl") == ()
    assert read_native(tmp_path / "n.jsonl") == release


@given(releases)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_release_reads_back_as_it_was_written(tmp_path: Path, release: Release) -> None:
    write_native(release, tmp_path / "n.jsonl")
    assert read_native(tmp_path / "n.jsonl") == release


def test_what_was_read_is_of_the_models_own_types(file: Path) -> None:
    again = read_native(file)
    strike = again.incidents[1]
    assert isinstance(strike.realis, Realis) and isinstance(strike.accounts[0].review, Review)
    assert isinstance(strike.places[0].place.level, Level) and isinstance(strike.accounts[0].claims[0].spans, tuple)
    assert isinstance(again.made, datetime) and again.made.tzinfo is not None


def test_what_was_read_is_written_as_the_same_bytes(file: Path, tmp_path: Path) -> None:
    write_native(read_native(file), tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == file.read_bytes()


def test_the_order_of_the_reports_does_not_change_the_bytes(release: Release, file: Path, tmp_path: Path) -> None:
    turned = dict(reversed(release.reports.items()))
    write_native(replace(release, reports=turned), tmp_path / "turned.jsonl")
    assert (tmp_path / "turned.jsonl").read_bytes() == file.read_bytes()


def test_the_file_is_utf_8_with_arabic_as_it_is(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert "قصفت قوات النظام" in text and "\\u06" not in text
    assert json.loads(text.splitlines()[0])["format"] == FORMAT


def test_half_a_surrogate_pair_reads_back(release: Release, tmp_path: Path) -> None:
    kept = release.reports["r1"]
    broken = replace(release, reports={"r1": replace(kept, report=replace(kept.report, text="قصف \ud83d"))}, incidents=())
    write_native(broken, tmp_path / "n.jsonl")
    (tmp_path / "n.jsonl").read_bytes().decode("utf-8")
    assert read_native(tmp_path / "n.jsonl") == broken


@pytest.mark.parametrize("first", ["", '{"format": "marsad-release/9"}\n', '{"report": 1}\n'])
def test_a_file_of_another_kind_or_version_is_refused(first: str, tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text(first, encoding="utf-8")
    with pytest.raises(InputError, match=r"n\.jsonl:1: .*marsad-release/1"):
        read_native(tmp_path / "n.jsonl")


def test_a_cut_file_is_refused(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(InputError, match="expected 5 reports and 4 incidents, found 5 and 3"):
        read_native(file)


def test_a_line_too_many_is_refused(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    with pytest.raises(InputError, match="found 5 and 5"):
        read_native(file)


def test_a_line_cut_in_the_middle_is_named(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:-40])
    with pytest.raises(InputError) as caught:
        read_native(file)
    assert (caught.value.path, caught.value.line) == (str(file), 10)


def test_a_line_that_is_no_object_is_named(file: Path) -> None:
    edit(file, 3, lambda value: [1])
    with pytest.raises(InputError) as caught:
        read_native(file)
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("line", "change"),
    [
        (2, lambda value: value["report"].pop("lineage")),
        (2, lambda value: value["report"].update(received="yesterday")),
        (8, lambda value: value["incident"].update(realis="perhaps")),
        (8, lambda value: value["incident"].update(lineages="2")),
        (8, lambda value: value["incident"]["accounts"][0].update(trigger={"start": 5, "end": 2})),
        (8, lambda value: value.clear()),
    ],
)
def test_a_damaged_value_is_named_by_its_line(line: int, change: Callable[[dict[str, Any]], Any], file: Path) -> None:
    edit(file, line, lambda value: change(value) and None)
    with pytest.raises(InputError) as caught:
        read_native(file)
    assert (caught.value.path, caught.value.line) == (str(file), line)


@pytest.mark.parametrize("count", [None, -1, "5", True, 5.0])
def test_a_first_line_without_counts_is_refused(count: object, file: Path) -> None:
    edit(file, 1, lambda value: value.update(reports=count))
    with pytest.raises(InputError, match="how many"):
        read_native(file)


def test_an_absent_file_and_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_native(tmp_path / "absent.jsonl")
    (tmp_path / "n.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=":1: "):
        read_native(tmp_path / "n.jsonl")


def test_the_value_of_a_claim_comes_back_by_its_field(release: Release) -> None:
    claims = [claim for incident in release.incidents for account in incident.accounts for claim in account.claims]
    assert {claim.field for claim in claims} >= {
        "type",
        "realis",
        "date",
        "place",
        "actor",
        "toll",
        "weapon",
        "topic",
        "source",
    }
    for claim in claims:
        plain = json.loads(json.dumps(to_plain(claim.value)))
        assert claim_value_from_plain(claim.field, plain) == claim.value
