"""Coming in and going out: by the token on one's own machine, by name and password at a desk that serves several."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import Field

from marsad.desk.faults import RESPONSES
from marsad.desk.people import Person
from marsad.desk.people_changes import change_person
from marsad.desk.people_doors import OwnDoor, TeamDoor, cookie_name, same
from marsad.desk.people_limits import network
from marsad.desk.people_names import key_of
from marsad.desk.rights import load_rights
from marsad.desk.schemas import Answer, Fault, answer
from marsad.desk.schemas_people import LogIn, Me, PasswordIn
from marsad.desk.state import At
from marsad.desk.telling import label

router = APIRouter(tags=["people"])

NO_LOGIN = "there is no log-in at a desk on its owner's machine; open it by the address it printed"
NO_TOKEN = "this desk is opened by name and password"
FREE = 5
"""Wrong guesses at one name from one address before each has to wait."""
FREE_ALL = 40
"""Wrong guesses at one name from anywhere, and from one address at any name."""
WRONG: dict[int | str, dict[str, Any]] = {
    401: {"model": Fault, "description": "Token, name or password is wrong."},
    404: {"model": Fault, "description": "One comes into this desk another way."},
    429: {"model": Fault, "description": "There were too many wrong guesses; `Retry-After` says how many seconds to wait."},
}


class SessionIn(Answer):
    """What lets a page in."""

    token: Annotated[str, Field(max_length=200)]
    """The token of this start, from the address it printed."""


class Session(Answer):
    """Who is at work."""

    who: str
    """The person in whose name decisions are kept."""


def _door(request: Request) -> OwnDoor | TeamDoor:
    door: OwnDoor | TeamDoor = request.app.state.door
    return door


def _person(request: Request) -> Person | None:
    person: Person | None = request.state.person
    return person


Through = Annotated[OwnDoor | TeamDoor, Depends(_door)]
"""How one comes into the desk a request is made to."""
Known = Annotated[Person | None, Depends(_person)]
"""The person who asks; None when nobody is let in yet."""


@router.post("/session", responses=WRONG)
def enter(door: Through, brought: SessionIn, request: Request, response: Response) -> Session:
    """Let a page in on the owner's machine: the token becomes a cookie that scripts cannot read and other sites cannot send."""
    if isinstance(door, TeamDoor):
        raise HTTPException(404, NO_TOKEN)
    if door.token is not None and not same(brought.token, door.token):
        raise HTTPException(401, "this is not the token of this start; open the desk by the address it printed")
    if door.token is not None:
        name = cookie_name(request.headers.get("host", ""), False)
        response.set_cookie(name, door.token, httponly=True, samesite="strict", path="/")
    return answer(Session, {"who": door.who})


@router.post("/login", responses=WRONG)
def log_in(door: Through, told: LogIn, request: Request, response: Response) -> Me:
    """Let a person in by name and password. A session that the browser brought ends; the new one is a new cookie."""
    if not isinstance(door, TeamDoor):
        raise HTTPException(404, NO_LOGIN)
    person = _guessed(door, request, told.name, told.password)
    brought = door.token(request.headers)
    if brought:
        door.sessions.end(brought)
    _let_in(door, person, request, response)
    return me_out(person, door)


@router.post("/logout")
def log_out(door: Through, request: Request, response: Response) -> Me:
    """End the session; on the owner's machine, take the token from the browser."""
    if isinstance(door, TeamDoor):
        brought = door.token(request.headers)
        if brought:
            door.sessions.end(brought)
        response.delete_cookie(door.cookie(request.headers), path="/", secure=door.tls, httponly=True, samesite="strict")
    else:
        name = cookie_name(request.headers.get("host", ""), False)
        response.delete_cookie(name, path="/", httponly=True, samesite="strict")
    return me_out(None, door)


@router.get("/me")
def me(door: Through, person: Known) -> Me:
    """Say who asks, what the person may do, and how one comes in; there before anybody is let in, for the page to know."""
    return me_out(person, door)


@router.put("/me/password", responses={**WRONG, 400: RESPONSES[400]})
def own_password(desk: At, door: Through, person: Known, told: PasswordIn, request: Request, response: Response) -> Me:
    """Change one's own password; one's other sessions end."""
    if not isinstance(door, TeamDoor) or person is None:
        raise HTTPException(404, NO_LOGIN)
    _guessed(door, request, person.name, told.old, 403)  # the person is known: it is no 401, which would say to log in
    changed = change_person(desk.archive, door.people, person.name, password=told.new)
    desk.wrote = True
    _let_in(door, changed, request, response)
    return me_out(changed, door)


def me_out(person: Person | None, door: OwnDoor | TeamDoor) -> Me:
    """Tell who somebody is."""
    role = load_rights().role(person.role) if person else None
    plain = {
        "who": person.name if person else None,
        "role": label(role.name, role.code) if role else None,
        "rights": list(role.rights) if role else [],
        "served": "people" if isinstance(door, TeamDoor) else "own",
        "tls": isinstance(door, TeamDoor) and door.tls,
    }
    return answer(Me, plain)


def _guessed(door: TeamDoor, request: Request, name: str, password: str, refusal: int = 401) -> Person:
    """Look at a name and a password, if it is time to."""
    address = network(request.client.host if request.client else "")
    key = key_of(name)
    pair, everywhere, here = f"{key}\n{address}", f"{key}\n", f"\n{address}"
    wait = door.guesses.attempt([(pair, FREE), (everywhere, FREE_ALL), (here, FREE_ALL)])
    if wait:
        raise HTTPException(429, f"too many wrong guesses; wait {wait} seconds", {"Retry-After": str(wait)})
    person = door.people.check(name, password)
    if person is None:
        raise HTTPException(refusal, "the name or the password is wrong")
    door.guesses.passed([pair, everywhere], [here])
    return person


def _let_in(door: TeamDoor, person: Person, request: Request, response: Response) -> None:
    token = door.sessions.begin(person)
    response.set_cookie(door.cookie(request.headers), token, httponly=True, samesite="strict", secure=door.tls, path="/")
