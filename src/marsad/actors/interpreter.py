"""Say who the actor mentions of a report are.

Organisations are looked up in the roster; where several bear a name, what the report said before, the country it is about and its day
decide, and the others stay as further interpretations. A word like «الهيئة» takes up the organisation that was named with that word
before. Persons are the same person when their names fit. Groups, populations and offices are described, not identified: they get no id,
but the organisation inside them is told.

Mentions may come from a learned tagger, with odd spans; a roster name that the text has at the same place is preferred to the span's
own words.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marsad.actors.codes import codes_of
from marsad.actors.countries import Countries, weigh_countries
from marsad.actors.lexicon import Lexicon, load_lexicon
from marsad.actors.naming import Hit, find_names
from marsad.actors.people import FullName, bearers, merge_names, name_parts
from marsad.actors.roster import Naming, Organization, Roster
from marsad.model import ActorInterpretation, ActorKind, Name, Report, Span
from marsad.text.words import Word, split_words

Mentions = Sequence[tuple[Span, ActorKind]]
NAMED = (ActorKind.ORGANIZATION, ActorKind.PERSON)


@dataclass(slots=True)
class _Context:
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
        open: Whether some head word was met before anything was named with it.
    """

    report: Report
    words: Sequence[Word]
    roster: Roster
    lexicon: Lexicon
    countries: Countries
    hits: Sequence[Hit]
    introduced: dict[str, int] = field(default_factory=dict)
    heads: dict[str, tuple[ActorInterpretation, ...]] = field(default_factory=dict)
    later: dict[str, tuple[ActorInterpretation, ...]] = field(default_factory=dict)
    open: bool = False

    def words_in(self, span: Span) -> list[str]:
        """Give the folded words of a span, signs left out."""
        words = self.words[bisect_left(self.words, span.start, key=_start) : bisect_left(self.words, span.end, key=_start)]
        folded = [word.folded for word in words if word.folded[0].isalnum()]
        if not words or words[0].start != span.start or words[-1].end != span.end:  # it begins or ends within a word
            folded = [word.folded for word in split_words(self.report.text, span.start, span.end) if word.folded[0].isalnum()]
        return [self.roster.spellings.get(word, word) for word in folded]

    def word_before(self, span: Span) -> str:
        """Give the folded word before a span, signs and the word the span begins in left out."""
        i = bisect_left(self.words, span.start, key=_start) - 1
        while i >= 0 and (self.words[i].end > span.start or not self.words[i].folded[0].isalnum()):
            i -= 1
        return self.words[i].folded if i >= 0 else ""


def _start(word: Word) -> int:
    return word.start


def interpret_actors(
    report: Report, mentions: Mentions, words: Sequence[Word], roster: Roster
) -> tuple[tuple[ActorInterpretation, ...], ...]:
    """Give the interpretations of every actor mention, most trusted first.

    Args:
        report: The report; its day and outlet are used.
        mentions: Spans and kinds, in order of their place.
        words: The report's words.
        roster: The roster.

    Returns:
        One tuple for each mention, in the same order; none is empty.
    """
    context = _Context(
        report, words, roster, load_lexicon(), weigh_countries(words, roster), find_names(report.text, words, roster)
    )
    inside = _hits_inside(mentions, context.hits)
    names = {i: _full_name(context, i, span) for i, (span, kind) in enumerate(mentions) if kind is ActorKind.PERSON}
    persons = merge_names(list(names.values()))
    results = _read(context, mentions, inside, names, persons)
    if context.open:  # a headline said «الهيئة» before the text says which; now it is known
        results = _read(context, mentions, inside, names, persons)
    return tuple(results)


def _read(
    context: _Context,
    mentions: Mentions,
    inside: Sequence[Sequence[Hit]],
    names: Mapping[int, FullName],
    persons: Mapping[int, FullName],
) -> list[tuple[ActorInterpretation, ...]]:
    """Interpret the mentions in order, each with what those before it introduced."""
    context.introduced, context.heads, context.open = {}, {}, False
    results: list[tuple[ActorInterpretation, ...]] = []
    for i, (span, kind) in enumerate(mentions):
        if kind is ActorKind.ORGANIZATION:
            results.append(_organization(context, i, span, inside[i]))
        elif kind is ActorKind.PERSON:
            results.append(_person(context, names[i], persons, inside[i]))
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
        while j < len(hits) and hits[j].span.start < span.end:
            if hits[j].span.meets(span):
                found[i].append(hits[j])
            j += 1
    return found


