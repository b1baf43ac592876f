"""Notes as a spreadsheet: the notes as they are read, then a sheet for each table of the session, no formula anywhere."""

# XlsxWriter leaves some of its types open.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from circle.zipped import zipped
from exports.blocks import Picture
from exports.house import PLAIN, HouseStyle, Paper
from exports.office import APP_PART, CORE_PART, app_properties, clean, core_properties
from exports.report import Report, report
from exports.sheet_looks import (
    FONT,
    HIGHEST_ROW,
    LOOKS,
    MEANINGS_COLUMNS,
    NOTES_COLUMNS,
    ONE_LINE,
    head_width,
    height_of,
    width_of,
)
from exports.sheet_notes import Line, lines
from exports.sheet_pages import NOTES_SCALE, page_points, pages_begin

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from exports.tables import Cell, Field, Table

    Value = str | int | float | bool | date | datetime

_LONGEST_CELL = 16_000
"""Of the 32,767 that Excel takes, counted in halves of letters outside the first plane."""
_MAY_BEGIN_A_FORMULA = frozenset("=+-@\t\r\n")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_DOTS_ACROSS, _DOTS_SHOWN = 1_300, 650
_POINTS_PER_DOT = 0.75
_ONE_PAGE = 190
"""The widest table, in letters, that can be read on one page."""
_FIRST_DAY, _A_DAY = datetime(1899, 12, 30, tzinfo=UTC), timedelta(days=1)
"""What days are counted from in a spreadsheet."""
_LONGEST_NAME = 28
"""Three less than Excel takes, for a number after it."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    from xlsxwriter import Workbook

    from exports.tables import tables

    shown, book = report(notes, house), io.BytesIO()
    # Columns are measured in these letters; the writer changes what it is given.
    plain = {"font_name": FONT, "font_size": 10, "font_scheme": "none"}
    with Workbook(book, {**_OPTIONS, "default_format_properties": plain}) as workbook:
        sheets = _Sheets(workbook, house.paper)
        sheets.add_notes(shown)
        found = tables(notes)
        for table in found:
            sheets.add_table(table)
        sheets.add_columns(found)
    properties = {
        CORE_PART: core_properties(shown.title, notes.opened.astimezone().date(), shown.language),
        APP_PART: app_properties(),
    }
    return _with_properties(book, properties)


def _with_properties(book: io.BytesIO, properties: Mapping[str, bytes]) -> bytes:
    from zipfile import ZipFile

    with ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | dict(properties))


class _Sheets:
    """A workbook, sheet after sheet."""

    def __init__(self, workbook: Workbook, paper: Paper) -> None:
        self._book = workbook
        self._paper = 9 if paper is Paper.A4 else 1
        self._looks = {name: workbook.add_format(look) for name, look in LOOKS.items()}
        self._as_text = {
            name: workbook.add_format({**look, "quote_prefix": True})
            for name, look in LOOKS.items()
        }
        self._names = set[str]()

    def add_notes(self, shown: Report) -> None:
        sheet = self._sheet(_("Notes"))
        for column, width in enumerate(NOTES_COLUMNS):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_portrait()
        sheet.set_margins(left=0.55, right=0.55)
        sheet.set_print_scale(NOTES_SCALE)
        heights, with_next = list[float](), list[bool]()
        for line in lines(shown):
            more = self._write_line(sheet, len(heights), line)
            heights += more
            with_next += [False] * (len(more) - 1) + [line.with_next]
        page = page_points(letter=self._paper == 1)
        sheet.set_h_pagebreaks(pages_begin(heights, with_next, page))
        sheet.print_area(0, 0, len(heights), len(NOTES_COLUMNS) - 1)

    def _write_line(self, sheet: Worksheet, row: int, line: Line) -> list[float]:
        """Gives the heights of its rows. A text that is too long for a cell goes on in the one below."""
        if line.picture:
            return [self._draw(sheet, row, line.picture)]
        heights = list[float]()
        texts = [_in_parts(one.text) for one in line.cells]
        below = row + max(map(len, texts), default=1)
        for at in range(row, below) if texts else ():
            height = 0.0
            for column, one in enumerate(line.cells):
                text = "".join(texts[column][at - row : at - row + 1])
                self._write_text(sheet, at, column, text, one.look)
                height = max(height, height_of(text, NOTES_COLUMNS[column], one.look))
            if height > ONE_LINE:
                sheet.set_row(at, height)
            heights.append(max(height, ONE_LINE))
        return heights or [ONE_LINE]

    def _write_text(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        """Never a formula, not even when somebody edits the cell."""
        if text:
            looks = self._as_text if text[0] in _MAY_BEGIN_A_FORMULA else self._looks
            sheet.write_string(row, column, text, looks[look])

    def _draw(self, sheet: Worksheet, row: int, picture: Picture) -> float:
        from exports.svg_png import picture_png

        png = picture_png(picture.svg, width_px=_DOTS_ACROSS)
        wide, high = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
        scale = min(_DOTS_SHOWN / wide, (HIGHEST_ROW - 8) / _POINTS_PER_DOT / high)
        height = high * scale * _POINTS_PER_DOT + 8
        sheet.set_row(row, height)
        described = clean(f"{picture.title}. {picture.description}")
        look = {"image_data": io.BytesIO(png), "x_scale": scale, "y_scale": scale, "y_offset": 4, "description": described}  # fmt: skip
        sheet.insert_image(row, 1, "picture.png", look)
        return height

    def add_table(self, table: Table) -> None:
        sheet = self._sheet(table.title)
        heads = [_head(field) for field in table.fields]
        cells = ([_as_seen(cell) for cell in row] for row in table.rows)
        columns = zip(("-" * head_width(head) for head in heads), *cells, strict=True)
        widths = [width_of(column) for column in columns]
        self._begin(sheet, heads, widths, len(table.rows))
        for column, field in enumerate(table.fields):
            if field.type in {"integer", "number"}:
                self._write_text(sheet, 0, column, clean(heads[column]), "number column")
        for row, cells in enumerate(table.rows, 1):
            for column, cell in enumerate(cells):
                if cell is not None and cell != "":
                    self._write(sheet, row, column, cell)
            self._make_room(sheet, row, widths, cells)

    def _make_room(self, sheet: Worksheet, row: int, widths: Iterable[float], cells: Iterable[Cell]) -> None:  # fmt: skip
        """Excel would by itself, and others do not."""
        height = 0.0
        for width, cell in zip(widths, cells, strict=True):
            if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
                height = max(height, height_of(cell, width, "text"))
        if height > ONE_LINE:
            sheet.set_row(row, height)

    def add_columns(self, tables: Iterable[Table]) -> None:
        """What each column of each table means."""
        sheet = self._sheet(_("What the columns mean"))
        rows = [
            (table.title, _head(field), field.name, field.description)
            for table in tables
            for field in table.fields
        ]
        heads = _("Sheet"), _("Column"), _("Name"), _("What it says")
        self._begin(sheet, heads, MEANINGS_COLUMNS, len(rows))
        for row, cells in enumerate(rows, 1):
            for column, text in enumerate(cells):
                self._write_text(sheet, row, column, clean(text), "text")
            self._make_room(sheet, row, MEANINGS_COLUMNS, cells)

    def _begin(self, sheet: Worksheet, heads: Sequence[str], widths: Sequence[float], rows: int) -> None:  # fmt: skip
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            self._write_text(sheet, 0, column, clean(head), "column")
        if any(len(head) + 3 > width for head, width in zip(heads, widths, strict=True)):
            sheet.set_row(0, 2 * ONE_LINE)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, rows), len(heads) - 1)
        sheet.repeat_rows(0)
        if sum(widths) <= _ONE_PAGE:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.fit_to_pages(2, 0)
            sheet.repeat_columns(0, 0)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Value) -> None:
        match cell:
            case str():
                text = clean(cell)
                if len(text) > _LONGEST_CELL:
                    text = f"{text[:_LONGEST_CELL]}…"
                self._write_text(sheet, row, column, text, "text")
            case bool():
                self._write_text(sheet, row, column, _yes_or_no(given=cell), "text")
            case int() | float():
                if math.isfinite(cell):
                    sheet.write_number(row, column, cell, self._looks["value"])
            case datetime():
                days = (cell - _FIRST_DAY) / _A_DAY
                sheet.write_number(row, column, days, self._looks["datetime"])
            case date():
                days = (cell - _FIRST_DAY.date()).days
                sheet.write_number(row, column, days, self._looks["date"])

    def _sheet(self, title: str) -> Worksheet:
        sheet = self._book.add_worksheet(self._free_name(title))
        sheet.set_paper(self._paper)
        sheet.set_landscape()
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def _free_name(self, title: str) -> str:
        """At most 31 letters, and unlike that of any other sheet."""
        wanted = _cut(_NOT_IN_A_NAME.sub(" ", clean(title)).strip(" '")) or "–"
        name, n = wanted, 2
        while name.lower() in self._names:
            name, n = f"{wanted} {n}", n + 1
        self._names.add(name.lower())
        return name


def _cut(title: str) -> str:
    """Between words, where there are some."""
    if len(title) <= _LONGEST_NAME:
        return title
    return title[: _LONGEST_NAME + 1].rpartition(" ")[0].rstrip() or title[:_LONGEST_NAME]


def _in_parts(text: str) -> list[str]:
    words = clean(text)
    if len(words) <= _LONGEST_CELL:
        return [words]
    starts = range(0, len(words), _LONGEST_CELL)
    return [words[start : start + _LONGEST_CELL] for start in starts]


def _head(field: Field) -> str:
    unit = "UTC" if field.type == "datetime" else field.unit
    return f"{field.title} ({unit})" if unit and unit != field.title.lower() else field.title


def _yes_or_no(*, given: bool) -> str:
    """In words: LibreOffice takes a truth for a formula."""
    return _("yes") if given else _("no")


def _as_seen(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return "2026-05-11 18:30:00"
    return "" if cell is None else str(cell)
