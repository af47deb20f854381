from datetime import date

import pytest

from marsad.actors.codes import codes_of
from marsad.actors.roster import load_roster

ROSTER = load_roster()


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2018, 5, 1), "Military Forces of Israel (2009-2021)"), (date(2024, 5, 1), "Military Forces of Israel (2022-)")],
)
def test_the_day_says_which_acled_name(day: date, name: str) -> None:
    army = ROSTER.get("israel-army")
    assert army is not None
    assert codes_of(army, day, "israel")["acled"] == name


def test_a_state_force_at_home_keeps_its_class() -> None:
    army = ROSTER.get("lebanon-army")
    assert army is not None
    assert codes_of(army, None, "lebanon")["acled_inter"] == "1"
    assert codes_of(army, None, "syria")["acled_inter"] == "8"


def test_what_is_not_known_is_left_out() -> None:
    state = ROSTER.get("turkey")
    assert state is not None
    assert "acled" not in codes_of(state, None, "syria")
