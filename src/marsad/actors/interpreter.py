"""Say who the actor mentions of a report are.

Organisations are looked up in the roster; a word like «الهيئة» takes up the organisation that was named with that word
before. Persons are the same person when their names fit. Groups, populations and offices are described, not identified: they
get no id, but the organisation inside them is told.

Mentions may come from a learned tagger, with odd spans; no span is refused.
"""

from collections.abc import Mapping, Sequence

from marsad.actors.context import Context, Interpretations
from marsad.actors.countries import weigh_countries
from marsad.actors.lexicon import load_lexicon
from marsad.actors.naming import Hit, find_names
from marsad.actors.organizations import describe, interpret_organization, only_organizations, rank
from marsad.actors.people import FullName, People, name_parts
from marsad.actors.roster import Organization, Roster
from marsad.model import ActorInterpretation, ActorKind, Name, Report, Span
from marsad.text.words import Word

Mentions = Sequence[tuple[Span, ActorKind]]

DESCRIBED = {kind: f"a {kind.value}, described and not named" for kind in ActorKind}

MOST_INSIDE = 40
"""Roster names to look at inside one mention; more stand only in a span gone wrong."""


def interpret_actors(report: Report, mentions: Mentions, words: Sequence[Word], roster: Roster) -> tuple[Interpretations, ...]:
    """Give the interpretations of every actor mention, most trusted first.

    Args:
        report: The report; its day and outlet are used.
        mentions: Spans and kinds, in order of their place.
        words: The report's words.
        roster: The roster.

    Returns:
        One tuple for each mention, in the same order; none is empty.
    """
    context = Context(
        report, words, roster, load_lexicon(), weigh_countries(words, roster), find_names(report.text, words, roster)
    )
    inside = _hits_inside(mentions, context.hits)
    names = {i: _full_name(context, i, span) for i, (span, kind) in enumerate(mentions) if kind is ActorKind.PERSON}
    people = People(list(names.values()))
    results = _read(context, mentions, inside, names, people)
    if context.open:  # a headline said «الهيئة» before the text says which; now it is known
        results = _read(context, mentions, inside, names, people)
    return tuple(results)


def _read(
    context: Context,
    mentions: Mentions,
    inside: Sequence[Sequence[Hit]],
    names: Mapping[int, FullName],
    people: People,
) -> list[Interpretations]:
    """Interpret the mentions in order, each with what those before it introduced."""
    context.introduced, context.heads, context.open = {}, {}, False
    results: list[Interpretations] = []
    for i, (span, kind) in enumerate(mentions):
        if kind is ActorKind.ORGANIZATION:
            results.append(interpret_organization(context, i, span, inside[i]))
        elif kind is ActorKind.PERSON:
            results.append(_person(context, names[i], people, inside[i]))
        else:
            results.append((_described(context, span, kind, inside[i]),))
    return results


def _hits_inside(mentions: Mentions, hits: Sequence[Hit]) -> list[list[Hit]]:
    """Give for each mention the roster names that meet its span; mentions and names are walked once, in order."""
    order = sorted(range(len(mentions)), key=lambda i: mentions[i][0].start)
    found: list[list[Hit]] = [[] for _ in mentions]
    first = 0
    for i in order:
        span = mentions[i][0]
        while first < len(hits) and hits[first].span.end <= span.start:
            first += 1
        j = first
        while j < len(hits) and hits[j].span.start < span.end and len(found[i]) < MOST_INSIDE:
            found[i].append(hits[j])
            j += 1
    return found


def _full_name(context: Context, i: int, span: Span) -> FullName:
    """Read the words of a person mention, titles at its front left out."""
    surface = span.of(context.report.text)
    words = context.words_in(span)
    while len(words) > 1 and words[0] in context.lexicon["ranks"]:
        words = words[1:]
    return FullName(name_parts(words), " ".join(words), surface, i)


def _person(context: Context, name: FullName, people: People, hits: Sequence[Hit]) -> Interpretations:
    """Interpret a person mention: a public person, a person named in full in the report, or a name of its own."""
    full = people.fullest(name)
    if full is None:
        known = people.bearers(name)
        if known:
            return tuple(
                _as_person(context, person, f"«{name.surface}» is a part of this name in the report") for person in known[:3]
            )
        full = name
    figures = [describe(context, figure, ["a public person of that name"]) for figure in _figures(context, full.folded)]
    if figures:
        return tuple(figures)
    organizations = only_organizations([naming for hit in hits for naming in hit.namings]) if len(name.words) == 1 else ()
    if organizations:
        return rank(context, organizations, "no person of that name in the report")
    because = "its full name" if full is name else f"the fuller name in the report is «{full.surface}»"
    return (_as_person(context, full, because),)


def _as_person(context: Context, name: FullName, because: str) -> ActorInterpretation:
    """Make the interpretation of a name that the report gives in full."""
    for figure in _figures(context, name.folded):
        return describe(context, figure, [because, "a public person of that name"])
    return ActorInterpretation(f"person:{name.folded}", Name(name.surface), ActorKind.PERSON, because)


def _figures(context: Context, folded: str) -> list[Organization]:
    """Give the public persons who bear a name."""
    return [n.organization for n in context.roster.namings(folded) if n.organization.kind is ActorKind.PERSON]


def _described(context: Context, span: Span, kind: ActorKind, hits: Sequence[Hit]) -> ActorInterpretation:
    """Interpret a group, population or office: no id, but what its words point to."""
    surface = span.of(context.report.text)
    notes = [DESCRIBED[kind]]
    side, codes = "", {}
    for hit in hits:
        if span.holds(hit.span):
            ranked = rank(context, hit.namings)
            notes.append(f"«{hit.span.of(context.report.text)}» in it is {ranked[0].name.en} ({ranked[0].id})")
            if not side:
                side, codes = ranked[0].side, dict(ranked[0].codes)
    for word in context.words_in(span):
        state = context.roster.cues.get(word) if word in context.lexicon.nationalities else None
        if state is not None:
            notes.append(f"«{word}» points to {context.roster.organizations[state].name.en}")
            side = side or state
    return ActorInterpretation(None, Name(surface), kind, "; ".join(notes), side, codes)
