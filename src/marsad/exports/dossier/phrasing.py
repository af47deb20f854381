"""Put values into words in one of two languages."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from marsad.exports.dossier.content import Kind, Language, Line, Piece, code, joined, words
from marsad.model import DateInterval, Name
from marsad.vocabulary import load_vocabulary

SLOT = re.compile(r"\{(\w+)\}")
FEW = 10
"""The largest number that takes the Arabic plural; from 11 on the singular follows."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language.

    Attributes:
        language: Which.
    """

    language: Language

    def text(self, group: str, key: str) -> str:
        """Give a phrase of the dossier as it stands.

        Args:
            group: Group in dossier.yml.
            key: Key in the group.
        """
        return str(load_vocabulary("dossier")[group][key][self.language])

    def line(self, group: str, key: str, /, **slots: str | Piece | Line) -> Line:
        """Fill a phrase of the dossier."""
        return filled(self.text(group, key), slots)

    def label(self, key: str, /, **slots: str | Piece | Line) -> Line:
        """Fill a label."""
        return self.line("labels", key, **slots)

    def guide(self) -> tuple[str, ...]:
        """Give the paragraphs on how to read a dossier."""
        return tuple(str(entry[self.language]) for entry in load_vocabulary("dossier")["guide"])

    def named(self, group: str, key: str) -> str:
        """Name a value of the model (`realis`, `roles`, `tolls`, …); a value nobody has named keeps its code."""
        entry = load_vocabulary("values")[group].get(key)
        return str(entry[self.language]) if entry else key

    def type(self, key: str) -> str:
        """Name a type of event."""
        entry = load_vocabulary("events")["types"].get(key)
        return str(entry[self.language]) if entry else key

    def role(self, key: str) -> str:
        """Name a role; the doer is always an alleged one."""
        own: dict[str, Any] = load_vocabulary("dossier")["roles"]
        name = str(own[key][self.language]) if key in own else self.named("roles", key)
        return name[:1].upper() + name[1:]

    def field(self, key: str) -> str:
        """Name a field of an incident."""
        fields: dict[str, Any] = load_vocabulary("dossier")["fields"]
        return str(fields[key][self.language]) if key in fields else key

    def name(self, name: Name) -> Piece:
        """Give a name in the dossier's language, in the other one where that is all there is."""
        first, second = (name.ar, name.en) if self.language == "ar" else (name.en, name.ar)
        return words(first or second or self.text("labels", "withheld"))

    def quoted(self, *texts: str) -> Line:
        """Set words of others between marks."""
        mark = self.text("labels", "cut")
        return self.label("quote", words=joined(tuple((words(text),) for text in texts), mark))

    def listed(self, *lines: Line) -> Line:
        """Join lines by commas."""
        return joined(lines, self.text("labels", "list"))

    def counted(self, thing: str, n: int) -> str:
        """Say how many of a thing, as the language counts."""
        forms = load_vocabulary("dossier")["counted"][thing][self.language]
        at = _arabic_form(n) if self.language == "ar" else int(n != 1)
        return str(forms[at]).replace("{n}", f"{n:,}")

    def day(self, day: date | datetime) -> str:
        """Write a day with the name of its month."""
        month = load_vocabulary("dossier")["months"][self.language][day.month - 1]
        return f"{day.day} {month} {day.year}"

    def days(self, interval: DateInterval | None) -> Line:
        """Write days shortly, as a table has them."""
        if interval is None:
            return (Piece(self.text("labels", "unknown")),)
        first, last = interval.first.isoformat(), interval.last.isoformat()
        return (code(first),) if first == last else (code(first), Piece("\N{NO-BREAK SPACE}– "), code(last))

    def reach(self, radius_km: float) -> Line:
        """Write how far a place reaches, no more exactly than anybody knows."""
        return self.label("km", n=code(f"{radius_km:.0f}" if radius_km >= FEW else f"{radius_km:g}"))


def filled(phrase: str, slots: dict[str, str | Piece | Line]) -> Line:
    """Fill the slots of a phrase with text, pieces or lines."""
    out: list[Piece] = []
    for i, part in enumerate(SLOT.split(phrase)):
        value = slots[part] if i % 2 else part
        if isinstance(value, tuple):
            out += value
        elif isinstance(value, Piece):
            out.append(value)
        elif value:
            out.append(Piece(value, Kind.TEXT))
    return tuple(out)


def _arabic_form(n: int) -> int:
    """Give which of the five Arabic forms a number takes."""
    if n in (1, 2):
        return n - 1
    rest = n % 100
    if 3 <= rest <= FEW:
        return 2
    return 3 if rest > FEW else 4
