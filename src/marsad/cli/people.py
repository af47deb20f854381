"""`marsad people`: those whom a desk lets in when it serves several."""

import sys
from typing import TYPE_CHECKING

import click

from marsad import archive as store
from marsad.archive import Archive
from marsad.cli.archives import archive_argument, json_option, opened, say, who_option
from marsad.cli.faults import told_plainly
from marsad.cli.gazetteer import gazetteer_folder
from marsad.errors import InputError

if TYPE_CHECKING:  # the desk takes half a second to load, which no other command should take
    from marsad.desk.people import People

ROLES = ("reader", "coder", "reviewer", "admin")
"""As in the desk's `rights.yml`."""

role_option = click.option("--role", type=click.Choice(ROLES), required=True, help="What the person may do at the desk.")


def people_file(archive: Archive) -> "People":
    """Give the people of an archive; those of one on PostgreSQL are kept with the user's own data."""
    from marsad.desk.people import people_of

    people = people_of(archive, gazetteer_folder().parent)
    assert people is not None
    return people


@click.group()
def people() -> None:
    """Say whom a desk lets in that serves several, and what each of them may do."""


@people.command()
@archive_argument
@click.argument("name")
@role_option
@who_option
@told_plainly
def add(location: str, name: str, role: str, who: str | None) -> None:
    """Add a person. The password is asked for, or read from standard input, as one line."""
    from marsad.desk.people_changes import add_person

    archive = opened(location, who)
    made = add_person(archive, people_file(archive), name, role, _password())
    store.seal(archive)
    click.echo(f"{made.name}: {made.role}")


@people.command(name="list")
@archive_argument
@json_option
@told_plainly
def list_people(location: str, as_json: bool) -> None:
    """Show everybody, with their roles."""
    for one in people_file(opened(location)).listed():
        if as_json:
            say({"name": one.name, "role": one.role, "since": one.since})
        else:
            click.echo(f"{one.name:24} {one.role:10} since {one.since[:10]}")


@people.command()
@archive_argument
@click.argument("name")
@role_option
@who_option
@told_plainly
def role(location: str, name: str, role: str, who: str | None) -> None:
    """Give a person another role; a person who is logged in has to log in again."""
    from marsad.desk.people_changes import change_person

    archive = opened(location, who)
    made = change_person(archive, people_file(archive), name, role=role)
    store.seal(archive)
    click.echo(f"{made.name}: {made.role}")


@people.command()
@archive_argument
@click.argument("name")
@who_option
@told_plainly
def password(location: str, name: str, who: str | None) -> None:
    """Give a person another password, asked for or read from standard input; who is logged in has to log in again."""
    from marsad.desk.people_changes import change_person

    archive = opened(location, who)
    kept = people_file(archive)
    kept.one(name)
    made = change_person(archive, kept, name, password=_password())
    store.seal(archive)
    click.echo(f"{made.name}: another password")


@people.command()
@archive_argument
@click.argument("name")
@who_option
@told_plainly
def remove(location: str, name: str, who: str | None) -> None:
    """Remove a person, who is logged out at once. What the person decided stays."""
    from marsad.desk.people_changes import remove_person

    archive = opened(location, who)
    gone = remove_person(archive, people_file(archive), name)
    store.seal(archive)
    click.echo(f"{gone.name}: removed")


def _password() -> str:
    """Ask for a password without showing it; where nobody sits at a terminal, take a line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    try:
        return sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise InputError("expected a password in UTF-8", "-") from error
