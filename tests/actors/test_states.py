from marsad.actors.states import make_states

CONTENT = {
    "states": [
        {"id": "ruritania", "ar": "روريتانيا", "en": "Ruritania", "adj": "روريتاني", "adj_en": "Ruritanian", "acts": "often",
         "acled": "Ruritania", "capital": "سترلساو", "cues": "", "field": True},
        {"id": "strelsau", "ar": "سترل", "en": "Strel", "adj": "سترلي", "adj_en": "Strelian", "acled": "Strel"},
    ],
    "bodies": [
        {"id": "army", "ar": "الجيش <m> | القوات <f>", "en": "<a> army", "acled": "Military Forces of <acled>", "inter": 1},
        {"id": "bank", "ar": "مصرف <n> المركزي", "en": "Bank of <e>", "only": "ruritania"},
        {"id": "army-too", "merge": "army", "ar": "جيش الاحتلال <m>", "only": "strelsau"},
    ],
    "bare": [{"body": "army", "ar": "الجيش"}],
}  # fmt: skip
STATES = make_states(CONTENT)


def test_a_body_is_named_after_its_state() -> None:
    army = STATES.entries["ruritania-army"]
    assert (army["ar"], army["also"], army["en"]) == ("الجيش الروريتاني", "القوات الروريتانية", "Ruritanian army")
    assert army["acled"] == "Military Forces of Ruritania"


def test_a_body_may_belong_to_some_states_only() -> None:
    assert STATES.entries["ruritania-bank"]["ar"] == "مصرف روريتانيا المركزي"
    assert "strelsau-bank" not in STATES.entries


def test_further_names_of_a_body_are_added_to_it() -> None:
    assert STATES.entries["strelsau-army"]["also"].endswith("جيش الاحتلال السترلي")
    assert "strelsau-army-too" not in STATES.entries


def test_bare_bodies_belong_to_the_countries_of_the_field() -> None:
    assert STATES.entries["ruritania-army"]["short"] == "الجيش"
    assert "short" not in STATES.entries["strelsau-army"]


def test_adjective_and_capital_speak_for_the_country() -> None:
    assert STATES.cues["روريتانيه"] == STATES.cues["سترلساو"] == "ruritania"
