"""Make decisions that nobody has overtaken.

Two people may have one event before them. Whoever decides second is told what the first decided, and nothing is written: the
check is made in the transaction that writes, so it holds between programs too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, select

from marsad.archive import Archive, decide, undo
from marsad.archive.database import reading
from marsad.archive.deciding import Decision
from marsad.archive.schema import account, decision
from marsad.errors import MarsadError

Check = Callable[[Connection], None]


class OvertakenError(MarsadError):
    """Somebody decided since.

    Attributes:
        newer: The decision that stands now; None when one was taken back, or a new reading came.
        seen: The number that the client would have had to have seen.
    """

    def __init__(self, message: str, newer: Decision | None, seen: int) -> None:
        super().__init__(message)
        self.newer = newer
        self.seen = seen


class MissingError(MarsadError):
    """There is nothing of this name."""


@dataclass(frozen=True)
class Guarded(Archive):
    """An archive that makes a check before it writes into its log.

    Attributes:
        check: Raises when the change must not be made.
    """

    check: Check = lambda _: None

    def log(self, connection: Connection, action: str, subject: str, detail: Any) -> int:
        """Add an entry to the chain of custody, if the check lets it."""
        self.check(connection)
        return super().log(connection, action, subject, detail)


def guarded(archive: Archive, check: Check) -> Guarded:
    """Give an archive with a check."""
    return Guarded(**{field.name: getattr(archive, field.name) for field in fields(Archive)}, check=check)


@dataclass(frozen=True, slots=True)
class Step:
    """A decision to be made.

    Attributes:
        subject: Key of the event or report.
        field: Which field.
        value: A plain value, or claims, or an account.
        seen: Number of the last decision about the subject that its maker saw; None where an earlier step decides about it.
        reading: Entry of the log that brought the reading its maker saw; None not to ask.
    """

    subject: str
    field: str
    value: Any
    seen: int | None = None
    reading: int | None = None


def take(archive: Archive, steps: Sequence[Step], note: str) -> list[int]:
    """Make decisions that belong together; when one is refused, those before it are taken back.

    Args:
        archive: Where; its `who` decides.
        steps: The decisions, in order.
        note: Why.

    Returns:
        Their numbers.

    Raises:
        OvertakenError: Somebody decided since.
        ArchiveError: They cannot be written.
    """
    with reading(archive.engine) as connection:  # what is known to be overtaken leaves no trace in the log
        for step in steps:
            if step.seen is not None:
                unchanged(step.subject, step.seen, step.reading)(connection)
    made: list[int] = []
    last: dict[str, int] = {}
    try:
        for step in steps:
            seen = step.seen if step.seen is not None else last.get(step.subject, 0)
            check = unchanged(step.subject, seen, step.reading)
            number = decide(guarded(archive, check), step.subject, step.field, step.value, note)
            made.append(number)
            last[step.subject] = number
    except MarsadError:
        for number in reversed(made):
            undo(archive, "decision", number)
        raise
    return made


def unchanged(subject: str, seen: int, reading: int | None = None) -> Check:
    """Make the check that nothing came since."""

    def check(connection: Connection) -> None:
        newer = last_decision(connection, subject)
        number = newer.number if newer else 0
        if number > seen:
            assert newer is not None
            raise OvertakenError(f"{newer.who or 'somebody'} decided about this since; nothing was changed", newer, number)
        if number < seen:
            raise OvertakenError("a decision about this was taken back since; nothing was changed", newer, number)
        if reading is not None and reading_of(connection, subject) != reading:
            raise OvertakenError("the report was read again since; nothing was changed", None, number)

    return check


def last_decision(connection: Connection, subject: str) -> Decision | None:
    """Give the last decision about an event or report that stands."""
    chosen = select(decision).where(decision.c.subject == subject, decision.c.until.is_(None))
    row = connection.execute(chosen.order_by(decision.c.number.desc()).limit(1)).first()
    return Decision(row.number, row.subject, row.field, row.value, row.who, row.at, row.note) if row else None


def reading_of(connection: Connection, event: str) -> int:
    """Give the entry of the log that brought the reading of an event that stands; 0 for none."""
    chosen = select(account.c.entry).where(account.c.event == event, account.c.until.is_(None))
    return int(connection.execute(chosen).scalar() or 0)
