from marsad.actors.memo import Memo, once_a_report
from marsad.text.words import split_words


def test_a_word_is_looked_at_once() -> None:
    seen = []
    memo = Memo(lambda word: seen.append(word) or len(word))
    assert [memo["قسد"], memo["قسد"]] == [3, 3]
    assert seen == ["قسد"]


def test_a_report_is_looked_at_once_and_the_next_anew() -> None:
    seen = []
    count = once_a_report(lambda words: seen.append(words) or len(words))
    first, second = split_words("قال مصدر"), split_words("وصل وفد كبير")
    assert [count(first), count(first), count(second), count(first)] == [2, 2, 3, 2]
    assert seen == [first, second, first]


def test_words_that_may_change_are_looked_at_each_time() -> None:
    words = list(split_words("قال مصدر"))
    count = once_a_report(len)
    assert count(words) == 2
    words.pop()
    assert count(words) == 1
