from collections.abc import Callable
from dataclasses import replace

import pytest

from marsad.exports.crosswalk import Classes, classify, contexts, facts_of
from marsad.model import ActorKind, Incident, IncidentActor, IncidentToll, Name, Realis, Release, Wording
from marsad.vocabulary import load_vocabulary

TYPES = sorted(load_vocabulary("events")["types"])
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
PLOVER = set(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
    "ASSAULT STATEMENT".split()
)

FIGHTERS = IncidentActor(None, Name("مسلحين مجهولين"), ActorKind.GROUP, "recipient", ())
VILLAGERS = IncidentActor(None, Name("أهالي القرية"), ActorKind.POPULATION, "recipient", ())
ARMY = IncidentActor("army", Name("الجيش"), ActorKind.ORGANIZATION, "actor", (), codes={"acled_inter": "1", "plover": "MIL"})
REBELS = IncidentActor(
    "rebels", Name("الفصيل"), ActorKind.ORGANIZATION, "actor", (), codes={"acled_inter": "2", "plover": "REB"}
)
Make = Callable[..., Incident]


@pytest.fixture
def make(release: Release) -> Make:
    """Make an incident with nothing in it but what is given."""
    bare = replace(release.incidents[2], actors=(), tolls=(), weapons=(), topics=(), realis=Realis.ACTUAL, accounts=())
    return lambda kind, **values: replace(bare, type=kind, **values)


def dead(group: str) -> IncidentToll:
    return IncidentToll("killed", group, 2, 2, 2, ())


def acled(classes: Classes) -> str:
    return f"{classes.acled_event} / {classes.acled_sub}"


def plover(classes: Classes) -> str:
    return f"{classes.plover_event}:{classes.plover_mode}".rstrip(":")


def test_every_type_of_the_codebook_has_an_entry_and_nothing_else_has() -> None:
    assert sorted(load_vocabulary("crosswalk")["types"]) == TYPES


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("scheme", ["plover", "acled"])
def test_a_type_alone_has_the_class_the_codebook_gives(kind: str, scheme: str) -> None:
    assert load_vocabulary("crosswalk")["types"][kind][scheme] == load_vocabulary("events")["types"][kind][scheme]


@pytest.mark.parametrize("kind", TYPES)
def test_every_class_named_is_one_of_its_scheme(kind: str) -> None:
    entry = load_vocabulary("crosswalk")["types"][kind]
    for named in (entry, *entry.get("cases", ())):
        if named.get("acled", "-") != "-":
            event, _, sub = named["acled"].partition(" / ")
            assert sub in ACLED[event]
        if named.get("plover", "-") != "-":
            assert named["plover"].partition(":")[0] in PLOVER


def test_every_case_asks_for_a_fact_that_somebody_finds() -> None:
    table = load_vocabulary("crosswalk")
    found = {"armed", "civilian", "state", "harm", "joint", "single", "many", *table["cues"], *map(str, Realis)}
    asked = {fact for entry in table["types"].values() for case in entry.get("cases", ()) for fact in case["if"]}
    assert asked <= found


@pytest.mark.parametrize("kind", TYPES)
def test_every_acled_class_has_a_disorder_type(kind: str, make: Make) -> None:
    classes = classify(make(kind))
    assert bool(classes.acled_event) == bool(classes.acled_disorder)


@pytest.mark.parametrize("realis", list(Realis))
def test_every_realis_has_a_context(realis: Realis) -> None:
    assert isinstance(contexts(realis), tuple)


def test_how_an_act_is_presented_goes_into_the_context() -> None:
    assert contexts(Realis.ACTUAL) == ()
    assert contexts(Realis.PLANNED) == ("future",)
    assert contexts(Realis.PROHIBITED) == ("negation", "prohibited")
    assert contexts(Realis.CONDITIONAL) == ("hypothetical",)


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        ("attack", FIGHTERS, "Battles / Armed clash"),
        ("attack", VILLAGERS, "Violence against civilians / Attack"),
        ("killing", FIGHTERS, "Battles / Armed clash"),
        ("killing", VILLAGERS, "Violence against civilians / Attack"),
        ("assassination", FIGHTERS, "Battles / Armed clash"),
        ("raid", VILLAGERS, "Strategic developments / Other"),
    ],
)
def test_whom_it_was_done_to_decides_between_battle_and_violence(
    kind: str, target: IncidentActor, expected: str, make: Make
) -> None:
    assert acled(classify(make(kind, actors=(target,)))) == expected


