"""What two accounts are compared by, and how near they can come in each.

Every comparison has levels from the nearest to the farthest, each a condition in SQL on two rows of comparables (`_l`, `_r`);
the first level that holds counts. What a level is worth is learned (`training/link.py`) and lies in `weights.json`; the
conditions are the field's and lie here. A comparison one of the two accounts says nothing about counts nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Comparison:
    """Something two accounts are compared by.

    Attributes:
        name: What it is called in the weights.
        unknown: When it cannot be compared, in SQL; empty for never.
        levels: Names of the levels and their conditions, nearest first; the last has none and takes the rest.
    """

    name: str
    unknown: str
    levels: tuple[tuple[str, str], ...]


BOTH_DATED = "(dated_l and dated_r)"
DAYS_APART = "greatest(first_l - last_r, first_r - last_l, 0)"
"""Days between two intervals; none where they overlap."""
ONE_DAY = "(first_l = last_l and first_r = last_r)"
PUBLISHED_APART = "abs(day_l - day_r)"

KM = (
    "(12742 * asin(least(1, sqrt(pow(sin(radians(lat_r - lat_l) / 2), 2)"
    " + cos(radians(lat_l)) * cos(radians(lat_r)) * pow(sin(radians(lon_r - lon_l) / 2), 2)))))"
)
"""Great-circle distance of the two centres."""
BETWEEN = f"({KM} - radius_l - radius_r)"
UNLOCATED = "(lat_l is null or lat_r is null)"
BOTH_PLACED = "(placed_l and placed_r)"
SMALL = 8
"""Kilometres of the radius of a settlement at most; beyond are areas, in which two incidents of a day are no rarity."""
VILLAGE = 2.5
"""Kilometres of the radius of a village or a quarter at most: it is seldom in the news, so that to name it says more."""
BOTH_SMALL = f"(greatest(radius_l, radius_r) <= {SMALL})"

SHARED = "(len(list_intersect(words_l, words_r)) + len(list_intersect(rare_l, rare_r)))"
"""Telling words in common; a rare one counts twice."""


def _toll(name: str) -> Comparison:
    low_l, high_l, low_r, high_r = f"{name}_low_l", f"{name}_high_l", f"{name}_low_r", f"{name}_high_r"
    equal = f"{low_l} = {low_r} and {high_l} = {high_r}"
    meet = f"{low_l} <= {high_r} and {low_r} <= {high_l}"
    gap = f"greatest({low_l} - {high_r}, {low_r} - {high_l})"
    return Comparison(
        name,
        f"{low_l} is null or {low_r} is null",
        (
            ("equal, many", f"{equal} and {low_l} >= 4"),
            ("equal", equal),
            ("meet", meet),
            ("near", f"{gap} <= greatest(1, 0.34 * greatest({low_l}, {low_r}))"),
            ("apart", ""),
        ),
    )


COMPARISONS = (
    Comparison(
        "days",
        "",
        (
            ("same day", f"{BOTH_DATED} and {ONE_DAY} and first_l = first_r"),
            ("overlap", f"{BOTH_DATED} and {DAYS_APART} = 0"),
            ("days apart", BOTH_DATED),
            ("published same day", f"{PUBLISHED_APART} = 0"),
            ("published a day apart", f"{PUBLISHED_APART} = 1"),
            ("published few days apart", f"{PUBLISHED_APART} <= 3"),
            ("published days apart", ""),
        ),
    ),
    Comparison(
        "places",
        f"{UNLOCATED} and (len(named_l) = 0 or len(named_r) = 0)",
        (
            ("same words", f"{UNLOCATED} and list_has_any(named_l, named_r)"),
            ("other words", UNLOCATED),
            ("same small place", f"place_l = place_r and {BOTH_PLACED} and radius_l <= {VILLAGE}"),
            ("same place", f"place_l = place_r and {BOTH_PLACED} and {BOTH_SMALL}"),
            ("touch", f"{BETWEEN} <= 0 and {BOTH_PLACED} and {BOTH_SMALL}"),
            ("same area", f"place_l = place_r and {BOTH_PLACED}"),
            ("within area", f"{BETWEEN} <= 0 and {BOTH_PLACED}"),
            ("same place by report", f"place_l = place_r and {BOTH_SMALL}"),
            ("touch by report", f"{BETWEEN} <= 0"),
            ("near", f"{BETWEEN} <= 10"),
            ("apart", ""),
        ),
    ),
    Comparison(
        "types",
        "",
        (
            ("same", "type_l = type_r and not general_l"),
            ("same, general", "type_l = type_r"),
            ("near", "list_contains(near_l, type_r)"),
            ("general", "general_l or general_r"),
            ("other", ""),
        ),
    ),
    Comparison(
        "actors",
        "len(actors_l) = 0 or len(actors_r) = 0",
        (
            ("two in common", "len(list_intersect(actors_l, actors_r)) >= 2"),
            ("one in common", "list_has_any(actors_l, actors_r)"),
            ("none in common", ""),
        ),
    ),
    Comparison(
        "persons",
        "len(persons_l) = 0 or len(persons_r) = 0",
        (
            ("two in common", "len(list_intersect(persons_l, persons_r)) >= 2"),
            ("one in common", "list_has_any(persons_l, persons_r)"),
            ("none in common", ""),
        ),
    ),
    Comparison(
        "weapons",
        "len(weapons_l) = 0 or len(weapons_r) = 0",
        (("in common", "list_has_any(weapons_l, weapons_r)"), ("none in common", "")),
    ),
    _toll("killed"),
    _toll("injured"),
    Comparison("standing", "", (("same", "standing_l = standing_r"), ("other", ""))),
    Comparison(
        "words",
        "",
        (*((f"{least} or more", f"{SHARED} >= {least}") for least in (18, 12, 8, 6, 4, 3, 2, 1)), ("none", "")),
    ),
)


@cache
def near_types() -> Mapping[str, frozenset[str]]:
    """Give the types that may stand for each other, by type."""
    near: dict[str, set[str]] = {}
    for one, other in load_vocabulary("linking")["near"]:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return {type_: frozenset(others) for type_, others in near.items()}


@cache
def general_types() -> frozenset[str]:
    """Give the types that say less than others of their kind."""
    return frozenset(load_vocabulary("linking")["general"])


def settings(weights: Mapping[str, Any], levels: bool = False) -> dict[str, Any]:
    """Give the settings of splink.

    Args:
        weights: Under `prior` how likely two compared accounts are one incident; under `comparisons`, by name and level, the
            shares of levels among accounts of one incident and among others.
        levels: Whether the levels are to come out beside the bits.
    """
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": weights["prior"],
        "comparisons": [_comparison(one, weights["comparisons"][one.name]) for one in COMPARISONS],
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": levels,  # what was compared comes out with the levels or not at all
        "retain_intermediate_calculation_columns": True,
        "linker_uid": "marsad",
    }


def _comparison(one: Comparison, weights: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    levels: list[dict[str, Any]] = []
    # Without a level for the unknown, splink warns on every run.
    levels.append({"sql_condition": one.unknown or "false", "label_for_charts": "unknown", "is_null_level": True})
    for name, condition in one.levels:
        m, u = weights[name]
        levels.append(
            {
                "sql_condition": condition or "ELSE",
                "label_for_charts": name,
                "m_probability": m,
                "u_probability": u,
            }
        )
    return {"output_column_name": one.name, "comparison_levels": levels}
