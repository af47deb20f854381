"""Read a report: the one place that knows all stages and the order they come in.

A learned tagger finds words, interpreters give them their meaning, and vocabulary fills in what the tagger missed. Without
the tagger the same interpreters work on what rules find; the reading has the same form and says who read it.
"""

import gc
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter
from pathlib import Path

from marsad.actors import Roster, find_actors, interpret_actors, load_roster
from marsad.actors.taught import teach_roster
from marsad.counts.interpret import interpret_toll
from marsad.dates import date_notes, find_dates, interpret_dates
from marsad.dates import taught as taught_dates
from marsad.errors import InputError
from marsad.events.assemble import Settings, assemble_events, assemble_links
from marsad.events.blend import blend
from marsad.events.evidence import Evidence
from marsad.events.losses import agreed_tolls, settle_tolls, untold_deaths
from marsad.events.references import resolve_references
from marsad.events.rules import find_event_spans, relate_by_rule, sure_triggers
from marsad.events.rules import taught as taught_acts
from marsad.events.rules.spans import survey
from marsad.events.topics import complete_topics
from marsad.model import ActorKind, Lesson, Mention, MentionKind, Reading, Report, Span, Toll, taught_name
from marsad.places.find import find_places, without_proclitic
from marsad.places.gazetteer import Gazetteer, load_gazetteer
from marsad.places.interpret import interpret_places
from marsad.places.taught import teach_gazetteer
from marsad.tagger.decode import ScoredSpan
from marsad.tagger.hints import make_hints
from marsad.tagger.labels import LAYER_OF, TOLL
from marsad.tagger.onnx import load_tagger, read_settings
from marsad.tagger.tagger import Relating, Tagger, Tagging
from marsad.text.bearing import bearing
from marsad.text.body import find_body
from marsad.text.sentences import sentence_starts
from marsad.text.words import Word, split_words, word_starts

LONGEST = 20_000_000
"""Code points of the longest text that is read; a report is a few thousand."""

ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
NO_ARABIC = "there is no Arabic in this text; nothing of it was read"

KINDS = {kind.value: kind for kind in ActorKind}
"""Kinds of actors by their label; asking the enumeration itself takes ten times as long."""
LABELS = {kind: label for label, kind in KINDS.items()}

ACTORS = frozenset(KINDS)
MENTIONS = ACTORS | {"date", "place"}

_place = attrgetter("first", "last", "label")
"""The order of spans in a reading."""

Relate = Callable[[Sequence[ScoredSpan], Sequence[ScoredSpan]], Relating]
"""Says what some triggers mean and which of some other spans belong to them."""

MOST_TAUGHT = 32
"""Readers kept for as many choices of lessons."""

RULE_SCORE = 0.6
"""What a span found by rule counts where the tagger gives a probability."""


@dataclass(frozen=True)
class Reader:
    """Everything needed to read reports; made once, used for many.

    Attributes:
        gazetteer: The places it knows.
        roster: The organisations it knows.
        tagger: The learned tagger; None to read by rules alone.
        settings: Thresholds and calibration.
        name: What the readings say read them.
        vocabulary: Whether rules and lists fill in what the tagger missed; off only to measure the tagger alone.
        lessons: What a desk has taught it; a report whose words no lesson has is read as if there were none.
        dates: What it was taught of dates, once it is known which lessons bear on the report at hand.
        acts: What it was taught of acts, likewise.
    """

    gazetteer: Gazetteer
    roster: Roster
    tagger: Tagger | None
    settings: Settings
    name: str
    vocabulary: bool = True
    lessons: tuple[Lesson, ...] = ()
    dates: taught_dates.TaughtDates = taught_dates.NOTHING
    acts: taught_acts.TaughtActs = taught_acts.NOTHING
    _taught: dict[tuple[Lesson, ...], "Reader"] = field(default_factory=dict, repr=False, compare=False)

    def for_report(self, report: Report) -> "Reader":
        """Give the reader that a report is read with: this one, with the lessons that bear on the report and no others."""
        here = bearing(self.lessons, report) if self.lessons else ()
        if not here:
            return self
        taught = self._taught.get(here)
        if taught is None:
            if len(self._taught) >= MOST_TAUGHT:
                self._taught.clear()
            taught = self._taught[here] = self._with(here)
        return taught

    def _with(self, lessons: tuple[Lesson, ...]) -> "Reader":
        return replace(
            self,
            gazetteer=teach_gazetteer(self.gazetteer, lessons),
            roster=teach_roster(self.roster, lessons),
            name=taught_name(self.name, lessons),
            lessons=(),
            dates=taught_dates.TaughtDates.of(lessons),
            acts=taught_acts.TaughtActs.of(lessons),
            _taught={},
        )


