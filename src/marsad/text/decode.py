"""Turn the bytes of a file into text, in whichever of the field's encodings they are.

UTF-8 and UTF-16 are told by their marks or their pattern, Windows-1256 by what is left: Arabic letters and no control
codes. A file that is none of these is no text, and saying so is better than reading noise.
"""

from marsad.errors import InputError

LARGEST = 40_000_000
"""Bytes of the largest file that is read as one report."""

_CONTROL = frozenset(range(32)) - {9, 10, 12, 13} | {127}


def decode(data: bytes, path: str | None = None) -> str:
    """Decode a file.

    Args:
        data: Its bytes.
        path: Its name, for the message.

    Returns:
        The text, without a byte order mark; line ends as they are.

    Raises:
        InputError: It is empty, too large, or no text in a known encoding.
    """
    if not data.strip():
        raise InputError("the file is empty", path)
    if len(data) > LARGEST:
        raise InputError(f"expected a report of at most {LARGEST // 1_000_000} MB, got {len(data) / 1e6:.0f} MB", path)
    for name, mark in (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff")):
        if data.startswith(mark):
            return _strict(data, name, path)
    sixteen = _sixteen(data)
    if sixteen:
        return _strict(data, sixteen, path)
    if _binary(data[:65536]):
        raise InputError("expected text, got a binary file", path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(data, path)


def _strict(data: bytes, encoding: str, path: str | None) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"expected {encoding}, but byte {error.start} does not fit it", path) from error


def _sixteen(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte is the high byte of Arabic or ASCII."""
    sample = data[: 4096 - len(data) % 2]
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(high) >= 8 and sum(byte in (0, 6, 32) for byte in high) > 0.95 * len(high) and (0 in high or 6 in high):
            other = sample[0::2] if name.endswith("le") else sample[1::2]
            if sum(byte in (0, 6) for byte in other) < 0.5 * len(other):
                return name
    return None


def _binary(sample: bytes) -> bool:
    return sum(byte in _CONTROL for byte in sample) > len(sample) // 200


def _windows(data: bytes, path: str | None) -> str:
    """Decode Windows-1256 when that gives Arabic."""
    text = data.decode("cp1256", "replace")
    letters = sum("\u0620" <= c <= "\u064a" for c in text[:20000])
    if letters * 4 < len(text[:20000].split()) or "\ufffd" in text[:20000]:
        raise InputError("expected UTF-8, UTF-16 or Windows-1256, got bytes that are none of these", path)
    return text
