from marsad.actors.memo import Memo


def test_a_word_is_looked_at_once() -> None:
    seen = []
    memo = Memo(lambda word: seen.append(word) or len(word))
    assert [memo["قسد"], memo["قسد"]] == [3, 3]
    assert seen == ["قسد"]