@lru_cache(maxsize=8)
def load_reader(
    model: bool = True,
    threads: int = 2,
    gazetteers: tuple[Path, ...] = (),
    weights: Path | None = None,
    lessons: tuple[Lesson, ...] = (),
) -> Reader:
    """Make a reader.

    Args:
        model: Use the learned tagger; without it rules alone read.
        threads: Threads the tagger may use for one report.
        gazetteers: Place lists of the user's own, besides what is packaged.
        weights: Weights other than the packaged ones.
        lessons: What a desk has taught it.

    Raises:
        MarsadError: A list or the weights cannot be read.
    """
    if lessons:
        return replace(load_reader(model, threads, gazetteers, weights), lessons=lessons, _taught={})
    tagger = load_tagger(threads, weights) if model else None
    name = version_name() + (" (rules and model)" if model else " (rules)")
    settings = read_settings(weights) if model else {}
    return Reader(load_gazetteer(gazetteers), load_roster(), tagger, Settings.of(settings), name)


def version_name() -> str:
    """Give what this program calls itself: its name and version."""
    return f"marsad {_version()}"


def _version() -> str:
    try:
        return version("marsad")
    except PackageNotFoundError:
        return "0"


def read_report(report: Report, reader: Reader | None = None) -> Reading:
    """Read one report.

    Args:
        report: The report; its text is never changed.
        reader: What reads it; the packaged one when None.

    Returns:
        Everything found, each value with the words it rests on.

    Raises:
        InputError: The text is too long to be a report.
        MarsadError: The reader cannot be made.
    """
    if len(report.text) > LONGEST:
        raise InputError(f"expected a report of at most {LONGEST:,} characters, got {len(report.text):,}")
    reader = reader or load_reader()
    if not ARABIC.search(report.text):
        return Reading(report, Span(0, len(report.text)), (), (), (), reader.name, (NO_ARABIC,))
    with _uncollected():
        return _read(report, reader.for_report(report))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cyclic garbage away from a piece of work that makes none.

    It would look through the words and spans of the report at hand several times, find all of them in use, and take a
    tenth of the time. Whoever switched it off switches it on again, so it comes back also when several threads read.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read(report: Report, reader: Reader) -> Reading:
    """Read a report that holds Arabic."""
    words = split_words(report.text)
    starts = sentence_starts(report.text, words)
    body = find_body(report.text)
    ruled = find_mentions(report.text, words, reader.gazetteer, reader.roster, reader.dates) if reader.vocabulary else []
    if reader.tagger:
        tagging = reader.tagger.tag(report.text, words, starts, make_hints(len(words), ruled))
        body = _narrower(body, words, tagging.body)
        spans = _with_rules(report.text, words, starts, _within(tagging.spans, body), _within(ruled, body), body, reader)
        spans = complete_topics(words, reader.acts.spans(report.text, words, spans), starts)
        relate = partial(_relate, report.text, words, starts, tagging, reader.tagger, reader)
        if reader.vocabulary:
            triggers, others, relating = _related(report.text, words, starts, spans, relate, reader)
        else:
            triggers, others = _parted(spans)
            relating = relate(triggers, others)
    else:
        spans = _within([*ruled, *find_event_spans(report.text, words, starts, ruled, reader.acts)], body)
        triggers, others = _parted(spans)
        relating = relate_by_rule(report.text, words, starts, triggers, others, every=False, taught=reader.acts)
    return _finish(report, reader, words, starts, body, triggers, others, relating)


