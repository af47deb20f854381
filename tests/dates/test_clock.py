"""The dates package looks at no clock."""

import re
from pathlib import Path

import marsad.dates


def test_no_module_asks_for_the_day_of_today() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(marsad.dates.__file__).parent.glob("*.py")]
    assert not any(re.search(r"\.(today|now|utcnow|time)\(", source) for source in sources)
