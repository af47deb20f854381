"""Turn the date expressions of a report into intervals of days.

A report says «أمس» or «الجمعة»; a dataset needs bounds. Each rule knows one family of expressions and answers
`None` for the rest. The first answer is the most trusted; others stay for a reviewer to choose.

Expressions are read in the order of the text, because a later one may count from an earlier («اليوم التالي», «الشهر ذاته»,
«في آب الماضي أفادت مصادر … قبل يومين»).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from marsad.dates import absolute, amounts, relative
from marsad.dates.context import Context, ReportDay, report_day
from marsad.dates.expression import Expression, read_expression
from marsad.dates.signs import Month, sign_of, signs_of
from marsad.dates.tense import STOPS, looks_ahead
from marsad.model import DateInterpretation, DateInterval, Report, Span
from marsad.text.folding import fold_key
from marsad.text.words import Word, first_at
from marsad.vocabulary import load_vocabulary

Rule: TypeAlias = Callable[[Expression, Context], DateInterpretation | None]
"""Reads one family of expressions, given what its words say and what surrounds it."""

RULES: tuple[Rule, ...] = (
    absolute.happening,
    absolute.share,
    absolute.written_day,
    absolute.written_month,
    absolute.decade,
    absolute.season,
    relative.pointed_day,
    absolute.written_year,
    absolute.day_of_month,
    relative.counted_day,
    relative.own_night,
    relative.weekday_night,
    relative.weekday,
    relative.weekday_behind,
    absolute.month_named,
    amounts.last_few,
    amounts.ago,
    amounts.later,
    amounts.deadline,
    relative.period,
)
"""Most specific first."""

SHARED = re.compile(r"w|[&z]?(?:W|[Mm]|[TR][oK])(?:/[Mm])?(?:w|l?[aA]?y)")
"""A second month and the pointer or year it shares with the first: «أيار [وآذار الماضيين]», «آب [وأيلول 2023]»."""

SHARED_WORDS = 5
"""Words after an expression that are looked at for what it shares with the next."""

REMEMBERED = 8
"""How many dates back «اليوم التالي» may look for the one it counts from."""

LONGEST_MENTION = 40
"""Words of a span that are looked at; the longest date anybody writes has fifteen."""

LONG_SENTENCE = 120
"""Words between two dates beyond which they are not told together, whatever the punctuation."""

NEAR_VERB = 10
"""How many words may stand between a reporting verb and the date of its report."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A date expression where it stands: its words as indices, and the sign of the word before it."""

    first: int
    last: int
    before: str
    read: Expression


def interpret_dates(report: Report, spans: Sequence[Span], words: Sequence[Word]) -> tuple[tuple[DateInterpretation, ...], ...]:
    """Give every interpretation of a report's date expressions, most trusted first.

    Args:
        report: The report; its text and publication day are looked at.
        spans: Date expressions, in any order; odd ones are answered too.
        words: The words of the report's text.

    Returns:
        For each span, in the order given, at least one interpretation. The interval is None where the report gives no
        way to know, and `because` says what is missing.
    """
    mentions = [_mention(span, words) for span in spans]
    day = report_day(report.published, [mention.read for mention in mentions])
    years = {(m.read.days[0], m.read.month): m.read.years[0] for m in mentions if m.read.years and m.read.days and m.read.month}
    answers: dict[int, tuple[DateInterpretation, ...]] = {}
    told: list[tuple[_Mention, DateInterval]] = []
    for i in sorted(range(len(spans)), key=lambda i: spans[i]):
        near = told[-1] if told and _one_sentence(report.text, words, told[-1][0], mentions[i]) else None
        context = _context(report.text, words, mentions[i], told, near, day, years)
        answers[i] = _answers(mentions[i], context, near and _earlier_report(words, mentions[i], *near))
        best = answers[i][0].interval
        if best is not None:
            told.append((mentions[i], best))
    return tuple(answers[i] for i in range(len(spans)))


def date_notes(report: Report, spans: Sequence[Span]) -> tuple[str, ...]:
    """Say what a user should know about the dates of a reading as a whole.

    Args:
        report: The report.
        spans: Its date expressions.

    Returns:
        A note when there are date expressions and the publication date is missing, else nothing.
    """
    if report.published is not None or not spans:
        return ()
    return ("The report has no publication date: dates that count from it («أمس», «السبت») stay open.",)


def _mention(span: Span, words: Sequence[Word]) -> _Mention:
    """Find the words of a span and read them."""
    first = max(first_at(words, span.start + 1) - 1, 0)
    if first < len(words) and words[first].end <= span.start:
        first += 1
    last = max(first_at(words, span.end), first)
    last = min(last, first + LONGEST_MENTION)
    before = sign_of(words[first - 1].folded).letter if 0 < first <= len(words) else ""
    return _Mention(first, last, before, _read(words, first - (before == "!"), last))


def _one_sentence(text: str, words: Sequence[Word], earlier: _Mention, mention: _Mention) -> bool:
    """Say whether no stop and no line break stands between two mentions."""
    if mention.first - earlier.last > LONG_SENTENCE:
        return False
    between = words[earlier.last : mention.first]
    if not STOPS.isdisjoint([folded for _, _, folded in between]):
        return False
    return not between or "\n" not in text[words[earlier.last - 1].end : words[mention.first - 1].end]


