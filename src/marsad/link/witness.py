"""Claims of an incident with the lineages that make them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.model import Account, Claim


@dataclass(frozen=True, slots=True)
class Witness:
    """A claim and the lineage of the report that makes it.

    Attributes:
        claim: The claim.
        lineage: Key of the lineage.
    """

    claim: Claim
    lineage: str


def witnesses(accounts: Iterable[Account], lineages: Mapping[str, str], field: str) -> list[Witness]:
    """Give the claims about one field, in order of the accounts."""
    return [Witness(claim, lineages.get(account.report, account.report)) for account in accounts for claim in account.of(field)]


def count_lineages(some: Iterable[Witness]) -> int:
    """Count independent lineages."""
    return len({one.lineage for one in some})