def _organization(context: _Context, i: int, span: Span, hits: Sequence[Hit]) -> tuple[ActorInterpretation, ...]:
    """Interpret an organisation mention and remember what it introduces."""
    surface = span.of(context.report.text)
    key = " ".join(context.words_in(span))
    taken_up = _taken_up(context, key)
    if taken_up:
        return taken_up
    namings, how = _look_up(context, span, key, hits)
    if not namings:
        name = _without_class(key, context.lexicon)
        result: tuple[ActorInterpretation, ...] = (_unknown(name or key, surface, ActorKind.ORGANIZATION),)
    else:
        result = _ranked(context, namings, how)
        context.introduced[result[0].id or ""] = i
    _remember(context, span, key, result)
    return result


def _taken_up(context: _Context, key: str) -> tuple[ActorInterpretation, ...]:
    """Resolve a head word alone («الهيئة») to the organisation named with it, before or else after."""
    head = _head_of(key)
    if " " in key or head is None or head not in context.lexicon["anaphors"]:
        return ()
    known, where = context.heads.get(head), "before"
    if known is None:
        known, where = context.later.get(head), "after"
    if known is None:
        context.open = True
        return ()
    return tuple(
        ActorInterpretation(
            a.id, a.name, a.kind, f"«{head}» takes up {a.name.en or a.name.ar}, named {where} it", a.side, a.codes
        )
        for a in known
    )


def _head_of(key: str) -> str | None:
    """Give the word under the article («الهيئة», and «لهيئة» after a swallowed alef), None when there is no article."""
    if key.startswith("ال"):
        return key[2:]
    return key[1:] if key.startswith("ل") and len(key) > 3 else None


def _look_up(context: _Context, span: Span, key: str, hits: Sequence[Hit]) -> tuple[Sequence[Naming], str]:
    """Find who bears a name: as written, without class words and blame, or by a roster name at the same place."""
    before = context.word_before(span)
    forms = _forms(key, context.lexicon)
    if before in context.lexicon["outer_class_words"]:  # «تنظيم» before «الدولة» says which
        forms.insert(0, f"{before} {key}")
    for form in forms:
        namings = _organizations(context.roster.namings(form))
        if namings:
            return namings, "" if form in (key, f"{before} {key}") else f"read as «{form}»"
    best = max(hits, key=lambda hit: min(hit.span.end, span.end) - max(hit.span.start, span.start), default=None)
    if best is not None and 2 * (min(best.span.end, span.end) - max(best.span.start, span.start)) >= len(span):
        return _organizations(best.namings), f"«{best.span.of(context.report.text)}» stands there"
    return (), ""


def _organizations(namings: Sequence[Naming]) -> Sequence[Naming]:
    return [naming for naming in namings if naming.organization.kind is ActorKind.ORGANIZATION]


def _forms(key: str, lexicon: Lexicon) -> list[str]:
    """Give the forms under which a name is looked up, nearest to the surface first."""
    forms = [key]
    if key.startswith("ل"):
        forms += [f"ا{key}", f"ال{key}", key[1:]]
    elif key[:1] in ("و", "ف", "ب"):
        forms.append(key[1:])
    for form in tuple(forms):
        words = form.split()
        while len(words) > 1 and words[-1] in lexicon["blame"]:
            words.pop()
            forms.append(" ".join(words))
        if len(words) > 1 and words[0] in lexicon["class_words"]:
            forms.append(_without_class(" ".join(words), lexicon))
    return forms


def _without_class(key: str, lexicon: Lexicon) -> str:
    """Take the class words off the front of a name; at least one word stays."""
    words = key.split()
    while len(words) > 1 and words[0] in lexicon["outer_class_words"]:
        words = words[1:]
    return " ".join(words)


def _ranked(context: _Context, namings: Sequence[Naming], how: str) -> tuple[ActorInterpretation, ...]:
    """Order those who bear a name, and say why."""
    scored = []
    for place, naming in enumerate(namings):
        score, reasons = _weigh(context, naming)
        scored.append((-score, place, naming.organization, [*([how] if how else []), *reasons]))
    scored.sort(key=lambda item: item[:2])
    best = -scored[0][0]
    kept = [item for item in scored if -item[0] > best - 3][:4]
    return tuple(_interpretation(context, organization, reasons) for _, _, organization, reasons in kept)


def _weigh(context: _Context, naming: Naming) -> tuple[float, list[str]]:
    """Say how well an organisation fits the report, and the reasons."""
    organization, day = naming.organization, context.report.published
    score = 0.0
    reasons = ["a name of it in the roster" if naming.sure else "a short name of it in the roster"]
    if naming.sure:
        score += 1
    if organization.id in context.introduced:
        score += 4
        reasons.append("named before in the report")
    if context.countries.at_home(organization.home):
        score += 2
        reasons.append(f"the report is mostly about {organization.home}")
    score += context.countries.share(organization.home)
    if not organization.existed(day):
        score -= 2.5
        reasons.append(f"told of the past: it bore the name {_period(organization)}")
    elif day is not None and (organization.first or organization.last):
        score += 0.5
        reasons.append(f"it bore the name {_period(organization)}")
    return score, reasons


