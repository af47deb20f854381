"""How quick the desk's exploration is in a real browser, and what the browser needs.

    python eval/desk_browser.py ARCHIVE            # an archive of any size; `marsad bench --archive` says how one is made

It starts the desk twice (the first start may have to make the summary), opens the exploration in Debian's Chromium, changes the
filter many times, and prints milliseconds and megabytes beside what is asked for. Nothing in the archive is changed.
"""

import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("MARSAD_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--enable-unsafe-swiftshader"]
CHANGES = 60
SHOWN = "() => ['table tbody tr', '.maplibregl-canvas', 'svg rect, svg path'].every(one => document.querySelector(one))"

FILTERS = [
    "types=shelling",
    "types=arrest&types=raid",
    "words=قصف",
    "first=2024-03-01&last=2024-04-15",
    "first=2024-06-01&last=2024-06-30&types=killing",
    "place=sy.deir-ez-zor",
    "box=39.5,34.4,41.4,36.0",
    "lineages=1&review=open",
    "conflicts=any",
    "other=1",
]


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """Start a desk; give its address."""
    command = [
        sys.executable,
        "-m",
        "marsad",
        "desk",
        str(folder),
        "--no-browser",
        "--port",
        "0",
        "--no-model",
        "--who",
        "bench",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        process.stdout.close()


def open_explore(browser: Browser, address: str) -> tuple[Page, float]:
    """Open the exploration; give the page and the seconds until map, timeline and table stand."""
    home, _, token = address.partition("#")
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    begun = time.perf_counter()
    page.goto(f"{home}explore#{token}")
    page.wait_for_function(SHOWN, timeout=120_000)
    return page, time.perf_counter() - begun


def answered(page: Page, query: str) -> float:
    """Change the filter; give the milliseconds until the last answer to it came."""
    page.evaluate("performance.clearResourceTimings(); performance.setResourceTimingBufferSize(1000)")
    page.evaluate(
        "query => { window.begun = performance.now(); history.pushState(null, '', '/explore?' + query);"
        " dispatchEvent(new PopStateEvent('popstate')); }",
        query,
    )
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(250)
    found: Any = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.name.includes('/api/1/') && !one.name.includes('labels'))"
        ".map(one => one.responseEnd - window.begun)"
    )
    return max(found, default=0.0)


def megabytes(browser: Browser) -> dict[str, float]:
    """Give what the processes of the browser hold, by what they are for, shared pages counted once (PSS)."""
    session = browser.new_browser_cdp_session()
    out: dict[str, float] = {}
    for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        rollup = Path(f"/proc/{process['id']}/smaps_rollup").read_text()
        held = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        out[process["type"]] = out.get(process["type"], 0) + held / 1024
    return out


def main(folder: Path) -> None:
    """Measure and print."""
    chance = random.Random(7)
    with sync_playwright() as playwright:
        for start in ("first start", "next start"):
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            with desk(folder) as address:
                page, seconds = open_explore(browser, address)
                bar = "< 1.5" if start == "next start" else ""
                print(f"{start}: map, timeline and table after {seconds:.2f} s {bar}", flush=True)
                if start == "next start":
                    times = [answered(page, f"{chance.choice(FILTERS)}&undated=true&n={n}") for n in range(CHANGES)]
                    p95 = statistics.quantiles(times, n=20)[-1]
                    print(f"a filter answered: median {statistics.median(times):.0f} ms, 95th percentile {p95:.0f} ms (< 150)")
                    held = megabytes(browser)
                    parts = ", ".join(f"{name} {size:.0f}" for name, size in sorted(held.items()))
                    print(f"the browser holds {sum(held.values()):.0f} MB (< 500): {parts}")
                    empty = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                    empty.new_page().goto("about:blank")
                    print(f"with an empty page it holds {sum(megabytes(empty).values()):.0f} MB")
                    empty.close()
                browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
