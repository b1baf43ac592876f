"""The typesetter: its fonts are ours alone, it reads no file but our templates, and it has no network."""

# typst leaves the types of its settings open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, assert_never

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.paths import assets

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

TEMPLATES = Path(__file__).parent / "templates"


class NotLaidOut(Refused):
    """What the typesetter itself says quotes the document, so it goes no further."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The pages could not be laid out, so nothing was written. Your notes are as they were. "
                "Export them as a web page, which can be printed too."
            )
        )

    def __reduce__(self) -> tuple[type[NotLaidOut], tuple[()]]:
        return NotLaidOut, ()


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """PDF/UA-1 and PDF/A-3a; `day` is when it says it was made."""

    day: datetime


@dataclass(frozen=True, slots=True)
class Pictures:
    """A PNG of each page."""

    dpi: float


def typeset(
    template: bytes, given: Mapping[str, str], kind: TaggedPdf | Pictures
) -> tuple[bytes, ...]:
    """`given` is data for the template. To be done beside the program (`aside`). Raises NotLaidOut."""
    import typst

    try:
        compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True)
        made = compiler.compile(template, sys_inputs=dict(given), **_settings(kind))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # where it gives up altogether it raises what is no Exception
        raise NotLaidOut from None
    return tuple(made) if isinstance(made, list) else (made or b"",)


class _Settings(TypedDict, total=False):
    format: Literal["pdf", "png"]
    ppi: float
    pdf_standards: list[PDFStandard]
    timestamp: datetime


def _settings(kind: TaggedPdf | Pictures) -> _Settings:
    match kind:
        case TaggedPdf(day):
            return {"format": "pdf", "pdf_standards": ["ua-1", "a-3a"], "timestamp": day}
        case Pictures(dpi):
            return {"format": "png", "ppi": dpi}
    assert_never(kind)


@cache
def _fonts() -> Fonts:
    from typst import Fonts

    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[assets() / "fonts"],
    )
