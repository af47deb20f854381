"""Turn what a person sent into claims. What the values mean, the vocabularies say; here only their form is checked."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.actors.codes import codes_of
from marsad.archive.loading import person_claim
from marsad.desk.schemas_accounts import ClaimIn
from marsad.desk.spans import Places
from marsad.desk.state import Desk
from marsad.errors import InputError
from marsad.model import (
    Account,
    ActorInterpretation,
    ActorKind,
    Claim,
    ClaimValue,
    DateInterval,
    Name,
    PlaceInterpretation,
    Realis,
    Span,
    Toll,
)
from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

NAMED = frozenset({ActorKind.PERSON, ActorKind.ORGANIZATION})
"""Kinds of actors that a name makes one and the same."""
SINGLE = frozenset({"type", "realis", "date"})
"""Fields that an account has once."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Makes the claims of a person about one account.

    Attributes:
        desk: Where.
        told: The account.
        places: The report's text.
    """

    desk: Desk
    told: Account
    places: Places

    def claims(self, field: str, asked: Sequence[ClaimIn]) -> tuple[Claim, ...]:
        """Make all claims about a field.

        Raises:
            InputError: One has not what its field needs.
        """
        if field in SINGLE and len(asked) != 1:
            raise InputError(f"expected one {field}, got {len(asked)}")
        made = [self.claim(field, one) for one in asked]
        return tuple({one.id: one for one in made}.values())

    def claim(self, field: str, asked: ClaimIn) -> Claim:
        """Make one claim."""
        if asked.keep is not None:
            return self._kept(field, asked)
        spans = tuple(self.places.span(span) for span in asked.spans)
        surface = " … ".join(span.of(self.places.text) for span in spans)
        value = self._value(field, asked, spans, surface)
        role = _code("roles", asked.role) if field in ("place", "actor") else asked.status or "" if field == "toll" else ""
        kind = _kind(value, asked) if field == "actor" else None
        words = surface or self.told.trigger.of(self.places.text) if field != "date" else surface
        more = {
            "spans": spans or (() if field == "date" else (self.told.trigger,)),
            "surface": words,
            "role": role,
            "kind": kind,
        }
        return person_claim(self.told, field, value, self.desk.archive.who, **more)

    def _kept(self, field: str, asked: ClaimIn) -> Claim:
        for claim in self.told.of(field):
            if claim.id == asked.keep:
                return self._changed(claim, asked) if asked.spans or asked.role or asked.place else claim
        raise InputError(f"expected a claim about the {field} of this event to keep, got {asked.keep!r:.40}")

    def _changed(self, claim: Claim, asked: ClaimIn) -> Claim:
        """Let a value stay at other words, in another role, or as another of its interpretations.

        What was worked out from the words, such as «between» two places, is in no list and could not be told anew.
        """
        value, spans, surface = claim.value, claim.spans, claim.surface
        role = _code("roles", asked.role) if asked.role and claim.field in ("place", "actor") else claim.role
        if asked.place:
            value = _preferred(claim, asked.place)
        if asked.spans:
            spans = tuple(self.places.span(span) for span in asked.spans)
            surface = " … ".join(span.of(self.places.text) for span in spans)
            value = replace(value, span=spans[0]) if isinstance(value, Toll) else value
            value = surface if claim.field in ("weapon", "topic", "source") else value
        more = {"spans": spans, "surface": surface, "role": role, "kind": claim.kind}
        return person_claim(self.told, claim.field, value, self.desk.archive.who, **more)

    def _value(self, field: str, asked: ClaimIn, spans: Sequence[Span], surface: str) -> ClaimValue:
        if field == "type":
            return _known("type", asked.code, load_vocabulary("events")["types"])
        if field == "realis":
            return _known("realis", asked.code, {one.value: one for one in Realis})
        if field == "date":
            return _interval(asked)
        if field == "place":
            return self._place(asked.place)
        if field == "actor":
            return self._actor(asked, surface)
        if not spans:
            raise InputError(f"expected the words of the {field}")
        return _toll(asked, spans[0]) if field == "toll" else surface

    def _place(self, id: str | None) -> tuple[PlaceInterpretation, ...]:
        if id is None:
            return ()
        place = self.desk.places.get(id)
        if place is None:
            raise InputError(f"expected a place of the gazetteer, got {id!r:.80}")
        return (PlaceInterpretation(place, f"chosen by {self.desk.archive.who}", 1.0),)

    def _actor(self, asked: ClaimIn, surface: str) -> tuple[ActorInterpretation, ...]:
        because = f"chosen by {self.desk.archive.who}"
        if asked.actor is None:
            name, kind = asked.name or surface, asked.kind or ActorKind.GROUP
            id = f"{kind.value}:{fold_key(name)}" if kind in NAMED else None
            return (ActorInterpretation(id, Name(name), kind, because),) if name else ()
        who = self.desk.roster.get(asked.actor)
        if who is None:
            raise InputError(f"expected an actor of the roster, got {asked.actor!r:.80}")
        return (ActorInterpretation(who.id, who.name, who.kind, because, who.side, codes_of(who, self._day(), "")),)

    def _day(self) -> date | None:
        return self.told.interval.first if self.told.interval else None


def _preferred(claim: Claim, id: str) -> ClaimValue:
    """Keep one of a claim's interpretations, with its reason."""
    ways = [one for one in claim.value if isinstance(one, PlaceInterpretation)] if isinstance(claim.value, tuple) else []
    chosen = [one for one in ways if one.place.id == id]
    if not chosen:
        raise InputError(f"expected an interpretation of «{claim.surface:.40}», got {id!r:.80}")
    return (replace(chosen[0], weight=1.0),)


