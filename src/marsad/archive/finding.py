"""Find the reports that have some words in a row, by the index of words."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, text

from marsad.archive.schema import report
from marsad.model import Lesson
from marsad.text.bearing import phrases as phrases_of
from marsad.text.folding import fold_key

SQLITE = "SELECT r.key FROM words w JOIN report r ON r.number = w.rowid WHERE words MATCH :match ORDER BY w.rowid"
POSTGRES = """
SELECT r.key FROM words w JOIN report r ON r.number = w.number WHERE w.keys @@ CAST(:match AS tsquery) ORDER BY w.number
"""


def reports_with(connection: Connection, phrases: Sequence[str]) -> list[str]:
    """Give the keys of the reports that have one of some phrases, in the order in which they came.

    Args:
        connection: The database.
        phrases: Search keys in a row, joined by spaces, as `marsad.text.bearing.phrases` gives them; none finds nothing.
    """
    if not phrases:
        return []
    postgres = connection.dialect.name == "postgresql"
    match = " | ".join(map(_postgres, phrases)) if postgres else " OR ".join(f'"{one}"' for one in phrases)
    statement = text(POSTGRES if postgres else SQLITE).bindparams(bindparam("match", match))
    return list(connection.execute(statement).scalars())


def _postgres(phrase: str) -> str:
    return "(" + " <-> ".join("'" + key.replace("'", "''") + "'" for key in phrase.split()) + ")"


def reports_of(connection: Connection, lesson: Lesson) -> list[str]:
    """Give the keys of the reports that have a lesson's words, of its outlet where it has one."""
    keys = reports_with(connection, phrases_of(lesson.words))
    if not lesson.outlet:
        return keys
    outlet = fold_key(lesson.outlet)
    outlets = connection.execute(select(report.c.outlet).distinct()).scalars()
    names = [name for name in outlets if fold_key(name or "") == outlet]
    mine = set(connection.execute(select(report.c.key).where(report.c.outlet.in_(names))).scalars())
    return [key for key in keys if key in mine]
