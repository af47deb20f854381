"""Tests for `marsad.places.interpret` and the modules below it: context, candidates, evidence, rank, unknown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import Level, PlaceInterpretation, Report, Span
from marsad.places.find import find_places
from marsad.places.gazetteer import PackagedGazetteer, load_gazetteer
from marsad.places.interpret import interpret_places
from marsad.text.words import split_words


def interpreted(text: str, name: str, gazetteer: PackagedGazetteer, **report: str) -> tuple[PlaceInterpretation, ...]:
    words = split_words(text)
    start = text.index(name)
    spans = sorted({*find_places(text, words, gazetteer), Span(start, start + len(name))})
    spans = [span for span in spans if span.of(text) == name or not span.meets(Span(start, start + len(name)))]
    answers = interpret_places(Report("r", text, **report), spans, gazetteer, words)  # type: ignore[arg-type]
    return answers[[span.start for span in spans].index(start)]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("قصف على مدينة دير الزور", "sy.deir.city"),
        ("اجتماع في محافظة دير الزور", "sy.deir"),
        ("قصف بريف دير الزور", "sy.deir"),
        ("قصف بلدة ذيبان في دير الزور", "sy.deir"),
    ],
)
def test_the_class_word_tells_a_city_from_its_governorate(text: str, id: str, small: PackagedGazetteer) -> None:
    assert interpreted(text, "دير الزور", small)[0].place.id == id


def test_weights_add_up_to_one(small: PackagedGazetteer) -> None:
    answers = interpreted("اشتباكات في جرادة", "جرادة", small)
    assert len(answers) == 2
    assert sum(one.weight for one in answers) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("قصف قرية جرادة بريف إدلب", "sy.idlib.jarada"),
        ("قصف قرية جرادة. وقال الجيش اليمني إن الحوثيين انسحبوا", "ye.jarada"),
        ("قصف أريحا. ثم قصف جرادة", "sy.idlib.jarada"),
    ],
)
def test_what_else_a_report_says_tells_places_of_one_name_apart(text: str, id: str, small: PackagedGazetteer) -> None:
    assert interpreted(text, "جرادة", small)[0].place.id == id


def test_the_outlets_country_tells_them_apart_when_nothing_else_does(small: PackagedGazetteer) -> None:
    assert interpreted("قصف جرادة", "جرادة", small, source="Yemen Monitor")[0].place.id == "ye.jarada"
    assert interpreted("قصف جرادة", "جرادة", small, source="Syria Monitor")[0].place.id == "sy.idlib.jarada"


@pytest.mark.parametrize("name", ["بلدة ذيبان", "ذيبان", "ديبان"])
def test_spans_with_class_words_and_slips_are_understood(name: str, small: PackagedGazetteer) -> None:
    answers = interpreted(f"قصف {name} بريف دير الزور", name, small)
    assert answers[0].place.id == "sy.deir.dhiban"


def test_a_slip_is_not_forgiven_where_the_report_names_no_area(small: PackagedGazetteer) -> None:
    assert interpreted("قصف ديبان", "ديبان", small) == ()


def test_joined_words_and_missing_articles_are_spelling(small: PackagedGazetteer) -> None:
    assert interpreted("مدينة ديرالزور", "ديرالزور", small)[0].place.id == "sy.deir.city"
    assert interpreted("مدينة بوكمال", "بوكمال", small)[0].place.id == "sy.deir.bukamal"


def test_the_east_of_a_governorate_is_an_area_and_no_point_of_it(small: PackagedGazetteer) -> None:
    place = interpreted("قصف بريف دير الزور الشرقي", "دير الزور", small)[0].place
    whole = small.get("sy.deir")
    assert whole is not None and whole.point is not None and place.point is not None
    assert place.level is Level.REGION
    assert place.parents[0] == "sy.deir"
    assert place.point.lon > whole.point.lon and place.point.lat == pytest.approx(whole.point.lat)
    assert 0 < place.radius_km < whole.radius_km


def test_near_a_place_is_wider_than_the_place(small: PackagedGazetteer) -> None:
    answer = interpreted("انفجار قرب حقل العمر", "حقل العمر", small)[0]
    field = small.get("sy.deir.omar")
    assert field is not None
    assert answer.place.point == field.point and answer.place.radius_km > field.radius_km
    assert "near" in answer.because


def test_between_two_places_reaches_from_one_to_the_other(small: PackagedGazetteer) -> None:
    answer = interpreted("انفجار بين ذيبان والبصيرة", "ذيبان", small)[0]
    assert answer.place.level is Level.REGION
    assert answer.place.radius_km == pytest.approx(18, abs=2)


def test_a_quarter_nobody_knows_rests_on_the_town_of_its_chain(small: PackagedGazetteer) -> None:
    answers = interpreted("اجتماع في حي الجميعات في مدينة البوكمال شرق دير الزور", "حي الجميعات", small)
    town = small.get("sy.deir.bukamal")
    assert town is not None
    assert answers[0].place.point == town.point and answers[0].place.level is Level.NEIGHBOURHOOD
    assert answers[0].place.parents[0] == "sy.deir.bukamal"
    assert "lies somewhere in Al Bukamal" in answers[0].because


def test_a_site_called_after_a_town_rests_on_it_with_a_wider_radius(small: PackagedGazetteer) -> None:
    place = interpreted("قصف معسكر ذيبان", "معسكر ذيبان", small)[0].place
    assert place.parents[0] == "sy.deir.dhiban" and place.radius_km >= 8 and place.level is Level.FACILITY


def test_a_name_nobody_knows_and_no_area_stays_without_a_place(small: PackagedGazetteer) -> None:
    assert interpreted("قصف قرية طنبورة", "طنبورة", small) == ()


def test_a_country_does_not_hold_an_unknown_name(small: PackagedGazetteer) -> None:
    assert interpreted("قصف قرية طنبورة في سوريا", "طنبورة", small) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from('وفبلكالمدينةريف حيدرزوبكم،.\n#"ـ\u064b\u200f1 '), max_size=120), st.data())
def test_any_spans_of_any_text_are_answered_with_weights_of_one(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    answers = interpret_places(Report("r", text), spans, load_gazetteer(), split_words(text))
    assert len(answers) == len(spans)
    assert all(sum(one.weight for one in answer) == pytest.approx(1) for answer in answers if answer)
