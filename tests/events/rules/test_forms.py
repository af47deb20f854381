import pytest

from marsad.events.rules.forms import noun_forms, people_forms, plain_forms, verb_forms


@pytest.mark.parametrize("form", ["قصف", "قصفت", "قصفوا", "قصفتها", "يقصف", "تقصف", "يقصفون", "نقصفهم", "يقصفونها"])
def test_a_verb_has_its_persons_and_its_pronouns(form: str) -> None:
    assert form in verb_forms("قصف يقصف")


@pytest.mark.parametrize("form", ["نفي", "نفت", "نفوا", "ينفي", "تنف", "ينفون"])
def test_a_verb_that_ends_weak_loses_its_last_letter(form: str) -> None:
    assert form in verb_forms("نفى ينفي")


@pytest.mark.parametrize("form", ["غاره", "الغاره", "غارات", "غارته", "غارتين", "غاراتهم"])
def test_a_feminine_noun_opens_its_ending(form: str) -> None:
    assert form in noun_forms("غارة")


@pytest.mark.parametrize("form", ["هجوم", "هجوما", "الهجوم", "هجومها", "هجومين"])
def test_a_noun_takes_article_accusative_pronoun_and_dual(form: str) -> None:
    assert form in noun_forms("هجوم")


def test_a_noun_in_hamza_changes_its_seat_before_a_pronoun() -> None:
    assert {"لقايه", "لقاوه"} <= noun_forms("لقاء")


def test_a_noun_with_its_article_stays_as_it_is() -> None:
    assert noun_forms("القبض") == {"القبض"}


def test_a_plain_verb_takes_no_pronoun() -> None:
    assert "اضافه" not in plain_forms("أضاف يضيف")
    assert {"اضاف", "اضافت", "يضيف", "اضافوا"} <= plain_forms("أضاف يضيف")


def test_a_participle_has_its_plurals() -> None:
    assert {"محتجز", "المحتجزين", "محتجزون", "محتجزه"} <= people_forms("محتجز")
