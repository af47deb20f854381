"""What is known of a report while its actor mentions are read, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from marsad.actors.countries import Countries
from marsad.actors.lexicon import Lexicon
from marsad.actors.naming import Hit
from marsad.actors.roster import Naming, Roster
from marsad.model import ActorInterpretation, Report, Span
from marsad.text.words import Word, first_at, split_words

Interpretations: TypeAlias = tuple[ActorInterpretation, ...]


@dataclass(slots=True)
class Context:
    """What is known of a report while its mentions are read in order.

    Attributes:
        report: The report.
        words: Its words.
        roster: The roster.
        lexicon: The word lists.
        countries: What the report is about.
        hits: Roster names in the text, in order.
        introduced: Organisations named so far, by id, with the index of their last mention.
        heads: The organisation last named with a head word («هيئة»), as its interpretations.
        later: The same for the first one named anywhere, for headlines that say «الهيئة» before the text says which.
        ranked: Rankings made so far, so that a name told fifty times is ranked once.
        open: Whether some head word was met before anything was named with it.
    """

    report: Report
    words: Sequence[Word]
    roster: Roster
    lexicon: Lexicon
    countries: Countries
    hits: Sequence[Hit]
    introduced: dict[str, int] = field(default_factory=dict)
    heads: dict[str, Interpretations] = field(default_factory=dict)
    later: dict[str, Interpretations] = field(default_factory=dict)
    ranked: dict[tuple[int, str, tuple[bool, ...]], tuple[Sequence[Naming], Interpretations]] = field(default_factory=dict)
    open: bool = False

    def words_in(self, span: Span) -> list[str]:
        """Give the folded words of a span, signs left out."""
        first = last = first_at(self.words, span.start)
        while last < len(self.words) and self.words[last].start < span.end:
            last += 1
        words = self.words[first:last]
        if not words or words[0].start != span.start or words[-1].end != span.end:  # it begins or ends within a word
            words = split_words(self.report.text, span.start, span.end)
        spellings = self.roster.spellings
        return [spellings.get(folded, folded) for _, _, folded in words if folded[0].isalnum()]

    def word_before(self, span: Span) -> str:
        """Give the folded word before a span, signs and the word the span begins in left out."""
        i = first_at(self.words, span.start) - 1
        while i >= 0 and (self.words[i].end > span.start or not self.words[i].folded[0].isalnum()):
            i -= 1
        return self.words[i].folded if i >= 0 else ""
