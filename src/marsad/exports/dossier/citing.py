"""Footnotes: the words a sentence rests on, where they stand, and how to find the original."""

from collections.abc import Iterable

from marsad.exports.dossier.content import Line, Note, Piece, code, words
from marsad.exports.dossier.phrasing import Phrases
from marsad.model import Claim, Incident, KeptReport, Release


class Citing:
    """Numbers the notes of a dossier; the same words of a report are one note within a section.

    Attributes:
        notes: The notes of the section so far.
    """

    def __init__(self, release: Release, phrases: Phrases) -> None:
        self.notes: list[Note] = []
        self._release, self._phrases = release, phrases
        self._numbers: dict[object, int] = {}
        self._claims: dict[str, Claim] = {}
        self._last = 0

    @property
    def withholding(self) -> bool:
        """Whether the release's profile keeps things back, so that what is not there may have been told all the same."""
        return self._release.profile != "full"

    def open(self, incident: Incident) -> None:
        """Begin the section of an incident."""
        self.notes, self._numbers = [], {}
        self._claims = {claim.id: claim for account in incident.accounts for claim in account.claims}

    def cite(self, claims: Iterable[str]) -> tuple[int, ...]:
        """Give the numbers of the notes for claims, each once, in order.

        Args:
            claims: Ids; one that the incident does not hold is passed over, since there are no words to show.
        """
        found = [self._claims[id] for id in claims if id in self._claims]
        return tuple(sorted({self._number(claim) for claim in found}))

    def claim(self, id: str) -> Claim | None:
        """Give a claim of the incident."""
        return self._claims.get(id)

    def report_name(self, key: str) -> str:
        """Give the name of a report, which under a profile is its pseudonym."""
        kept = self._release.reports.get(key)
        return (kept.report.id if kept else "") or key

    def _number(self, claim: Claim) -> int:
        told = claim.surface or ("" if self.withholding else claim.because)
        key = (claim.report, claim.spans if claim.surface else (), told)
        if key not in self._numbers:
            self._last += 1
            self._numbers[key] = self._last
            self.notes.append(Note(self._last, self._line(claim)))
        return self._numbers[key]

    def _line(self, claim: Claim) -> Line:
        phrases, profile = self._phrases, self._release.profile
        report = self._report(claim)
        if claim.surface:
            return phrases.line("notes", "plain", words=phrases.quoted(*self._words(claim)), report=report)
        if not self.withholding and not claim.spans:
            return phrases.line("notes", "wordless", because=words(claim.because), report=report)
        return phrases.line("notes", "withheld", profile=code(profile), report=report)

    def _words(self, claim: Claim) -> tuple[str, ...]:
        """Give the words of a claim; a text that a profile kept is not looked into, only what the profile left of the claim."""
        kept = self._release.reports.get(claim.report)
        if not self.withholding and kept and len(claim.spans) > 1:
            cut = tuple(span.of(kept.report.text) for span in claim.spans)
            if all(cut):
                return cut
        return (claim.surface,)

    def _report(self, claim: Claim) -> Line:
        """Say which report, by whom, of when, where in it, and the hash of the original."""
        phrases = self._phrases
        kept = self._release.reports.get(claim.report)
        parts = [phrases.line("notes", "report", name=code(self.report_name(claim.report)))]
        if kept:
            parts += self._published(kept)
        if claim.surface and claim.spans:
            spans = ", ".join(f"{span.start}-{span.end}" for span in claim.spans)
            parts.append(phrases.line("notes", "at", spans=code(spans)))
        if kept and kept.original:
            parts.append(phrases.line("notes", "original", hash=code(kept.original)))
        return phrases.listed(*parts)

    def _published(self, kept: KeptReport) -> list[Line]:
        report, phrases = kept.report, self._phrases
        parts: list[Line] = [(words(report.source),)] if report.source else []
        if report.published:
            return [*parts, phrases.line("notes", "published", day=code(report.published.isoformat()))]
        return [*parts, (Piece(phrases.text("notes", "unpublished")),)]
