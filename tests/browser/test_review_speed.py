"""A report of 5,000 words in review: how soon its words are lit, and how soon a key shows. Run with `-s` for the figures."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from marsad.archive import Received, keep, merge, open_archive, seal
from marsad.archive.database import reading
from marsad.archive.loading import kept_reports
from marsad.model import Report
from marsad.pipeline import Reader, read_report, version_name

WORDS = 5000
LIMIT = 400
"""Milliseconds from the answer, or the key, to the next frame with the words lit.

What is asked for is 100, and printed; the test guards against slips of another order, for a machine that does other work at the
same time takes two or three times as long.
"""

WATCH = """() => {
  window.lit = null;
  for (const name of ["json", "text"]) {
    const read = Response.prototype[name];
    Response.prototype[name] = async function () {
      const value = await read.call(this);
      if (/\\/reports\\/[^/]+$/.test(this.url)) window.answered = performance.now();
      return value;
    };
  }
  new MutationObserver((_, watch) => {
    if (!document.querySelector(".review-text .mark")) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.lit = performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true });
}"""
FIRST = "() => window.lit - window.answered"
PRESS = """(key) => new Promise((told) => {
  const start = performance.now();
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  requestAnimationFrame(() => setTimeout(() => told(performance.now() - start)));
})"""


def _long(folder: Path, keys: dict[str, str], rules: Reader) -> str:
    """Add a report that is made of the others until it has its length."""
    archive = open_archive(folder, version_name(), "سلمى")
    with reading(archive.engine) as connection:
        parts = [one.report.text for one in kept_reports(connection, list(keys.values()))]
    count = -(-WORDS // sum(len(part.split()) for part in parts))
    report = Report("long", "\n\n".join(parts * count), None, date(2025, 3, 15), "نهر الأخبار")
    digest, size = archive.originals.put(BytesIO(report.text.encode()))
    (added,) = keep(archive, [Received(report, True, digest, size, "long.txt", read_report(report, rules))])
    merge(archive)
    seal(archive)
    archive.close()
    return str(added.key)


def test_a_long_report_is_lit_and_follows_keys_at_once(
    archive: tuple[Path, dict[str, str]], rules: Reader, request: pytest.FixtureRequest
) -> None:
    key = _long(*archive, rules)
    opened: Callable[..., Page] = request.getfixturevalue("opened")  # only now: the desk opens what was added
    page, home = opened("/"), request.getfixturevalue("desk").home
    page.add_init_script(f"({WATCH})()")
    told = {"first": [_first(page, home, key) for _ in range(5)]}
    told |= {name: [page.evaluate(PRESS, name) for _ in range(15)] for name in ("j", "ArrowDown", "k", "x", "a")}
    for name, times in told.items():
        print(f"{name}: median {median(times):.0f} ms, most {max(times):.0f} ms")
    assert [name for name, times in told.items() if median(times) >= LIMIT] == []


def _first(page: Page, home: str, key: str) -> float:
    """Open the report and give the milliseconds from the answer to the first frame with lit words."""
    page.goto(f"{home}/review/{key}")
    expect(page.locator(".event-card")).to_be_visible()
    page.wait_for_timeout(300)
    return float(page.evaluate(FIRST))
