"""What the parts of the desk share while it runs, and the desk as the person of one request sees it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from sqlalchemy import Connection

from marsad.actors import Roster
from marsad.archive import Archive, Verification
from marsad.archive.database import reading
from marsad.archive.lessons import KeptLesson, accepted
from marsad.archive.rereading import Reread, keep_again
from marsad.collect import Reads
from marsad.desk.finding import Finder
from marsad.desk.people import Person
from marsad.desk.schemas import AccountOut
from marsad.desk.stored import store, stored
from marsad.desk.summary import Summary
from marsad.desk.telling import account_of, accounts_out, report_of
from marsad.desk.updating import bring_up
from marsad.places.gazetteer import PackagedGazetteer


@dataclass
class Shared:
    """What all views of one desk share.

    Attributes:
        writing: Held by whoever takes several steps.
        verified: What the last check of this start found.
        wrote: Whether something was written since the archive was sealed.
        summary: The incidents in columns.
        summing: Held by whoever brings them up.
        proposed: What corrections propose to learn, and the numbers that it rests on.
    """

    writing: Lock = field(default_factory=Lock)
    verified: Verification | None = None
    wrote: bool = False
    summary: Summary | None = None
    summing: Lock = field(default_factory=Lock)
    proposed: tuple[tuple[int, ...], tuple[KeptLesson, ...]] | None = None


@dataclass
class Desk:
    """An open desk, as one person sees it.

    Attributes:
        archive: The archive; its `who` is the person of the request.
        places: The gazetteer.
        roster: The roster.
        reads: How a report is read again.
        place_names: Finds places by name.
        actor_names: Finds actors by name.
        shared: What all who are at this desk share.
        person: The person of the request; None when nobody is let in yet.
    """

    archive: Archive
    places: PackagedGazetteer
    roster: Roster
    reads: Reads
    place_names: Finder
    actor_names: Finder
    shared: Shared = field(default_factory=Shared)
    person: Person | None = None

    def of(self, person: Person) -> "Desk":
        """Give the desk as a person sees it; what is decided there is decided in that name."""
        return replace(self, archive=replace(self.archive, who=person.name), person=person)

    def may(self, right: str) -> bool:
        """Say whether the person of the request has a right of `rights.yml`; an endpoint's own right was looked at before."""
        return self.person is not None and self.person.may(right)

    @property
    def alone(self) -> bool:
        """Whether the desk serves its owner alone."""
        return self.person is None or self.person.role == "owner"

    def check_own(self, makers: Iterable[str]) -> None:
        """Refuse to take back, or to make again, what others decided; whoever reviews may.

        Raises:
            HTTPException: With 403.
        """
        if not self.may("review") and any(who != self.archive.who for who in makers):
            raise HTTPException(403, "only a reviewer takes back, or makes again, what somebody else decided")

    @property
    def writing(self) -> Lock:
        """Held by whoever takes several steps."""
        return self.shared.writing

    @property
    def verified(self) -> Verification | None:
        """What the last check of this start found."""
        return self.shared.verified

    @verified.setter
    def verified(self, found: Verification) -> None:
        self.shared.verified = found

    @property
    def wrote(self) -> bool:
        """Whether something was written since the archive was sealed."""
        return self.shared.wrote

    @wrote.setter
    def wrote(self, so: bool) -> None:
        self.shared.wrote = so

    def summary(self) -> Summary:
        """Give the incidents in columns, as the archive stands now."""
        with self.shared.summing:
            self.shared.summary = bring_up(self.archive, self.shared.summary or stored(self.archive))
            return self.shared.summary

    @property
    def making(self) -> bool:
        """Whether the incidents in columns are being made, which may take a while: questions about incidents wait for it."""
        return self.shared.summary is None and self.shared.summing.locked()

    def keep_summary(self) -> None:
        """Make the summary before anybody asks, and keep it for the next start."""
        with self.shared.summing:
            begun = self.shared.summary or stored(self.archive)
            self.shared.summary = bring_up(self.archive, begun)
            if begun is None or begun.head != self.shared.summary.head:
                store(self.archive, self.shared.summary)

    def reread(self, key: str) -> Reread:
        """Read one report again, as it is known now."""
        with reading(self.archive.engine) as connection:
            kept = report_of(connection, key)
        return keep_again(self.archive, key, next(self.taught.read([kept.report])))

    @property
    def taught(self) -> Reads:
        """How a report is read, with the lessons that stand accepted now."""
        return replace(self.reads, lessons=accepted(self.archive))


def tell_accounts(connection: Connection, events: list[str], coder: str | None = None) -> list[AccountOut]:
    """Tell some accounts by their keys, each once: on the record, or in a coder's own coding."""
    told = [account_of(connection, event, coder) for event in dict.fromkeys(events)]
    kept = {one.report: report_of(connection, one.report) for one in told}
    return accounts_out(connection, told, kept, coder)


def _desk(request: Request) -> Desk:
    """Give the desk as the person who asks sees it; as it was opened, when nobody is let in yet."""
    desk: Desk = request.app.state.desk
    person: Person | None = request.state.person
    return desk.of(person) if person else desk


At = Annotated[Desk, Depends(_desk)]
"""The desk a request is made to."""
