"""Tables as the XML of Word: heads that are heads, and come again on every page."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from exports.office import clean

Cells = Sequence[str]
"""The paragraphs of each."""


def table(
    style: str,
    width: int,
    shares: Sequence[float],
    head: Cells,
    rows: Sequence[Cells],
    *,
    named: str,
    whole_rows: bool = True,
) -> str:
    """`shares`: of the width, for each column; `named`: what the table is, for whoever does not see it."""
    widths = [round(width * share / sum(shares)) for share in shares]
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    keep = "<w:cantSplit/>" * whole_rows
    body = "".join(_row(widths, row, keep) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={quoteattr(clean(named))}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{_row(widths, head, '<w:cantSplit/><w:tblHeader/>')}{body}</w:tbl>"
    )


def _row(widths: Sequence[int], cells: Cells, look: str) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{made}</w:tr>"
