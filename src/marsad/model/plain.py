"""Turn the model's values into plain ones, which JSON can hold, and back, without loss.

The form is made of the dataclasses themselves: a field added to the model is carried from that day on. What is hashed is the
canonical text of the plain form, so that one value has one hash on every machine.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from marsad.model.incident import Claim, ClaimValue
from marsad.model.reading import ActorInterpretation, DateInterval, PlaceInterpretation, Toll

T = TypeVar("T")

VALUE_KINDS: Mapping[str, Any] = {
    "date": DateInterval | None,
    "place": tuple[PlaceInterpretation, ...],
    "actor": tuple[ActorInterpretation, ...],
    "toll": Toll,
}
"""What the value of a claim is, by the claim's field; words where the field is not here."""


def to_plain(value: Any) -> Any:
    """Give a value of the model as dictionaries, lists, strings, numbers and None.

    Raises:
        TypeError: It is no value of the model.
    """
    if value is None or type(value) in (str, int, float, bool):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    raise TypeError(f"expected a value of the model, got {type(value).__name__}")


def from_plain(kind: Any, plain: Any) -> Any:
    """Make a value of the model from its plain form.

    Args:
        kind: The type to make: a class of the model, or an annotation such as `tuple[Span, ...]`.
        plain: What `to_plain` gave.

    Raises:
        ValueError: The plain form does not fit the type.
    """
    try:
        return _make(kind, plain)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"expected the plain form of {kind}, got {plain!r:.80}: {error}") from error


def canonical(plain: Any) -> str:
    """Write a plain value the one way: keys sorted, no spaces, nothing but ASCII."""
    return json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def content_hash(*parts: Any) -> str:
    """Hash values by what they say: SHA-256 of their canonical plain form, as hexadecimal digits."""
    return sha256(canonical([to_plain(part) for part in parts]).encode("ascii")).hexdigest()


def claim_value_from_plain(field: str, plain: Any) -> ClaimValue:
    """Make the value of a claim about a field from its plain form.

    Raises:
        ValueError: The plain form does not fit the field.
    """
    value: ClaimValue = from_plain(VALUE_KINDS.get(field, str), plain)
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _make(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _make_union(get_args(kind), plain)
    if origin is tuple:
        return _make_tuple(get_args(kind), plain)
    if kind is Any or kind is object:
        return plain
    if origin is not None and issubclass(origin, Mapping):
        return {key: _make(get_args(kind)[1], item) for key, item in plain.items()}
    if kind is Claim:
        return _make_fields(kind, {**_hints(kind), "value": VALUE_KINDS.get(plain["field"], str)}, plain)
    if isinstance(kind, type) and is_dataclass(kind):
        return _make_fields(kind, _hints(kind), plain)
    return _make_scalar(kind, plain)


def _make_fields(kind: Any, hints: Mapping[str, Any], plain: Any) -> Any:
    return kind(**{field.name: _make(hints[field.name], plain[field.name]) for field in fields(kind)})


def _make_scalar(kind: Any, plain: Any) -> Any:
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(plain)
    if issubclass(kind, StrEnum):
        return kind(plain)
    if kind is float and type(plain) is int:
        return float(plain)
    if type(plain) is not kind:
        raise TypeError(f"expected {kind.__name__}")
    return plain


def _make_union(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and NoneType in kinds:
        return None
    (kind,) = (kind for kind in kinds if kind is not NoneType)
    return _make(kind, plain)


def _make_tuple(kinds: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_make(kinds[0], item) for item in plain)
    return tuple(_make(kind, item) for kind, item in zip(kinds, plain, strict=True))
