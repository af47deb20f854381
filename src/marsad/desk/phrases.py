"""The sentences of the desk, in both languages, from `phrases.yml` beside this module."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _phrases() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("phrases.yml").read_text(encoding="utf-8"))
    return content


def phrase(group: str, key: str, **values: object) -> dict[str, str]:
    """Give a sentence with its values."""
    entry = _phrases()[group][key]
    return {"ar": entry["ar"].format(**values), "en": entry["en"].format(**values)}


def weight(key: str) -> float:
    """Give what a reason for a look weighs."""
    return float(_phrases()["worth"][key]["weight"])
