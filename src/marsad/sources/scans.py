"""Read scans and pictures of text with the system's tesseract.

Recognised letters may be wrong, so every such report says in its notes how its text came about.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace

from marsad.errors import InputError
from marsad.sources.intake import Fault, Intake, Known, Opened
from marsad.sources.paragraphs import join_lines

ABSENT = (
    "expected the program tesseract with its Arabic data to read scans and pictures; "
    "install the Debian packages tesseract-ocr and tesseract-ocr-ara"
)
RECOGNISED = "text recognised from a picture by tesseract; letters may be wrong"
FORMATS = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"II*", "image/tiff"),
    (b"MM", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"RIFF", "image/webp"),
)
SECONDS = 180
"""How long one page may take; a dense newspaper page takes about twenty."""


def read_image(opened: Opened) -> Iterator[Intake | Fault]:
    """Read a picture of text.

    Raises:
        InputError: tesseract is absent, cannot read the picture or finds no text in it.
    """
    image = opened.whole()
    text = recognise(image)
    media_type = next((name for start, name in FORMATS if image.startswith(start)), opened.media_type)
    if not text:
        raise InputError("expected a picture of text, found no text in it")
    yield replace(opened, media_type=media_type).intake(text, Known(notes=(RECOGNISED,)))


def recognise(image: bytes) -> str:
    """Give the Arabic text of a picture.

    Args:
        image: A picture in any format tesseract reads.

    Returns:
        Its text; empty when there is none.

    Raises:
        InputError: tesseract or its Arabic data is absent, or it cannot read the picture.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise InputError(ABSENT)
    environment = {
        **os.environ,
        "OMP_THREAD_LIMIT": "1",
    }  # files are read side by side; threads within one only slow the others
    try:
        done = subprocess.run(
            [program, "-", "-", "-l", "ara"], input=image, capture_output=True, env=environment, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(f"expected tesseract to read the picture in {SECONDS} seconds, it did not") from error
    except OSError as error:
        raise InputError(f"tesseract cannot be run: {error.strerror or error}") from error
    if done.returncode:
        raise InputError(_why(done.stderr.decode("utf-8", "replace")))
    lines = done.stdout.decode("utf-8", "replace").replace("\f", "\n").strip().splitlines()
    return join_lines(lines, [len(line) for line in lines], [True] * len(lines))


def _why(words: str) -> str:
    if "traineddata" in words or "Failed loading language" in words:
        return ABSENT
    return f"expected a picture that tesseract can read: {' '.join(words.split())[:200] or 'it gives no reason'}"
