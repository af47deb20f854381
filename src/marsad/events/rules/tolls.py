"""Find the words that count people killed, hurt, missing, held or driven out.

Either a word for what befell them comes first and the people follow («مقتل 3 مدنيين وإصابة آخرين»), or one noun says
both («5 قتلى»). Two words for what befell the same people («قتل وجرح عدد من العناصر») give two tolls over the same
words.
"""

from collections.abc import Mapping, Sequence

from marsad.actors.peeling import peel, surface_start
from marsad.events.rules.scene import Scene
from marsad.events.rules.words import Words, load_words
from marsad.model import Span
from marsad.tagger.decode import ScoredSpan
from marsad.text.numerals import numeral_at

SCORE = 0.6
REACH = 8
"""Words within which the people follow the word for what befell them."""
PEOPLE = ("person", "group", "population")
ENDS = frozenset(".؛:؟!")


Numbers = Mapping[int, tuple[int, int]]
"""Numbers by their first word: one past the last, and how many letters of proclitics stand before."""


def find_tolls(scene: Scene, mentions: Sequence[ScoredSpan]) -> list[ScoredSpan]:
    """Find all tolls.

    Args:
        scene: The report.
        mentions: Mentions found; people they name may be the toll.
    """
    words = load_words()
    acts = [(i, fact.befell, fact.befell_verb) for i, fact in scene.known if fact.befell]
    nouns = [(i, fact.people_taken, fact.people) for i, fact in scene.known if fact.people]
    if not acts and not nouns:
        return []
    numbers = _numbers(scene)
    ends = {end: start for start, (end, _) in numbers.items()}
    people = {span.first: span for span in reversed(mentions) if span.label in PEOPLE}
    tolls: dict[tuple[int, int, str], ScoredSpan] = {}
    for i, taken, status in nouns:
        _keep(tolls, _around(scene, words, ends, numbers, i, taken, status))
    covered = {k for first, last, _ in tolls for k in range(first, last)}
    for i, status, verb in acts:
        found = _after(scene, words, numbers, people, i, status, verb) or _ahead(scene, words, numbers, i, status, verb)
        if found is not None and covered.isdisjoint(range(found.first, found.last)):
            _keep(tolls, found)
    return list(tolls.values())


def _numbers(scene: Scene) -> dict[int, tuple[int, int]]:
    """Find the numbers of a report."""
    found: dict[int, tuple[int, int]] = {}
    end = 0
    for i, fact in scene.known:
        if fact.number and i >= end and (numeral := numeral_at(scene.words, i)):
            found[i] = numeral.end, numeral.lead
            end = numeral.end
    return found


def _keep(tolls: dict[tuple[int, int, str], ScoredSpan], found: ScoredSpan | None) -> None:
    if found is not None:
        tolls.setdefault((found.first, found.last, found.label), found)


def _befell(scene: Scene, k: int) -> bool:
    """Say whether a word tells what befell people."""
    fact = scene.facts[k]
    return fact is not None and bool(fact.befell)


def _is_person(folded: str, words: Words) -> bool:
    return folded in words.persons or folded.removeprefix("ال") in words.persons


def _lead_in(scene: Scene, words: Words, numbers: Numbers, i: int) -> int | None:
    """Give one past the last word of an amount («3», «أكثر من 10», «عدد من»), None when none begins here."""
    k = i
    while k < len(scene.folded) and k - i < 5 and k not in numbers and _unled(scene.folded[k], words.bounds):
        k += 1
    if k in numbers:
        return numbers[k][0]
    if _unled(scene.folded[i], words.amounts):
        end = i + 1
        while end < len(scene.folded) and (scene.folded[end] in words.amounts or scene.folded[end] in words.many):
            end += 1
        return end
    return None


def _unled(folded: str, known: frozenset[str]) -> bool:
    return folded in known or (folded[0] in "بلو" and folded[1:] in known)


def _make(scene: Scene, first: int, last: int, taken: int, status: str) -> ScoredSpan:
    start = surface_start(scene.text, scene.words[first], taken)
    return ScoredSpan(status, first, last, Span(start, scene.words[last - 1].end), SCORE)


def _letters(folded: str, known: frozenset[str]) -> int:
    """Count the proclitics before a word of a list."""
    return 0 if folded in known else next((taken for taken, form in peel(folded) if taken and form in known), 0)


