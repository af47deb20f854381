"""Read the surroundings of each place name: class words, directions, chains and lists.

The interpreter weighs; this module only looks. It goes a few words back and forth from each span, so that its work grows with
the number of names and not with their square.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from marsad.model import Level, Span
from marsad.places.areas import Blur
from marsad.places.cues import PlaceWords
from marsad.text.folding import fold_key, fold_text
from marsad.text.words import Word, folded_forms, word_starts

LOOK_BACK = 6
LONGEST_JOINT = 60
"""Code points between two names beyond which nothing joins them."""
STOP = re.compile(r"[.؟!\n]")
LIST_SIGNS = " \u200f،,\"'“”«»#-–/()"
TRANSPARENT = frozenset("\"'#()[]«»")
NO_BLUR = Blur()


class Surroundings(NamedTuple):
    """What stands around a place name.

    Attributes:
        span: The name's span.
        name: The name folded, proclitics and outside class words taken off.
        levels: Levels its class word speaks for; empty for none.
        class_word: That word as folded; empty for none.
        blur: Directions and words of nearness.
        city: A word stands before it that speaks of a city rather than its governorate.
        between: «بين» stands before it.
        chained: The next name is what it lies in, by the words between them («في», «بريف», «شرق»).
        listed: It goes on with a list that the name before began.
        sentence: Number of its sentence, counted over the names.
    """

    span: Span
    name: str
    levels: tuple[Level, ...] = ()
    class_word: str = ""
    blur: Blur = NO_BLUR
    city: bool = False
    between: bool = False
    chained: bool = False
    listed: bool = False
    sentence: int = 0


def look_around(text: str, spans: Sequence[Span], words: Sequence[Word], known: PlaceWords) -> tuple[Surroundings, ...]:
    """Read the surroundings of every span.

    Args:
        text: The report's text.
        spans: Names of places, in order.
        words: The text's words.
        known: Words around place names.
    """
    content = words
    if not TRANSPARENT.isdisjoint(forms := folded_forms(words)):
        content = [word for word, folded in zip(words, forms, strict=True) if folded not in TRANSPARENT]
    starts = word_starts(content)
    found: list[Surroundings] = []
    before: Surroundings | None = None
    joint, sentence = APART, 0
    for i, span in enumerate(spans):
        following = _joint(text, span.end, spans[i + 1].start, known) if i + 1 < len(spans) else APART
        sentence += joint.stops
        before = _look(text, span, content, starts, known, before if joint.lists else None, following.chains, sentence)
        found.append(before)
        joint = following
    return tuple(found)


class Joint(NamedTuple):
    """What the words between two names say of them.

    Attributes:
        stops: A sentence or line ends between them.
        chains: The second is what the first lies in.
        lists: They only join the two.
    """

    stops: bool = False
    chains: bool = False
    lists: bool = False


APART = Joint()


def _joint(text: str, start: int, end: int, known: PlaceWords) -> Joint:
    """Read what stands between two names."""
    gap = text[start:end]
    return _read_joint(gap, known) if len(gap) <= LONGEST_JOINT else Joint(stops=STOP.search(gap) is not None)


@lru_cache(maxsize=1 << 12)
def _read_joint(gap: str, known: PlaceWords) -> Joint:
    """Read the few words between two names; reports use the same ones, over and over."""
    stops = STOP.search(gap) is not None
    return Joint(stops, not stops and _chains(gap, known), len(gap) < LONGEST_JOINT and _is_list(gap))


def _look(
    text: str,
    span: Span,
    content: Sequence[Word],
    starts: Sequence[int],
    known: PlaceWords,
    listed: Surroundings | None,
    chained: bool,
    sentence: int,
) -> Surroundings:
    """Read the surroundings of one name; `listed` are those of the name that began the list it goes on with."""
    at = max(0, bisect_right(starts, span.start) - 1)
    class_word, name = _without_class(text[span.start : span.end], known)
    # A proclitic «و» or «ف» before the name begins something new: what stands further left is another name's.
    attached = fold_text(text[starts[at] : span.start]) if starts and starts[at] < span.start else ""
    back = 0 if attached[:1] in ("و", "ف") else LOOK_BACK
    cue = _before(class_word, content[max(0, at - back) : at], known)
    after = _after(at, span, content, known) if cue.rural else []
    blur = _blur(cue, after, known) if cue.seen or cue.rural or after else NO_BLUR
    levels, class_word, city = cue.levels, cue.class_word, cue.city or cue.class_word in known.city_words
    if listed is not None and not class_word:
        # A class word is said once for a whole list: «ريفي حلب وإدلب», «قرى … و…».
        levels, class_word, city = listed.levels, listed.class_word, city or listed.city
    return Surroundings(span, name, levels, class_word, blur, city, cue.between, chained, listed is not None, sentence)


@lru_cache(maxsize=1 << 14)
def _without_class(surface: str, known: PlaceWords) -> tuple[str, str]:
    """Give the last of the outside class words a name begins with, empty for none, and the folded name without them."""
    class_word, parts = "", _strip_signs(surface).split()
    while len(parts) > 1 and parts[0] in known.outside:
        class_word, parts = parts[0], parts[1:]
    return class_word, " ".join(parts)


def _blur(cue: "_Cue", after: Sequence[str], known: PlaceWords) -> Blur:
    """Give what the words before a name and the directions after it do to it."""
    bearings = (*cue.bearings, *(known.bearings[word] for word in after if word in known.bearings))
    centre = cue.centre or any(word in known.centre for word in after)
    words = " ".join([*reversed(cue.seen), *after]) if cue.seen else ""
    return Blur(bearings, cue.rural, centre, cue.km, words) if bearings or cue.rural or centre or cue.km else NO_BLUR


@dataclass(slots=True)
class _Cue:
    """What the words before a name say, gathered from right to left."""

    class_word: str
    levels: tuple[Level, ...]
    rural: bool
    bearings: list[float]
    seen: list[str]
    centre: bool = False
    between: bool = False
    city: bool = False
    km: float = 0.0


NO_CUE = _Cue("", (), False, [], [])


def _before(class_word: str, words: Sequence[Word], known: PlaceWords) -> _Cue:
    if not class_word and not (words and known.is_cue(words[-1].folded)):
        return NO_CUE
    cue = _Cue(class_word, known.outside.get(class_word, ()), class_word in known.rural, [], [])
    for word in reversed(words):
        form = word.folded
        if not known.is_cue(form):
            break
        if (bare := known.bare(form, "bearings")) is not None:
            cue.bearings.append(known.bearings[bare])
        elif (bare := known.bare(form, "rural")) is not None:
            cue.rural = True
            cue.levels = cue.levels or known.outside.get(bare, (Level.GOVERNORATE, Level.DISTRICT))
            cue.class_word = cue.class_word or bare
        elif not cue.class_word and not cue.bearings and (bare := known.bare(form, "outside")) is not None:
            cue.class_word, cue.levels = bare, known.outside[bare]
        elif (bare := known.bare(form, "blurs")) is not None:
            cue.km = max(cue.km, known.blurs[bare])
        elif (bare := known.bare(form, "centre")) is not None:
            cue.centre = True
        else:
            cue.between = known.bare(form, "between") is not None
            cue.city = not cue.seen and known.bare(form, "city_words") is not None
            break
        cue.seen.append(form)
        if form[0] == "و" and bare != form and bare not in known.bearings:
            break
    return cue


def _is_list(gap: str) -> bool:
    """Say whether the words between two names only join them."""
    return gap.strip(LIST_SIGNS).strip() in ("", "و")


def _after(at: int, span: Span, content: Sequence[Word], known: PlaceWords) -> list[str]:
    """Give the directions that follow a name after «ريف»: «ريف حلب الشمالي الشرقي»."""
    k = at
    while k < len(content) and content[k].start < span.end:
        k += 1
    words: list[str] = []
    while k < len(content) and len(words) < 2 and (content[k].folded in known.bearings or content[k].folded in known.centre):
        words.append(content[k].folded)
        k += 1
    return words


def _chains(gap: str, known: PlaceWords) -> bool:
    """Say whether the words between two names make the second what the first lies in."""
    parts = _strip_signs(gap.replace("،", " ، ").replace(",", " ، ")).split()
    if not 0 < len(parts) <= 5:
        return False
    return all(_holds(part, known) for part in parts)


def _holds(part: str, known: PlaceWords) -> bool:
    if part[0] == "و" and part not in known.outside and part not in ("وسط",):
        return False
    return (
        known.bare(part, "chain") is not None
        or known.bare(part, "bearings") is not None
        or known.bare(part, "rural") is not None
        or (known.bare(part, "outside") is not None and part not in known.outside)
    )


def _strip_signs(text: str) -> str:
    folded = fold_key(text)
    if folded.replace(" ", "").isalnum():
        return folded
    return " ".join("".join(c if c.isalnum() or c == "،" else " " for c in folded).split())
