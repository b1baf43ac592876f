"""Frozen dataclasses to and from plain JSON values, strict about types; and the one way in which values become JSON.

msgspec would do much of it, but its import alone would cost the window a fifth of the memory that it may use.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from json import JSONEncoder
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from circle.errors import quoted

LARGEST_INT = 2**53
LONGEST_TEXT = 20_000

_AS_IT_IS = frozenset({str, int, float, bool, types.NoneType})

Reader = Callable[[object], Any]
T = TypeVar("T")


class WrongShape(ValueError):
    """A value is not of the type that its place asks for. Never quotes the value: it may be somebody's words.

    `path`: the names of the fields that lead there, and the places in lists, from 0.
    """

    def __init__(self, why: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(why)
        self.path = path


def to_plain(value: object) -> Any:
    """A dataclass, or what stands in its fields, as dicts, lists, text, numbers, booleans and None."""
    if type(value) in _AS_IT_IS:
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [to_plain(item) for item in cast("tuple[object, ...]", value)]
    if is_dataclass(value):
        return {name: to_plain(getattr(value, name)) for name in _names(type(value))}
    return value


def json_text(value: object) -> str:
    """Plain values, or dataclasses, as JSON in one line; hashes cover what it gives."""
    return _JSON.encode(value)


def json_page(value: object) -> str:
    """Plain values as JSON that people read too."""
    return _JSON_PAGE.encode(value) + "\n"


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in _names(type(value))}


_JSON = JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    check_circular=False,
    allow_nan=False,
    default=_fields,
)
"""Walks tuples and texts itself, and asks for the fields of dataclasses."""

_JSON_PAGE = JSONEncoder(ensure_ascii=False, indent=1, allow_nan=False)


def from_plain(kind: type[T], value: object) -> T:
    """The dataclass in plain values. Fields it does not know are left out; raises WrongShape."""
    return cast("T", _dataclass_reader(kind)(value))


def check_settings(
    kind: type, table: Mapping[str, object], *, place: str = "", path: tuple[str | int, ...] = ()
) -> None:
    """Raises WrongShape for a name that is no field: in a file that people write, a letter is wrong."""
    if unknown := sorted(table.keys() - _names(kind)):
        raise WrongShape(f"{place}{quoted(unknown[0])} is not a setting here", (*path, unknown[0]))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _dataclass_reader(kind: type) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def read(value: object) -> object:
        if not isinstance(value, (dict, Mapping)):  # the first is the quick answer
            raise WrongShape(f"{kind.__name__} should be an object")
        table = cast("Mapping[str, object]", value)
        if missing := sorted(needed - table.keys()):
            raise WrongShape(f"“{missing[0]}” is missing")
        return kind(
            **{
                name: _named(name, read, table[name])
                for name, read in readers.items()
                if name in table
            }
        )

    return read


def _named(name: str, read: Reader, value: object) -> object:
    try:
        return read(value)
    except WrongShape as error:
        raise WrongShape(f"{name}: {error}", (name, *error.path)) from None


def _reader(hint: Any) -> Reader:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(choice for choice in get_args(hint) if choice is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: _items(item, _list(value))
    if is_dataclass(hint):
        return _dataclass_reader(cast("type", hint))
    if issubclass(hint, StrEnum):
        return lambda value: _choice(hint, value)
    return {str: _text, int: _whole, bool: _truth}[hint]


def _items(read: Reader, parts: list[object]) -> tuple[Any, ...]:
    found: list[object] = []
    try:
        for part in parts:
            found.append(read(part))  # noqa: PERF401 - how far it came is told
    except WrongShape as error:
        raise WrongShape(f"number {len(found) + 1}: {error}", (len(found), *error.path)) from None
    return tuple(found)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise WrongShape("should be a list")
    return cast("list[object]", value)


def _choice(kind: type[StrEnum], value: object) -> StrEnum:
    if isinstance(value, str) and value in kind.__members__.values():
        return kind(value)
    raise WrongShape("should be one of: " + ", ".join(kind))


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise WrongShape(f"should be a text of at most {LONGEST_TEXT} characters")
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_INT:
        raise WrongShape("should be a whole number")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongShape("should be true or false")
    return value
