"""The codebook at the point of decision: what types, roles and the rest are and are not."""

from typing import Any

from fastapi import APIRouter

from marsad.desk.schemas import Answer, Words, answer
from marsad.vocabulary import load_vocabulary

router = APIRouter(tags=["codebook"])

GROUPS = ("realis", "roles", "tolls", "groups", "levels", "kinds", "relations")
"""Groups of `vocabulary/values.yml`."""


class TypeEntry(Answer):
    """A type of event."""

    code: str
    """The code."""
    ar: str
    """Its Arabic name."""
    en: str
    """Its English name."""
    means: Words
    """What it is; in a language that the codebook lacks, empty."""
    is_not: Words
    """What it is not; empty where nothing is mistaken for it."""
    plover: str
    """Its class in PLOVER; `-` for none."""
    acled: str
    """Its class in ACLED; `-` for none."""
    words: list[str]
    """Arabic words that nearly always name it."""


class CodeEntry(Answer):
    """A code of another field."""

    code: str
    """The code."""
    ar: str
    """Its Arabic name."""
    en: str
    """Its English name."""
    means: Words
    """What it means; in a language that the codebook lacks, empty."""


class CodebookOut(Answer):
    """The whole codebook."""

    types: list[TypeEntry]
    """Types of events, in the codebook's order."""
    codes: dict[str, list[CodeEntry]]
    """By group: `realis`, `roles`, `tolls` (statuses), `groups`, `levels`, `kinds`, `relations`."""


@router.get("/codebook")
def codebook() -> CodebookOut:
    """Give the codebook: names in Arabic and English, and what each code is and is not."""
    types = [_type(code, entry) for code, entry in load_vocabulary("events")["types"].items()]
    values = load_vocabulary("values")
    codes = {group: [_code(code, entry) for code, entry in values[group].items()] for group in GROUPS}
    return answer(CodebookOut, {"types": types, "codes": codes})


def _type(code: str, entry: dict[str, Any]) -> dict[str, Any]:
    sure = entry.get("sure", {})
    named = [word for part in ("verbs", "plain", "nouns", "phrases") for word in sure.get(part, ())]
    more = {name: entry.get(name, "-") for name in ("plover", "acled")}
    return {**_code(code, entry), "is_not": _text(entry, "is_not"), **more, "words": named}


def _code(code: str, entry: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, "ar": entry["ar"], "en": entry["en"], "means": _text(entry, "is")}


def _text(entry: dict[str, Any], name: str) -> dict[str, str]:
    return {"ar": entry.get(f"{name}_ar", ""), "en": entry.get(name, "")}
