"""Persons and organisations here are invented, save those of the roster."""

import pytest

from marsad.link.names import SAME, compare_names, group_actors
from marsad.model import ActorInterpretation, ActorKind, Name


def person(name: str) -> ActorInterpretation:
    return ActorInterpretation(f"person:{name}", Name(name), ActorKind.PERSON, "")


def organization(name: str, english: str = "") -> ActorInterpretation:
    return ActorInterpretation(f"organization:{name}", Name(name, english), ActorKind.ORGANIZATION, "")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("قسد", "قوات سوريا الديمقراطية"),
        ("SDF", "قوات سوريا الديموقراطية"),
        ("Syrian Democratic Forces", "قسد"),
    ],
)
def test_names_of_one_roster_entry_are_the_same(left: str, right: str) -> None:
    assert compare_names(left, right).score == 1


def test_two_roster_entries_are_never_the_same() -> None:
    assert compare_names("حزب الله", "حزب الله العراقي").veto


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("لواء الضفتين", "لواء الضفتين العراقي"),
        ("لواء الضفتين", "لواء الضفتين الليبية"),
        ("لواء الضفتين", "لواء الضفتين - فرع الساحل"),
        ("لواء الضفتين في تركيا", "لواء الضفتين"),
        ("حركة الضفتين العراقية", "حركة الضفتين السورية"),
        ("Two Banks Brigade", "Iraqi Two Banks Brigade"),
    ],
)
def test_a_country_or_a_branch_makes_another_organisation(left: str, right: str) -> None:
    assert compare_names(organization(left), organization(right)).veto


def test_a_country_sets_an_unknown_body_apart_from_every_name_of_a_known_one() -> None:
    assert compare_names("حزب الله الليبي", "حزب الله").veto


def test_a_common_translation_does_not_lift_a_veto() -> None:
    left = organization("لواء الضفتين", "Two Banks Brigade")
    assert compare_names(left, organization("لواء الضفتين العراقي", "Two Banks Brigade")).veto


@pytest.mark.parametrize(
    ("left", "right"), [("لواء الضفتين 42", "لواء الضفتين 43"), ("كتيبة الزيتون الأولى", "كتيبة الزيتون الثانية")]
)
def test_numbers_tell_units_apart(left: str, right: str) -> None:
    assert compare_names(organization(left), organization(right)).veto


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ميليشيا لواء الضفتين", "لواء الضفتين"),
        ("لواء الضفّتين", "لواء ضفتين"),
        ("لواء الضفتين", "Liwa al-Daffatain"),
        ("ضفت", "ضباط فرقة تنسيق"),
        ("TBR", "Two Banks of the River"),
    ],
)
def test_an_organisation_is_known_by_its_words_in_either_script_and_by_its_initials(left: str, right: str) -> None:
    assert compare_names(organization(left), organization(right)).score >= SAME


def test_an_organisation_that_shares_one_word_is_neither_the_same_nor_ruled_out() -> None:
    found = compare_names(organization("لواء الضفتين"), organization("لواء النهرين"))
    assert found.score < SAME
    assert not found.veto


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("سامر كنعان الحلواني", "سامر بن كنعان الحلوانى"),
        ("الشيخ سامر كنعان الحلواني", "سامر كنعان حلواني"),
        ("سامر كنعان الحلواني", "سامر الحلواني"),
        ("عبد الرحمن الدلفين", "عبدالرحمن الدلفين"),
        ("عبد الرحمن الدلفين", "Abdulrahman al-Dalfin"),
        ("محمد الدلفين", "Mohammed Aldalfin"),
        ("محمد الدلفين", "Mohamad Dalfeen"),
        ("Mohammed Dalfin", "Muhammad al-Dalfin"),
        ("Ahmad Dalfin", "Ahmed Dalfeen"),
        ("سامرالحلواني", "سامر الحلواني"),
    ],
)
def test_spellings_of_one_person_are_the_same(left: str, right: str) -> None:
    assert compare_names(person(left), person(right)).score >= SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("سامر كنعان الحلواني", "سامر فريد الحلواني"),
        ("سامر كنعان الحلواني", "Samer Farid al-Halwani"),
        ("سليم الحلواني", "سالم الحلواني"),
        ("سلمان الحلواني", "سليمان الحلواني"),
        ("حسن الحلواني", "Faris al-Halwani"),
        ("سامر الحلواني", "سامر الدلفين"),
    ],
)
def test_another_father_given_name_or_family_is_another_person(left: str, right: str) -> None:
    assert compare_names(person(left), person(right)).veto


def test_the_reason_names_the_fathers() -> None:
    found = compare_names(person("سامر كنعان الحلواني"), person("سامر فريد الحلواني"))
    assert found.because == "different father's names: «فريد», «كنعان»"


@pytest.mark.parametrize("part", ["سامر", "الحلواني"])
def test_one_part_of_a_name_is_not_enough(part: str) -> None:
    found = compare_names(person(part), person("سامر الحلواني"))
    assert found.score < SAME
    assert not found.veto


def test_a_person_is_no_organisation() -> None:
    assert compare_names(person("سامر الحلواني"), organization("سامر الحلواني")).veto


@pytest.mark.parametrize(
    ("left", "right"),
    [("سامر كنعان الحلواني", "Samer Halwani"), ("سامر الحلواني", "سامر فريد الحلواني"), ("الحلواني", "سامر الحلواني")],
)
def test_the_order_of_the_two_does_not_matter(left: str, right: str) -> None:
    assert compare_names(person(left), person(right)) == compare_names(person(right), person(left))


def test_a_name_that_is_missing_is_like_none() -> None:
    assert compare_names(person(""), person("سامر الحلواني")).score == 0


def test_groups_hold_the_spellings_of_each_actor() -> None:
    names = ["سامر كنعان الحلواني", "عبد الرحمن الدلفين", "Samer Halwani", "Abdulrahman al-Dalfin", "سامر الحلوانى"]
    assert group_actors([person(name) for name in names]) == ((0, 2, 4), (1, 3))


def test_a_name_that_fits_two_fathers_joins_neither() -> None:
    names = ["سامر كنعان الحلواني", "سامر فريد الحلواني", "سامر الحلواني"]
    assert group_actors([person(name) for name in names]) == ((0,), (1,), (2,))


def test_a_third_name_does_not_join_what_a_veto_keeps_apart() -> None:
    names = ["حزب الله", "حزب الله العراقي", "Hezbollah", "Kataib Hezbollah"]
    assert group_actors(names) == ((0, 2), (1, 3))


def test_no_actors_make_no_groups() -> None:
    assert group_actors([]) == ()