def _interval(asked: ClaimIn) -> DateInterval | None:
    if asked.first is None:
        return None
    last = asked.last or asked.first
    if last < asked.first:
        raise InputError(f"expected the first day before the last, got {asked.first} and {last}")
    return DateInterval(asked.first, last)


def _toll(asked: ClaimIn, span: Span) -> Toll:
    status, group = _code("tolls", asked.status or ""), _code("groups", asked.group)
    low, high = asked.low, asked.high
    if (low or 0) < 0 or (high is not None and high < (low or 0)):
        raise InputError(f"expected numbers of people, the smallest first, got {low} and {high}")
    return Toll(status, group, low, high, span)


def _kind(value: ClaimValue, asked: ClaimIn) -> ActorKind:
    first = value[0] if isinstance(value, tuple) and value else None
    return first.kind if isinstance(first, ActorInterpretation) else asked.kind or ActorKind.GROUP


def _code(group: str, code: str) -> str:
    return _known(group, code, load_vocabulary("values")[group])


def _known(what: str, code: str | None, known: Container[str]) -> str:
    if code is None or code not in known:
        raise InputError(f"expected a code of the codebook for {what}, got {code!r:.40}")
    return code


def retold(told: Account, event: str, trigger: Span, places: Places, claims: Sequence[Claim]) -> Account:
    """Give an account of its own to some claims of another: about another event, at other words.

    Args:
        told: The account they come from, for type, realis and days where no claim says.
        event: Key of the new event.
        trigger: The words that name it.
        places: The report's text.
        claims: What is said of it.
    """
    base = Account(event, told.report, told.type, told.realis, trigger, told.interval, (), 1.0)
    own = [c for c in claims if c.field not in ("type", "realis")]
    surface, who = trigger.of(places.text), "" if not claims else claims[0].reader
    by_field = {claim.field: claim for claim in claims if claim.field in ("type", "realis")}
    base = replace(base, type=str(by_field["type"].value) if "type" in by_field else told.type)
    base = replace(base, realis=Realis(str(by_field["realis"].value)) if "realis" in by_field else told.realis)
    first = [
        person_claim(base, "type", base.type, who, surface=surface),
        person_claim(base, "realis", base.realis.value, who, surface=surface),
    ]
    made = [person_claim(base, c.field, c.value, c.reader, **_rest(c)) for c in own]
    dates = [c.value for c in own if c.field == "date"]
    interval = dates[0] if dates and isinstance(dates[0], DateInterval) else None
    return replace(base, interval=interval, claims=tuple({c.id: c for c in (*first, *made)}.values()))


def _rest(claim: Claim) -> dict[str, object]:
    names = ("spans", "surface", "role", "kind", "confidence", "because")
    return {name: getattr(claim, name) for name in names}
