"""Open the database of an archive: SQLite in its folder, or PostgreSQL at its URL.

One writer at a time, and it says so at the beginning of its transaction: two that began as readers and both wished to write
would undo each other. Readers are never kept waiting.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from marsad.archive.schema import metadata
from marsad.errors import ArchiveError

WAIT = 120_000
"""Milliseconds a writer waits for its turn before it gives up."""

PRAGMAS = (
    "journal_mode=WAL",
    # What was acknowledged outlives a power cut, not only a killed process.
    "synchronous=FULL",
    f"busy_timeout={WAIT}",
    "cache_size=-65536",
    "temp_store=MEMORY",
)

KEEP_LOG = {
    "sqlite": tuple(
        f"CREATE TRIGGER log_no_{verb.lower()} BEFORE {verb} ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE FUNCTION marsad_log_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
        "CREATE TRIGGER log_kept BEFORE UPDATE OR DELETE ON log FOR EACH STATEMENT EXECUTE FUNCTION marsad_log_kept()",
    ),
}
WORDS = {
    "sqlite": ("CREATE VIRTUAL TABLE words USING fts5(keys, content='', tokenize=\"unicode61 remove_diacritics 0\")",),
    "postgresql": (
        "CREATE TABLE words (number integer PRIMARY KEY, keys tsvector NOT NULL)",
        "CREATE INDEX words_keys ON words USING gin (keys)",
    ),
}


def is_url(location: str) -> bool:
    """Say whether a location is a PostgreSQL URL; anything else is a folder."""
    return location.startswith(("postgresql://", "postgres://", "postgresql+pg8000://"))


def open_engine(location: str | Path, read_only: bool = False) -> Engine:
    """Make the engine of a database file or a PostgreSQL URL.

    Args:
        location: The file or the URL.
        read_only: The file lies where nothing can be written: it is read as it is, and every attempt to write says so.

    Raises:
        ArchiveError: The URL is none.
    """
    if isinstance(location, str) and is_url(location):
        try:
            url = make_url(location)
        except ArgumentError as error:
            raise ArchiveError("expected a URL as postgresql://user@host/name") from error
        return create_engine(_server(url), pool_pre_ping=True)
    if read_only:
        return create_engine("sqlite://", creator=partial(_open_still, Path(location)), poolclass=QueuePool)
    engine = create_engine(f"sqlite:///{location}", connect_args={"timeout": WAIT / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _open_still(path: Path) -> sqlite3.Connection:
    """Open a file that cannot change. What lies beside it in a log of changes can only be read with the log."""
    beside = path.with_name(path.name + "-wal")
    still = not (beside.exists() and beside.stat().st_size)
    uri = f"file:{quote(str(path))}?mode=ro" + ("&immutable=1" if still else "")
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def _server(url: URL) -> URL:
    """Name the driver, and where a server answers in a folder (`?host=/run/postgresql`), the socket there."""
    query = dict(url.query)
    folder = query.pop("host", "")
    if isinstance(folder, str) and folder.startswith("/"):
        query["unix_sock"] = f"{folder}/.s.PGSQL.{query.pop('port', url.port or 5432)}"
    elif folder:
        query["host"] = folder
    return url.set(drivername="postgresql+pg8000", query=query)


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own transactions begin too late, as readers; `_begin` opens them.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def create_tables(connection: Connection) -> None:
    """Make all tables, the words for searching, and the guards of the log."""
    metadata.create_all(connection)
    for statement in (*WORDS[connection.dialect.name], *KEEP_LOG[connection.dialect.name]):
        connection.exec_driver_sql(statement)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that reads: what it sees does not change under it."""
    with told_plainly(engine), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open the one transaction that writes; another writer waits. All of it is kept, or none."""
    with told_plainly(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE log IN EXCLUSIVE MODE"))
        yield connection


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """Turn a database's faults into `ArchiveError`, saying where and what."""
    place = engine.url.database or engine.url.render_as_string()
    try:
        yield
    except DBAPIError as error:
        raise ArchiveError(f"{place}: {_cause(error)}") from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"{place}: {error}") from error


def _cause(error: DBAPIError) -> str:
    cause = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
    if "disk is full" in cause or "disk I/O error" in cause:
        return f"{cause}; nothing of this step was kept, and nothing kept before it was touched"
    if "readonly" in cause or "unable to open" in cause:
        return f"{cause}; is the folder writable?"
    if "locked" in cause:
        return "another program has been writing for two minutes; try again when it is done"
    return cause
