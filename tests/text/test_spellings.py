"""Persons here are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.folding import fold_key
from marsad.text.letters import bones
from marsad.text.spellings import (
    arabic_spellings,
    latin_spellings,
    name_parts,
    search_pattern,
    spelled_alike,
)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد", "Mohammed"),
        ("محمد", "Muhammad"),
        ("محمد", "Mohamad"),
        ("عبد الرحمن", "Abdulrahman"),
        ("عبدالرحمن", "Abd al-Rahman"),
        ("عبد الرحمن", "Abdur-Rahman"),
        ("نور الدين", "Noureddine"),
        ("الدلفين", "Ad-Dalfeen"),
        ("قاسم", "Kassem"),
        ("ذو الفقار", "Zulfiqar"),
        ("عائشة", "Aisha"),
        ("حمزة", "Hamza"),
        ("هدى", "Huda"),
        ("طه", "Taha"),
    ],
)
def test_latin_letters_spell_the_name(arabic: str, latin: str) -> None:
    assert spelled_alike(arabic, latin)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("حسن", "Hussein"), ("حسين", "Hasan"), ("سليم", "Salma"), ("محمد", "Mahmoud"), ("محمود", "Mohammed"), ("عمر", "")],
)
def test_latin_letters_spell_another_name(arabic: str, latin: str) -> None:
    assert not spelled_alike(arabic, latin)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("محمد", "Mohammed"),
        ("محمد", "Muhammad"),
        ("عبد الرحمن", "Abdulrahman"),
        ("سامر الحلواني", "Samer al-Halwani"),
        ("سامر الحلواني", "Samir Al Halwani"),
        ("سامر الحلواني", "Samer Halwani"),
        ("سليم الدلفين", "Saleem al-Dalfin"),
    ],
)
def test_the_usual_latin_spellings_are_listed(name: str, spelling: str) -> None:
    assert spelling.lower() in {given.lower() for given in latin_spellings(name)}


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("أسامة الحلواني", "اسامه حلواني"),
        ("اسامه الحلواني", "أسامة الحلوانى"),
        ("عبد الرحمن الدلفين", "عبدالرحمن الدلفين"),
        ("عبدالرحمن الدلفين", "عبد الرحمن الدلفين"),
        ("سامر بن كنعان الحلواني", "سامر كنعان الحلواني"),
        ("نور الدين الحلواني", "نورالدين الحلواني"),
        ("أبو خالد", "ابوخالد"),
        ("مُصْطَفَى الدلفين", "مصطفي الدلفين"),
    ],
)
def test_arabic_spellings_vary_hamza_article_ben_and_spaces(name: str, spelling: str) -> None:
    assert spelling in arabic_spellings(name)


def test_the_name_itself_comes_first() -> None:
    assert arabic_spellings("أسامة الحلواني")[0] == "أسامة الحلواني"


def test_spellings_are_each_given_once_and_not_without_end() -> None:
    name = "عبد الرحمن نور الدين بن أسامة الحلواني القاضي"
    for spellings in (arabic_spellings(name), latin_spellings(name)):
        assert 100 < len(spellings) == len(set(spellings)) <= 50000


def test_a_latin_name_has_no_arabic_letters_to_spell() -> None:
    assert latin_spellings("Samer Halwani") == ()
    assert arabic_spellings("Samer Halwani") == ()


@pytest.mark.parametrize(
    "text",
    [
        "قال سامر الحلواني إن",
        "وسامر بن الحلوانى،",
        "التقى بسامر حلواني.",
        "met Samer al-Halwani, who",
        "SAMIR EL HALWANY",
        "met Sameer Al‑Halwaani",
        '{"name":"samer_halwani"}',
    ],
)
def test_a_search_finds_the_name_however_it_is_spelled(text: str) -> None:
    assert search_pattern("سامر الحلواني").search(text)


@pytest.mark.parametrize("text", ["قال سامر الدلفين", "Samer al-Dalfin", "سامرون الحلواني", "Halwani, Samer's cousin"])
def test_a_search_does_not_find_another_name(text: str) -> None:
    assert not search_pattern("سامر الحلواني").search(text)


def test_a_search_finds_every_spelling_that_is_listed() -> None:
    name = "عبد الرحمن الدلفين"
    pattern = search_pattern(name)
    assert [s for s in (*arabic_spellings(name), *latin_spellings(name)) if not pattern.search(f"({s})")] == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("عبد الرحمن بن كنعان الدلفين", ("عبدالرحمن", "كنعان", "الدلفين")),
        ("نور الدين الدلفين", ("نورالدين", "الدلفين")),
        ("أبو خالد الدلفين", ("ابوخالد", "الدلفين")),
        ("Samer al-Halwani", ("samer", "halwani")),
        ("", ()),
    ],
)
def test_a_name_falls_into_parts(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("arabic", "latin"), [("الحلواني", "Halwani"), ("قاسم", "Kassem"), ("ذيب", "Dheeb"), ("غسان", "Ghassan")]
)
def test_both_scripts_have_the_same_bones(arabic: str, latin: str) -> None:
    assert bones(arabic) == bones(latin)


@given(st.text(alphabet="ابتةجحعغقكلمنهويىأإآئؤء لاsdآ-'\n", max_size=24))
def test_any_text_has_spellings_and_a_pattern(name: str) -> None:
    assert all(fold_key(spelling) is not None for spelling in arabic_spellings(name))
    assert len(latin_spellings(name)) <= 5000
    search_pattern(name)
