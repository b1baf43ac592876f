"""Templates of one's own: read from a file, called, copied, put together from a plan, and given out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from circle.own_files import as_read_again, read_own, write_out
from circle.shelf_names import name_for, title_for
from circle.template_texts import clean_line
from circle.templates import (
    LARGEST_BYTES,
    PlannedRound,
    SessionTemplate,
    Shelf,
    template_file,
    template_reader,
)

_FALLBACK = "my_template"


def read_file(file: Path, forms: Iterable[str]) -> tuple[SessionTemplate, str]:
    """The template in a file, and its text. Raises NotRead or BrokenTemplate, which name the file."""
    return read_own(file, template_reader(forms), largest_bytes=LARGEST_BYTES)


def give_out(
    name: str, folder: Path, *, shipped: Shelf, own: Mapping[str, str], assets: Path
) -> Path:
    """Writes a template to a new file, as it was written. Raises NoSuchTemplate or NotWritten."""
    template = shipped.with_own(own).template(name)
    text = None if template in shipped.templates else own[template.name]
    return write_out(template_file(assets, template.name), folder, text)


def checked(template: SessionTemplate, forms: Iterable[str]) -> tuple[SessionTemplate, str]:
    """The template as it will be read again, and its text. Raises BrokenTemplate."""
    return as_read_again(template, template_reader(forms))


def copy_of(template: SessionTemplate, shelf: Shelf) -> SessionTemplate:
    """The same under another title and name."""
    title = title_for(template.title, {one.title for one in shelf.templates})
    return replace(template, title=title, name=name_for(title, names(shelf), fallback=_FALLBACK))


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
    name = before.name if before else name_for(title, names(shelf), fallback=_FALLBACK)
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
