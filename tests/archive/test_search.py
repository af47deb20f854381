import contextlib

import pytest

from marsad.archive import Archive, keep, search
from marsad.errors import InputError


@pytest.fixture
def filled(archive: Archive, receive, texts) -> Archive:
    keep(archive, [receive(archive, words, name) for name, words in texts.items()])
    return archive


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("دير الزور", {"strike", "raid"}),
        ("«دير الزور»", {"strike", "raid"}),
        ('"الزور دير"', set()),
        ("احمد", {"meeting"}),
        ("أحمد", {"meeting"}),
        ("البوكمال", {"meeting"}),
        ("بوكمال", {"meeting"}),
        ("قَصْف", {"strike"}),
        ("قصف OR اجتماع", {"strike", "meeting"}),
        ("قصف أو اجتماع", {"strike", "meeting"}),
        ("دير -قصف", {"raid"}),
        ("عشائ*", {"meeting"}),
        ("المشفى", {"strike"}),
        ("لا شيء من هذا", set()),
    ],
)
def test_words_are_found_however_they_are_written(filled: Archive, query: str, names: set[str]) -> None:
    assert {hit.name for hit in search(filled, query)} == names


def test_a_hit_shows_the_words_that_were_found(filled: Archive) -> None:
    (hit,) = search(filled, "بلدة ذيبان")
    assert [span.of(hit.snippet) for span in hit.found] == ["بلدة", "ذيبان"]


def test_a_query_of_nothing_is_told_plainly(filled: Archive) -> None:
    with pytest.raises(InputError, match="words to look for"):
        search(filled, "… -قصف")


def test_what_was_added_last_comes_first(filled: Archive) -> None:
    assert [hit.name for hit in search(filled, "دير")] == ["raid", "strike"]
    assert [hit.name for hit in search(filled, "دير", limit=1, offset=1)] == ["strike"]


@pytest.mark.parametrize("query", ["'", '"', "') OR 1=1 --", "a:b", "NEAR(قصف", "*", "قصف AND", "{}", "\x00قصف"])
def test_no_query_breaks_the_search(filled: Archive, query: str) -> None:
    with contextlib.suppress(InputError):
        search(filled, query)
