"""Decide which places the names of a report may mean, and say why.

Many names are borne by several places, and a governorate shares its name with its capital. What tells them apart is written
around the name: a class word, the chain it stands in, the other names of the sentence, of the report, the outlet's country.
Every one of these adds to a place's standing; all places are kept, ranked. A name that nobody knows gets the area it is said
to lie in, and none where the report names no such area.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from marsad.model import Level, Place, PlaceInterpretation, Report, Span
from marsad.places.areas import WIDE, area_between, area_of, kilometres, unknown_inside
from marsad.places.context import Surroundings, look_around
from marsad.places.cues import PlaceWords, place_words
from marsad.places.find import find_places
from marsad.places.gazetteer import Gazetteer
from marsad.places.spelling import Lookup, look_up, nearly_named
from marsad.text.folding import fold_key
from marsad.text.words import Word, split_words

MOST = 5
"""Interpretations kept for one mention."""
FACILITY_KM = 8.0
"""How far from the centre of a town a site that only bears its name may lie."""
CONTAINERS = frozenset({Level.GOVERNORATE, Level.DISTRICT, Level.REGION, Level.SETTLEMENT, Level.NEIGHBOURHOOD})
LARGEST_CONTAINER_KM = 200.0
"""Areas larger than this say nothing about where an unknown name lies."""
HEADLINE = 160
"""Names that begin before this code point count as the headline's or dateline's."""

# What each kind of evidence adds to a place's standing. The scale is natural logarithms of odds; fitted by hand on the
# project's training reports.
CLASS, CLASS_OFF, CHAIN, NEAR_CHAIN = 3.0, -2.5, 4.0, 2.5
SENTENCE, REPORT, COUNTRY, PROMINENCE = 1.5, 2.0, 3.0, 0.4
BARE = {Level.GOVERNORATE: 1.0, Level.COUNTRY: 1.0, Level.DISTRICT: -1.0, Level.NEIGHBOURHOOD: -0.7, Level.FACILITY: -0.7}
"""Standing of levels when no class word stands before the name."""


@dataclass(slots=True)
class _Context:
    """What a report says as a whole about where it plays.

    Attributes:
        areas: Votes of the names for the areas their places lie in, by id.
        countries: Votes for countries, adjectives and outlet included.
        sentences: As areas, for each sentence.
        classes: Levels that class words give a name anywhere in the report.
        lead: Area named first of all, in headline or dateline; None when there is none.
    """

    areas: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sentences: dict[int, Counter[str]] = field(default_factory=dict)
    classes: dict[str, set[Level]] = field(default_factory=dict)
    lead: Place | None = None


def interpret_places(
    report: Report, spans: Sequence[Span], gazetteer: Gazetteer, words: Sequence[Word]
) -> tuple[tuple[PlaceInterpretation, ...], ...]:
    """Give every interpretation of each place name, most trusted first.

    Args:
        report: The report; its outlet and title count as context.
        spans: Names of places in its text, in order; a class word or article too many does no harm.
        gazetteer: The places known.
        words: The text's words.

    Returns:
        For each span its interpretations, weights adding up to 1; an empty tuple where nothing is known.
    """
    known = place_words()
    around = look_around(report.text, spans, words, known)
    cache: dict[tuple[str, str], tuple[Lookup, ...]] = {}
    found = [_candidates(here, known, gazetteer, cache) for here in around]
    context = _gather(report, around, found, gazetteer, words, known)
    ranked = [_rank(i, around, found, context) for i in range(len(around))]
    for i, here in enumerate(around):
        if not ranked[i]:
            ranked[i] = _unknown(i, around, ranked, context, known, gazetteer, report.text)
        else:
            ranked[i] = _blurred(i, here, around, ranked)
    return tuple(tuple(one) for one in ranked)


def _candidates(
    here: Surroundings, known: PlaceWords, gazetteer: Gazetteer, cache: dict[tuple[str, str], tuple[Lookup, ...]]
) -> tuple[Lookup, ...]:
    key = (here.class_word, here.name)
    if key not in cache:
        cache[key] = _look_up(here, known, gazetteer)
    return cache[key]


def _look_up(here: Surroundings, known: PlaceWords, gazetteer: Gazetteer) -> tuple[Lookup, ...]:
    """Look a name up by itself, with its class word, without an inside class word, and without a direction after it."""
    found = list(look_up(here.name, gazetteer))
    if here.class_word:
        singular = _singular(here)
        found = [Lookup(place, 0.0, "") for place in gazetteer.named(f"{singular} {here.name}")] + found
    first, _, rest = here.name.partition(" ")
    if rest and first in known.inside and (not found or found[0].cost > 1):
        levels = known.inside[first]
        found += [one for one in look_up(rest, gazetteer) if one.place.level in levels]
    if not found and rest:
        head, _, last = here.name.rpartition(" ")
        if last in known.bearings or last in known.trailing:
            found = list(look_up(head, gazetteer))
    best: dict[str, Lookup] = {}
    for one in found:
        if one.place.id not in best or one.cost < best[one.place.id].cost:
            best[one.place.id] = one
    return tuple(best.values())


def _singular(here: Surroundings) -> str:
    """Give the class word a gazetteer would write before a name for this one."""
    if here.blur.rural:
        return "ريف"
    for level, word in ((Level.GOVERNORATE, "محافظه"), (Level.DISTRICT, "ناحيه"), (Level.NEIGHBOURHOOD, "حي")):
        if here.levels[:1] == (level,):
            return word if here.class_word not in ("مديريه", "قضاء", "منطقه") else here.class_word
    return here.class_word


def _country(place: Place) -> str:
    return place.parents[-1] if place.parents else place.id


def _area(place: Place) -> str:
    """Give the id of the governorate, or of what stands below the country, that a place lies in or is."""
    return place.parents[-2] if len(place.parents) > 1 else place.id


def _gather(
    report: Report,
    around: Sequence[Surroundings],
    found: Sequence[tuple[Lookup, ...]],
    gazetteer: Gazetteer,
    words: Sequence[Word],
    known: PlaceWords,
) -> _Context:
    context = _Context()
    for here, lookups in zip(around, found, strict=True):
        votes = _votes(lookups)
        head = 2.0 if here.span.start < HEADLINE else 1.0
        sentence = context.sentences.setdefault(here.sentence, Counter())
        for (area, country), share in votes.items():
            context.areas[area] += share * head
            context.countries[country] += share * head
            sentence[area] += share
        if here.levels and not here.listed:
            context.classes.setdefault(here.name, set()).update(here.levels)
        if context.lead is None and here.span.start < HEADLINE:
            context.lead = next((one.place for one in lookups if _contains(one.place) and one.place.level in WIDE), None)
    for word, count in Counter(word.folded for word in words if word.folded in known.nations).items():
        context.countries[known.nations[word]] += min(count, 4) * 0.5
    outlet = fold_key(report.source or "")
    for part, country in known.outlets:
        if outlet and part in outlet:
            context.countries[country] += 1.5
            break
    if report.title and report.title[:40] not in report.text[:HEADLINE]:
        _hear_title(report.title, context, gazetteer)
    return context


def _hear_title(title: str, context: _Context, gazetteer: Gazetteer) -> None:
    """Let the places of a headline that came apart from the text count as context."""
    for span in find_places(title, split_words(title), gazetteer):
        lookups = look_up(fold_key(span.of(title)), gazetteer)
        for (area, country), share in _votes(lookups).items():
            context.areas[area] += 2 * share
            context.countries[country] += 2 * share
        if context.lead is None:
            context.lead = next((one.place for one in lookups if _contains(one.place) and one.place.level in WIDE), None)


def _votes(lookups: Sequence[Lookup]) -> Mapping[tuple[str, str], float]:
    """Share one vote among the areas a name may lie in."""
    votes: Counter[tuple[str, str]] = Counter()
    for one in lookups:
        votes[(_area(one.place), _country(one.place))] += math.exp(-one.cost) / len(lookups)
    return votes


def _contains(place: Place) -> bool:
    return place.level in CONTAINERS and place.point is not None and place.radius_km <= LARGEST_CONTAINER_KM


def _rank(
    i: int, around: Sequence[Surroundings], found: Sequence[tuple[Lookup, ...]], context: _Context
) -> list[PlaceInterpretation]:
    if not found[i]:
        return []
    here = around[i]
    scored = [(*_standing(one, i, here, around, found, context), one.place) for one in found[i]]
    top = max(standing for standing, _, _ in scored)
    kept = sorted(((math.exp(standing - top), because, place) for standing, because, place in scored), key=lambda one: -one[0])[:MOST]
    kept = [one for one in kept if one[0] > 0.01]
    total = sum(weight for weight, _, _ in kept)
    return [PlaceInterpretation(place, because, weight / total) for weight, because, place in kept]


def _standing(
    one: Lookup, i: int, here: Surroundings, around: Sequence[Surroundings], found: Sequence[tuple[Lookup, ...]], context: _Context
) -> tuple[float, str]:
    place = one.place
    reasons = [one.because] if one.because else []
    standing = -one.cost + _fit(place, here, context, reasons)
    if place.level in (Level.SETTLEMENT, Level.NEIGHBOURHOOD):
        standing += PROMINENCE * math.log(max(place.radius_km, 0.5))
    standing += _chained(place, i, around, found, reasons)
    area, country = _area(place), _country(place)
    sentence = context.sentences[here.sentence]
    standing += SENTENCE * sentence[area] / (sum(sentence.values()) or 1)
    standing += REPORT * context.areas[area] / (sum(context.areas.values()) or 1)
    share = context.countries[country] / (sum(context.countries.values()) or 1)
    standing += COUNTRY * share
    if len(found[i]) > 1 and share > 0.5:
        reasons.append("in the country the report is about")
    if not reasons:
        reasons.append("the only place of that name" if len(found[i]) == 1 else f"one of {len(found[i])} places of that name")
    return standing, "; ".join(reasons)


def _fit(place: Place, here: Surroundings, context: _Context, reasons: list[str]) -> float:
    """Say how well a place's level fits the words before the name."""
    level = place.level
    if here.levels:
        if level in here.levels:
            reasons.append(f"«{here.class_word}» before it")
            return CLASS - 0.3 * here.levels.index(level)
        if here.blur.rural and level is Level.SETTLEMENT:
            return 0.5
        return 0.0 if level is Level.NEIGHBOURHOOD and Level.SETTLEMENT in here.levels else CLASS_OFF
    standing = BARE.get(level, 0.0)
    if here.city and level is Level.SETTLEMENT:
        standing += 1.5
    if level in context.classes.get(here.name, ()):
        standing += 0.6
    return standing