def _relate(
    text: str,
    words: Sequence[Word],
    starts: Sequence[int],
    tagging: Tagging,
    tagger: Tagger,
    reader: Reader,
    triggers: Sequence[ScoredSpan],
    others: Sequence[ScoredSpan],
) -> Relating:
    """Ask the tagger what triggers mean and what belongs to them, and the rules where they have a say."""
    stretches = [t.stretch for t in triggers], [(s.first, s.last, s.label) for s in others]
    relating = tagger.relate(tagging.vectors, *stretches, starts)
    if not (reader.vocabulary and reader.settings.weights and triggers):
        return relating
    ruled = relate_by_rule(text, words, starts, triggers, others, taught=reader.acts)
    blended = blend(relating, ruled, reader.settings.weights)
    return reader.acts.insist(blended, survey(text, words, starts, reader.acts)[0], triggers)


def _related(
    text: str, words: Sequence[Word], starts: Sequence[int], spans: Sequence[ScoredSpan], relate: Relate, reader: Reader
) -> tuple[list[ScoredSpan], list[ScoredSpan], Relating]:
    """Say what triggers mean and what belongs to them; again where a death that belongs to none becomes one."""
    triggers, others = _parted(spans)
    relating = relate(triggers, others)
    deaths = untold_deaths(text, words, starts, triggers, others, relating, reader.settings.limits.part)
    if deaths:
        triggers, others = _parted(reader.acts.spans(text, words, [*spans, *deaths]))
        relating = relate(triggers, others)
    return triggers, others, relating


def _with_rules(
    text: str,
    words: Sequence[Word],
    starts: Sequence[int],
    found: list[ScoredSpan],
    ruled: list[ScoredSpan],
    body: Span,
    reader: Reader,
) -> list[ScoredSpan]:
    """Drop what the tagger is not sure enough of, and add what rules found besides where that was measured to help.

    Dates are the rules' alone: a date expression is a closed class, and an odd one that a network adds has no days anyway.
    """
    least = reader.settings.least
    sure, unsure = _by_score([_peeled(s, words) for s in found], least)
    if not reader.vocabulary:
        return sure
    filled = reader.settings.filled | {"date"}
    sure = settle_tolls(text, words, starts, [s for s in sure if s.label != "date"])
    spans = _filled(sure, [s for s in ruled if s.label in filled])
    if not filled - ACTORS - {"date", "place"}:
        return spans
    mentions = [s for s in spans if s.label in ACTORS or s.label in ("date", "place")]
    parts = _within([s for s in find_event_spans(text, words, starts, mentions) if s.label != "trigger"], body)
    spans = _filled(spans, agreed_tolls(text, words, starts, unsure, parts))
    triggers = _within([trigger for trigger, _ in sure_triggers(text, words, starts)], body)
    return _filled(spans, [s for s in [*parts, *triggers] if s.label in filled])


def _by_score(spans: Iterable[ScoredSpan], least: Mapping[str, float]) -> tuple[list[ScoredSpan], list[ScoredSpan]]:
    """Part the spans that the tagger is sure enough of from the rest."""
    sure: list[ScoredSpan] = []
    unsure: list[ScoredSpan] = []
    for span in spans:
        (sure if span.score >= least.get(span.label, 0.0) else unsure).append(span)
    return sure, unsure


def _peeled(span: ScoredSpan, words: Sequence[Word]) -> ScoredSpan:
    """Take a particle off a place that the tagger left it on."""
    return replace(span, span=without_proclitic(span.span, words[span.first])) if span.label == "place" else span


def _narrower(body: Span, words: Sequence[Word], learned: tuple[int, int]) -> Span:
    """Take what both the rules and the tagger hold to be the report proper; the rules alone where that leaves nothing."""
    if learned[0] >= learned[1]:
        return body
    start, end = max(body.start, words[learned[0]].start), min(body.end, words[learned[1] - 1].end)
    return Span(start, end) if end - start > len(body) // 3 else body


def _within(spans: Iterable[ScoredSpan], body: Span) -> list[ScoredSpan]:
    return [span for span in spans if body.holds(span.span)]


