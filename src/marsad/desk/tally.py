"""Count incidents and the outlets behind them: no number is told without them."""

from dataclasses import dataclass

import numpy as np

from marsad.desk.summary import Array, Summary


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something is met.

    Attributes:
        item: Its number in a book of the summary.
        rows: The incidents it is met in, each once.
        sources: Outlets behind them.
    """

    item: int
    rows: Array
    sources: int


def tally(summary: Summary, rows: Array, items: Array, limit: int) -> list[Tally]:
    """Count what is met in incidents, the most frequent first.

    Args:
        summary: Where the incidents are.
        rows: Incidents.
        items: What is met in each, side by side with `rows`; the same pair may come twice.
        limit: How many to give at most.
    """
    size = len(summary.ids) + 1
    pairs = np.unique(items.astype(np.int64) * size + rows)
    known, begins, counts = np.unique(pairs // size, return_index=True, return_counts=True)
    most = np.lexsort((known, -counts))[:limit].tolist()
    met = [pairs[begins[one] : begins[one] + counts[one]] % size for one in most]
    if not met:
        return []
    groups = np.repeat(np.arange(len(met)), [len(some) for some in met])
    sources = behind(summary, np.concatenate(met), groups, len(met))
    return [Tally(int(known[one]), some, told) for one, some, told in zip(most, met, sources, strict=True)]


def behind(summary: Summary, rows: Array, groups: Array, size: int) -> list[int]:
    """Count the outlets behind groups of incidents, each once a group.

    Args:
        summary: Where the incidents are.
        rows: Incidents.
        groups: The number of the group of each; one may be in several, side by side with `rows`.
        size: How many groups there are.
    """
    columns = summary.relations["outlet"]
    begins, ends = (np.searchsorted(columns["row"], rows.astype(columns["row"].dtype), side) for side in ("left", "right"))
    times = ends - begins
    at = np.arange(int(times.sum())) + np.repeat(begins - np.cumsum(times) + times, times)
    seen = np.zeros((size, len(summary.books.outlets.items)), np.bool_)
    seen[np.repeat(groups, times), columns["item"][at]] = True
    out: list[int] = seen.sum(axis=1).tolist()
    return out


def at_least(summary: Summary, meant: Array) -> tuple[Array, Array]:
    """Give incidents and the fewest people that each can have cost, whoever is right about them.

    «قتل خمسة بينهم ثلاثة مدنيين» are five and not eight. And where several sources tell of an incident, one may call civilians
    whom another calls fighters: then groups are not added up at all, for the dead may be the same.

    Args:
        summary: Where the incidents are.
        meant: Whether a toll is meant; all that are must be of one status.
    """
    columns, unknown = summary.relations["toll"], summary.books.groups.find("unknown")
    low = np.maximum(columns["low"][meant], 0).astype(np.int64)
    rows, at = np.unique(columns["row"][meant], return_inverse=True)
    largest, named = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    np.maximum.at(largest, at, low)
    np.add.at(named, at, np.where(columns["group"][meant] == unknown, 0, low))
    several = summary.row["lineages"][rows] > 1
    return rows, np.where(several, largest, np.maximum(largest, named))
