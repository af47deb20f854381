import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.statement import Statement
from followthemoney.statement.serialize import CSV_COLUMNS, read_csv_statements
from followthemoney.types import registry

from marsad.exports.ftm.write import write_ftm
from marsad.model import ActorKind, DateInterval, IncidentActor, IncidentDate, Loss, Name, Release


@pytest.fixture
def written(release: Release, tmp_path: Path) -> tuple[Path, tuple[Loss, ...]]:
    losses = write_ftm(release, tmp_path / "r.ftm.json")
    return tmp_path / "r.ftm.json", losses


def entities(path: Path) -> list[EntityProxy]:
    return [model.get_proxy(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def of(path: Path, schema: str) -> list[EntityProxy]:
    return [entity for entity in entities(path) if entity.schema.name == schema]


def statements_of(path: Path) -> list[Statement]:
    return list(read_csv_statements(BytesIO(path.with_name("r-statements.csv").read_bytes())))


def event(path: Path, incident: str) -> EntityProxy:
    (found,) = (one for one in of(path, "Event") if one.get("recordId") == [incident])
    return found


def test_every_entity_passes_its_own_schema(written: tuple[Path, tuple[Loss, ...]]) -> None:
    for entity in entities(written[0]):
        entity.schema.validate(entity.to_dict())
        assert not entity.schema.abstract
        for prop in entity.schema.required:
            assert entity.get(prop), (entity.schema.name, prop)


def test_every_value_is_clean_to_the_library(written: tuple[Path, tuple[Loss, ...]]) -> None:
    for entity in entities(written[0]):
        for prop, value in entity.itervalues():
            assert prop.type.clean(value, proxy=entity) is not None, (prop.name, value)


def test_every_reference_is_to_an_entity_of_the_schema_it_wants(written: tuple[Path, tuple[Loss, ...]]) -> None:
    known = {entity.id: entity for entity in entities(written[0])}
    references = 0
    for entity in known.values():
        for prop, value in entity.itervalues():
            if prop.type == registry.entity:
                assert known[value].schema.is_a(prop.range), (entity.schema.name, prop.name)
                references += 1
    assert references > 40


def test_each_thing_has_the_schema_of_the_coding_standard(written: tuple[Path, tuple[Loss, ...]]) -> None:
    counted = Counter(entity.schema.name for entity in entities(written[0]))
    assert counted == {
        "Article": 5,
        "Event": 4,
        "Person": 2,
        "PublicBody": 2,
        "LegalEntity": 2,
        "Address": 5,
        "UnknownLink": 6,
        "Documentation": 6,
        "Mention": 9,
        "Note": 40,
    }


def test_a_day_is_a_date_and_a_range_is_never_one(written: tuple[Path, tuple[Loss, ...]]) -> None:
    strike, failed = event(written[0], "MRS-SYR-0000000000a1"), event(written[0], "MRS-000-0000000000d4")
    assert (strike.get("date"), strike.get("startDate")) == (["2025-03-11"], [])
    assert (failed.get("date"), failed.get("startDate"), failed.get("endDate")) == ([], ["2025-03-01"], ["2025-03-31"])
    for entity in entities(written[0]):
        assert all(len(value) == 10 for value in entity.get("date", quiet=True))


def test_a_role_is_a_link_of_its_own(written: tuple[Path, tuple[Loss, ...]]) -> None:
    strike = event(written[0], "MRS-SYR-0000000000a1")
    names = {entity.id: entity.caption for entity in entities(written[0])}
    roles = {
        (names[link.first("subject")], link.first("role"))
        for link in of(written[0], "UnknownLink")
        if strike.id in link.get("object")
    }
    assert {role for _, role in roles} == {"actor", "recipient"}
    assert ("خليل الرماحي", "recipient") in roles


def test_attending_makes_nobody_a_member(written: tuple[Path, tuple[Loss, ...]]) -> None:
    assert of(written[0], "Membership") == []


def test_who_leads_or_receives_is_the_organizer(release: Release, tmp_path: Path) -> None:
    meeting = release.incidents[2]
    officer, elders = meeting.actors
    led = replace(meeting, actors=(replace(officer, role="chair"), elders))
    write_ftm(replace(release, incidents=(led,)), tmp_path / "r.ftm.json")
    found = event(tmp_path / "r.ftm.json", meeting.id)
    assert len(found.get("organizer")) == 1 and len(found.get("involved")) == 1


def test_evidence_is_quoted_with_its_place_in_the_report(release: Release, written: tuple[Path, tuple[Loss, ...]]) -> None:
    (claim,) = release.incidents[1].accounts[0].of("toll")
    notes = [note for note in of(written[0], "Note") if note.get("description") == [claim.surface]]
    start, end = claim.spans[0].start, claim.spans[0].end
    assert any(f"[{start},{end})" in note.first("summary", quiet=True) for note in notes)


def test_what_is_told_is_marked_as_told(written: tuple[Path, tuple[Loss, ...]]) -> None:
    for one in of(written[0], "Event"):
        assert "not a finding" in str(one.first("summary"))
    assert "planned" in event(written[0], "MRS-SYR-0000000000b2").caption


def test_how_well_a_place_is_known_stands_with_it(written: tuple[Path, tuple[Loss, ...]]) -> None:
    remarks = {str(one.first("name")): str(one.first("remarks")) for one in of(written[0], "Address")}
    assert "precision 3" in remarks["الشحيل"] and "not known" in remarks["حاجز"]


def test_statements_are_the_librarys_own(written: tuple[Path, tuple[Loss, ...]]) -> None:
    path = written[0].with_name("r-statements.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == CSV_COLUMNS
    statements = statements_of(written[0])
    assert all(statement.id == statement.generate_key() for statement in statements if statement.prop != "id")
    assert len({statement.id for statement in statements}) == len(statements)


def test_statements_hold_every_value_of_the_entities(written: tuple[Path, tuple[Loss, ...]]) -> None:
    statements = statements_of(written[0])
    told = {(one.entity_id, one.prop, one.value) for one in statements if one.prop != "id"}
    assert told == {
        (str(entity.id), prop.name, value) for entity in entities(written[0]) for prop, value in entity.itervalues()
    }


def test_arabic_is_tagged_and_the_words_of_the_report_are_kept(written: tuple[Path, tuple[Loss, ...]]) -> None:
    statements = statements_of(written[0])
    (coalition,) = (
        one for one in statements if one.value == "التحالف الدولي" and one.prop == "name" and one.schema == "PublicBody"
    )
    assert (coalition.lang, coalition.original_value) == ("ara", "لتحالف الدولي")
    assert {one.lang for one in statements if one.value == "Global Coalition"} == {None}


def test_the_same_release_gives_the_same_bytes(
    release: Release, written: tuple[Path, tuple[Loss, ...]], tmp_path: Path
) -> None:
    (tmp_path / "again").mkdir()
    turned = replace(release, reports=dict(reversed(release.reports.items())))
    write_ftm(turned, tmp_path / "again" / "r.ftm.json")
    for name in ("r.ftm.json", "r-statements.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / name).read_bytes()


def test_one_actor_of_two_incidents_is_one_entity(release: Release, tmp_path: Path) -> None:
    strike = release.incidents[1]
    other = replace(strike, id="MRS-SYR-0000000000e5", date=IncidentDate(DateInterval.day(date(2025, 4, 1))))
    write_ftm(replace(release, incidents=(strike, other)), tmp_path / "r.ftm.json")
    assert len(of(tmp_path / "r.ftm.json", "PublicBody")) == 1


def test_two_described_groups_are_two_entities(release: Release, tmp_path: Path) -> None:
    failed = release.incidents[0]
    other = replace(failed, id="MRS-000-0000000000e5")
    write_ftm(replace(release, incidents=(failed, other)), tmp_path / "r.ftm.json")
    assert len(of(tmp_path / "r.ftm.json", "LegalEntity")) == 2


def test_a_person_and_a_body_of_one_key_do_not_meet(release: Release, tmp_path: Path) -> None:
    def named(kind: ActorKind) -> IncidentActor:
        return IncidentActor("k", Name("الشيخ"), kind, "actor", ())

    failed = replace(release.incidents[0], actors=(named(ActorKind.PERSON), named(ActorKind.ORGANIZATION)))
    write_ftm(replace(release, incidents=(failed,)), tmp_path / "r.ftm.json")
    assert len(of(tmp_path / "r.ftm.json", "Person")) == len(of(tmp_path / "r.ftm.json", "Organization")) == 1


def test_people_of_a_place_have_no_schema_and_are_in_the_losses(release: Release, tmp_path: Path) -> None:
    villagers = IncidentActor(None, Name("أهالي البلدة"), ActorKind.POPULATION, "recipient", ())
    losses = write_ftm(
        replace(release, incidents=(replace(release.incidents[1], actors=(villagers,)),)), tmp_path / "r.ftm.json"
    )
    assert any("أهالي البلدة" in loss.value for loss in losses)


def test_an_address_that_the_library_drops_in_silence_is_in_the_losses(release: Release, tmp_path: Path) -> None:
    reports = {**release.reports, "r1": replace(release.reports["r1"], address="no url")}
    losses = write_ftm(replace(release, reports=reports), tmp_path / "r.ftm.json")
    assert [(loss.incident, loss.value) for loss in losses if loss.field == "address"] == [("r1", "no url")]


def test_the_hash_of_the_original_is_kept_whole(release: Release, written: tuple[Path, tuple[Loss, ...]]) -> None:
    notes = [note for article in of(written[0], "Article") for note in article.get("notes")]
    assert f"SHA-256 of the original: {release.reports['r1'].original}" in notes


def test_a_report_that_does_not_leave_is_no_evidence(release: Release, tmp_path: Path) -> None:
    losses = write_ftm(replace(release, reports={}), tmp_path / "r.ftm.json")
    assert of(tmp_path / "r.ftm.json", "Note") == []
    assert {loss.value for loss in losses if loss.field == "reports"} == set(release.reports)


def test_half_a_surrogate_pair_does_not_stop_it(release: Release, tmp_path: Path) -> None:
    kept = release.reports["r1"]
    reports = {**release.reports, "r1": replace(kept, report=replace(kept.report, text="قصف \ud83d"))}
    write_ftm(replace(release, reports=reports), tmp_path / "r.ftm.json")
    assert "قصف" in (tmp_path / "r.ftm.json").read_text(encoding="utf-8")