def _chained(
    place: Place, i: int, around: Sequence[Surroundings], found: Sequence[tuple[Lookup, ...]], reasons: list[str]
) -> float:
    """Say what the chain a name stands in adds: what it is said to lie in, and what is said to lie in it."""
    standing = 0.0
    j = i
    while j + 1 < len(around) and j < i + 3 and (around[j].chained or (around[j + 1].listed and j == i)):
        j += 1
        holder = next((one.place for one in found[j] if one.place.id in place.parents), None)
        if holder is not None:
            reasons.append(f"lies in {holder.name.en or holder.name.ar}, named after it")
            return CHAIN
        near = _near(place, found[j])
        if near is not None and place.level not in WIDE:
            reasons.append(f"near {near.name.en or near.name.ar}, named with it")
            standing = NEAR_CHAIN
            break
    if i and around[i - 1].chained and any(place.id in one.place.parents for one in found[i - 1]):
        reasons.append("holds the place named before it")
        standing += NEAR_CHAIN
    elif i and around[i].listed and place.level not in WIDE and _near(place, found[i - 1]) is not None:
        standing += 1.0
    return standing


def _near(place: Place, others: Sequence[Lookup]) -> Place | None:
    """Find a place nearby among others."""
    if place.point is None:
        return None
    for one in others:
        if one.place.point is not None and one.place.level not in WIDE and kilometres(place.point, one.place.point) < 40:
            return one.place
    return None


