"""Score the pairs of accounts that may tell of one incident."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zlib import crc32

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker

from marsad.link.block import BLOCKS
from marsad.link.comparable import Comparable, make_comparables
from marsad.link.compare import COMPARISONS, general_types, near_types, settings
from marsad.link.explain import explain
from marsad.link.wording import Wordings
from marsad.model import Account, Pair

MEMORY = "2GB"
"""What the comparison may take; beyond it DuckDB sets parts aside in a temporary folder of its own, removed after."""

BATCH = 10_000
"""Pairs made into values at once."""

LEAST = 0.008
"""Score below which a pair is not worth keeping."""


@cache
def load_weights() -> Mapping[str, Any]:
    """Read the packaged weights."""
    weights: dict[str, Any] = json.loads(files("marsad.link").joinpath("weights.json").read_text(encoding="utf-8"))
    return weights


class Score(NamedTuple):
    """How likely two events are one incident, without the reason.

    Attributes:
        left: Key of one event, the smaller of the two.
        right: Key of the other.
        score: How likely, from 0 to 1.
    """

    left: str
    right: str
    score: float


class ScoredPairs:
    """Pairs as they were scored, in columns: a tenth of what they weigh once each has its sentence.

    They are explained as they are gone through, each time anew; so many can be written down one after another.

    Args:
        rows: What was compared.
        columns: Both row numbers, the bits in all, the score, the bits of each comparison; None where nothing was compared.
    """

    def __init__(self, rows: Sequence[Comparable], columns: pa.Table | None) -> None:
        self._rows, self._columns = rows, columns

    def __len__(self) -> int:
        return 0 if self._columns is None else int(self._columns.num_rows)

    def __iter__(self) -> Iterator[Pair]:
        rows = self._rows
        for left, right, weight, probability, *bits in _told(self._columns):
            parts = {one.name: round(float(part), 2) for one, part in zip(COMPARISONS, bits, strict=True) if part}
            sentence = explain(rows[left], rows[right], parts, float(weight))
            yield Pair(rows[left].event, rows[right].event, round(float(probability), 6), sentence, parts)

    def scores(self) -> Iterator[Score]:
        """Give the pairs with their scores alone: enough to join accounts by."""
        for left, right, probability in _told(None if self._columns is None else self._columns.select([0, 1, 3])):
            yield Score(self._rows[left].event, self._rows[right].event, round(float(probability), 6))


def find_pairs(
    accounts: Sequence[Account],
    published: Mapping[str, date | None],
    lineages: Mapping[str, str],
    texts: Mapping[str, str] | None = None,
    weights: Mapping[str, Any] | None = None,
) -> list[Pair]:
    """Find pairs of accounts that may tell of one incident, and score them; see `score_pairs`.

    Returns:
        One pair for two accounts whose score is not negligible, sorted by keys.
    """
    return list(score_pairs(accounts, published, lineages, texts, weights))


def score_pairs(
    accounts: Sequence[Account],
    published: Mapping[str, date | None],
    lineages: Mapping[str, str],
    texts: Mapping[str, str] | None = None,
    weights: Mapping[str, Any] | None = None,
) -> ScoredPairs:
    """Find pairs of accounts that may tell of one incident, and score them; for many, of which each is looked at once.

    Args:
        accounts: Any accounts; two of one report are not compared, the report itself says whether they are one.
        published: Day of publication by report. It bounds the day of an account that names none, for comparing alone.
        lineages: Key of the oldest report of the lineage, by report.
        texts: Texts by report, where wording is to be compared; else the words of the claims are.
        weights: Weights other than the packaged ones.

    Returns:
        One pair for two accounts whose score is not negligible, sorted by keys.
    """
    weights = weights or load_weights()
    wordings = Wordings(texts or {}, weights["common"])
    ordered = sorted(accounts, key=lambda account: (account.event, account.report))
    rows = list(make_comparables(ordered, published, lineages, wordings))
    return ScoredPairs(rows, score_columns(rows, weights, LEAST) if len(rows) > 1 else None)


def score(rows: Sequence[Comparable], weights: Mapping[str, Any], least: float, levels: bool = False) -> list[tuple[Any, ...]]:
    """Compare what is worth comparing; see `score_columns`."""
    return list(_told(score_columns(rows, weights, least, levels)))


def _told(columns: pa.Table | None) -> Iterator[tuple[Any, ...]]:
    """Give the rows of some columns, made into values some at a time."""
    for batch in columns.to_batches(max_chunksize=BATCH) if columns is not None else ():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def score_columns(rows: Sequence[Comparable], weights: Mapping[str, Any], least: float, levels: bool = False) -> pa.Table:
    """Compare what is worth comparing.

    Args:
        rows: What is compared.
        weights: What the levels are worth.
        least: Score below which a pair is left out.
        levels: Give the number of each level instead of its bits.

    Returns:
        For the nearest places of two events: both row numbers, the bits in all, the score, the bits of each comparison.
    """
    with TemporaryDirectory(prefix="marsad-link-") as spill, duckdb.connect(config={"temp_directory": spill}) as connection:
        connection.execute(
            f"set memory_limit = '{MEMORY}'; set enable_progress_bar = false; set preserve_insertion_order = false"
        )
        connection.register("given", table(rows))
        connection.execute("create table comparables as select * from given")
        connection.execute(f"create table blocked as {BLOCKS}")
        api = DuckDBAPI(connection)
        linker = Linker(api.register("comparables"), settings(weights, levels), log_level=None, validate_settings=False)
        linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
        found = linker.inference.predict(threshold_match_probability=least or None, warning_mode="never")
        prefix = "gamma_" if levels else "mw_"
        columns = ", ".join(f"{prefix}{one.name}" for one in COMPARISONS)
        return connection.sql(
            f"""select id_l, id_r, match_weight, match_probability, {columns}
            from {found.physical_name} as p join comparables as l on l.id = id_l join comparables as r on r.id = id_r
            qualify row_number() over (partition by l.event, r.event order by match_weight desc, id_l, id_r) = 1
            order by l.event, r.event"""
        ).to_arrow_table()


@lru_cache(maxsize=1 << 18)
def hashed(word: str) -> int:
    """Give a number for a word; numbers are compared in a fraction of the time."""
    return crc32(word.encode()) & 0x7FFFFFFF


def _numbers(words: Iterable[Iterable[str]]) -> pa.Array:
    return pa.array([[hashed(word) for word in some] for some in words], pa.list_(pa.int32()))


def table(rows: Sequence[Comparable]) -> pa.Table:
    """Lay the comparables out as a table; a row's number is its id."""

    def column(name: str) -> list[Any]:
        return [getattr(row, name) for row in rows]

    def bound(name: str, end: int) -> list[int | None]:
        return [None if (value := getattr(row, name)) is None else value[end] for row in rows]

    events = {key: i for i, key in enumerate(sorted({row.event for row in rows}))}
    near, general = near_types(), general_types()
    return pa.table(
        {
            "id": pa.array(range(len(rows)), pa.int32()),
            "event": pa.array([events[row.event] for row in rows], pa.int32()),
            **{name: column(name) for name in ("report", "lineage", "kind", "type", "standing", "dated", "place", "placed")},
            **{name: pa.array(column(name), pa.int32()) for name in ("first", "last", "day")},
            **{name: pa.array(column(name), pa.float64()) for name in ("lat", "lon", "radius")},
            "general": [row.type in general for row in rows],
            "near": pa.array([sorted(near.get(row.type, ())) for row in rows], pa.list_(pa.string())),
            "actors": pa.array(column("actors"), pa.list_(pa.string())),
            "persons": pa.array(column("persons"), pa.list_(pa.string())),
            "weapons": pa.array(column("weapons"), pa.list_(pa.string())),
            "killed_low": pa.array(bound("killed", 0), pa.int32()),
            "killed_high": pa.array(bound("killed", 1), pa.int32()),
            "injured_low": pa.array(bound("injured", 0), pa.int32()),
            "injured_high": pa.array(bound("injured", 1), pa.int32()),
            **{name: _numbers([getattr(row, name) for row in rows]) for name in ("words", "rare", "named")},
        }
    )
