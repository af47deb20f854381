"""The tables of an archive, the same on SQLite and on PostgreSQL.

Rows that people or readers made are closed (`until`), never deleted or changed. What can be worked out again (pairs, members,
words for searching) is marked as derived: it may be dropped and made anew, and says nothing that its sources do not say.
"""

import json
from typing import Any

from sqlalchemy import (
    Column,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

FORMAT = 1
"""Version of the tables; `migrations` brings an older archive up to it."""


class SafeText(TypeDecorator[str]):
    """Text of a report, whatever code points it has.

    PostgreSQL holds no NUL and neither database a lone surrogate, yet a report may have both, and not a character of it may be
    lost: such a text is kept as its JSON spelling after a mark.
    """

    impl = Text
    cache_ok = True
    mark = "\x01json:"

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy's signature
        """Spell out what the database cannot hold."""
        if value is None or not (value.startswith(self.mark) or "\x00" in value or _unencodable(value)):
            return value
        return self.mark + json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Read it back."""
        if value is None or not value.startswith(self.mark):
            return value
        text: str = json.loads(value[len(self.mark) :])
        return text


def _unencodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


class Json(TypeDecorator[Any]):
    """A plain value as canonical JSON text: one value, one spelling."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        """Write it; ASCII only, so no database minds what is in it."""
        return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Read it."""
        return None if value is None else json.loads(value)


metadata = MetaData()


def _key(name: str, **more: Any) -> Column[str]:
    return Column(name, String(64), **more)


meta = Table("meta", metadata, _key("name", primary_key=True), Column("value", SafeText, nullable=False))

original = Table(
    "original",
    metadata,
    _key("sha256", primary_key=True),
    Column("size", Integer, nullable=False),
    Column("filename", SafeText, nullable=False),
    Column("received", String(40), nullable=False),
)

blob = Table(  # the original bytes, where the archive has no folder of its own
    "blob",
    metadata,
    _key("sha256", primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _key("key", nullable=False, unique=True),
    Column("name", SafeText, nullable=False),
    Column("title", SafeText),
    Column("published", String(10)),
    Column("outlet", SafeText),
    Column("address", SafeText, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("extra", Json, nullable=False),
    Column("how", Json, nullable=False),
    _key("original", nullable=False),
    Column("locator", SafeText, nullable=False),
    Column("notes", Json, nullable=False),
    Column("received", String(40), nullable=False),
    _key("lineage", nullable=False, index=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Index("report_published", "published"),
)

band = Table(  # derived
    "band",
    metadata,
    _key("bucket", primary_key=True),
    Column("number", Integer, primary_key=True),
)

sighting = Table(  # the same report again, in another original
    "sighting",
    metadata,
    _key("report", primary_key=True),
    _key("original", primary_key=True),
    Column("locator", SafeText, primary_key=True),
    Column("received", String(40), nullable=False),
)

account = Table(
    "account",
    metadata,
    _key("id", primary_key=True),
    _key("event", nullable=False, index=True),
    _key("report", nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("type", String(40), nullable=False),
    Column("realis", String(20), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("confidence", Float, nullable=False),
    Column("reader", SafeText, nullable=False),
    Column("turn", Integer, nullable=False),  # how often the report had been read before
    Column("entry", Integer, nullable=False),  # of the log, that brought it
    Column("until", Integer),  # entry of the log that closed it
    Index("account_days", "first", "last"),
)

claim = Table(
    "claim",
    metadata,
    _key("account", primary_key=True),
    Column("position", Integer, primary_key=True),
    _key("id", nullable=False),
    Column("field", String(10), nullable=False),
    Column("role", String(20), nullable=False),
    Column("kind", String(20)),
    # Canonical JSON; kept as text, so that a value met a thousand times is understood once.
    Column("value", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("surface", SafeText, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("because", SafeText, nullable=False),
    Column("reader", SafeText),  # where it is not the account's
    sqlite_with_rowid=False,
)

read_by = Table(  # derived: who read a report last when the log had so many entries
    "read_by",
    metadata,
    _key("report", primary_key=True),
    Column("reader", SafeText, primary_key=True),
    Column("entry", Integer, nullable=False),
)

link = Table(
    "link",
    metadata,
    _key("source", primary_key=True),
    Column("rel", String(20), primary_key=True),
    _key("target", primary_key=True),
    _key("report", nullable=False, index=True),
    Column("entry", Integer, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _key("subject", nullable=False, index=True),
    Column("field", String(20), nullable=False),
    Column("value", Json, nullable=False),
    Column("who", SafeText, nullable=False),
    Column("at", String(40), nullable=False),
    Column("note", SafeText, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("until", Integer),
)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _key("left", nullable=False, index=True),
    _key("right", nullable=False, index=True),
    Column("verdict", String(10), nullable=False),
    Column("who", SafeText, nullable=False),
    Column("at", String(40), nullable=False),
    Column("note", SafeText, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("until", Integer),
)

pair = Table(  # derived
    "pair",
    metadata,
    _key("left", primary_key=True),
    _key("right", primary_key=True),
    Column("score", Float, nullable=False),
    Column("because", SafeText, nullable=False),
    Column("weights", Json, nullable=False),
)

member = Table(  # derived
    "member",
    metadata,
    _key("event", primary_key=True),
    _key("incident", nullable=False, index=True),
)

stands_for = Table(  # derived: actors shown under another's name
    "stands_for",
    metadata,
    Column("id", SafeText, primary_key=True),
    Column("other", SafeText, nullable=False),
    Column("name_ar", SafeText, nullable=False),
    Column("name_en", SafeText, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("who", SafeText, nullable=False),
    Column("action", String(20), nullable=False),
    Column("subject", SafeText, nullable=False),
    Column("detail", Json, nullable=False),
    Column("tool", SafeText, nullable=False),
    _key("previous", nullable=False),
    _key("hash", nullable=False),
)
