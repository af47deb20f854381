"""Write the description of the desk's API, from which the pages' types are made; `--check` fails when it is not current."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from marsad.archive import create_archive
from marsad.desk import make_app
from marsad.pipeline import version_name

TARGET = Path(__file__).with_name("openapi.json")


def main() -> int:
    """Write the description, or compare it."""
    with TemporaryDirectory() as folder:
        archive = create_archive(Path(folder) / "desk", version_name())
        text = json.dumps(make_app(archive, None).openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        archive.close()
    if "--check" in sys.argv[1:]:
        same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        print("the description of the API is current" if same else f"{TARGET.name} is old: python web/make_openapi.py")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