def _period(organization: Organization) -> str:
    """Write the days of a name."""
    if organization.first and organization.last:
        return f"from {organization.first} to {organization.last}"
    return f"since {organization.first}" if organization.first else f"until {organization.last}"


def _interpretation(context: _Context, organization: Organization, reasons: Sequence[str]) -> ActorInterpretation:
    """Make an interpretation of a roster entry."""
    return ActorInterpretation(
        id=organization.id,
        name=organization.name,
        kind=organization.kind,
        because="; ".join(reasons),
        side=organization.side,
        codes=codes_of(organization, context.report.published, context.countries.leading),
    )


def _unknown(key: str, surface: str, kind: ActorKind) -> ActorInterpretation:
    """Make the interpretation of a name that the roster does not know."""
    return ActorInterpretation(f"{kind.value}:{key}", Name(surface), kind, "not in the roster; the name is its key")


def _remember(context: _Context, span: Span, key: str, result: tuple[ActorInterpretation, ...]) -> None:
    """Note the head words under which an organisation was just named: its first word, and a class word before the span."""
    before = context.word_before(span)
    heads = {key.split()[0].removeprefix("ال")} if " " in key else set()
    heads |= {before, before.removeprefix("و"), before.removeprefix("ل")}
    for head in heads & context.lexicon["anaphors"]:
        context.heads[head] = result
        context.later.setdefault(head, result)


def _full_name(context: _Context, i: int, span: Span) -> FullName:
    """Read the words of a person mention, titles at its front left out."""
    surface = span.of(context.report.text)
    words = context.words_in(span)
    while len(words) > 1 and words[0] in context.lexicon["ranks"]:
        words = words[1:]
    return FullName(name_parts(words), " ".join(words), surface, i)


def _person(
    context: _Context, name: FullName, persons: Mapping[int, FullName], hits: Sequence[Hit]
) -> tuple[ActorInterpretation, ...]:
    """Interpret a person mention: a public person, a person named in full in the report, or a name of its own."""
    full = persons.get(name.position)
    if full is None:
        known = bearers(name, dict(persons))
        if known:
            return tuple(
                _as_person(context, person, f"«{name.surface}» is a part of this name in the report") for person in known[:3]
            )
        full = name
    figures = [_interpretation(context, figure, ["a public person of that name"]) for figure in _figures(context, full.folded)]
    if figures:
        return tuple(figures)
    organizations = _organizations([naming for hit in hits for naming in hit.namings]) if len(name.words) == 1 else ()
    if organizations:
        return _ranked(context, organizations, "no person of that name in the report")
    because = "its full name" if full is name else f"the fuller name in the report is «{full.surface}»"
    return (_as_person(context, full, because),)


def _as_person(context: _Context, name: FullName, because: str) -> ActorInterpretation:
    """Make the interpretation of a name that the report gives in full."""
    for figure in _figures(context, name.folded):
        return _interpretation(context, figure, [because, "a public person of that name"])
    return ActorInterpretation(f"person:{name.folded}", Name(name.surface), ActorKind.PERSON, because)


def _figures(context: _Context, folded: str) -> list[Organization]:
    """Give the public persons who bear a name."""
    return [n.organization for n in context.roster.namings(folded) if n.organization.kind is ActorKind.PERSON]


def _described(context: _Context, span: Span, kind: ActorKind, hits: Sequence[Hit]) -> ActorInterpretation:
    """Interpret a group, population or office: no id, but what its words point to."""
    surface = span.of(context.report.text)
    notes = [f"a {kind.value}, described and not named"]
    side, codes = "", {}
    for hit in hits:
        ranked = _ranked(context, hit.namings, "")
        if span.holds(hit.span) and ranked:
            notes.append(f"«{hit.span.of(context.report.text)}» in it is {ranked[0].name.en} ({ranked[0].id})")
            if not side:
                side, codes = ranked[0].side, dict(ranked[0].codes)
    for word in context.words_in(span):
        state = context.roster.cues.get(word) if word in context.lexicon.nationalities else None
        if state is not None:
            notes.append(f"«{word}» points to {context.roster.organizations[state].name.en}")
            side = side or state
    return ActorInterpretation(None, Name(surface), kind, "; ".join(notes), side, codes)
