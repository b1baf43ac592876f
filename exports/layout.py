"""The templates and what they know: words and named filters, nothing from outside."""

# Jinja2 leaves the type of its filters open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from circle.i18n import gettext, ngettext

if TYPE_CHECKING:
    from jinja2 import Environment

    from exports.report import Report

TEMPLATES = Path(__file__).parent / "templates"
NO_FILTERS: Mapping[str, Callable[..., str]] = {}


def environment(
    *, autoescape: bool, filters: Mapping[str, Callable[..., str]] = NO_FILTERS
) -> Environment:
    """Where templates are found. A name that a template misspells is an error."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=autoescape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(filters)
    return made


def document(name: str, shown: Report, lay_out: Callable[[Report], str]) -> bytes:
    """By the house's own template of that name where there is one, otherwise as it comes with the program."""
    own = shown.house.templates.get(name)
    if own is None:
        return lay_out(shown).encode()
    from exports.own_templates import own_document

    return own_document(name, own, shown)
