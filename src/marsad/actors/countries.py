"""Weigh which country a report is about, from its own words.

«الجيش» is another army in every country. The names of states, their adjectives and their well-known towns vote.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marsad.actors.memo import once_a_report
from marsad.actors.roster import Roster
from marsad.text.words import Word, folded_forms

FIELD = frozenset({"syria", "iraq", "lebanon", "yemen", "libya", "sudan", "south-sudan", "palestine", "israel"})
"""Countries whose own wars are reported; others act in them."""


@dataclass(frozen=True, slots=True)
class Countries:
    """How often a report speaks of each country.

    Attributes:
        votes: Words that speak for a country, by its id.
        leading: The country of the field with most votes; empty when none has any.
        total: All votes.
    """

    votes: Mapping[str, int]
    leading: str
    total: int

    def share(self, country: str) -> float:
        """Give a country's share of all votes, 0 when there are none."""
        return self.votes.get(country, 0) / self.total if self.total else 0.0

    def at_home(self, country: str) -> bool:
        """Say whether the report is about a country; Israel and Palestine are one theatre."""
        return bool(country) and (country == self.leading or {country, self.leading} == {"israel", "palestine"})


@once_a_report
def weigh_countries(words: Sequence[Word], roster: Roster) -> Countries:
    """Count the words of a report that speak for a country."""
    spoken = map(roster.speaks_for.__getitem__, folded_forms(words))
    votes = Counter([country for country in spoken if country is not None])
    field = [(count, country) for country, count in votes.items() if country in FIELD]
    return Countries(votes, max(field)[1] if field else "", sum(votes.values()))
