"""Gather what a report as a whole says about where it plays.

A name that ten places bear is understood by readers of the report because of everything else in it: the other names, the
nations whose army or police it speaks of, the outlet that wrote it. Each of these gives votes; the ranking weighs them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.model import Level, Place, Report
from marsad.places.areas import WIDE
from marsad.places.candidates import Candidates, candidates_of
from marsad.places.context import Surroundings
from marsad.places.cues import place_words
from marsad.places.find import find_places
from marsad.places.gazetteer import Gazetteer
from marsad.places.spelling import Lookup, look_up
from marsad.text.folding import fold_key
from marsad.text.words import Word, folded_forms, split_words

CONTAINERS = frozenset({Level.GOVERNORATE, Level.DISTRICT, Level.REGION, Level.SETTLEMENT, Level.NEIGHBOURHOOD})
LARGEST_CONTAINER_KM = 200.0
"""Areas larger than this say nothing about where an unknown name lies."""
HEADLINE = 160
"""Names that begin before this code point count as the headline's or dateline's."""
HEADLINE_VOTES = 2.0
OUTLET_VOTES = 1.5
NATION_VOTES, NATION_MOST = 0.5, 4
"""Votes of an adjective such as «اليمني» for its country, and how many times it may vote."""


@dataclass(slots=True)
class Evidence:
    """Votes of a report for areas and countries.

    Attributes:
        areas: Votes of the names for the areas their places lie in, by id.
        countries: Votes for countries, adjectives and outlet included.
        sentences: As areas, for each sentence.
        classes: Levels that class words give a name anywhere in the report.
        lead: Area named first of all, in headline or dateline; None when there is none.
    """

    areas: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sentences: dict[int, defaultdict[str, float]] = field(default_factory=dict)
    classes: dict[str, Counter[Level]] = field(default_factory=dict)
    lead: Place | None = None
    _totals: tuple[float, float] | None = None
    _sentence_totals: dict[int, float] = field(default_factory=dict)

    def shares(self, sentence: int, area: str, country: str) -> tuple[float, float, float]:
        """Give an area's share of the votes of a sentence, its share of the report's, and the country's."""
        total = self._sentence_totals.get(sentence)
        if total is None:
            total = self._sentence_totals[sentence] = sum(self.sentences[sentence].values()) or 1.0
        if self._totals is None:
            self._totals = sum(self.areas.values()) or 1.0, sum(self.countries.values()) or 1.0
        areas, countries = self._totals
        return (
            self.sentences[sentence].get(area, 0.0) / total,
            self.areas.get(area, 0.0) / areas,
            self.countries.get(country, 0.0) / countries,
        )


def gather_evidence(
    report: Report,
    around: Sequence[Surroundings],
    found: Sequence[Candidates],
    gazetteer: Gazetteer,
    words: Sequence[Word],
) -> Evidence:
    """Let everything in a report that speaks of places vote.

    Args:
        report: The report; its title and outlet vote too.
        around: Surroundings of its place names.
        found: Candidates of each.
        gazetteer: The places known, for the title.
        words: The report's words, for adjectives of nations.
    """
    evidence = Evidence()
    for here, candidates in zip(around, found, strict=True):
        _hear_name(here, candidates, evidence)
    known = place_words()
    for word, count in Counter([folded for folded in folded_forms(words) if folded in known.nations]).items():
        evidence.countries[known.nations[word]] += min(count, NATION_MOST) * NATION_VOTES
    outlet = fold_key(report.source or "")
    country = next((country for part, country in known.outlets if part in outlet), None) if outlet else None
    if country is not None:
        evidence.countries[country] += OUTLET_VOTES
    if report.title and report.title[:40] not in report.text[:HEADLINE]:
        _hear_title(report.title, evidence, gazetteer)
    return evidence


def _hear_name(here: Surroundings, candidates: Candidates, evidence: Evidence) -> None:
    head = here.span.start < HEADLINE
    weight = HEADLINE_VOTES if head else 1.0
    sentence = evidence.sentences.get(here.sentence)
    if sentence is None:
        sentence = evidence.sentences[here.sentence] = defaultdict(float)
    for area, country, share in candidates.votes:
        evidence.areas[area] += share * weight
        evidence.countries[country] += share * weight
        sentence[area] += share
    if here.levels and not here.listed:
        evidence.classes.setdefault(here.name, Counter()).update(here.levels)
    if head:
        _lead(candidates.lookups, evidence)


def _hear_title(title: str, evidence: Evidence, gazetteer: Gazetteer) -> None:
    """Let the places of a headline that came apart from the text vote."""
    for span in find_places(title, split_words(title), gazetteer):
        candidates = candidates_of(look_up(fold_key(span.of(title)), gazetteer))
        for area, country, share in candidates.votes:
            evidence.areas[area] += HEADLINE_VOTES * share
            evidence.countries[country] += HEADLINE_VOTES * share
        _lead(candidates.lookups, evidence)


def _lead(lookups: Sequence[Lookup], evidence: Evidence) -> None:
    if evidence.lead is None:
        evidence.lead = next((one.place for one in lookups if one.place.level in WIDE and can_contain(one.place)), None)


def can_contain(place: Place) -> bool:
    """Say whether a place says something about where a name inside it lies."""
    return place.level in CONTAINERS and place.point is not None and place.radius_km <= LARGEST_CONTAINER_KM
