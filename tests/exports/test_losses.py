import csv
from pathlib import Path

import pytest

from marsad.exports.cells import guarded, write_table
from marsad.exports.losses import write_losses
from marsad.model import Loss


def test_a_loss_names_incident_events_field_value_and_what_became_of_it(tmp_path: Path) -> None:
    write_losses([Loss("MRS-SYR-1", ("e1", "e2"), "places", "ذيبان; أبو حمام", "split")], tmp_path / "x-loss.csv")
    with (tmp_path / "x-loss.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["incident", "events", "field", "value", "became"],
            ["MRS-SYR-1", "e1 e2", "places", "ذيبان; أبو حمام", "split"],
        ]


def test_there_is_no_byte_order_mark(tmp_path: Path) -> None:
    write_losses([], tmp_path / "x-loss.csv")
    assert (tmp_path / "x-loss.csv").read_bytes() == b"incident,events,field,value,became\n"


@pytest.mark.parametrize("words", ["=1+1", "+963 11", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\N{FULLWIDTH EQUALS SIGN}1"])
def test_words_that_a_spreadsheet_would_run_get_an_apostrophe(words: str) -> None:
    assert guarded(words) == f"'{words}"


@pytest.mark.parametrize("cell", ["قصف", "a=b", "", 3, -40.25, 0])
def test_other_words_and_numbers_stay_as_they_are(cell: str | float) -> None:
    assert guarded(cell) == cell


def test_taking_one_apostrophe_off_gives_the_words_back() -> None:
    for words in ("=1", "'quoted'", "'=1"):
        assert str(guarded(words))[1:] == words


def test_a_column_that_the_table_has_not_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="columns of the table"):
        write_table(tmp_path / "x.csv", ("a",), [{"b": 1}])


def test_half_a_surrogate_pair_does_not_stop_a_table(tmp_path: Path) -> None:
    write_table(tmp_path / "x.csv", ("a",), [{"a": "قصف \ud83d"}])
    assert "قصف" in (tmp_path / "x.csv").read_text(encoding="utf-8")
