import json
import subprocess
from collections.abc import Callable

from marsad.cli.bench import LENGTH, reports

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_bench_measures_everything_it_names(process: Process) -> None:
    done = process("bench", "--runs", 1, "--reports", 4, "--json")
    assert done.returncode == 0, done.stderr
    rows = {row["what"]: row for row in json.loads(done.stdout)}
    assert len(rows) == 8
    assert all(row["value"] is None or row["value"] > 0 for row in rows.values())
    assert rows["reading, --no-model, 1 core"]["wanted"] == ">= 200"


def test_its_reports_have_the_same_length_and_differ() -> None:
    some = reports(6)
    assert {len(report.text.split()) for report in some} <= set(range(LENGTH - 20, LENGTH + 1))
    assert len({report.text for report in some}) == 6
