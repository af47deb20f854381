"""One measurement of `marsad bench`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Attributes:
        what: What was measured.
        value: How much; None where it could not be.
        unit: Of what.
        wanted: What Marsad promises on two cores; empty where it promises nothing.
    """

    what: str
    value: float | None
    unit: str
    wanted: str = ""