def _blurred(
    i: int, here: Surroundings, around: Sequence[Surroundings], ranked: Sequence[Sequence[PlaceInterpretation]]
) -> list[PlaceInterpretation]:
    """Turn places into the areas that the words around the name speak of."""
    if here.between and i + 1 < len(around) and around[i + 1].listed and ranked[i + 1]:
        between = area_between(ranked[i][0].place, ranked[i + 1][0].place)
        if between is not None:
            return [replace(ranked[i][0], place=between[0], because=between[1]), *ranked[i][1:]]
    if not here.blur:
        return list(ranked[i])
    out = []
    for one in ranked[i]:
        area, because = area_of(one.place, here.blur)
        out.append(replace(one, place=area, because=f"{because}; {one.because}" if because else one.because))
    return out


def _unknown(
    i: int,
    around: Sequence[Surroundings],
    ranked: Sequence[Sequence[PlaceInterpretation]],
    context: _Context,
    known: PlaceWords,
    gazetteer: Gazetteer,
    text: str,
) -> list[PlaceInterpretation]:
    """Place a name that nobody knows: at the town it is called after, at a name one letter off, or in the area that holds it."""
    here = around[i]
    first, _, rest = here.name.partition(" ")
    level = (known.inside.get(first) or here.levels or (Level.SETTLEMENT,))[0]
    surface = here.span.of(text)
    if rest and first in known.inside:
        named = [one for one in look_up(rest, gazetteer) if one.place.point is not None]
        if named:
            fake = replace(here, name=rest, levels=(), class_word="", city=True)
            host = _rank(0, [fake], [tuple(named)], context)[0].place
            place = unknown_inside(host, surface, here.name, level, FACILITY_KM)
            return _with_doubt(place, f"not in the gazetteer; called after {host.name.en or host.name.ar}", host, gazetteer)
    container, why = _container(i, around, ranked, context, gazetteer)
    if level in (Level.SETTLEMENT, Level.NEIGHBOURHOOD, Level.DISTRICT):
        areas = tuple(dict.fromkeys(_area(one) for one in (container, context.lead) if one is not None))
        near = nearly_named(here.name, areas, gazetteer)
        if near:
            return _nearly(near)
    if container is None or container.level is level is Level.GOVERNORATE:
        return []
    place = unknown_inside(container, surface, here.name, level, 1.0)
    because = f"not in the gazetteer; lies somewhere in {container.name.en or container.name.ar}, {why}"
    return _with_doubt(place, because, container, gazetteer)


