"""Show a reading in a terminal: one card an event, its words quoted, what is not known shown as such."""

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from marsad.exports.phrases import amount, days, why_then
from marsad.model import Event, Mention, Reading

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
    text = reading.report.text
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    if explain:
        grid.add_column(style="dim")

    def row(name: str, value: str, because: str = "") -> None:
        grid.add_row(name, _plain(value), *([_plain(because)] if explain else []))

    quoted = " + ".join(f"«{mentions[m].surface}»" for m in event.date.mentions if m in mentions)
    row("when", f"{days(event.date.interval, UNKNOWN)} {quoted}".strip(), why_then(event, mentions))
    for argument in event.places:
        mention = mentions[argument.mention]
        first = mention.places[0] if mention.places else None
        where = f"{first.place.name.en or first.place.name.ar} ({first.place.level.value}, ±{first.place.radius_km:g} km)" if first else UNKNOWN
        row(argument.role, f"«{mention.surface}» {where}", first.because if first else "not in the gazetteer")
    for argument in event.actors:
        mention = mentions[argument.mention]
        known = mention.actors[0] if mention.actors else None
        kind = mention.actor_kind.value if mention.actor_kind else ""
        name = f" {known.name.en}" if known and known.name.en else ""
        row(argument.role, f"«{mention.surface}» {kind}{name}", known.because if known else "")
    for toll in event.casualties:
        row("toll", f"{toll.status}, {toll.group}: {amount(toll, 'number not given')} «{toll.span.of(text)}»")
    for topic in event.topics:
        row("about", f"«{topic.of(text)}»")
    for weapon in event.weapons:
        row("means", f"«{weapon.of(text)}»")
    if event.source:
        row("says", f"«{event.source.of(text)}»")
    links = [f"{link.rel} {link.target}" for link in reading.links if link.source == event.id]
    if links:
        row("tied", ", ".join(links))
    title = Text.assemble(f"{event.id} ", (event.type, "bold cyan"), " ", (event.realis.value, STYLE.get(event.realis.value, "magenta")),
                          f"  «{event.trigger.of(text).translate(CONTROLS)}»  {event.confidence:.2f}")  # fmt: skip
    body = Group(grid, Text(event.because, style="dim")) if explain else grid
    return Panel(body, title=title, title_align="left", border_style="dim")
