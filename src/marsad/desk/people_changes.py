"""Add people, change and remove them. Every change is noted in the archive's log, without secrets, and ends sessions."""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from marsad.archive import Archive
from marsad.archive.database import writing
from marsad.desk.guarding import MissingError
from marsad.desk.people import ADMIN, People, Person, unchanged
from marsad.desk.people_names import key_of, named
from marsad.desk.people_passwords import check_new
from marsad.desk.rights import load_rights
from marsad.errors import InputError

Row = tuple[Any, ...]


def add_person(archive: Archive, people: People, name: str, role: str, password: str) -> Person:
    """Add a person.

    Raises:
        InputError: There is one of this name, or name, role or password cannot be taken.
    """
    name = named(name)
    _known(role)
    check_new(password, name)
    secret = people.passwords.keep(password)
    with _noted(archive, people, name, {"did": "added", "role": role}), people.changing() as connection:
        with contextlib.suppress(MissingError):
            raise InputError(f"{people.one(name).name}: there is such a person already")
        values = (key_of(name), name, role, secret, archive.now())
        connection.execute("INSERT INTO person VALUES (?, ?, ?, ?, ?, 1)", values)
    return people.one(name)


def change_person(
    archive: Archive,
    people: People,
    name: str,
    role: str | None = None,
    password: str | None = None,
    seen: int | None = None,
) -> Person:
    """Give a person another role, another password, or both; the person has to log in again.

    Args:
        archive: Whose log notes it, in the name of its `who`.
        people: The people.
        name: The person.
        role: The role from now on; None to leave it.
        password: The password from now on; None to leave it.
        seen: Number of the last change of the person that whoever asks saw; None not to ask.

    Raises:
        MissingError: There is no such person.
        OvertakenError: Somebody changed the person since.
        InputError: Role or password cannot be taken, or nobody would be left to administer.
    """
    person = people.one(name)
    detail, values = {}, {}
    if role is not None:
        _known(role)
        detail["role"] = values["role"] = role
    if password is not None:
        check_new(password, person.name)
        detail["password"] = "changed"
        values["secret"] = people.passwords.keep(password)
    with _noted(archive, people, person.name, {"did": "changed", **detail}), people.changing() as connection:
        person = people.one(name)
        unchanged(person, seen)
        if role is not None and ADMIN not in load_rights().role(role).rights:
            _spared(people, person)
        _update(connection, key_of(person.name), values)
    return people.one(person.name)


def remove_person(archive: Archive, people: People, name: str, seen: int | None = None) -> Person:
    """Remove a person; what the person decided stays as it is.

    Raises:
        MissingError: There is no such person.
        OvertakenError: Somebody changed the person since.
        InputError: Nobody would be left to administer.
    """
    person = people.one(name)
    with _noted(archive, people, person.name, {"did": "removed"}), people.changing() as connection:
        unchanged(people.one(name), seen)
        _spared(people, person)
        connection.execute("DELETE FROM person WHERE key = ?", (key_of(name),))
    return person


def _update(connection: sqlite3.Connection, key: str, values: Mapping[str, str]) -> None:
    for column, value in values.items():  # our own names of columns
        connection.execute(f"UPDATE person SET {column} = ? WHERE key = ?", (value, key))
    connection.execute("UPDATE person SET seen = seen + 1 WHERE key = ?", (key,))
    connection.execute("DELETE FROM session WHERE key = ?", (key,))


@contextlib.contextmanager
def _noted(archive: Archive, people: People, name: str, detail: Mapping[str, str]) -> Iterator[None]:
    """Note a change in the log; what cannot be noted is taken back.

    The two are two databases. A change is made first, in an instant: whoever waits for the log keeps no log-in waiting.
    """
    before = people.ask("SELECT * FROM person WHERE key = ?", key_of(name))
    yield
    try:
        with writing(archive.engine) as connection:
            archive.log(connection, "person", name, detail)
    except BaseException:
        _put_back(people, name, before[0] if before else None)
        raise


def _put_back(people: People, name: str, row: Row | None) -> None:
    with people.changing() as connection:
        connection.execute("DELETE FROM person WHERE key = ?", (key_of(name),))
        if row is not None:
            connection.execute("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", row)


def _known(role: str) -> None:
    if role not in load_rights().roles:
        raise InputError(f"expected a role of {', '.join(load_rights().roles)}, got {role!r:.40}")


def _spared(people: People, person: Person) -> None:
    """Refuse to leave a desk without anybody who may administer it."""
    if person.may(ADMIN) and not any(other.may(ADMIN) for other in people.listed() if other != person):
        raise InputError(f"{person.name} is the only admin; expected another to remain")
