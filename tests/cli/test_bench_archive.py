from datetime import date

from marsad.cli.bench_archive import made_accounts, made_reports, measure_archive
from marsad.examples import EXAMPLES, example

TEXTS = [example(name) for name in EXAMPLES]


def test_made_reports_differ_and_are_the_same_each_time() -> None:
    some = list(made_reports(TEXTS, 50))
    assert len({report.text for report in some}) == 50
    assert some == list(made_reports(TEXTS, 50))
    assert all(report.published and report.published >= date(2024, 1, 1) for report in some)


def test_made_accounts_have_events_of_their_own() -> None:
    accounts, days = made_accounts(TEXTS, 40)
    assert len({one.event for one in accounts}) == 40
    assert {one.report for one in accounts} == set(days)


def test_the_archive_s_bench_measures_everything_it_names() -> None:
    rows = {row.what: row for row in measure_archive(TEXTS, 64, 60)}
    assert len(rows) == 8
    assert all(row.value is not None and row.value > 0 for row in rows.values())
    assert rows["search, 95th percentile"].wanted == "< 50"
