"""Write down what a format could not carry, so that nobody takes an export for the whole."""

from collections.abc import Iterable
from pathlib import Path

from marsad.exports.cells import write_table
from marsad.model import Incident, Loss

COLUMNS = ("incident", "events", "field", "value", "became")


def loss(incident: Incident, field: str, value: object, became: str) -> Loss:
    """Note that a field of an incident did not fit.

    Args:
        incident: The incident.
        field: Which field of it.
        value: What it was.
        became: What became of it, in words.
    """
    return Loss(incident.id, tuple(account.event for account in incident.accounts), field, str(value), became)


def write_losses(losses: Iterable[Loss], path: Path) -> None:
    """Write a loss report: one line for each field of an incident, in the order given; events are parted by spaces.

    Args:
        losses: What was lost.
        path: The file, `…-loss.csv` by custom.
    """
    rows = (
        {
            "incident": one.incident,
            "events": " ".join(one.events),
            "field": one.field,
            "value": one.value,
            "became": one.became,
        }
        for one in losses
    )
    write_table(path, COLUMNS, rows)
