"""Templates of one's own: read from a file, called, copied, put together from a plan, and given out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from circle.device_names import is_device
from circle.i18n import gettext as _
from circle.template_texts import clean_line
from circle.template_toml import toml_of
from circle.templates import (
    LARGEST_BYTES,
    PlannedRound,
    SessionTemplate,
    Shelf,
    read_template,
    template_file,
)

_FALLBACK = "my_template"
_LONGEST_NAME = 50
"""Which leaves room for a number."""


def read_file(file: Path, forms: Iterable[str]) -> tuple[SessionTemplate, str]:
    """The template in a file, and its text. Raises NotRead or BrokenTemplate, which name the file."""
    from circle.files import read_text

    text = read_text(file, largest_bytes=LARGEST_BYTES)
    return read_template(text, source=file.name, forms=forms), text


def give_out(
    name: str, folder: Path, *, shipped: Shelf, own: Mapping[str, str], assets: Path
) -> Path:
    """Writes a template to a new file, as it was written. Raises NoSuchTemplate or NotWritten."""
    from circle.files import write_new

    template = shipped.with_own(own).template(name)
    file = template_file(assets, template.name)
    ships = template in shipped.templates
    text = file.read_text("utf-8") if ships else own[template.name]
    return write_new(folder, file.name, text.encode())


def checked(template: SessionTemplate, forms: Iterable[str]) -> tuple[SessionTemplate, str]:
    """The template as it will be read again, and its text. Raises BrokenTemplate."""
    source = f"{template.name}.toml"
    read = read_template(toml_of(template), source=source, forms=forms)
    return read, toml_of(read)


def name_for(title: str, taken: Collection[str]) -> str:
    """A name that none has yet, made of the letters of a title that a name may hold."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    name = re.sub("[^a-z0-9]+", "_", plain)[:_LONGEST_NAME].strip("_") or _FALLBACK
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


def copy_of(template: SessionTemplate, shelf: Shelf) -> SessionTemplate:
    """The same under another title and name."""
    title = title_for(template.title, {one.title for one in shelf.templates})
    return replace(template, title=title, name=name_for(title, names(shelf)))


def from_plan(
    base: SessionTemplate | None,
    *,
    title: str,
    rounds: tuple[PlannedRound, ...],
    shelf: Shelf,
) -> SessionTemplate:
    """A plan as a template, with all else that it came from. It takes the place of one's own of that title,
    and never that of a shipped one.
    """
    title = clean_line(title)
    before = own_called(title, shelf)
    name = before.name if before else name_for(title, names(shelf))
    base = base or SessionTemplate(name, title, "", rounds)
    return replace(base, name=name, title=title, rounds=rounds)


def own_called(title: str, shelf: Shelf) -> SessionTemplate | None:
    """The template of one's own that has such a title, in whatever case it is written."""
    wanted = clean_line(title).casefold()
    own = (one for one in shelf.templates if one.name in shelf.own)
    return next((one for one in own if one.title.casefold() == wanted), None)


def names(shelf: Shelf) -> frozenset[str]:
    """All that are taken, also those of templates in the kit that cannot be used."""
    return shelf.kept | {one.name for one in shelf.templates}
