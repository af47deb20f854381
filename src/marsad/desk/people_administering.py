"""The people of a desk: add, change, remove them. For whoever may administer."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request

from marsad.desk import people_changes as changes
from marsad.desk.faults import RESPONSES
from marsad.desk.people import People, Person
from marsad.desk.people_entering import Known
from marsad.desk.people_sessions import Sessions
from marsad.desk.rights import load_rights
from marsad.desk.schemas import answer
from marsad.desk.schemas_people import ChangeIn, Colleague, Colleagues, GoneIn, PeopleOut, PersonIn, PersonOut, RoleOut
from marsad.desk.state import At
from marsad.desk.telling import label
from marsad.errors import InputError

router = APIRouter(tags=["people"], responses={key: RESPONSES[key] for key in (400, 404, 409)})

NamePath = Annotated[str, Path(description="The person's name.", max_length=200)]


@router.get("/people")
def all_people(request: Request) -> PeopleOut:
    """Give everybody whom this desk lets in when it serves several, and the roles there are."""
    people = _people(request)
    return PeopleOut(people=[_out(people, one) for one in people.listed()], roles=_roles())


@router.post("/people")
def add_person(desk: At, told: PersonIn, request: Request) -> PersonOut:
    """Add a person. The log of the archive notes it, without the password."""
    people = _people(request)
    made = changes.add_person(desk.archive, people, told.name, told.role, told.password)
    desk.wrote = True
    return _out(people, made)


@router.patch("/people/{name}")
def change_person(desk: At, name: NamePath, told: ChangeIn, request: Request) -> PersonOut:
    """Give a person another role or password; the person's sessions end."""
    people = _people(request)
    if told.role is None and told.password is None:
        raise InputError("expected a role or a password")
    changed = changes.change_person(desk.archive, people, name, told.role, told.password, told.seen)
    desk.wrote = True
    return _out(people, changed)


@router.delete("/people/{name}")
def remove_person(desk: At, name: NamePath, told: GoneIn, request: Request) -> PersonOut:
    """Remove a person; the person's sessions end, and what the person decided stays."""
    people = _people(request)
    gone = changes.remove_person(desk.archive, people, name, told.seen)
    desk.wrote = True
    return _out(people, gone)


@router.get("/colleagues")
def colleagues(person: Known, request: Request) -> Colleagues:
    """Give the names of everybody at work here, to assign work to."""
    people: People | None = request.app.state.people
    listed = list(people.listed()) if people else []
    if person is not None and person.name not in [one.name for one in listed]:
        listed.insert(0, person)
    return Colleagues(people=[answer(Colleague, {"name": one.name, "role": _role(one)}) for one in listed])


def _people(request: Request) -> People:
    people: People | None = request.app.state.people
    if people is None:
        raise HTTPException(404, "this desk was opened without a place for people; `marsad people` adds them")
    return people


def _role(person: Person) -> dict[str, str]:
    role = load_rights().role(person.role)
    return label(role.name, role.code)


def _out(people: People, person: Person) -> PersonOut:
    plain = {"name": person.name, "role": _role(person), "since": person.since, "seen": person.seen}
    return answer(PersonOut, {**plain, "sessions": Sessions(people).count(person)})


def _roles() -> list[RoleOut]:
    rights = load_rights()
    return [
        answer(
            RoleOut,
            {**label(role.name, role.code), "rights": [label(rights.names[right], right) for right in role.rights]},
        )
        for role in rights.roles.values()
    ]
