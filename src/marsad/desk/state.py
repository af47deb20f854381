"""What the parts of the desk share while it runs."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection

from marsad.actors import Roster
from marsad.archive import Archive, Verification
from marsad.archive.database import reading
from marsad.archive.rereading import Reread, keep_again
from marsad.collect import Reads
from marsad.desk.finding import Finder
from marsad.desk.schemas import AccountOut
from marsad.desk.summary import Summary
from marsad.desk.telling import account_of, accounts_out, report_of
from marsad.desk.updating import bring_up
from marsad.places.gazetteer import PackagedGazetteer


@dataclass
class Desk:
    """An open desk.

    Attributes:
        archive: The archive; its `who` is the person at work.
        places: The gazetteer.
        roster: The roster.
        reads: How a report is read again.
        place_names: Finds places by name.
        actor_names: Finds actors by name.
        writing: Held by whoever takes several steps.
        verified: What the last check of this start found.
        wrote: Whether something was written since the archive was sealed.
    """

    archive: Archive
    places: PackagedGazetteer
    roster: Roster
    reads: Reads
    place_names: Finder
    actor_names: Finder
    writing: Lock = field(default_factory=Lock)
    verified: Verification | None = None
    wrote: bool = False
    _summary: Summary | None = None
    _summing: Lock = field(default_factory=Lock)

    def summary(self) -> Summary:
        """Give the incidents in columns, as the archive stands now."""
        with self._summing:
            self._summary = bring_up(self.archive, self._summary)
            return self._summary

    def reread(self, key: str) -> Reread:
        """Read one report again, as it is known now."""
        with reading(self.archive.engine) as connection:
            kept = report_of(connection, key)
        return keep_again(self.archive, key, next(self.reads.read([kept.report])))


def tell_accounts(connection: Connection, events: list[str]) -> list[AccountOut]:
    """Tell some accounts by their keys, each once."""
    told = [account_of(connection, event) for event in dict.fromkeys(events)]
    kept = {one.report: report_of(connection, one.report) for one in told}
    return accounts_out(connection, told, kept)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


At = Annotated[Desk, Depends(_desk)]
"""The desk a request is made to."""