def _around(
    scene: Scene, words: Words, ends: Mapping[int, int], numbers: Numbers, i: int, taken: int, status: str
) -> ScoredSpan | None:
    """Read «5 قتلى», «عشرات الجرحى», «قتلى»."""
    first, led = i, taken
    if any(word in words.barring for word in scene.folded[max(0, i - 3) : i]):
        return None
    if i in ends:
        first = ends[i]
        led = numbers[first][1]
    else:
        k = i
        while k and (_unled(scene.folded[k - 1], words.amounts) or (k < i and scene.folded[k - 1] == "من")):
            k -= 1
        if k == i and scene.folded[i - 1 : i] == ["من"] and i > 1 and _unled(scene.folded[i - 2], words.amounts):
            k = i - 2
        if k < i:
            first, led = k, _letters(scene.folded[k], words.amounts)
    if first == i and scene.folded[i][taken:].startswith("ال"):
        return None
    last = i + 1
    if last < len(scene.folded) and scene.folded[last] in words.others:
        last += 1
    return _make(scene, first, last, led, status)


def _after(
    scene: Scene, words: Words, numbers: Numbers, people: Mapping[int, ScoredSpan], i: int, status: str, verb: bool
) -> ScoredSpan | None:
    """Find the people after a word for what befell them."""
    limit = min(len(scene.folded), i + 1 + (REACH if verb else REACH // 2 + 1), scene.bounds(i)[1])
    k = i + 1
    while k < limit:
        folded = scene.folded[k]
        if folded in ENDS:
            return None
        titled = folded.startswith("ال") and k + 1 in people and people[k + 1].label == "person"
        counted = None if titled else _counted(scene, words, numbers, k, status)
        if counted is not None:
            return counted
        if k in people and (people[k].label == "person" or not verb or k == i + 1):
            span = people[k]
            last = span.last if span.label == "person" else span.first + 1
            return ScoredSpan(status, span.first, last, Span(span.span.start, scene.words[last - 1].end), SCORE)
        if not verb and folded not in words.skipped and not _befell(scene, k):
            return None
        if folded == "،" and not verb:
            return None
        k += 1
    return None


def _ahead(scene: Scene, words: Words, numbers: Numbers, i: int, status: str, verb: bool) -> ScoredSpan | None:
    """Find the people before a word for what befell them («إن شخصين قتلا», «لقي 4 مقاتلين مصرعهم»)."""
    if not verb and not scene.folded[i].endswith(("هم", "ه", "ها", "هما")):
        return None
    low = max(scene.bounds(i)[0], i - REACH)
    for k in range(i - 1, low - 1, -1):
        if scene.folded[k] in ENDS or scene.folded[k] == "،":
            return None
        if k in numbers or _unled(scene.folded[k], words.amounts):
            found = _counted(scene, words, numbers, k, status)
            return found if found is not None and found.last <= i else None
    return None


def _counted(scene: Scene, words: Words, numbers: Numbers, k: int, status: str) -> ScoredSpan | None:
    """Read an amount with the people it counts, or people without one."""
    end = _lead_in(scene, words, numbers, k)
    folded = scene.folded
    if end is not None:
        joined = end < len(folded) and k in numbers and folded[end][0] == "و" and not _is_person(folded[end], words)
        if end >= len(folded) or not folded[end].isalpha() or joined:
            return None
        last = end + 1
        if folded[end] == "من" and last < len(folded) and folded[last].isalpha():
            last += 1
        if folded[last - 1] in words.classes and last < len(folded) and folded[last].isalpha():
            last += 1
        led = numbers[k][1] if k in numbers else (0 if folded[k] in words.amounts | words.bounds else 1)
        return _make(scene, k, _tail(scene, words, last), led, status)
    taken = next((taken for taken, form in peel(folded[k]) if _is_person(form, words)), None)
    if taken is None or (taken and folded[k][0] == "و"):
        return None
    return _make(scene, k, _tail(scene, words, k + 1), taken, status)


def _adds(folded: str, words: Words) -> bool:
    """Say whether a word joined with «و» adds people of the same lot."""
    return _is_person(folded, words) and folded not in words.others and folded not in words.toll_people


def _tail(scene: Scene, words: Words, last: int) -> int:
    """Take in «آخرين», «على الأقل» and further people of a list («وطفلين»)."""
    folded = scene.folded
    while last < len(folded):
        if folded[last] in words.others:
            last += 1
        elif folded[last : last + 2] == ["علي", "الاقل"]:
            last += 2
        elif folded[last][0] == "و" and _adds(folded[last][1:], words):
            last += 1
        else:
            break
    return last
