"""What a template or a deck is called: its name, which becomes that of a file, and its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from circle.device_names import is_device
from circle.i18n import gettext as _
from circle.plain import WrongShape

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_LONGEST_MADE = 50
"""Which leaves room for a number."""


def check_called(name: str, title: str) -> None:
    """Raises WrongShape for a name that no file can have, and for a title that nobody can read."""
    if not _NAME.fullmatch(name):
        why = _("“name” should be small letters, digits, - and _, such as “my_circle”")
        raise WrongShape(why, ("name",))
    if is_device(name):
        why = _("“name” is “{name}”, which Windows keeps for a device; “my_{name}” would do")
        raise WrongShape(why.format(name=name), ("name",))
    if not title:
        raise WrongShape(_("“title” is empty"), ("title",))


def name_for(title: str, taken: Collection[str], *, fallback: str) -> str:
    """A name that none has yet, made of the letters of a title that a name may hold; else of `fallback`."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    name = re.sub("[^a-z0-9]+", "_", plain)[:_LONGEST_MADE].strip("_") or fallback
    return _first_free(f"my_{name}" if is_device(name) else name, "{called}_{n}", taken)


def title_for(title: str, taken: Collection[str]) -> str:
    """A title that none has yet, as close to this one as can be."""
    return _first_free(title, _("{called} ({n})"), taken)


def _first_free(called: str, numbered: str, taken: Collection[str]) -> str:
    n, free = 1, called
    while free in taken:
        n += 1
        free = numbered.format(called=called, n=n)
    return free
