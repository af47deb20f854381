"""Read the surroundings of each place name: class words, directions, chains and lists.

The interpreter weighs; this module only looks. It goes a few words back and forth from each span, so that its work grows with
the number of names and not with their square.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.model import Level, Span
from marsad.places.areas import Blur
from marsad.places.cues import PlaceWords
from marsad.text.folding import fold, fold_key
from marsad.text.words import Word

LOOK_BACK = 6
STOP = re.compile(r"[.؟!\n]")
TRANSPARENT = frozenset("\"'#()[]«»")


@dataclass(frozen=True, slots=True)
class Surroundings:
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
    blur: Blur = Blur()
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
    content = [word for word in words if word.folded not in TRANSPARENT]
    starts = [word.start for word in content]
    found: list[Surroundings] = []
    sentence = 0
    for i, span in enumerate(spans):
        here = _look(text, span, content, starts, known)
        if i:
            gap = text[spans[i - 1].end : span.start]
            sentence += STOP.search(gap) is not None
            here = _joined(found[i - 1], here, gap if len(gap) < 60 else None)
        following = text[span.end : spans[i + 1].start] if i + 1 < len(spans) else ""
        found.append(replace(here, sentence=sentence, chained=_chains(following, known)))
    return tuple(found)


def _look(text: str, span: Span, content: Sequence[Word], starts: Sequence[int], known: PlaceWords) -> Surroundings:
    at = max(0, bisect_right(starts, span.start) - 1)
    name = _strip_signs(text[span.start : span.end])
    parts = name.split()
    class_word = ""
    while len(parts) > 1 and parts[0] in known.outside:
        class_word, parts = parts[0], parts[1:]
    # A proclitic «و» or «ف» before the name begins something new: what stands further left is another name's.
    attached = fold(text[starts[at] : span.start]).text if starts and starts[at] < span.start else ""
    return _before(Surroundings(span, " ".join(parts)), class_word, attached, at, span, content, known)


def _before(
    here: Surroundings, class_word: str, attached: str, at: int, span: Span, content: Sequence[Word], known: PlaceWords
) -> Surroundings:
    levels = known.outside.get(class_word, ())
    bearings: list[float] = []
    seen: list[str] = []
    rural = centre = between = class_word in known.rural
    centre = between = False
    city = False
    km = 0.0
    back = 0 if attached[:1] in ("و", "ف") else LOOK_BACK
    for word in reversed(content[max(0, at - back) : at]):
        form = word.folded
        if (bare := known.bare(form, "bearings")) is not None:
            bearings.append(known.bearings[bare])
        elif (bare := known.bare(form, "rural")) is not None:
            rural = True
            levels = levels or known.outside.get(bare, (Level.GOVERNORATE, Level.DISTRICT))
            class_word = class_word or bare
        elif not class_word and not bearings and (bare := known.bare(form, "outside")) is not None:
            class_word, levels = bare, known.outside[bare]
        elif (bare := known.bare(form, "blurs")) is not None:
            km = max(km, known.blurs[bare])
        elif (bare := known.bare(form, "centre")) is not None:
            centre = True
        else:
            between = known.bare(form, "between") is not None
            city = not seen and known.bare(form, "city_words") is not None
            break
        seen.append(form)
        if form[0] == "و" and bare != form and bare not in known.bearings:
            break
    after = _after(at, span, content, known) if rural else []
    bearings += [known.bearings[word] for word in after if word in known.bearings]
    centre = centre or any(word in known.centre for word in after)
    blur = Blur(tuple(bearings), rural, centre, km, " ".join([*reversed(seen), *after]) if seen else "")
    city = city or class_word in known.city_words
    return replace(here, levels=levels, class_word=class_word, blur=blur, city=city, between=between)


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


def _joined(before: Surroundings, here: Surroundings, gap: str | None) -> Surroundings:
    """Hand the class word of a list on: «ريفي حلب وإدلب», «قرى … و…»."""
    if gap is None or gap.strip(" \u200f،,\"'“”«»#-–/").strip() not in ("", "و"):
        return here
    if here.class_word:
        return replace(here, listed=True)
    city = here.city or before.city
    return replace(here, levels=before.levels, class_word=before.class_word, city=city, listed=True)


def _chains(gap: str, known: PlaceWords) -> bool:
    """Say whether the words between two names make the second what the first lies in."""
    if not gap or len(gap) > 60 or STOP.search(gap):
        return False
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
