"""Decide which places the names of a report may mean, and say why.

Many names are borne by several places, and a governorate shares its name with its capital. What tells them apart is written
around the name: a class word, the chain it stands in, the other names of the sentence, of the report, the outlet's country.
All places are kept, ranked. A name that nobody knows gets the area it is said to lie in, and none where the report names no
such area.
"""

from collections.abc import Sequence
from dataclasses import replace

from marsad.model import PlaceInterpretation, Report, Span
from marsad.places.areas import area_between, area_of
from marsad.places.candidates import find_candidates
from marsad.places.context import Surroundings, look_around
from marsad.places.cues import place_words
from marsad.places.evidence import gather_evidence
from marsad.places.gazetteer import Gazetteer
from marsad.places.rank import rank
from marsad.places.unknown import place_unknown
from marsad.text.words import Word


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
    around = look_around(report.text, spans, words, place_words())
    found = [find_candidates(here, gazetteer) for here in around]
    evidence = gather_evidence(report, around, found, gazetteer, words)
    ranked = [rank(i, around, found, evidence) for i in range(len(around))]
    for i, here in enumerate(around):
        if ranked[i]:
            ranked[i] = _blurred(i, here, around, ranked)
        else:
            ranked[i] = place_unknown(i, around, ranked, evidence, gazetteer, here.span.of(report.text))
    return tuple(tuple(one) for one in ranked)


def _blurred(
    i: int, here: Surroundings, around: Sequence[Surroundings], ranked: Sequence[list[PlaceInterpretation]]
) -> list[PlaceInterpretation]:
    """Turn places into the areas that the words around the name speak of."""
    if here.between and i + 1 < len(around) and around[i + 1].listed and ranked[i + 1]:
        between = area_between(ranked[i][0].place, ranked[i + 1][0].place)
        if between is not None:
            return [replace(ranked[i][0], place=between[0], because=between[1]), *ranked[i][1:]]
    if not here.blur:
        return ranked[i]
    out = []
    for one in ranked[i]:
        area, because = area_of(one.place, here.blur)
        out.append(PlaceInterpretation(area, f"{because}; {one.because}" if because else one.because, one.weight))
    return out
