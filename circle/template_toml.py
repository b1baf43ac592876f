"""A template or a deck as a TOML text.

tomllib only reads. This writes what a dataclass of texts, numbers, truths and lists comes to, whichever fields
it has, and leaves out what is at its default, so that a file holds only what somebody decided; a library of
its own would be one more dependency and would do the second half otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, cast

from circle.plain import to_plain

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_DELETE = 0x7F


def toml_of(value: DataclassInstance) -> str:
    """Reading it gives the same again."""
    return "\n".join([*_table(value)]) + "\n"


def _table(of: DataclassInstance, *, called: str = "") -> Iterator[str]:
    """The lines of a table: first what is its own, then the tables in it, which are called after it."""
    decided = {
        one.name: value
        for one in fields(of)
        if not _is_default(one, value := getattr(of, one.name))
    }
    tables = {name: value for name, value in decided.items() if _is_tables(value)}
    for name, value in decided.items():
        if name not in tables:
            yield f"{name} = {_written(to_plain(value))}"
    for name, value in tables.items():
        for one in value:
            yield ""
            yield f"[[{called}{name}]]"
            yield from _table(one, called=f"{called}{name}.")


def _is_default(field: Field[Any], value: object) -> bool:
    """TOML has no word for None, which is the default wherever it may stand."""
    if field.default_factory is not MISSING:
        return value == field.default_factory()
    return value is None or value == field.default


def _is_tables(value: object) -> bool:
    """A list of dataclasses, which gets a heading for each."""
    return isinstance(value, tuple) and any(map(is_dataclass, cast("tuple[object, ...]", value)))


def _written(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return text_in_quotes(value)
        case list():
            return _list(cast("list[object]", value))
        case Mapping():
            inside = cast("Mapping[str, object]", value).items()
            return (
                "{"
                + ", ".join(f"{name} = {_written(one)}" for name, one in inside if one is not None)
                + "}"
            )
        case _:
            return str(value)


def _list(values: list[object]) -> str:
    if not values:
        return "[]"
    return "[\n" + "".join(f"  {_written(one)},\n" for one in values) + "]"


def text_in_quotes(text: str) -> str:
    """On one line, with an escape for whatever TOML does not take as it is."""
    return '"' + "".join(map(_letter, text)) + '"'


def _letter(letter: str) -> str:
    if letter in _SHORT:
        return _SHORT[letter]
    return f"\\u{ord(letter):04X}" if letter < " " or ord(letter) == _DELETE else letter
