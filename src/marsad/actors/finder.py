"""Find the actors of a report by rule.

Names come first: what the roster knows, then persons by title and given name, then organisations in quotation marks behind a
class word («فصيل "…"»). Described groups, offices and populations are found by their head word. A learned tagger finds more;
what the roster is sure of (`sure_actors`) corrects it.
"""

from collections.abc import Iterator, Sequence

from marsad.actors.countries import Countries, weigh_countries
from marsad.actors.groups import find_groups
from marsad.actors.lexicon import Lexicon, load_lexicon
from marsad.actors.naming import Hit, find_names
from marsad.actors.peeling import peel
from marsad.actors.persons import find_persons
from marsad.actors.roster import Naming, Roster
from marsad.model import ActorKind, Span
from marsad.text.words import Word, folded_forms

Actor = tuple[Span, ActorKind]

QUOTES = frozenset("\"'")
LONGEST_QUOTED = 4
"""Words in the longest quotation that is read as a name."""


def find_actors(text: str, words: Sequence[Word], roster: Roster) -> tuple[Actor, ...]:
    """Find every actor mention that rules can see.

    Args:
        text: The report's text.
        words: Its words.
        roster: The roster.

    Returns:
        Spans with their kinds, in order; a group may hold an organisation.
    """
    lexicon = load_lexicon()
    hits = named_hits(text, words, roster, lexicon)
    found = [(hit.span, hit.namings[0].organization.kind) for hit in hits]
    inside = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    for first, last, span in _quoted(words, inside, lexicon):
        found.append((span, ActorKind.ORGANIZATION))
        inside.update(range(first, last + 1))
    figures = [
        roster.key(hit.namings[0].organization.name.ar) for hit in hits if hit.namings[0].organization.kind is ActorKind.PERSON
    ]
    for person in find_persons(text, words, inside, lexicon, figures):
        found.append((person.span, ActorKind.PERSON))
        inside.update(range(person.first, person.last + 1))
    found += [(span, kind) for _, _, span, kind in find_groups(text, words, hits, inside, lexicon)]
    return tuple(sorted(found, key=lambda actor: (actor[0].start, -actor[0].end)))


def sure_actors(text: str, words: Sequence[Word], roster: Roster) -> tuple[Actor, ...]:
    """Find the mentions that the roster is sure of, to correct a tagger with.

    Args:
        text: The report's text.
        words: Its words.
        roster: The roster.
    """
    hits = named_hits(text, words, roster, load_lexicon())
    introduced = _introduced(hits)
    return tuple((hit.span, hit.namings[0].organization.kind) for hit in hits if _sure(hit, introduced))


def named_hits(text: str, words: Sequence[Word], roster: Roster, lexicon: Lexicon) -> list[Hit]:
    """Find roster names, and leave out those that their surroundings make something else."""
    hits = find_names(text, words, roster)
    introduced = _introduced(hits)
    countries = weigh_countries(words, roster)
    return [hit for hit in hits if _holds(hit, words, introduced, countries, lexicon)]


def _holds(hit: Hit, words: Sequence[Word], introduced: set[str], countries: Countries, lexicon: Lexicon) -> bool:
    """Say whether a name is the actor there, and not a place, an office or a common word."""
    before = _before(words, hit.first)
    organization = hit.namings[0].organization
    if organization.state and _is_place(hit, words, lexicon):
        return False
    if before in lexicon["before_ministry"] or _is_adjective(hit, words, before, lexicon):
        return False
    if organization.kind is ActorKind.PERSON and _hyphenated(hit, words):
        return False
    if hit.first == hit.last and _qualified(hit, words, lexicon):
        return False
    if hit.sure or before in lexicon["outer_class_words"]:
        return True
    if any(naming.organization.id in introduced and not _needs_class(hit, words, naming) for naming in hit.namings):
        return True
    return any(
        naming.organization.kind is ActorKind.PERSON
        or (countries.at_home(naming.organization.home) and not _needs_class(hit, words, naming))
        for naming in hit.namings
    )


