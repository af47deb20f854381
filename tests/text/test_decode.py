from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.text.decode import decode

TEXT = "عُقد اجتماع أمس في مدينة دير الزور شرق سوريا، ضم وجهاء من المنطقة."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_recognised(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_windows_arabic_is_recognised() -> None:
    assert decode(TEXT.encode("cp1256")) == TEXT


def test_plain_ascii_is_text() -> None:
    assert decode(b"no arabic here") == "no arabic here"


@pytest.mark.parametrize("data", [b"", b" \n\t"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"%PDF-1.4\x00\x01\x02" * 50, b"caf\xe9 \xe9\xe8" * 20]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        decode(data, "a.bin")


def test_a_file_far_too_large_is_refused() -> None:
    with pytest.raises(InputError, match="at most"):
        decode(b"a" * 50_000_000)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    with suppress(InputError):
        assert isinstance(decode(data), str)
