"""The documentation says what is so: every command and option, every vocabulary file, the codebook."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from marsad.cli import main

ROOT = Path(__file__).parents[1]
VOCABULARY = ROOT / "src" / "marsad" / "vocabulary"
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Go through every command that can be run, with what is typed to run it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands(main, "marsad"))


def section(command: str) -> str:
    """Give what cli.md says of a command."""
    found = re.search(rf"^## `{re.escape(command)}\b[^\n]*\n(.*?)(?=^## |\Z)", CLI, re.S | re.M)
    return found[0] if found else ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_section(command: str) -> None:
    assert section(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_stands_in_the_section_of_its_command(command: str) -> None:
    options = [name for parameter in COMMANDS[command].params if isinstance(parameter, click.Option) for name in parameter.opts]
    assert [name for name in options if f"`{name}" not in section(command)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_choice_of_an_option_stands_there_too(command: str) -> None:
    choices = [c for p in COMMANDS[command].params if isinstance(p.type, click.Choice) for c in p.type.choices]
    assert [choice for choice in choices if choice not in section(command)] == []


def test_no_section_tells_of_a_command_or_an_option_that_is_not_there() -> None:
    sections = re.findall(r"^## `(marsad(?: [a-z]+)+)", CLI, re.M)
    assert set(sections) == set(COMMANDS)
    known = {name for command in COMMANDS.values() for p in command.params for name in p.opts} | {"--help", "--version"}
    assert set(re.findall(r"`(--[a-z-]+)", CLI)) <= known


def test_every_command_and_option_has_a_help_text() -> None:
    for command in COMMANDS.values():
        assert command.help and all(p.help for p in command.params if isinstance(p, click.Option))


def head(path: Path) -> str:
    """Give the comment at the top of a file as one line."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines)


FILES = sorted(VOCABULARY.rglob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(VOCABULARY)))
def test_every_word_list_begins_with_its_rule_for_inclusion_and_a_source(path: Path) -> None:
    assert re.search(r"\b(rule for )?inclusion\b", head(path), re.I)
    assert re.search(r"\bsources?\b", head(path), re.I)


@pytest.mark.parametrize("path", sorted(VOCABULARY.rglob("*.csv")), ids=lambda path: path.name)
def test_every_place_names_its_source(path: Path) -> None:
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file) if not row["source"]] == []


def test_the_codebook_is_in_step_with_the_vocabulary() -> None:
    spec = importlib.util.spec_from_file_location("make_codebook", ROOT / "docs" / "make_codebook.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8") == module.codebook(), "run python docs/make_codebook.py"


def test_every_page_the_readme_names_is_there() -> None:
    for readme in ("README.md", "README.ar.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{readme}: {target}"


def test_every_page_of_the_documentation_is_in_a_table_of_contents() -> None:
    pages = {
        str(p.relative_to(ROOT / "docs").with_suffix("")) for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts
    }
    listed = {"index"}
    for index in (ROOT / "docs").rglob("index.md"):
        folder = index.parent.relative_to(ROOT / "docs")
        for tree in re.findall(r"```\{toctree\}\n(?::[^\n]*\n)*\n?(.*?)```", index.read_text(encoding="utf-8"), re.S):
            listed |= {str(folder / name) for name in tree.split()}
    assert pages == listed
