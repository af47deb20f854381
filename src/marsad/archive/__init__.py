"""The archive: reports as received, their claims, people's decisions, and the incidents they add up to."""

from marsad.archive.backup import backup, restore
from marsad.archive.deciding import add_account, correct, decide, decisions, edit, judge, review, undo
from marsad.archive.importing import import_release
from marsad.archive.keeping import Kept, Received, held, keep
from marsad.archive.merging import Merged, merge
from marsad.archive.release import make_release, salt
from marsad.archive.seal import seal
from marsad.archive.search import Hit, search
from marsad.archive.store import Archive, create_archive, open_archive
from marsad.archive.verify import Verification, chain_bytes, verify, write_chain

__all__ = [
    "Archive",
    "Hit",
    "Kept",
    "Merged",
    "Received",
    "Verification",
    "add_account",
    "backup",
    "chain_bytes",
    "correct",
    "create_archive",
    "decide",
    "decisions",
    "edit",
    "held",
    "import_release",
    "judge",
    "keep",
    "make_release",
    "merge",
    "open_archive",
    "restore",
    "review",
    "salt",
    "seal",
    "search",
    "undo",
    "verify",
    "write_chain",
]
