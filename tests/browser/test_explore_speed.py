"""Exploring 100,000 incidents: how soon the first view stands, how soon a brush is answered, and what it weighs.

It needs an archive of so many, which takes long to make: `MARSAD_MANY=folder pytest -s tests/browser/test_explore_speed.py`.
The folder is copied, never written. The desk was asked once before, for the first answer of all makes the columns.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import SimpleNamespace
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

MANY = os.environ.get("MARSAD_MANY")
FIRST, BRUSH, MEMORY = 1500, 150, 500
"""Milliseconds of the first view, milliseconds of a brush at the 95th percentile, megabytes of the browser's page."""
STEPS = 60

pytestmark = pytest.mark.skipif(MANY is None, reason="MARSAD_MANY names no archive of 100,000 incidents")

WATCH = """
  window.seen = {};
  const marks = { table: ".incidents tbody tr", timeline: ".timeline .sure", map: ".map-box[data-state=drawn]" };
  new MutationObserver(() => {
    for (const [name, mark] of Object.entries(marks))
      if (!(name in seen) && document.querySelector(mark)) seen[name] = performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true });
"""
"""Says when each view stood, from the beginning of the navigation."""

PRESS = """(key) => new Promise((told) => {
  const start = performance.now();
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => told(performance.now() - start)));
  });
  watch.observe(document.querySelector(".incidents tbody"), { subtree: true, childList: true, characterData: true });
  document.querySelector(".timeline-box").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
})"""
"""From a key on the timeline to the frame that shows other rows."""


@pytest.fixture(scope="module")
def shown(
    tmp_path_factory: pytest.TempPathFactory, starting: Callable[..., AbstractContextManager[str]]
) -> Iterator[SimpleNamespace]:
    """Start a desk over a copy of the archive."""
    folder = tmp_path_factory.mktemp("many") / "desk"
    shutil.copytree(str(MANY), folder)
    with starting(folder, "--who", "سلمى") as address:
        home, _, token = address.partition("#token=")
        request = Request(f"{home.rstrip('/')}/api/1/statistics", headers={"X-Marsad-Token": token})
        with urlopen(request, timeout=120) as answer:
            assert answer.status == 200
        yield SimpleNamespace(address=address, home=home.rstrip("/"))


def test_the_first_view_of_many_incidents_stands_soon(look: Callable[..., Page]) -> None:
    page = look("/explore")
    page.add_init_script(WATCH)
    page.goto(page.url)
    expect(page.locator(".map-box[data-state=drawn]")).to_be_visible()
    expect(page.locator(".incidents tbody tr").first).to_be_visible()
    seen = page.evaluate("window.seen")
    print(f"\nfirst view: {', '.join(f'{name} {at:.0f} ms' for name, at in sorted(seen.items(), key=lambda one: one[1]))}")
    assert max(seen.values()) < FIRST


def test_a_brush_over_many_incidents_is_answered_at_once(look: Callable[..., Page]) -> None:
    page = look("/explore?first=2024-01-08&last=2024-01-14&unit=day")
    expect(page.locator(".map-box[data-state=drawn]")).to_be_visible()
    page.wait_for_timeout(1500)
    took = []
    for _ in range(STEPS):
        took.append(page.evaluate(PRESS, "ArrowLeft"))
        page.wait_for_timeout(500)
    took.sort()
    late = took[int(0.95 * len(took))]
    print(f"\nbrush: median {took[len(took) // 2]:.0f} ms, 95th percentile {late:.0f} ms")
    assert late < BRUSH


def test_the_page_of_many_incidents_weighs_little(look: Callable[..., Page]) -> None:
    page = look("/explore?other=1&tab=network")
    expect(page.locator(".map-box[data-state=drawn]")).to_be_visible()
    expect(page.locator(".actors li").first).to_be_visible()
    page.wait_for_timeout(3000)
    megabytes = max(_weighs(pid) for pid in _pages())
    print(f"\nmemory: {megabytes:.0f} MB")
    assert megabytes < MEMORY


def _pages() -> list[int]:
    """Find the browser's pages among the processes that came of this one."""
    parents, found = {os.getpid()}, []
    for _ in range(6):
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                command = (entry / "cmdline").read_text()
            except OSError:  # it ended meanwhile
                continue
            if parent in parents and int(entry.name) not in parents:
                parents.add(int(entry.name))
                if "--type=renderer" in command:
                    found.append(int(entry.name))
    return found


def _weighs(pid: int) -> float:
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("Pss:"))
