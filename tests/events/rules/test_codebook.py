from marsad.events.rules.codebook import load_codebook
from marsad.tagger.labels import TYPES
from marsad.vocabulary import load_vocabulary


def test_the_codebook_holds_the_types_of_the_reading_format() -> None:
    assert set(load_vocabulary("events")["types"]) == set(TYPES)


def test_every_type_says_what_it_is_in_both_languages_and_in_other_schemes() -> None:
    for name, entry in load_vocabulary("events")["types"].items():
        assert all(entry.get(key) for key in ("ar", "en", "is", "plover", "acled")), name


def test_every_type_but_those_of_strikes_has_words_of_its_own() -> None:
    for name, entry in load_vocabulary("events")["types"].items():
        assert entry.get("sure") or entry.get("likely"), name


def test_what_other_words_decide_is_decided_among_known_types() -> None:
    for opening in load_codebook().openings.values():
        assert set(opening.by) <= set(TYPES)
        assert opening.otherwise in {*TYPES, ""}


def test_a_word_is_found_past_its_proclitics() -> None:
    taken, senses, form = load_codebook().look_up("وبمداهمه")
    assert (taken, form, senses[0].type) == (2, "مداهمه", "raid")


def test_a_future_verb_keeps_its_letter() -> None:
    taken, senses, _ = load_codebook().look_up("سينسحبون")
    assert (taken, senses[0].type) == (0, "withdrawal")


def test_a_place_that_looks_like_a_verb_is_none() -> None:
    assert load_codebook().look_up("تدمر")[1] == ()
