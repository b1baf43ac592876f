"""What documents cost, beside what the bare library takes for the same content."""

# python-docx and XlsxWriter leave their types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportMissingModuleSource=false

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from circle.level import Level
from circle.session_notes import SessionNotes
from exports import sheet, word
from exports.blocks import Picture
from exports.report import report
from tests.benchmarks.made import a_long_session
from tests.benchmarks.side_by_side import in_turn, tell
from tests.notes import make_notes

ROUNDS = 15


@pytest.fixture(scope="module")
def long_notes() -> SessionNotes:
    return make_notes("k3fa9c21d0b4", a_long_session(), Level.ALIASES)


def test_word(benchmark: BenchmarkFixture, long_notes: SessionNotes) -> None:
    import docx

    content = list(_content(docx.Document(io.BytesIO(word.render(long_notes)))))

    def bare() -> bytes:
        _draw_pictures(long_notes, width_px=1_500)
        document, made = docx.Document(), io.BytesIO()
        for style, texts, rows, pictures in content:
            _add_bare(document, style, texts, rows, pictures)
        document.save(made)
        return made.getvalue()

    assert len(bare()) > 20_000
    taken = in_turn(benchmark, floor=bare, ours=lambda: word.render(long_notes), rounds=ROUNDS, warm=2)  # fmt: skip
    told = taken.scaled(1000).row("Word document", "bare python-docx", "ms", 1.5)
    tell(benchmark, told)


_Block = tuple[str, list[str], list[list[str]], list[tuple[bytes, int]]]
"""The style of a paragraph, its runs, or the rows of a table; and its pictures with their widths."""


def _content(document: Any) -> Iterator[_Block]:
    for one in document.iter_inner_content():
        pictures = list(_pictures(document, one._element))
        if hasattr(one, "rows"):
            yield "", [], [[cell.text for cell in row.cells] for row in one.rows], pictures
        else:
            style = one.style.name
            known = style if style.split()[0] in {"Title", "Heading", "List", "Quote"} else "Normal"
            yield known, [run.text for run in one.runs if run.text], [], pictures


def _pictures(document: Any, element: Any) -> Iterator[tuple[bytes, int]]:
    for one in element.iter():
        if one.tag.endswith("}blip"):
            width = next(inner for inner in one.getparent().getparent().iter() if inner.tag.endswith("}ext"))  # fmt: skip
            relation = next(iter(one.attrib.values()))
            yield document.part.related_parts[relation].blob, int(width.get("cx"))


def _add_bare(document: Any, style: str, texts: list[str], rows: list[list[str]], pictures: list[tuple[bytes, int]]) -> None:  # fmt: skip
    if not rows:
        paragraph = document.add_paragraph(style=style)
        for text in texts:
            paragraph.add_run(text)
    else:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts_of_row in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts_of_row, strict=True):
                cell.text = text
        paragraph = None
    for data, width in pictures:
        run = (paragraph or document.add_paragraph()).add_run()
        run.add_picture(io.BytesIO(data), width=width)


def test_sheet(benchmark: BenchmarkFixture, long_notes: SessionNotes) -> None:
    import openpyxl
    import xlsxwriter

    made = openpyxl.load_workbook(io.BytesIO(sheet.render(long_notes)))
    content = [
        (one.title, [(cell.row - 1, cell.column - 1, cell.value) for row in one.iter_rows() for cell in row if cell.value is not None])
        for one in made.worksheets
    ]  # fmt: skip

    def bare() -> bytes:
        _draw_pictures(long_notes, width_px=1_300)
        book = io.BytesIO()
        options = {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"}
        with xlsxwriter.Workbook(book, options) as workbook:
            for title, cells in content:
                worksheet = workbook.add_worksheet(title)
                for row, column, value in cells:
                    worksheet.write(row, column, value)
        return book.getvalue()

    assert len(bare()) > 20_000
    taken = in_turn(benchmark, floor=bare, ours=lambda: sheet.render(long_notes), rounds=ROUNDS, warm=2)  # fmt: skip
    tell(benchmark, taken.scaled(1000).row("Spreadsheet", "bare XlsxWriter", "ms", 1.5))


def _draw_pictures(notes: SessionNotes, *, width_px: int) -> None:
    """As both need them."""
    from exports.svg_png import picture_png

    for section in report(notes).sections:
        for one in section.blocks:
            if isinstance(one, Picture):
                picture_png(one.svg, width_px=width_px)
