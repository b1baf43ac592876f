"""Tables as the XML of Word: heads that are heads, and come again on every page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from xml.sax.saxutils import quoteattr

from circle.i18n import is_from_right
from exports.office import clean

Cells = Sequence[str]
"""The paragraphs of each."""
_SHORT = 8
"""A table of so many rows stays on one page."""


def table(
    style: str,
    width: int,
    shares: Sequence[float],
    head: Cells,
    rows: Sequence[Cells],
    *,
    named: str,
    ends: Collection[int] = (),
    whole_rows: bool = True,
) -> str:
    """`shares`: of the width, for each column; `named`: what the table is, for whoever does not see it; `ends`: the
    columns whose cells end at their right edge. No row but a long one stands alone on a page.
    """
    widths = [round(width * share / sum(shares)) for share in shares]
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    keep = "<w:cantSplit/>" * whole_rows
    head, *lines = (
        [_at_the_end(cell) if at in ends else cell for at, cell in enumerate(row)]
        for row in (head, *rows)
    )
    kept = _kept(len(lines)) if whole_rows else ()
    body = "".join(
        _row(widths, _with_next(row) if at in kept else row, keep) for at, row in enumerate(lines)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{"<w:bidiVisual/>" * is_from_right()}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={quoteattr(clean(named))}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{_row(widths, _with_next(head), '<w:cantSplit/><w:tblHeader/>')}{body}</w:tbl>"
    )


def _kept(rows: int) -> Collection[int]:
    """Which rows stay with the one after them."""
    return range(rows - 1) if rows <= _SHORT else (0, rows - 3, rows - 2)


def _with_next(cells: Cells) -> Cells:
    return [re.sub(r"(<w:pStyle [^>]*/>)", r"\1<w:keepNext/>", cell) for cell in cells]


def _at_the_end(cell: str) -> str:
    end = "left" if is_from_right() and "<w:bidi/>" not in cell else "right"
    return cell.replace("</w:pPr>", f'<w:jc w:val="{end}"/></w:pPr>')


def _row(widths: Sequence[int], cells: Cells, look: str) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{made}</w:tr>"
