"""Find persons by rule: after a title, or by a given name.

A report names a person once in full, mostly behind a rank or an office («العميد …», «وزير الخارجية السعودي …»), and then by
the last word of the name alone. The title stays outside. Where no title stands, a known given name followed by another word
of a name is a person.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from marsad.actors.lexicon import Lexicon
from marsad.actors.peeling import peel, surface_start
from marsad.model import Span
from marsad.text.words import Word, folded_forms

LONGEST = 6
"""Words in the longest name worth reading."""
COMMON = ("not_names", "titles", "group_heads", "population_heads", "class_words", "modifiers")
"""Lists whose words are never an unlisted word of a name."""
NAMING = ("titles", "name_starters", "weak_given")
"""Lists whose words are titles or may begin a name."""
ALEF_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
FURTHEST = 8
"""Words that may stand between a title and the name, complement, adjective and comma together."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name at a place of the text.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        span: Where it stands.
    """

    first: int
    last: int
    span: Span


def find_persons(
    text: str, words: Sequence[Word], taken: Set[int], lexicon: Lexicon, figures: Iterable[str] = ()
) -> list[Person]:
    """Find full names, then their last words where they stand alone.

    Args:
        text: The report's text.
        words: Its words.
        taken: Indices of words that belong to names already found.
        lexicon: The word lists.
        figures: Folded full names of public persons found in the report; their last words count too.
    """
    full = _full_names(text, words, taken, lexicon)
    inside = {i for person in full for i in range(person.first, person.last + 1)}
    lasts = {words[person.last].folded for person in full if person.last > person.first}
    lasts |= {name.rsplit(" ", 1)[1] for name in figures if " " in name}
    lasts = {last for last in lasts if len(last) > 3 and last not in lexicon.given and last not in lexicon["weak_given"]}
    return sorted([*full, *_last_names(text, words, lasts, taken | inside)], key=lambda person: person.first)


def _full_names(text: str, words: Sequence[Word], taken: Set[int], lexicon: Lexicon) -> list[Person]:
    """Read left to right: a title opens the way for any name, a given name for itself."""
    forms = folded_forms(words)
    looks = list(map(lexicon.table("person", _look).__getitem__, forms))
    known = [i for i, look in enumerate(looks) if look is not None]
    found = []
    title = NO_TITLE
    i = 0
    while i < len(words):
        if not title.open:  # only a word that some list knows opens anything
            at = bisect_left(known, i)
            if at == len(known):
                break
            i = known[at]
        look = looks[i]
        person = None if i in taken else _name_at(text, words, i, taken, lexicon, title, look)
        if person is not None:
            found.append(person)
            title = _Title(FURTHEST, listed=True)
            i = person.last + 1
            continue
        title = look.title if look is not None and look.title is not None else _read_on(forms[i], title, lexicon)
        i += 1
    return found


@dataclass(frozen=True, slots=True)
class _Title:
    """What has been read of a title just before a word.

    Attributes:
        open: Words that may still stand between it and the name; 0 when no title precedes.
        strong: Whether a name that no list knows may follow.
        listed: Whether what precedes is another name of a list («فلان، وفلان (16 عاماً)، وفلان»).
    """

    open: int = 0
    strong: bool = False
    listed: bool = False


NO_TITLE = _Title()


@dataclass(frozen=True, slots=True)
class _Look:
    """What a word by itself may be to a name.

    Attributes:
        title: The title it is; None when it is none.
        starts: The ways a name may begin in it: letters taken off, what is left, and the list that knows it.
    """

    title: _Title | None
    starts: tuple[tuple[int, str, str], ...]


def _look(folded: str, lexicon: Lexicon) -> _Look | None:
    """Look at a word by itself; None for nearly all."""
    forms = peel(folded)
    stems = [stem for _, stem in forms]
    if lexicon.union(NAMING).isdisjoint(stems) and lexicon.given.isdisjoint(stems) and lexicon.family.isdisjoint(stems):
        return None
    title = next((_Title(FURTHEST, stem in lexicon["ranks"]) for _, stem in forms if stem in lexicon["titles"]), None)
    starts = tuple((taken, stem, known) for taken, stem in forms if (known := _known(folded[:taken], stem, lexicon)))
    return _Look(title, starts) if title or starts else None


def _known(proclitics: str, stem: str, lexicon: Lexicon) -> str:
    """Give the list that knows a word as one of a name; empty when none does."""
    starter = stem in lexicon["name_starters"]
    if "ك" in proclitics or (starter and proclitics not in ("", "و")):
        return ""
    if starter or stem in lexicon.given:
        return "given"
    if stem in lexicon["weak_given"]:
        return "weak"
    return "family" if stem in lexicon.family and stem not in lexicon["not_names"] else ""


def _read_on(folded: str, title: _Title, lexicon: Lexicon) -> _Title:
    """Go one word further after a title: it goes on, or it is over."""
    if not title.open:
        return NO_TITLE
    if title.listed:
        between = folded in lexicon["between_names"] or folded.isdigit() or not folded[0].isalnum()
        return _Title(title.open - 1, listed=True) if between else NO_TITLE
    if folded in lexicon.nationalities or folded in "،,":
        return _Title(title.open - 1, True)
    if folded in '":#' or folded in lexicon["between_title"]:
        return _Title(title.open - 1, title.strong)
    return NO_TITLE


def _name_at(
    text: str, words: Sequence[Word], i: int, taken: Set[int], lexicon: Lexicon, title: _Title, look: _Look | None
) -> Person | None:
    """Read the name that begins at a word, if one does; a full name has two words at least."""
    begun = _begin(text, words, i, lexicon, title, look)
    if begun is None or (i and words[i - 1].folded in lexicon["place_classes"]):
        return None
    start, before = begun
    last = i
    for j in range(i + 1, min(len(words), i + LONGEST)):
        folded = words[j].folded
        if j in taken or text[words[j - 1].end : words[j].start].strip(" _\u00a0"):
            break
        if folded == "#":
            continue
        titled = title.open > 0 and last == i and not title.listed
        if not _continues(text, words[j], before, lexicon) and not (
            (_closes(text, words, j) or (titled and not _verbal(folded))) and _plausible(folded.removeprefix("ال"), lexicon)
        ):
            break
        last, before = j, folded
    if last == i or (last == i + 1 and words[last].folded in lexicon["name_particles"]):
        return None
    return Person(i, last, Span(start, words[last].end))


def _begin(
    text: str, words: Sequence[Word], i: int, lexicon: Lexicon, title: _Title, look: _Look | None
) -> tuple[int, str] | None:
    """Give where a name begins in a word and its first word, None when none does."""
    folded = words[i].folded
    for taken, stem, known in look.starts if look is not None else ():
        if (
            known == "given"
            or (known == "family" and title.listed)
            or (known == "weak" and _weak(text, words, i, lexicon, title))
        ):
            return surface_start(text, words[i], taken), stem
    if (
        title.strong
        and not folded.startswith("ال")
        and _plausible(folded, lexicon)
        and not _verbal(folded)
        and folded not in lexicon["between_title"]
    ):
        return words[i].start, folded
    return None


def _weak(text: str, words: Sequence[Word], i: int, lexicon: Lexicon, title: _Title) -> bool:
    """Say whether a given name that is a common word too is a name here: behind a title, or before a word of a name."""
    if text[words[i].end - 1] == ALEF_MAKSURA or i + 1 == len(words):
        return False
    following = words[i + 1].folded
    if following in lexicon["not_names"] or following in lexicon.nationalities:
        return False
    named = following in lexicon.given or following in lexicon.family
    return title.open > 0 or named or (following.startswith("ال") and _closes(text, words, i + 1))


def _continues(text: str, word: Word, before: str, lexicon: Lexicon) -> bool:
    """Say whether a word goes on with a name begun before it."""
    folded = word.folded
    if before in lexicon["name_particles"]:
        return folded[0].isalpha()
    if text[word.end - 1] == ALEF_MAKSURA and folded == "علي":
        return False
    if (folded in lexicon["not_names"] and folded not in lexicon["weak_given"]) or folded in lexicon.nationalities:
        return False
    if folded.startswith("ال"):
        return len(folded) > 4 and folded not in lexicon["titles"] and folded not in lexicon["modifiers"]
    return folded in lexicon.given or folded in lexicon.family or folded in lexicon["name_particles"]


def _closes(text: str, words: Sequence[Word], j: int) -> bool:
    """Say whether a word is the last before a sign, the end of a line or of the text: there a name ends."""
    if j + 1 == len(words):
        return True
    return not words[j + 1].folded[0].isalnum() or "\n" in text[words[j].end : words[j + 1].start]


def _plausible(folded: str, lexicon: Lexicon) -> bool:
    """Say whether a word no list knows may be a word of a name: letters, no common word, no verb's look."""
    return (
        folded.isalpha()
        and len(folded) > 2
        and not any(folded in lexicon[name] for name in COMMON)
        and folded not in lexicon.nationalities
        and not folded.endswith(("ها", "هم"))
    )


def _verbal(folded: str) -> bool:
    """Say whether a word looks like a verb or bears a proclitic."""
    return folded[0] in "ويتبل"


def _last_names(text: str, words: Sequence[Word], lasts: Set[str], taken: Set[int]) -> list[Person]:
    """Find the last word of a full name where it stands alone, before or after."""
    if not lasts:
        return []
    endings = {last[-3:] for last in lasts}  # proclitics stand in front; a word that ends otherwise need not be peeled
    found = []
    for i, folded in [(i, folded) for i, folded in enumerate(folded_forms(words)) if folded[-3:] in endings]:
        peeled = next((peeled for peeled, stem in peel(folded) if stem in lasts), None) if i not in taken else None
        if peeled is not None:
            found.append(Person(i, i, Span(surface_start(text, words[i], peeled), words[i].end)))
    return found
