"""Every page in both languages, light and dark, wide and narrow: pictures of all, and the faults that a machine sees."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SHOTS = Path(os.environ.get("MARSAD_SHOTS", ROOT / "build" / "shots"))
"""Where the pictures are written, for people to look at."""
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"

PAGES = {
    "queue": "/",
    "incident": "/incident/{incident}",
    "search": "/search?q=قصف",
    "actor": "/actor/{actor}",
    "place": "/place/sy.deir-ez-zor",
    "trends": "/trends",
    "pairs": "/pairs?state=all",
    "agreement": "/agreement?days=0",
    "adjudicate": "/adjudicate/{meeting}",
    "lessons": "/lessons",
    "add": "/add",
    "export": "/export",
    "review": "/review/{strike}",
    "review-undated": "/review/{undated}",
    "explore": "/explore?other=1",
    "explore-network": "/explore?tab=network",
    "explore-places": "/explore?tab=places",
    "people": "/people",
    "settings": "/settings",
}
"""Pages by name; `{strike}` and the like stand for keys of reports, `{incident}` for the first incident."""

CLIPPED = """() => {
  const out = [];
  if (document.documentElement.scrollWidth > innerWidth + 1)
    out.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);
  for (const one of document.querySelectorAll("main *, .bar *")) {
    const has = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(one);
    if (!has || one.closest(".unseen, .skip, canvas, svg, .maplibregl-map")) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || style.visibility === "hidden") continue;
    if (style.overflowX !== "visible" && style.textOverflow !== "ellipsis" && !["auto", "scroll"].includes(style.overflowX))
      if (one.scrollWidth > one.clientWidth + 2) out.push(`clipped: ${words(one)}`);
    if ((box.left < -1 || box.right > innerWidth + 1) && !scrolls(one)) out.push(`outside: ${words(one)}`);
  }
  function words(one) {
    return one.textContent.trim().slice(0, 40);
  }
  function scrolls(one) {
    for (let at = one.parentElement; at; at = at.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  }
  return out;
}"""
"""What is wider than the window, cut off, or out of reach."""


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_can_be_used_by_everybody(
    look: Callable[..., Page], address_of: Callable[[str], str], name: str, language: str
) -> None:
    page = look(address_of(PAGES[name]), language=language, theme="auto")
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    SHOTS.mkdir(parents=True, exist_ok=True)
    faults = {}
    for theme, width in (("light", 1440), ("dark", 1440), ("dark", 390), ("light", 390)):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.locator("[data-state=waiting]").wait_for(state="detached")  # a map that is being drawn
        page.wait_for_timeout(250)
        page.screenshot(path=SHOTS / f"{name}-{language}-{theme}-{width}.png")
        faults[f"{theme} {width}"] = [*page.evaluate(CLIPPED), *_violations(page)]
    assert {how: found for how, found in faults.items() if found} == {}


def _violations(page: Page) -> list[str]:
    """Give what axe-core finds that is serious."""
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((told) => told.violations)")
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]} ({len(one['nodes'])})" for one in grave]