def _read(words: Sequence[Word], first: int, last: int) -> Expression:
    """Read an expression with what belongs to it outside: «مهلة» before it, «الماضيين» after the second of two months."""
    after = words[last : last + SHARED_WORDS]
    return _read_folded(tuple([folded for _, _, folded in words[first:last]]), tuple([folded for _, _, folded in after]))


@lru_cache(maxsize=1 << 14)
def _read_folded(inside: tuple[str, ...], after: tuple[str, ...]) -> Expression:
    """Read an expression from the folded words of it and those that follow; reports write few of them, over and over."""
    words = [Word(0, 0, folded) for folded in inside]
    read = read_expression(words, signs_of(words))
    if not (read.month or read.weekdays) or read.shift is not None or read.years:
        return read
    following = signs_of([Word(0, 0, folded) for folded in after])
    match = SHARED.match("".join(sign.letter for sign in following))
    if match is None or not (following[0].lead or match.group()[0] in "&zw"):
        return read
    shared = following[match.end() - 1]
    return replace(read, shift=shared.value) if shared.letter == "w" else replace(read, years=(shared.value,))


def _context(
    text: str,
    words: Sequence[Word],
    mention: _Mention,
    told: Sequence[tuple[_Mention, DateInterval]],
    near: tuple[_Mention, DateInterval] | None,
    day: ReportDay,
    years: dict[tuple[int, Month], int],
) -> Context:
    """Gather what surrounds a mention."""
    year = near[0].read.years[-1] if near and near[0].read.years and not near[0].read.hijri else None
    return Context(
        anchor=day.day,
        anchor_is=day.name,
        ahead=mention.before == "!" or looks_ahead(text, words, mention.first, mention.last),
        told=tuple([interval for _, interval in reversed(told[-REMEMBERED:])]),
        sentence=near[1] if near else None,
        years=years,
        year_told=year,
        names_happening=_names_happening(mention),
    )


@lru_cache(maxsize=1)
def _known_days() -> frozenset[tuple[int, int]]:
    return frozenset((month, day) for month, day in load_vocabulary("dates/cues")["known_days"])


@lru_cache(maxsize=1)
def _reporting() -> frozenset[str]:
    verbs = [fold_key(verb) for verb in load_vocabulary("dates/cues")["reporting"]]
    return frozenset(proclitic + verb for verb in verbs for proclitic in ("", "و", "ف"))


def _names_happening(mention: _Mention) -> bool:
    """Say whether the day of the year follows a word for a happening that it names."""
    read = mention.read
    if mention.before != "*" or read.month is None or len(read.days) != 1:
        return False
    return (read.month.number, read.days[0]) in _known_days()


def _earlier_report(words: Sequence[Word], mention: _Mention, other: _Mention, interval: DateInterval) -> DateInterval | None:
    """Give the day of the earlier report whose words a sentence tells: «في آب الماضي أفادت مصادر … قبل يومين».

    Only what is counted back from it can be meant by it; a weekday or month stands on the calendar as it is.
    """
    read = mention.read
    counts_back = (read.direction in ("before", "since") and read.counted) or read.offset in (-1, -2)
    if not counts_back or read.weekdays:
        return None
    if other.read.offset is not None or other.read.counted:
        return None
    window = range(max(other.first - NEAR_VERB, 0), min(other.last + NEAR_VERB, mention.first))
    return interval if any(words[i].folded in _reporting() for i in window) else None


def _answers(mention: _Mention, context: Context, earlier: DateInterval | None) -> tuple[DateInterpretation, ...]:
    """Ask the rules, first from the day of the earlier report where the sentence tells one."""
    found: dict[DateInterval | None, DateInterpretation] = {}
    if earlier is not None:
        first, last = (_ask(mention.read, _seen_from(context, day)) for day in (earlier.first, earlier.last))
        if first and last and first[0].interval and last[0].interval:
            hull = DateInterval(first[0].interval.first, last[0].interval.last)
            because = f"counted from what was reported {earlier.first} to {earlier.last}: {first[0].because}"
            found[hull] = DateInterpretation(hull, because)
    for answer in _ask(mention.read, context):
        found.setdefault(answer.interval, answer)
    return tuple(found.values()) or (DateInterpretation(None, _missing(mention.read, context)),)


def _seen_from(context: Context, day: date) -> Context:
    return replace(context, anchor=day, anchor_is="the earlier report", sentence=None)


def _ask(read: Expression, context: Context) -> list[DateInterpretation]:
    """Ask every rule; an answer without interval ends the asking."""
    answers: list[DateInterpretation] = []
    for rule in RULES:
        try:
            answer = rule(read, context)
        except (ValueError, OverflowError):
            continue  # A day the calendar does not have, such as «31 نيسان».
        if answer is not None:
            answers.append(answer)
            if answer.interval is None:
                break
    return answers


def _missing(read: Expression, context: Context) -> str:
    """Say why there is no interpretation."""
    if read == Expression():
        return "the words name no day or period that the rules know"
    if context.anchor is None:
        return "the report has no publication date to count from"
    return "no such day in the calendar, or nothing in the report to count it from"