def test_the_dead_tell_whom_it_was_done_to_where_nobody_is_named(make: Make) -> None:
    assert acled(classify(make("attack", tolls=(dead("civilian"),)))) == "Violence against civilians / Attack"
    assert acled(classify(make("raid", tolls=(dead("combatant"),)))) == "Battles / Armed clash"


def test_civilians_among_dead_fighters_leave_it_a_battle(make: Make) -> None:
    assert "armed" in facts_of(make("attack", tolls=(dead("civilian"), dead("combatant"))))
    assert "civilian" not in facts_of(make("attack", tolls=(dead("civilian"), dead("combatant"))))


def test_a_state_regains_what_others_overtake(make: Make) -> None:
    assert acled(classify(make("capture", actors=(ARMY,)))) == "Battles / Government regains territory"
    assert acled(classify(make("capture", actors=(REBELS,)))) == "Battles / Non-state actor overtakes territory"


@pytest.mark.parametrize(
    ("kind", "weapon", "expected"),
    [
        ("bombing", "حزام ناسف", "Explosions/Remote violence / Suicide bomb"),
        ("bombing", "قنبلة يدويّة", "Explosions/Remote violence / Grenade"),
        ("airstrike", "غاز السارين", "Explosions/Remote violence / Chemical weapon"),
        ("bombing", "عبوة ناسفة", "Explosions/Remote violence / Remote explosive/landmine/IED"),
    ],
)
def test_words_for_the_means_make_the_class_narrower(kind: str, weapon: str, expected: str, make: Make) -> None:
    assert acled(classify(make(kind, weapons=(Wording(weapon, ()),)))) == expected


@pytest.mark.parametrize(
    ("kind", "realis", "expected"),
    [
        ("meeting", Realis.ACTUAL, "CONSULT"),
        ("meeting", Realis.PLANNED, "AGREE"),
        ("aid", Realis.PLANNED, "AGREE"),
        ("withdrawal", Realis.PLANNED, "CONCEDE"),
        ("release", Realis.PLANNED, "CONCEDE"),
        ("meeting", Realis.NEGATED, "REJECT:meet"),
        ("meeting", Realis.REFUSED, "REJECT:meet"),
        ("arrest", Realis.ACTUAL, "COERCE:arrest"),
        ("arrest", Realis.ORDERED, "THREATEN:arrest"),
        ("attack", Realis.PLANNED, "ASSAULT"),
    ],
)
def test_plovers_rules_of_precedence_hold(kind: str, realis: Realis, expected: str, make: Make) -> None:
    assert plover(classify(make(kind, realis=realis))) == expected


def test_a_refused_meeting_is_no_longer_a_plan(make: Make) -> None:
    assert plover(classify(make("visit", realis=Realis.REFUSED))) == "REJECT:meet"


def test_what_several_do_together_is_cooperation(make: Make) -> None:
    assert plover(classify(make("movement", actors=(ARMY, REBELS)))) == "COOPERATE"
    assert plover(classify(make("training", actors=(ARMY, REBELS)))) == "COOPERATE"
    assert plover(classify(make("training", actors=(ARMY,)))) == "MOBILIZE"
    assert plover(classify(make("movement", actors=(ARMY,)))) == "MOBILIZE:troops"


def test_captured_fighters_are_abducted_to_plover(make: Make) -> None:
    assert plover(classify(make("arrest", actors=(FIGHTERS,)))) == "ASSAULT:abduct"


def test_only_organised_violence_may_be_in_ucdp() -> None:
    lethal = {kind for kind, entry in load_vocabulary("crosswalk")["types"].items() if entry.get("ucdp")}
    assert lethal == set(
        "raid attack clash capture shelling airstrike drone_strike bombing mine assassination killing torture".split()
    )
