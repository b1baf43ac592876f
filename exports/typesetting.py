"""The typesetter: its fonts are ours alone, it reads no file but our templates, and it has no network."""

# typst leaves the types of its settings open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.paths import assets

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATES = Path(__file__).parent / "templates"


class NotLaidOut(Refused):
    """What the typesetter itself says quotes the document, so it goes no further."""


def typeset(
    template: bytes,
    given: Mapping[str, str],
    *,
    as_what: Literal["pdf", "png"],
    dpi: float = 72,
    standards: tuple[Literal["ua-1", "a-3a"], ...] = (),
    day: datetime | None = None,
) -> tuple[bytes, ...]:
    """A PDF, or a PNG of each page. `given` is data for the template; `day` is when it says it was made. To be
    done beside the program (`aside`). Raises NotLaidOut.
    """
    import typst

    try:
        compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
        made = compiler.compile(
            template,
            format=as_what,
            ppi=dpi,
            sys_inputs=dict(given),
            pdf_standards=list(standards),
            timestamp=day,
        )
    except RuntimeError:
        raise _not_laid_out() from None
    return tuple(made) if isinstance(made, list) else (made or b"",)


@cache
def _fonts() -> Fonts:
    from typst import Fonts

    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[assets() / "fonts"],
    )


def _not_laid_out() -> NotLaidOut:
    return NotLaidOut(
        _(
            "The pages could not be laid out, so nothing was written. Your notes are as they were. "
            "Export them as a web page, which can be printed too."
        )
    )
