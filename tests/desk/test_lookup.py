import pytest


def test_a_place_is_found_by_its_name_with_what_it_lies_in_and_why(desk) -> None:
    first = desk.get("places", q="شحيل")["places"][0]
    assert (first["id"], first["name"]["ar"], first["level"]["en"]) == ("sy.deir-ez-zor.shuhayl", "الشحيل", "settlement")
    assert [name["ar"] for name in first["within"]][-2:] == ["دير الزور", "سوريا"]
    assert (first["lat"], first["lon"], first["radius_km"]) == (35.095, 40.455, 3.0)
    assert first["because"]["en"].startswith("the same name")


@pytest.mark.parametrize("query", ["الشحيل", "shuhayl", "الشحـيل", "shuhail", "بالشحيل"])
def test_a_place_is_found_however_it_is_spelt(desk, query) -> None:
    assert "sy.deir-ez-zor.shuhayl" in [one["id"] for one in desk.get("places", q=query, limit=20)["places"]]


def test_places_may_be_looked_for_inside_another(desk) -> None:
    everywhere = desk.get("places", q="البصيرة", limit=50)["places"]
    inside = desk.get("places", q="البصيرة", within="sy.deir-ez-zor")["places"]
    assert inside
    assert all("sy.deir-ez-zor" in one["parents"] for one in inside)
    assert len(inside) <= len(everywhere)


def test_a_whole_name_comes_before_its_beginning_and_that_before_likeness(desk) -> None:
    ways = [one["because"]["en"].partition(":")[0] for one in desk.get("places", q="دير", limit=50)["places"]]
    order = ["the same name", "a name that begins so", "a name with the word in it", "a name spelt nearly so"]
    assert [order.index(way) for way in ways] == sorted(order.index(way) for way in ways)


def test_one_place_is_given_by_its_id(desk) -> None:
    assert desk.get("places/sy.deir-ez-zor")["name"]["en"] == "Deir ez-Zor"
    assert desk.client.get("/api/1/places/sy.nowhere").status_code == 404


@pytest.mark.parametrize("query", ["قسد", "قوات سوريا الديموقراطية", "SDF", "syrian democratic"])
def test_an_actor_is_found_by_any_name_in_either_language(desk, query) -> None:
    found = desk.get("actors", q=query)["actors"]
    assert "sdf" in [one["id"] for one in found]


def test_an_actor_comes_with_its_aliases(desk) -> None:
    told = desk.get("actors/sdf")
    assert ("قسد" in told["aliases"], told["kind"]["code"], told["side"]) == (True, "organization", "sdf")
    assert desk.client.get("/api/1/actors/nobody/at/all").status_code == 404


@pytest.mark.parametrize("query", ["؟", "ـــ", "'; DROP TABLE report; --", "\u202e\u200f", "🦊"])
def test_what_names_nothing_finds_nothing(desk, query) -> None:
    assert desk.get("places", q=query) == {"places": []}
    assert desk.get("actors", q=query) == {"actors": []}


def test_the_ways_to_understand_a_date_come_with_rule_and_anchor(desk) -> None:
    told = desk.get("dates", q="الجمعة الماضية", anchor="2025-03-12")
    (one,) = told["expressions"]
    assert one["dates"][0]["first"] == "2025-03-07"
    assert "2025-03-12" in one["dates"][0]["because"]


def test_without_an_anchor_it_is_said_what_is_missing(desk) -> None:
    (one,) = desk.get("dates", q="أمس")["expressions"]
    assert one["dates"] == [{"first": None, "last": None, "because": "the report has no publication date to count from"}]


def test_a_report_s_expressions_are_counted_from_another_day_on_demand(desk) -> None:
    key = desk.keys["undated"]
    assert desk.get(f"reports/{key}/dates")["expressions"][0]["dates"][0]["first"] is None
    told = desk.get(f"reports/{key}/dates", anchor="2025-03-12")
    assert [one["surface"] for one in told["expressions"]] == ["أمس", "صباح الجمعة"]
    assert told["expressions"][0]["dates"][0]["first"] == "2025-03-11"


def test_selected_words_are_understood_as_a_date(desk) -> None:
    text = desk.report("meeting")["text"]
    start = text.index("الاثنين")
    told = desk.get(f"reports/{desk.keys['meeting']}/dates", start=start, end=start + 7)
    assert [one["surface"] for one in told["expressions"]] == ["الاثنين"]
    assert told["expressions"][0]["dates"][0]["first"] == "2025-03-10"


def test_the_codebook_says_what_a_code_is_in_both_languages(desk) -> None:
    told = desk.get("codebook")
    meeting = next(one for one in told["types"] if one["code"] == "meeting")
    assert (meeting["ar"], meeting["en"]) == ("اجتماع", "Meeting")
    assert meeting["means"]["en"]
    assert meeting["is_not"]["en"].startswith("visit")
    assert "اجتماع" in meeting["words"]
    assert {one["code"] for one in told["codes"]["realis"]} >= {"actual", "planned", "denied"}
    assert all(one["ar"] and one["en"] and one["means"]["en"] for some in told["codes"].values() for one in some)