def _parted(spans: Iterable[ScoredSpan]) -> tuple[list[ScoredSpan], list[ScoredSpan]]:
    """Part triggers from the other spans, each in order."""
    ordered = sorted(spans, key=_place)
    return [s for s in ordered if s.label == "trigger"], [s for s in ordered if s.label != "trigger"]


def _filled(first: Sequence[ScoredSpan], second: Sequence[ScoredSpan]) -> list[ScoredSpan]:
    """Add the spans of the second that meet none of the first in their layer."""
    taken: dict[str, set[int]] = {}
    for span in first:
        taken.setdefault(LAYER_OF[span.label], set()).update(range(span.first, span.last))
    return [*first, *(s for s in second if taken.get(LAYER_OF[s.label], set()).isdisjoint(range(s.first, s.last)))]


def _located(spans: Iterable[tuple[Span, str]], words: Sequence[Word]) -> list[ScoredSpan]:
    """Find the words of spans that rules gave."""
    starts = word_starts(words)
    out = []
    for span, label in spans:
        first, end = bisect_right(starts, span.start) - 1, span.end
        last = first + 1
        while last < len(starts) and starts[last] < end:
            last += 1
        if first >= 0 and span.start < end:
            out.append(ScoredSpan(label, first, last, span, RULE_SCORE))
    return out


def find_mentions(
    text: str,
    words: Sequence[Word],
    gazetteer: Gazetteer,
    roster: Roster,
    taught: taught_dates.TaughtDates = taught_dates.NOTHING,
) -> list[ScoredSpan]:
    """Find dates, actors and places by rules and lists, and the dates that a desk was taught."""
    dates = [(span, "date") for span in taught.over(words, find_dates(text, words))]
    actors = [(span, LABELS[kind]) for span, kind in find_actors(text, words, roster)]
    places = [(span, "place") for span in find_places(text, words, gazetteer, [span for span, _ in actors])]
    return _located([*dates, *actors, *places], words)


def _mentions(report: Report, reader: Reader, words: Sequence[Word], spans: Sequence[ScoredSpan]) -> list[Mention | None]:
    """Interpret every span that is a mention."""
    dates = iter(interpret_dates(report, [s.span for s in spans if s.label == "date"], words))
    places = iter(interpret_places(report, [s.span for s in spans if s.label == "place"], reader.gazetteer, words))
    people = [(s.span, KINDS[s.label]) for s in spans if s.label in KINDS]
    actors = iter(interpret_actors(report, people, words, reader.roster))
    out: list[Mention | None] = []
    text, number = report.text, 0
    for scored in spans:
        label, span, score = scored.label, scored.span, scored.score
        if label not in MENTIONS:
            out.append(None)
            continue
        number += 1
        id, surface = f"m{number}", text[span.start : span.end]
        if label == "date":
            read = reader.dates.before(report, span, next(dates))
            out.append(Mention(id, MentionKind.DATE, span, surface, None, read, (), (), score))
        elif label == "place":
            out.append(Mention(id, MentionKind.PLACE, span, surface, None, (), next(places), (), score))
        else:
            out.append(Mention(id, MentionKind.ACTOR, span, surface, KINDS[label], (), (), next(actors), score))
    return out


def _finish(
    report: Report,
    reader: Reader,
    words: Sequence[Word],
    starts: Sequence[int],
    body: Span,
    triggers: Sequence[ScoredSpan],
    others: Sequence[ScoredSpan],
    relating: Relating,
) -> Reading:
    """Interpret the spans and put the events together."""
    mentions = _mentions(report, reader, words, others)
    tolls: list[Toll | None] = [
        interpret_toll(s.label, s.span, words, s.first, s.last) if s.label in TOLL else None for s in others
    ]
    evidence = Evidence(report.text, words, starts, triggers, others, mentions, tolls, relating)
    told = assemble_events(evidence, report.published, reader.settings)
    events, links = resolve_references(evidence, told, assemble_links(evidence))
    notes = date_notes(report, [s.span for s in others if s.label == "date"])
    found = tuple(m for m in mentions if m)
    return Reading(report, body, found, events, links, reader.name, notes)
