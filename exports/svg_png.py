"""A drawing as PNG, for documents that cannot show SVG."""

from __future__ import annotations

from exports import aside
from exports.typesetting import Pictures, typeset

_PAGE = b"""
#let given = sys.inputs
#set page(width: float(given.width) * 1pt, height: auto, margin: 0pt, fill: none)
#image(bytes(given.svg), format: "svg", width: 100%)
"""
"""At 72 dots to the inch a point is a dot."""


def picture_png(svg: str, *, width_px: int) -> bytes:
    """As high as its shape asks for; transparent where nothing was drawn. Made beside the program.
    Raises typesetting.NotLaidOut for what is no SVG, or fetches anything.
    """
    return aside.run(_drawn, svg, width_px)


def _drawn(svg: str, width_px: int) -> bytes:
    (picture,) = typeset(_PAGE, {"svg": svg, "width": str(width_px)}, Pictures(dpi=72))
    return picture
