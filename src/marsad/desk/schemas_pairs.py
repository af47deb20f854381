"""What the API says and hears of pairs."""

from datetime import date
from typing import Literal

from marsad.desk.schemas import AccountOut, Answer
from marsad.model import Verdict


class Side(Answer):
    """One account of a pair, with its report."""

    account: AccountOut
    """The account."""
    text: str
    """The report's text; the account's spans point into it."""
    title: str | None
    """The report's headline."""
    outlet: str | None
    """The report's outlet."""
    published: date | None
    """The report's day."""
    lineage: str
    """Key of the oldest report that it repeats; two of one lineage are one source."""


class Difference(Answer):
    """How two accounts compare in a field."""

    field: str
    """The field."""
    how: Literal["same", "overlap", "differ", "left", "right"]
    """`same`, partly the same, different, or told by one of them only."""


class PairOut(Answer):
    """Two accounts that may be one incident."""

    left: Side
    """One of them, that with the smaller key."""
    right: Side
    """The other."""
    score: float
    """How likely they are one incident, from 0 to 1."""
    because: str
    """The sentence that explains the score."""
    weights: dict[str, float]
    """What each comparison added to the score, in bits; negative speaks against."""
    differences: list[Difference]
    """How they compare, field by field."""
    verdict: str | None
    """The verdict that stands; null when nobody judged."""
    seen: int
    """Number of the verdict that stands, 0 for none; a verdict sends it back."""


class PairList(Answer):
    """Pairs to judge."""

    pairs: list[PairOut]
    """This page; of open ones, those that are hardest to tell first."""
    total: int
    """How many there are in all."""


class VerdictIn(Answer):
    """A verdict on a pair."""

    verdict: Verdict
    """`same`, `different`, `unsure` or `undecided`."""
    seen: int
    """Number of the last verdict on the pair that the client saw, 0 for none."""
    note: str = ""
    """Why."""


class Judged(Answer):
    """What stands of a pair."""

    number: int
    """Number of the verdict that stands, 0 for none; it can be taken back."""
    verdict: str | None
    """The verdict that stands."""
