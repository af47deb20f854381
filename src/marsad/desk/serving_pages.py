"""Give the browser the desk's pages: what `npm run build` wrote, and nothing else of the disk.

An address such as `/review/…` is the pages' own affair: whatever is no file gives the one page there is, which reads the
address itself. The files hold nothing of the archive, so they are given without the token; all else needs it.
"""

import os
from collections.abc import MutableMapping
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

PAGES = "MARSAD_PAGES"
"""Environment variable that names another folder of pages, for those who work on them."""
INDEX = "index.html"
APART = ("api/", "tiles/")
"""Addresses that are never the pages' own affair."""
ASSETS = "assets/"
NOTHING = "there is nothing of this name"
FOREVER = "private, max-age=31536000, immutable"
"""A file under `assets/` has the hash of its content in its name, so it never changes."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pbf": "application/x-protobuf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""What the system says of a suffix differs from one machine to the next, and a browser runs no script of the wrong type."""

UNBUILT = """<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>مرصد</title></head>
<body>
<h1>صفحات المكتب لم تُبنَ بعد</h1>
<p>واجهة البرمجة تعمل، أما الصفحات فتُبنى من مجلد <bdi><code>web</code></bdi> بالأمر <bdi><code>npm run build</code></bdi>.</p>
<div lang="en" dir="ltr">
<h1>The desk's pages have not been built</h1>
<p>The API works. The pages are built in the folder <code>web</code> by <code>npm run build</code>; an installed Marsad has
them.</p>
</div>
</body>
</html>
"""


def pages_folder() -> Path:
    """Give the folder of the built pages: the package's own, unless the environment names another."""
    named = os.environ.get(PAGES)
    return Path(named) if named else Path(__file__).with_name("pages")


def pages_are_built(folder: Path) -> bool:
    """Say whether there are pages in a folder."""
    return (folder / INDEX).is_file()


class Pages(StaticFiles):
    """The files of a folder; where there is no file, the page.

    Args:
        folder: Where the pages were built to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        super().__init__(directory=folder, check_dir=False)
        self.config_checked = True  # the folder may be missing: the pages may be built while the desk runs

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """Give a file, or the page."""
        plain = scope["path"].lstrip("/")
        if plain.startswith(APART):
            raise HTTPException(404, NOTHING)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != 404:
                raise
            if plain.startswith(ASSETS):  # a page in the place of a script would only hide what is wrong
                raise HTTPException(404, NOTHING) from None
            return self._page()
        kind = TYPES.get(PurePosixPath(path).suffix.lower())
        if kind:
            response.headers["Content-Type"] = kind
        if plain.startswith(ASSETS):
            response.headers["Cache-Control"] = FOREVER
        return response

    def _page(self) -> Response:
        if not pages_are_built(self._folder):
            return HTMLResponse(UNBUILT, 503)
        return FileResponse(self._folder / INDEX, media_type="text/html")
