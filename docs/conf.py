"""How the documentation is built: `make test` builds it with warnings as errors."""

project = "Marsad"
author = "The Marsad maintainers"
copyright = "2026, The Marsad maintainers"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_static_path: list[str] = []
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_google_docstring = True
napoleon_use_ivar = True
nitpicky = False
language = "en"
