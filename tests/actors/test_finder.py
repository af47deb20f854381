import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.actors import find_actors, load_roster, sure_actors
from marsad.model import ActorKind
from marsad.text.words import split_words

ROSTER = load_roster()
ORGANIZATION, PERSON, GROUP = ActorKind.ORGANIZATION, ActorKind.PERSON, ActorKind.GROUP


def actors(text: str, kind: ActorKind | None = None) -> list[str]:
    found = find_actors(text, split_words(text), ROSTER)
    return [span.of(text) for span, k in found if kind in (None, k)]


def test_organizations_are_found_without_their_proclitics() -> None:
    assert actors("اشتبكت قسد مع الجيش الوطني السوري وداعش", ORGANIZATION) == ["قسد", "الجيش الوطني السوري", "داعش"]


@pytest.mark.parametrize("text", ["وصل الوفد إلى تركيا", "على الحدود مع تركيا", "شمال إسرائيل", "السفير في موسكو"])
def test_a_state_where_something_is_stands_for_a_place(text: str) -> None:
    assert actors(text, ORGANIZATION) == []


@pytest.mark.parametrize("text", ["أعلنت تركيا وقف العملية", "رفضت موسكو المقترح", "الموالية لإيران"])
def test_a_state_that_acts_is_an_organization(text: str) -> None:
    assert len(actors(text, ORGANIZATION)) == 1


def test_a_short_name_counts_in_its_country() -> None:
    assert "الهيئة" in actors("نشرت هيئة تحرير الشام حواجز، وقالت الهيئة إنها باقية", ORGANIZATION)
    assert actors("قالت الهيئة إنها باقية في تونس", ORGANIZATION) == []


def test_an_adjective_makes_another_thing_of_a_common_word() -> None:
    assert actors("استهدف الصاروخ القاعدة العسكرية", ORGANIZATION) == []


def test_a_minister_is_no_ministry() -> None:
    assert actors("قالت وزيرة الخارجية الألمانية", ORGANIZATION) == []


def test_a_quoted_name_behind_a_class_word_is_an_organization() -> None:
    assert actors("أعلن فصيل “فرسان السهل” الانضمام", ORGANIZATION) == ["فرسان السهل"]


def test_sure_actors_leave_short_names_of_the_unnamed_out() -> None:
    text = "قصف الجيش في سوريا مواقع داعش"
    assert [span.of(text) for span, _ in sure_actors(text, split_words(text), ROSTER)] == ["داعش"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from('ابتلوقس دشعم \n"«»“#_ـً.،()العميدمحمدقوات0ى-'), max_size=120))
def test_any_text_is_read(text: str) -> None:
    for span, _ in find_actors(text, split_words(text), ROSTER):
        assert span.of(text).strip()