def _nearly(near: Sequence[Lookup]) -> list[PlaceInterpretation]:
    kept = near[:MOST]
    return [PlaceInterpretation(one.place, one.because, 1 / len(kept)) for one in kept]


def _with_doubt(place: Place, because: str, container: Place, gazetteer: Gazetteer) -> list[PlaceInterpretation]:
    """Give a place that rests on its container, and the next larger area for what the container may leave out."""
    larger = next((one for id in container.parents if (one := gazetteer.get(id)) is not None and one.point is not None), None)
    if larger is None or larger.level is Level.COUNTRY:
        return [PlaceInterpretation(place, because, 1.0)]
    wider = unknown_inside(larger, place.name.ar, fold_key(place.name.ar), place.level, 1.0)
    doubt = f"or elsewhere in {larger.name.en or larger.name.ar}"
    return [PlaceInterpretation(place, because, 0.75), PlaceInterpretation(wider, doubt, 0.25)]


def _container(
    i: int,
    around: Sequence[Surroundings],
    ranked: Sequence[Sequence[PlaceInterpretation]],
    context: _Context,
    gazetteer: Gazetteer,
) -> tuple[Place | None, str]:
    """Find the area a report says, or lets one take, that an unknown name lies in."""
    for j in range(i + 1, min(i + 4, len(around))):
        if not (around[j - 1].chained or around[j].listed):
            break
        if ranked[j] and _contains(ranked[j][0].place) and around[j - 1].chained:
            return _plain(ranked[j][0].place, gazetteer), "named after it"
    for j in (i - 1, i + 1, i - 2, i + 2):
        if 0 <= j < len(around) and around[j].sentence == around[i].sentence and ranked[j]:
            place = _plain(ranked[j][0].place, gazetteer)
            if place.level in (Level.GOVERNORATE, Level.DISTRICT) and _contains(place):
                return place, "named in the sentence"
            area = gazetteer.get(_area(place))
            if area is not None and _contains(area) and area.level is Level.GOVERNORATE:
                return area, "where the sentence's other places lie"
    if context.lead is not None:
        return context.lead, "named at the head of the report"
    return None, ""


def _plain(place: Place, gazetteer: Gazetteer) -> Place:
    """Give the place that an area was made of."""
    return gazetteer.get(place.id.partition("~")[0].partition("?")[0]) or place
