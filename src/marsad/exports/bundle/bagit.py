"""Make a folder a bag (RFC 8493): what it holds, with a checksum for every file.

The bag is checked with nothing but `sha256sum -c manifest-sha256.txt`. Written here and not by the `bagit` library, which makes
bags of the older version 0.97 and changes the working directory of the whole process while it does; the tests hold its word
that what is written here is a valid bag.
"""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj

PAYLOAD = "data"
MANIFEST = "manifest-sha256.txt"
_TAG_MANIFEST = "tagmanifest-sha256.txt"
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def make_bag(folder: Path, info: Mapping[str, str]) -> None:
    """Write the tag files of a bag around its payload.

    Args:
        folder: The folder, with its payload in `data` already.
        info: What `bag-info.txt` says; `Payload-Oxum` is added. Nothing is asked of the clock.
    """
    payload = list(_files(folder / PAYLOAD))
    octets = sum(path.stat().st_size for path in payload)
    said = {**info, "Payload-Oxum": f"{octets}.{len(payload)}"}
    lines = (f"{name}: {' '.join(value.split())}\n" for name, value in said.items())
    _write(folder / "bagit.txt", _DECLARATION)
    _write(folder / "bag-info.txt", "".join(lines))
    _write(folder / MANIFEST, "".join(_line(folder, path) for path in payload))
    tags = [folder / name for name in ("bag-info.txt", "bagit.txt", MANIFEST)]
    _write(folder / _TAG_MANIFEST, "".join(_line(folder, path) for path in tags))


def zip_bag(folder: Path, out: Path, made: datetime) -> None:
    """Pack a bag into one file, below a folder of the file's name, as RFC 8493 wants.

    Args:
        folder: The bag.
        out: The file to write.
        made: The time that every entry bears; the files' own times would differ from run to run.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in _files(folder):
            entry = zipfile.ZipInfo(f"{out.stem}/{path.relative_to(folder).as_posix()}", made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                copyfileobj(source, target)


def sha256_of(path: Path) -> str:
    """Hash a file, without holding it in memory."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))


def _line(folder: Path, path: Path) -> str:
    return f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
