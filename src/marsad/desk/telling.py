"""Put what the archive holds into the shapes of the API."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from marsad.archive import loading
from marsad.archive.coding import own_decisions, own_subject, work_on
from marsad.archive.deciding import Decision
from marsad.archive.schema import account, decision, member
from marsad.desk.guarding import MissingError
from marsad.desk.schemas import AccountOut, answer
from marsad.desk.spans import Places
from marsad.exports.phrases import amount, days
from marsad.exports.summary import code_name, type_name
from marsad.model import Account, Claim, DateInterval, KeptReport, Name, PlaceInterpretation, Toll
from marsad.model.plain import to_plain


def words(name: Name) -> dict[str, str]:
    """Give a name in both languages."""
    return {"ar": name.ar, "en": name.en or name.ar}


def label(name: Name, code: str) -> dict[str, str]:
    """Give a code with its name."""
    return {"code": code, **words(name)}


def type_label(code: str) -> dict[str, str]:
    """Name a type."""
    return label(type_name(code), code)


def code_label(group: str, code: str) -> dict[str, str]:
    """Name a code of `vocabulary/values.yml`."""
    return label(code_name(group, code), code)


def claim_words(claim: Claim) -> Name:
    """Put a claim's value into words."""
    value = claim.value
    if claim.field == "type":
        return type_name(str(value))
    if claim.field == "realis":
        return code_name("realis", str(value))
    if isinstance(value, DateInterval):
        return Name(days(value), days(value))
    if isinstance(value, Toll):
        status, group, number = code_name("tolls", value.status), code_name("groups", value.group), amount(value, "?")
        return Name(f"{status.ar} ({group.ar}): {number}", f"{status.en} ({group.en}): {number}")
    if isinstance(value, tuple) and value:
        first = value[0]
        return first.place.name if isinstance(first, PlaceInterpretation) else first.name
    return Name(claim.surface, claim.surface)


def claim_out(claim: Claim, places: Places) -> dict[str, Any]:
    """Tell a claim."""
    plain: dict[str, Any] = to_plain(claim)
    del plain["report"], plain["event"]
    return {**plain, "label": words(claim_words(claim)), "spans": [places.both(span) for span in claim.spans]}


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside some accounts.

    Attributes:
        decisions: Decisions that stand, by event.
        readings: Entry of the log that brought the reading, by event.
        incidents: Incident, by event.
    """

    decisions: Mapping[str, Sequence[Decision]]
    readings: Mapping[str, int]
    incidents: Mapping[str, str]


def beside(connection: Connection, events: Sequence[str], coder: str | None = None) -> Beside:
    """Gather what stands beside some accounts; for a coder who works unseen, of their own decisions alone."""
    keys = {own_subject(coder, event) if coder else event: event for event in events}
    chosen = select(decision).where(decision.c.until.is_(None), decision.c.subject.in_(keys)).order_by(decision.c.number)
    decisions: dict[str, list[Decision]] = {}
    for r in connection.execute(chosen):
        made = Decision(r.number, keys[r.subject], r.field, r.value, r.who, r.at, r.note)
        decisions.setdefault(made.subject, []).append(made)
    read = select(account.c.event, account.c.entry).where(account.c.event.in_(events), account.c.until.is_(None))
    belongs = select(member.c.event, member.c.incident).where(member.c.event.in_(events))
    return Beside(
        decisions,
        {row.event: row.entry for row in connection.execute(read)},
        {row.event: row.incident for row in connection.execute(belongs)},
    )


def account_out(told: Account, places: Places, around: Beside) -> dict[str, Any]:
    """Tell an account."""
    made = around.decisions.get(told.event, ())
    interval = told.interval
    return {
        "event": told.event,
        "report": told.report,
        "type": type_label(told.type),
        "realis": code_label("realis", told.realis.value),
        "trigger": places.both(told.trigger),
        "surface": told.trigger.of(places.text),
        "first": interval.first if interval else None,
        "last": interval.last if interval else None,
        "confidence": told.confidence,
        "review": told.review.value,
        "reviewers": list(told.reviewers),
        "incident": around.incidents.get(told.event),
        "seen": max((one.number for one in made), default=0),
        "reading": around.readings.get(told.event, 0),
        "claims": [claim_out(claim, places) for claim in told.claims],
        "decisions": [to_plain(one) for one in made],
    }


def accounts_out(
    connection: Connection, told: Iterable[Account], kept: Mapping[str, KeptReport], coder: str | None = None
) -> list[AccountOut]:
    """Tell some accounts of some reports, on the record or in a coder's own coding."""
    listed = list(told)
    around = beside(connection, [one.event for one in listed], coder)
    places = {key: Places(one.report.text) for key, one in kept.items()}
    return [answer(AccountOut, account_out(one, places[one.report], around)) for one in listed]


def accounts_of_report(connection: Connection, key: str) -> list[Account]:
    """Give the accounts of a report, those that people added among them, in the order of its text."""
    read = select(account.c.event).where(account.c.report == key)
    told = list(loading.accounts(connection, read))
    chosen = select(decision.c.subject).where(decision.c.field == "added", decision.c.until.is_(None))
    rows = connection.execute(chosen.where(~decision.c.subject.startswith(loading.OWN, autoescape=True)))
    added = loading.accounts(connection, select(decision.c.subject).where(decision.c.subject.in_([row[0] for row in rows])))
    return sorted([*told, *(one for one in added if one.report == key)], key=lambda one: (one.trigger, one.event))


def coder_of(connection: Connection, event: str, who: str) -> str | None:
    """Say in whose coding a person works on an event: their own while its report is coded unseen; None for the record."""
    report = connection.execute(select(account.c.report).where(account.c.event == event)).scalar()
    if report is None:
        own = select(decision.c.value).where(decision.c.subject == own_subject(who, event), decision.c.field == "added")
        added = connection.execute(own.where(decision.c.until.is_(None))).scalar()
        report = added["report"] if added else None
    return work_on(connection, report).coder(who) if report else None


def account_of(connection: Connection, event: str, coder: str | None = None) -> Account:
    """Give one account, as people reviewed it; with a coder's decisions alone when one is named.

    Raises:
        MissingError: There is none.
    """
    if coder:
        return _own_account(connection, event, coder)
    read = next(loading.accounts(connection, select(account.c.event).where(account.c.event == event)), None)
    if read is None:
        added = select(decision.c.subject).where(decision.c.subject == event)
        read = next(loading.accounts(connection, added), None)
    if read is None:
        raise MissingError(f"{event}: there is no such event")
    return read


def _own_account(connection: Connection, event: str, coder: str) -> Account:
    told = own_decisions(connection, coder)
    read = next(loading.accounts_read(connection, select(account.c.event).where(account.c.event == event)), None)
    if read is not None:
        return loading.reviewed(read, told.get(event, ()))
    made = next(loading.added({event: told[event]}), None) if event in told else None
    if made is None:
        raise MissingError(f"{event}: there is no such event")
    return made


def report_of(connection: Connection, key: str) -> KeptReport:
    """Give a report by its key.

    Raises:
        MissingError: There is none.
    """
    kept = next(loading.kept_reports(connection, [key]), None)
    if kept is None:
        raise MissingError(f"{key}: there is no such report")
    return kept
