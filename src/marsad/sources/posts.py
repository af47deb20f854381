"""Read posts as JSON: one object a line, a list of them, or a channel as Telegram Desktop exports it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from marsad.errors import InputError
from marsad.sources.columns import find_columns, known_from
from marsad.sources.days import read_day
from marsad.sources.files import FORMATS_OWN
from marsad.sources.intake import Fault, Intake, Known, Opened
from marsad.text.decode import LARGEST, decode

LARGEST_EXPORT = 400_000_000
"""Bytes of the largest JSON document: it is parsed whole, unlike lines."""


def read_lines(opened: Opened) -> Iterator[Intake | Fault]:
    """Read one post a line; a bad line is passed over."""
    number = 0
    while line := opened.stream.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST:
            yield opened.fault(f"expected lines of at most {LARGEST // 1_000_000} MB", f"line {number}")
            return
        if line.strip():
            yield _read_line(opened, line, number)


def _read_line(opened: Opened, line: bytes, number: int) -> Intake | Fault:
    try:
        item = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        return _post(opened, item, f"line {number}")
    except UnicodeDecodeError as error:
        return opened.fault(f"expected UTF-8, but byte {error.start} of the line does not fit it", f"line {number}")
    except (ValueError, RecursionError) as error:
        return opened.fault(f"expected one JSON object a line: {error}", f"line {number}")
    except InputError as error:
        return opened.fault(str(error), f"line {number}")


def read_json(opened: Opened) -> Iterator[Intake | Fault]:
    """Read a JSON document: Telegram's export, a list of posts or one post; lines under a wrong name are read as lines.

    Raises:
        InputError: It is none of these.
    """
    try:
        document = json.loads(_decoded(opened.whole(LARGEST_EXPORT)))
    except (ValueError, RecursionError) as error:
        opened.stream.seek(0)
        if not _begins_with_an_object(opened):
            raise InputError(f"expected JSON: {error}") from error
        yield from read_lines(opened)
        return
    chats = _chats(document)
    if chats:
        for chat in chats:
            yield from _read_chat(opened, chat)
    elif isinstance(document, list):
        for number, item in enumerate(document, 1):
            yield _try_post(opened, item, f"item {number}")
    else:
        yield _post(opened, document, "")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)


def _begins_with_an_object(opened: Opened) -> bool:
    line = opened.stream.readline(LARGEST)
    opened.stream.seek(0)
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def _try_post(opened: Opened, item: Any, locator: str) -> Intake | Fault:
    try:
        return _post(opened, item, locator)
    except InputError as error:
        return opened.fault(str(error), locator)


def _post(opened: Opened, item: Any, locator: str) -> Intake:
    """Make a report of one object.

    Raises:
        InputError: It has no text.
    """
    keys = list(item) if isinstance(item, dict) else []
    columns = find_columns(keys)
    text = item[keys[columns["text"]]] if "text" in columns else None
    if not isinstance(text, str) or not text.strip():
        raise InputError('expected an object with a "text", as {"id": …, "published": "2024-09-16", "text": …}')
    used = {name: keys[index] for name, index in columns.items()}
    values = {name: item[key] for name, key in used.items()}
    meta = {key: value for key, value in item.items() if key not in used.values() and key not in FORMATS_OWN}
    return opened.intake(text, known_from(values, {name: f"key {key}" for name, key in used.items()}, meta), locator)


def _chats(document: Any) -> list[Mapping[str, Any]]:
    """Give the chats of an export: of one chat, or of an account, which holds a list of them."""
    if not isinstance(document, dict):
        return []
    if isinstance(document.get("messages"), list):
        return [document]
    lists = (part.get("list") for key in ("chats", "left_chats") if isinstance(part := document.get(key), dict))
    chats = (chat for found in lists if isinstance(found, list) for chat in found)
    return [chat for chat in chats if isinstance(chat, dict) and isinstance(chat.get("messages"), list)]


def _read_chat(opened: Opened, chat: Mapping[str, Any]) -> Iterator[Intake | Fault]:
    """Read each message with text; joinings, pins and pictures without a caption are no reports.

    A message's number is its name in its chat only, so the chat's own number comes before it.
    """
    chat_id = chat.get("id") if isinstance(chat.get("id"), int | str) else None
    for place, message in enumerate(chat["messages"], 1):
        if not isinstance(message, dict):
            yield opened.fault(f"expected a message, got {type(message).__name__}", f"message at place {place}")
            continue
        text = _plain(message.get("text"))
        if not text.strip() or message.get("type") == "service":
            continue
        number = message.get("id")
        given = isinstance(number, int | str)
        locator = f"message {number}" if given else f"message at place {place}"
        own_id = " ".join(str(part) for part in (chat_id, locator) if part is not None) if given else None
        yield opened.intake(text, _known_message(chat, message, own_id), locator)


def _known_message(chat: Mapping[str, Any], message: Mapping[str, Any], own_id: str | None) -> Known:
    day = read_day(message.get("date"))
    name = chat.get("name")
    notes = [f"{label}: {value}" for key, label in _NOTED if isinstance(value := message.get(key), str) and value]
    return Known(
        id=own_id,
        published=(day, "the message's own date") if day else None,
        source=(name, "the chat's name") if isinstance(name, str) and name else None,
        notes=tuple(notes),
    )


_NOTED = (
    ("forwarded_from", "forwarded from"),
    ("edited", "edited"),
    ("author", "signed"),
    ("photo", "with a picture"),
    ("file", "with a file"),
)


def _plain(text: Any) -> str:
    """Join the pieces of a message; links, bold words and the like are objects with a text of their own."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    pieces = (piece.get("text") if isinstance(piece, dict) else piece for piece in text)
    return "".join(piece for piece in pieces if isinstance(piece, str))
