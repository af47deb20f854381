"""Read letters: subject, day and sender from the headers, the text from the plain part where there is one."""

from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from marsad.errors import InputError
from marsad.sources.days import read_day
from marsad.sources.intake import Fault, Intake, Known, Opened
from marsad.sources.pages import read_html
from marsad.text.decode import LARGEST, decode


def read_mail(opened: Opened) -> Iterator[Intake | Fault]:
    """Read a letter.

    Raises:
        InputError: It is too large or holds no text.
    """
    opened.whole()
    opened.stream.seek(0)
    letter = message_from_binary_file(opened.stream, policy=policy.default)
    text, notes = _body(letter)
    names = [name for part in letter.iter_attachments() if (name := _name(part))]
    notes += tuple(f"attachment: {name}" for name in names)
    yield opened.intake(text, _known(letter, notes))


def _known(letter: EmailMessage, notes: tuple[str, ...]) -> Known:
    subject, day = _header(letter, "subject"), read_day(_header(letter, "date"))
    name, address = parseaddr(_header(letter, "from"))
    sender, own = name or address, _header(letter, "message-id")
    return Known(
        id=own.strip("<> ") or None,
        title=(subject, "the letter's subject") if subject else None,
        published=(day, "the letter's date, in the sender's zone") if day else None,
        source=(sender, "the letter's sender") if sender else None,
        notes=notes,
    )


def _header(letter: EmailMessage, name: str) -> str:
    """Read a header; damaged ones raise what they like in the library, and a letter is worth keeping without."""
    try:
        return " ".join(str(letter[name] or "").split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _body(letter: EmailMessage) -> tuple[str, tuple[str, ...]]:
    """Give the plain text, or the text of the page a letter is when it has no plain part.

    Raises:
        InputError: It has neither.
    """
    plain = letter.get_body(("plain",))
    text = _content(plain) if plain is not None else ""
    if text.strip():
        return text, ()
    page = letter.get_body(("html",))
    data = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(data, bytes) or not data.strip():
        raise InputError("expected a letter with text, found none in it")
    return read_html(data[:LARGEST], page.get_content_charset())[0], ("the text is that of the letter's page",)


def _content(part: MIMEPart) -> str:
    """Decode a part by its own word; where that is absent or wrong, by what the bytes are."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    try:
        return data.decode(part.get_content_charset("ascii")).replace("\r\n", "\n")
    except (LookupError, ValueError):
        return decode(data).replace("\r\n", "\n")


def _name(part: MIMEPart) -> str:
    try:
        return " ".join((part.get_filename() or part.get_content_type()).split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return "unnamed"
