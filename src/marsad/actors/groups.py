"""Find described groups, populations and offices by their head word.

«مسلحين مجهولين», «عناصر من …», «أهالي القرية»: the head says what they are, what follows says which. A group is one mention
from its head to its last modifier; numerals before it stay outside.
"""

from collections.abc import Mapping, Sequence, Set

from marsad.actors.lexicon import Lexicon
from marsad.actors.naming import Hit
from marsad.actors.peeling import peel, surface_start
from marsad.model import ActorKind, Span
from marsad.text.words import Word, folded_forms

Found = tuple[int, int, Span, ActorKind]
"""First word, last word, span, kind."""
Heads = tuple[tuple[int, str, ActorKind, bool], ...]
"""Letters taken off, what is left, kind, whether it is a mention alone."""

HEADS = ("group_heads", "group_heads_with", "population_heads", "population_heads_with", "office_heads")
"""Lists of the words that begin what is found here."""


def find_groups(text: str, words: Sequence[Word], hits: Sequence[Hit], taken: Set[int], lexicon: Lexicon) -> list[Found]:
    """Find groups, populations and offices.

    Args:
        text: The report's text.
        words: Its words.
        hits: Names of organisations found in it.
        taken: Indices of words that belong to names already found.
        lexicon: The word lists.
    """
    named = {hit.first: hit for hit in hits}
    found: list[Found] = []
    heads_of = lexicon.table("head", _heads_of).__getitem__
    after = 0
    for i, heads in [(i, heads) for i, heads in enumerate(map(heads_of, folded_forms(words))) if heads]:
        if i >= after and i not in taken:
            one = _at(text, words, i, heads, named, lexicon)
            if one is not None:
                found.append(one)
                after = one[1] + 1
    return found


def _at(text: str, words: Sequence[Word], i: int, heads: Heads, named: Mapping[int, Hit], lexicon: Lexicon) -> Found | None:
    """Read the group, population or office that begins at a word."""
    if i and words[i - 1].folded.startswith("ال") and _is_adjective(words[i].folded, lexicon):
        return None  # of the noun before it («المستشارين الروس»)
    for taken, stem, kind, alone in heads:
        last = _end(text, words, i, stem, kind, named, lexicon)
        if last > i or (alone and last == i):
            return i, last, Span(surface_start(text, words[i], taken), words[last].end), kind
    return None


def _heads_of(folded: str, lexicon: Lexicon) -> Heads:
    """Give the heads a word may be: letters taken off, what is left, kind, and whether it is a mention alone."""
    forms = peel(folded)
    if lexicon.union(HEADS).isdisjoint([stem for _, stem in forms]):
        return ()
    found = []
    for taken, stem in forms:
        if stem in lexicon["group_heads"] or stem in lexicon["group_heads_with"]:
            found.append((taken, stem, ActorKind.GROUP, stem not in lexicon["group_heads_with"]))
        elif stem in lexicon["population_heads"] or stem in lexicon["population_heads_with"]:
            found.append((taken, stem, ActorKind.POPULATION, stem not in lexicon["population_heads_with"]))
        elif stem in lexicon["office_heads"]:
            found.append((taken, stem, ActorKind.OFFICE, False))
    return tuple(found)


def _is_adjective(folded: str, lexicon: Lexicon) -> bool:
    return folded.startswith("ال") and (folded in lexicon["modifiers"] or folded in lexicon.nationalities)


def _end(
    text: str, words: Sequence[Word], i: int, head: str, kind: ActorKind, named: Mapping[int, Hit], lexicon: Lexicon
) -> int:
    """Give the last word of what a head begins; before `i` when it is no group at all."""
    last = i
    j = i + 1
    if j in named and head in lexicon["class_heads"]:
        return i - 1
    if head in lexicon["population_of"] or head in lexicon["construct_heads"]:
        last = j = _construct(text, words, j, named, lexicon, anything=head in lexicon["population_of"])
        j += 1
    while j < len(words) and _joined(text, words, j):
        folded = words[j].folded
        if j in named or (j + 1 in named and folded in lexicon["class_words"]):
            last = named[j].last if j in named else named[j + 1].last
        elif folded in lexicon["modifiers"] or folded in lexicon.nationalities:
            last = j
        elif kind is not ActorKind.POPULATION and folded in lexicon["ties"]:
            tied = _tied(words, j, named, lexicon)
            if tied is None:
                break
            last = tied
        elif folded not in '"#':
            break
        j = max(last, j) + 1
    return last


def _construct(text: str, words: Sequence[Word], j: int, named: Mapping[int, Hit], lexicon: Lexicon, anything: bool) -> int:
    """Give the last word that a head in construct takes: a name, or the noun right after it."""
    if not _joined(text, words, j) or not words[j].folded.isalpha() or words[j].folded in lexicon["prepositions"]:
        return j - 1
    for k in (j, j + 1):
        if k in named:
            return named[k].last
    return j if anything or words[j].folded.startswith("ال") else j - 1


def _joined(text: str, words: Sequence[Word], j: int) -> bool:
    """Say whether a word stands in the same line as the word before it."""
    return j < len(words) and "\n" not in text[words[j - 1].end : words[j].start]


def _tied(words: Sequence[Word], j: int, named: Mapping[int, Hit], lexicon: Lexicon) -> int | None:
    """Give the last word of an organisation that a tie leads to within three words, None when there is none."""
    for k in range(j + 1, min(j + 5, len(words))):
        if k in named:
            return named[k].last
        folded = words[k].folded
        if folded not in '"#' and folded not in lexicon["class_words"] and folded not in lexicon["ties"]:
            return None
    return None
