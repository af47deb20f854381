import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def figures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("figures", ROOT / "eval" / "figures.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_was_not_measured_is_a_dash(figures: ModuleType) -> None:
    table = figures.figures({"own": {"date": 0.9312}}, 30)
    assert "| `date` | dates: words and days | – | 0.93 | 1.00 |" in table
    assert "Airwars" not in table


def test_incidents_have_a_table_of_their_own(figures: ModuleType) -> None:
    assert "| place, within 5 km | 0.50 |" in figures.figures({"own": {}, "incidents": {"place5": 0.5}}, 30)


def test_only_what_stands_between_the_markers_is_written(figures: ModuleType) -> None:
    assert (
        figures.written("a\n<!-- figures: x -->\nold\n<!-- /figures -->\nb\n", "new\n")
        == "a\n<!-- figures: x -->\nnew\n<!-- /figures -->\nb\n"
    )


@pytest.mark.parametrize("readme", ["", "<!-- figures: x -->\n", "<!-- figures: x -->\n<!-- /figures -->\n" * 2])
def test_markers_that_are_not_there_once_are_a_fault(figures: ModuleType, readme: str) -> None:
    with pytest.raises(ValueError, match="once"):
        figures.written(readme, "new\n")


def test_every_layer_of_the_scorer_has_its_line(figures: ModuleType) -> None:
    assert set(figures.LAYERS) == set(figures.ANNOTATORS)


def test_the_readme_is_in_step_with_what_was_measured(figures: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["figures.py", "--check"])
    assert figures.main() == 0
