from datetime import date

import pytest

from marsad.actors.roster import FILES, load_roster
from marsad.model import ActorKind
from marsad.vocabulary import load_vocabulary

ROSTER = load_roster()
KEYS = {"id", "ar", "en", "also", "short", "known", "en2", "side", "acled", "inter", "plover", "from", "to", "home", "source"}


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("داعش", "islamic-state"),
        ("تنظيم الدولة الإسلامية", "islamic-state"),
        ("قسد", "sdf"),
        ("قوات سورية الديموقراطية", "sdf"),
        ("قوات الأسد", "syria-regime-forces"),
        ("أنصار الله", "houthis"),
        ("الدعم السريع", "rsf"),
        ("وزارة الخارجية الروسية", "russia-mofa"),
        ("الجيش التركي", "turkey-army"),
        ("أنقرة", "turkey"),
        ("PKK", "pkk"),
    ],
)
def test_a_name_leads_to_its_organization(name: str, id: str) -> None:
    assert ROSTER.named(ROSTER.key(name))[0].id == id


def test_those_sure_of_a_name_come_first() -> None:
    namings = ROSTER.namings("حركة الشباب")
    assert [naming.sure for naming in namings] == sorted((naming.sure for naming in namings), reverse=True)


def test_a_short_name_belongs_to_several_armies() -> None:
    ids = {organization.id for organization in ROSTER.named("الجيش")}
    assert {"syria-army", "iraq-army", "lebanon-army", "saf"} <= ids


def test_the_roster_covers_the_field() -> None:
    written = [o for o in ROSTER.organizations.values() if o.kind is ActorKind.ORGANIZATION]
    assert len(written) >= 450
    assert {"syria", "iraq", "lebanon", "yemen", "libya", "sudan", "palestine", "israel"} <= {o.home for o in written}


def test_every_entry_has_a_source_and_both_names() -> None:
    for organization in ROSTER.organizations.values():
        assert organization.source, organization.id
        assert organization.name.ar and organization.name.en, organization.id


def test_every_interaction_class_is_one_of_acleds() -> None:
    inters = {name.inter for o in ROSTER.organizations.values() for name in o.acled if name.inter is not None}
    assert inters <= set(range(1, 9))


def test_the_days_of_a_name_are_in_order() -> None:
    for organization in ROSTER.organizations.values():
        if organization.first and organization.last:
            assert organization.first <= organization.last, organization.id


def test_the_assad_state_ends_where_its_successor_begins() -> None:
    old, new = ROSTER.get("syria-army"), ROSTER.get("syria-army-2024")
    assert old is not None and new is not None
    assert old.existed(date(2024, 12, 7)) and not old.existed(date(2025, 1, 1))
    assert new.existed(date(2025, 1, 1)) and not new.existed(date(2024, 12, 7))


def test_an_unknown_id_is_none() -> None:
    assert ROSTER.get("no-such-organization") is None


def test_the_roster_is_read_once() -> None:
    assert load_roster() is ROSTER


@pytest.mark.parametrize("name", FILES)
def test_a_roster_line_has_no_other_keys_than_its_head_names(name: str) -> None:
    for entry in load_vocabulary(f"actors/{name}")["organizations"]:
        assert entry.keys() <= KEYS, entry["id"]


def test_no_two_lines_share_an_id() -> None:
    ids = [entry["id"] for name in FILES for entry in load_vocabulary(f"actors/{name}")["organizations"]]
    assert len(ids) == len(set(ids))


def test_the_name_in_acled_may_change_with_the_years() -> None:
    army = ROSTER.get("israel-army")
    assert army is not None
    assert len(army.acled) == 3 and all(name.inter == 1 for name in army.acled)