def _hyphenated(hit: Hit, words: Sequence[Word]) -> bool:
    """Say whether a person's name is half of a name of something else («منطقة بوتين-أردوغان»)."""
    around = [words[i].folded for i in (hit.first - 1, hit.last + 1) if 0 <= i < len(words)]
    return any(sign in "-–" for sign in around)


def _qualified(hit: Hit, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Say whether an adjective makes another thing of a common word («القاعدة العسكرية», «الحكومة المحلية»)."""
    if hit.last + 1 == len(words) or (hit.sure and words[hit.last].folded[hit.taken :] not in lexicon["common_names"]):
        return False
    following = words[hit.last + 1].folded
    return following.startswith("ال") and following.endswith(("ي", "يه")) and following not in lexicon["blame"]


def _before(words: Sequence[Word], i: int) -> str:
    """Give the folded word before a place, quotes and hash signs left out."""
    i -= 1
    while i >= 0 and words[i].folded in "\"'#":
        i -= 1
    return words[i].folded if i >= 0 else ""


def _needs_class(hit: Hit, words: Sequence[Word], naming: Naming) -> bool:
    """Say whether a short name is too common to stand without a class word: an outlet's («الوطن»), a word without article."""
    first = words[hit.first].folded[hit.taken :]
    bare = hit.first == hit.last and not first.startswith(("ال", "ل"))
    return naming.organization.plover in ("MED", "BUS") or bare


def _is_place(hit: Hit, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Say whether a state's bare name stands as a place."""
    if hit.namings[0].organization.state == "seldom":
        return True
    before = words[hit.first - 1].folded if hit.first else ""
    if before in lexicon["before_place"] or (hit.taken > 0 and words[hit.first].folded[hit.taken - 1] == "ب"):
        return True
    if hit.last + 1 < len(words) and words[hit.last + 1].folded == "(" and before in "،,":
        return True  # a dateline: «دبي، الإمارات العربية المتحدة (…)»
    return any(word.folded in lexicon["borders"] for word in words[max(0, hit.first - 4) : hit.first])


def _is_adjective(hit: Hit, words: Sequence[Word], before: str, lexicon: Lexicon) -> bool:
    """Say whether a one-word name goes with the noun before it («المتمردين الحوثيين», «الأزمة السعودية»)."""
    if hit.first != hit.last or hit.taken or not words[hit.last].folded.startswith("ال"):
        return False
    ending = words[hit.last].folded
    before = before.removeprefix("و")
    if ending.endswith(("ي", "يين", "يون", "ين")):
        return before.startswith("ال") and (before in lexicon["group_heads"] or before in lexicon["titles"])
    return (
        bool(hit.namings[0].organization.state) and ending.endswith("يه") and before.startswith("ال") and before.endswith("ه")
    )


def _introduced(hits: Sequence[Hit]) -> set[str]:
    """Give the organisations that a report names by a sure name."""
    return {naming.organization.id for hit in hits if hit.sure for naming in hit.namings if naming.sure}


def _sure(hit: Hit, introduced: set[str]) -> bool:
    """Say whether a hit is beyond doubt: a sure name, or a short one of somebody the report names in full."""
    return hit.sure or any(naming.organization.id in introduced for naming in hit.namings)


def _quoted(words: Sequence[Word], inside: set[int], lexicon: Lexicon) -> Iterator[tuple[int, int, Span]]:
    """Find names in quotation marks behind a class word."""
    forms = folded_forms(words)
    for i in [i for i, folded in enumerate(forms[:-2]) if folded in QUOTES]:
        if not i or not any(stem in lexicon["class_words"] for _, stem in peel(words[i - 1].folded)):
            continue
        for j in range(i + 1, min(i + 2 + LONGEST_QUOTED, len(words))):
            if words[j].folded in QUOTES:
                if j > i + 1 and inside.isdisjoint(range(i + 1, j)):
                    yield i + 1, j - 1, Span(words[i + 1].start, words[j - 1].end)
                break
