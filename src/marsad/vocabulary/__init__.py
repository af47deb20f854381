"""Open the packaged word lists.

What analysts may argue about (month names, triggers, actors) lives in YAML beside this module, each file headed by its rule
for inclusion. This package opens those files and nothing else; what the entries mean is for the caller to say.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from marsad.errors import VocabularyError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader where PyYAML was built with it: ten times as fast, which a cold start of the command shows."""


@cache
def load_vocabulary(name: str) -> Any:
    """Read a packaged word list.

    Each file is parsed once; callers share the value and must not change it.

    Args:
        name: The file below `marsad/vocabulary`, without its ending: `"events"`, `"dates/months"`.

    Returns:
        What the file holds: lists, mappings, strings and numbers.

    Raises:
        VocabularyError: There is no such file, it is not YAML, or it is empty.
    """
    path = files(__name__).joinpath(f"{name}.yml")
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except OSError as error:
        raise VocabularyError(f"expected a word list vocabulary/{name}.yml, found none") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise VocabularyError(f"expected YAML in vocabulary/{name}.yml: {error}") from error
    if content is None:
        raise VocabularyError(f"expected entries in vocabulary/{name}.yml, found none")
    return content
