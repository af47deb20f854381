"""The errors Marsad raises for the world's faults.

    MarsadError
    ├── InputError        a file or text that cannot be read as a report
    ├── VocabularyError   a word list or gazetteer that does not follow its own rules
    ├── TaggerError       the learned model is absent or does not fit this version
    └── ArchiveError      an archive that cannot be opened, written or verified

`ValueError` and `TypeError` are for a caller's slip and are no part of this family.
"""


class MarsadError(Exception):
    """Any fault of the world that a user can be told about in one sentence."""


class InputError(MarsadError):
    """A file or text cannot be read as a report.

    Attributes:
        path: The file, or `-` for standard input; None when the text came from a caller.
        line: The line in the file, from 1, where it is known.
    """

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        self.path = path
        self.line = line
        place = ":".join(str(part) for part in (path, line) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)


class VocabularyError(MarsadError):
    """A word list or gazetteer does not follow the rules of its own head."""


class TaggerError(MarsadError):
    """The learned model is absent, damaged, or made for another version."""


class ArchiveError(MarsadError):
    """An archive cannot be opened, written or verified."""
