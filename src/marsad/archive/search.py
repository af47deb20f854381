"""Find reports by their words.

    دير الزور           both words, anywhere
    "دير الزور"         the words in this order; «…» does the same
    قصف -مدفعي          the first without the second
    قصف OR غارة         either
    شحيل*               words that begin so

Words are compared by their keys (`marsad.text.search_keys`). What was added last comes first: on a
desk that is what is looked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from marsad.archive.database import reading
from marsad.archive.rows import unpack
from marsad.archive.store import Archive
from marsad.errors import InputError
from marsad.model import Span
from marsad.text.search_keys import search_key, search_keys
from marsad.text.words import split_words

PART = re.compile(r'(?P<minus>-)?(?:"(?P<quoted>[^"]*)"|«(?P<angled>[^»]*)»|(?P<word>[^\s"«»]+))')
AROUND = 90
"""Code points of a snippet on either side of the first word found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found.

    Attributes:
        key: Its key.
        name: Its id as its source gave it.
        title: Its headline.
        published: Its day.
        outlet: Its outlet.
        snippet: The words around the first that was found.
        found: Where in the snippet the words are.
    """

    key: str
    name: str
    title: str | None
    published: str | None
    outlet: str | None
    snippet: str
    found: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a query: one key, or several in a row.

    Attributes:
        keys: The keys.
        without: Whether a report must not have it.
        prefix: Whether the last key may go on.
        other: Whether it is an alternative to the term before it.
    """

    keys: tuple[str, ...]
    without: bool = False
    prefix: bool = False
    other: bool = False


def parse_query(query: str) -> tuple[Term, ...]:
    """Read a query.

    Raises:
        InputError: It asks for nothing.
    """
    terms: list[Term] = []
    other = False
    for part in PART.finditer(query):
        words = part["quoted"] or part["angled"] or part["word"] or ""
        if part["word"] in ("OR", "أو"):
            other = bool(terms)
            continue
        keys = tuple(search_keys(words))
        if keys:
            terms.append(Term(keys, bool(part["minus"]), words.endswith("*"), other and not part["minus"]))
        other = False
    if all(term.without for term in terms):
        raise InputError(f"expected words to look for, got {query!r}")
    return tuple(terms)


def _sqlite_match(terms: Sequence[Term]) -> str:
    def one(term: Term) -> str:
        return '"' + " ".join(term.keys) + '"' + ("*" if term.prefix else "")

    return _joined(terms, one, " AND ", " OR ", " NOT ")


def _postgres_match(terms: Sequence[Term]) -> str:
    def one(term: Term) -> str:
        keys = ["'" + key.replace("'", "''") + "'" for key in term.keys]
        return "(" + " <-> ".join(keys) + (":*" if term.prefix else "") + ")"

    return _joined(terms, one, " & ", " | ", " & !")


def _joined(terms: Sequence[Term], one: object, both: str, either: str, without: str) -> str:
    groups: list[list[str]] = []
    for term in terms:
        if term.without:
            continue
        written = one(term)  # type: ignore[operator]
        if term.other and groups:
            groups[-1].append(written)
        else:
            groups.append([written])
    wanted = both.join("(" + either.join(group) + ")" for group in groups)
    return f"({wanted})" + "".join(without + one(term) for term in terms if term.without)  # type: ignore[operator]


SQLITE = """
SELECT r.key, r.name, r.title, r.published, r.outlet, r.text FROM words w JOIN report r ON r.number = w.rowid
WHERE words MATCH :match {days} ORDER BY w.rowid DESC LIMIT :limit OFFSET :offset
"""
POSTGRES = """
SELECT r.key, r.name, r.title, r.published, r.outlet, r.text FROM words w JOIN report r ON r.number = w.number
WHERE w.keys @@ CAST(:match AS tsquery) {days} ORDER BY w.number DESC LIMIT :limit OFFSET :offset
"""


def search(
    archive: Archive,
    query: str,
    limit: int = 20,
    offset: int = 0,
    first: date | None = None,
    last: date | None = None,
) -> list[Hit]:
    """Find reports.

    Args:
        archive: Where to look.
        query: Words, as the module describes.
        limit: Reports to give at most.
        offset: Reports to pass over.
        first: Published on this day or later.
        last: Published on this day or earlier.

    Returns:
        The reports, those added last first.

    Raises:
        InputError: The query asks for nothing.
        ArchiveError: The archive cannot be read.
    """
    terms = parse_query(query)
    with reading(archive.engine) as connection:
        return _search(connection, terms, limit, offset, first, last)


def _search(
    connection: Connection, terms: Sequence[Term], limit: int, offset: int, first: date | None, last: date | None
) -> list[Hit]:
    days = ("AND r.published >= :first " if first else "") + ("AND r.published <= :last" if last else "")
    postgres = connection.dialect.name == "postgresql"
    statement = text((POSTGRES if postgres else SQLITE).format(days=days))
    values: dict[str, object] = {"match": (_postgres_match if postgres else _sqlite_match)(terms)}
    values |= {"limit": limit, "offset": offset}
    values |= {name: day.isoformat() for name, day in (("first", first), ("last", last)) if day}
    keys = {key for term in terms if not term.without for key in term.keys}
    hits = []
    for row in connection.execute(statement, values):
        snippet, found = _snippet(unpack(row.text), keys)
        hits.append(Hit(row.key, row.name, row.title, row.published, row.outlet, snippet, found))
    return hits


def _snippet(told: str, keys: set[str]) -> tuple[str, tuple[Span, ...]]:
    """Cut the words around the first that was found."""
    step = 4000  # a long report is not cut into words to its end for the sake of its first line
    for begin in range(0, len(told), step):
        words = split_words(told, begin, min(len(told), begin + step))
        hits = [search_key(word.folded) in keys if word.folded[0].isalnum() else False for word in words]
        if any(hits):
            places = [word.span for word, hit in zip(words, hits, strict=True) if hit]
            first = words[_longest_run(hits)]
            start, end = max(0, first.start - AROUND), min(len(told), first.end + AROUND)
            inside = (p for p in places if start <= p.start and p.end <= end)
            return told[start:end], tuple(Span(p.start - start, p.end - start) for p in inside)
    return told[: 2 * AROUND], ()


def _longest_run(hits: Sequence[bool]) -> int:
    """Give where the longest run of words that were found begins: a phrase says more than its words apart."""
    best, length, run = 0, 0, 0
    for i, hit in enumerate(hits):
        run = run + 1 if hit else 0
        if run > length:
            best, length = i - run + 1, run
    return best
