"""Say which organisation a mention names.

The name is looked up as written, then without class words, blame and proclitics; failing that, a roster name that the text
has at the same place is taken. Where several organisations bear the name, what the report said before, the country it is
about and its day decide; those that come close stay as further interpretations.
"""

from collections.abc import Sequence

from marsad.actors.codes import codes_of
from marsad.actors.context import Context, Interpretations
from marsad.actors.lexicon import Lexicon
from marsad.actors.naming import Hit
from marsad.actors.roster import Naming, Organization
from marsad.model import ActorInterpretation, ActorKind, Name, Span

CLOSE = 3.0
"""How far below the best an interpretation may score and still be kept."""
MOST = 4
"""Interpretations to keep."""


def interpret_organization(context: Context, i: int, span: Span, hits: Sequence[Hit]) -> Interpretations:
    """Interpret an organisation mention and remember what it introduces."""
    surface = span.of(context.report.text)
    key = " ".join(context.words_in(span))
    before = context.word_before(span)
    taken_up = _taken_up(context, key)
    if taken_up:
        return taken_up
    namings, how = _look_up(context, span, key, before, hits)
    if not namings:
        name = _without_class(key, context.lexicon)
        result: Interpretations = (_unknown(name or key, surface, ActorKind.ORGANIZATION),)
    else:
        result = rank(context, namings, how)
        context.introduced[result[0].id or ""] = i
    _remember(context, key, before, result)
    return result


def _taken_up(context: Context, key: str) -> Interpretations:
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


def _look_up(context: Context, span: Span, key: str, before: str, hits: Sequence[Hit]) -> tuple[Sequence[Naming], str]:
    """Find who bears a name: as written, without class words and blame, or by a roster name at the same place."""
    forms = _forms(key, context.lexicon)
    if before in context.lexicon["outer_class_words"]:  # «تنظيم» before «الدولة» says which
        forms.insert(0, f"{before} {key}")
    for form in forms:
        namings = only_organizations(context.roster.namings(form))
        if namings:
            return namings, "" if form in (key, f"{before} {key}") else f"read as «{form}»"
    best = max(hits, key=lambda hit: min(hit.span.end, span.end) - max(hit.span.start, span.start), default=None)
    if best is not None and 2 * (min(best.span.end, span.end) - max(best.span.start, span.start)) >= len(span):
        return only_organizations(best.namings), f"«{best.span.of(context.report.text)}» stands there"
    return (), ""


def only_organizations(namings: Sequence[Naming]) -> Sequence[Naming]:
    """Leave out the public persons who bear a name."""
    if all(naming.organization.kind is ActorKind.ORGANIZATION for naming in namings):
        return namings
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


def rank(context: Context, namings: Sequence[Naming], how: str = "") -> Interpretations:
    """Order those who bear a name by how well they fit the report, and say why.

    Args:
        context: The report so far.
        namings: Who bears the name.
        how: How the name was reached, where it was not as written; empty where it was.
    """
    key = id(namings), how, tuple(naming.organization.id in context.introduced for naming in namings)
    if key not in context.ranked:  # the namings are kept with their ranking, so that their id stays theirs
        context.ranked[key] = namings, _rank(context, namings, how)
    return context.ranked[key][1]


def _rank(context: Context, namings: Sequence[Naming], how: str) -> Interpretations:
    scored = []
    for place, naming in enumerate(namings):
        score, reasons = _weigh(context, naming)
        scored.append((-score, place, naming.organization, [*([how] if how else []), *reasons]))
    scored.sort(key=lambda item: item[:2])
    best = -scored[0][0]
    kept = [item for item in scored if -item[0] > best - CLOSE][:MOST]
    return tuple(describe(context, organization, reasons) for _, _, organization, reasons in kept)


def _weigh(context: Context, naming: Naming) -> tuple[float, list[str]]:
    """Say how well an organisation fits the report, and the reasons."""
    organization, day = naming.organization, context.report.published
    score = 0.0
    reasons = [_how_named(naming)]
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


def _how_named(naming: Naming) -> str:
    if naming.taught:
        return "this desk was taught that the name is its"
    return "a name of it in the roster" if naming.sure else "a short name of it in the roster"


def _period(organization: Organization) -> str:
    """Write the days of a name."""
    if organization.first and organization.last:
        return f"from {organization.first} to {organization.last}"
    return f"since {organization.first}" if organization.first else f"until {organization.last}"


def describe(context: Context, organization: Organization, reasons: Sequence[str]) -> ActorInterpretation:
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


def _remember(context: Context, key: str, before: str, result: Interpretations) -> None:
    """Note the head words under which an organisation was just named: its first word, and a class word before the span."""
    heads = {key.split()[0].removeprefix("ال")} if " " in key else set()
    heads |= {before, before.removeprefix("و"), before.removeprefix("ل")}
    for head in heads & context.lexicon["anaphors"]:
        context.heads[head] = result
        context.later.setdefault(head, result)
