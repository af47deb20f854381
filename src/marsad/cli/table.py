"""Show a reading in a terminal: one card an event, its words quoted, what is not known shown as such."""

from collections.abc import Iterator
from typing import TypeAlias

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from marsad.exports.phrases import WORTH, amount, days, reach, why_then
from marsad.model import Event, Mention, Reading

Row: TypeAlias = tuple[str, str, str]
"""What a value is, the value with its words, and why."""

UNKNOWN = "not known"
CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
"""What a report's bytes must not do to a terminal: move its cursor, set its title, colour its text."""
STYLE = {"actual": "bold", "generic": "bold", "failed": "yellow"}


class _Terminal(Console):
    """A console that leaves a closed pipe to the command, which ends quietly."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def show_table(reading: Reading, explain: bool, console: Console | None = None) -> None:
    """Print a reading.

    Args:
        reading: What was read.
        explain: Add the reason for every value.
        console: Where to; the terminal when None.
    """
    console = console or _Terminal(highlight=False)
    report = reading.report
    published = report.published.isoformat() if report.published else f"publication date {UNKNOWN}"
    console.print(_plain(report.title or report.id, "bold"), _plain(f"{report.source or ''}  {published}".strip(), "dim"))
    for note in reading.notes:
        console.print(Text(f"! {note}", style="yellow"))
    if not reading.events:
        console.print(Text("No event was found in this text.", style="dim"))
    mentions = {mention.id: mention for mention in reading.mentions}
    for event in reading.events:
        console.print(_card(event, mentions, reading, explain))


def _plain(text: str, style: str = "") -> Text:
    """Make text of what comes from outside."""
    return Text(text.translate(CONTROLS), style=style)


def _card(event: Event, mentions: dict[str, Mention], reading: Reading, explain: bool) -> Panel:
    """Draw the card of an event."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    if explain:
        grid.add_column(style="dim")
    for name, value, because in _rows(event, mentions, reading):
        grid.add_row(name, _plain(value), *([_plain(because)] if explain else []))
    title = Text.assemble(
        f"{event.id} ",
        (event.type, "bold cyan"),
        " ",
        (event.realis.value, STYLE.get(event.realis.value, "magenta")),
        f"  «{event.trigger.of(reading.report.text).translate(CONTROLS)}»  {event.confidence:.2f}",
    )
    body = Group(grid, _plain(event.because, "dim")) if explain else grid
    return Panel(body, title=title, title_align="left", border_style="dim")


def _rows(event: Event, mentions: dict[str, Mention], reading: Reading) -> Iterator[Row]:
    """Give the values of an event, one a line."""
    text = reading.report.text
    quoted = " + ".join(f"«{mentions[m].surface}»" for m in event.date.mentions if m in mentions)
    yield "when", f"{days(event.date.interval, UNKNOWN)} {quoted}".strip(), why_then(event, mentions)
    for argument in event.places:
        yield _place(argument.role, mentions[argument.mention])
    for argument in event.actors:
        yield _actor(argument.role, mentions[argument.mention])
    for toll in event.casualties:
        yield "toll", f"{toll.status}, {toll.group}: {amount(toll, 'number not given')} «{toll.span.of(text)}»", ""
    yield from (("about", f"«{topic.of(text)}»", "") for topic in event.topics)
    yield from (("means", f"«{weapon.of(text)}»", "") for weapon in event.weapons)
    if event.source:
        yield "says", f"«{event.source.of(text)}»", ""
    links = [f"{link.rel} {link.target}" for link in reading.links if link.source == event.id]
    if links:
        yield "tied", ", ".join(links), ""


def _place(role: str, mention: Mention) -> Row:
    if not mention.places:
        return role, f"«{mention.surface}» {UNKNOWN}", "not in the gazetteer"
    first, *rest = mention.places
    place = first.place
    others = "".join(f", or {one.place.name.en or one.place.name.ar} {one.weight:.0%}" for one in rest if one.weight >= WORTH)
    where = f"{place.name.en or place.name.ar} ({place.level.value}, {reach(place.radius_km)}){others}"
    return role, f"«{mention.surface}» {where}", first.because


def _actor(role: str, mention: Mention) -> Row:
    known = mention.actors[0] if mention.actors else None
    kind = mention.actor_kind.value if mention.actor_kind else ""
    name = f" {known.name.en}" if known and known.name.en else ""
    return role, f"«{mention.surface}» {kind}{name}", known.because if known else ""
