"""Spreadsheets: the notes as they are read, every table of the session, and no formula whatever people write."""

# openpyxl leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingModuleSource=false

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import example, given, settings

from circle.level import Level
from circle.templates import Shape
from exports import sheet
from exports.blocks import Picture, Section
from exports.house import HouseStyle
from exports.office import clean
from exports.report import Report, report
from exports.tables import Field, Table, tables
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.five_sessions import FIVE
from tests.exports.hostile import FEW, hostile_words
from tests.exports.office_files import check_package, converted, in_sheet, parts_of, properties_of
from tests.exports.reading import said, words
from tests.exports.test_word import HOSTILE, SVG
from tests.notes import make_notes

HOUSE = HouseStyle(organisation="Riverside Health Board", contact="12 Quay St")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def rendered(words: Words | None = None, level: Level = Level.ALIASES, house: HouseStyle = HOUSE) -> bytes:  # fmt: skip
    return sheet.render(make_notes(SESSION, an_evening(words), level), house)


def opened(document: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(document))


def texts_of(worksheet: Any) -> list[str]:
    """Of the first sheet, row by row, without the numbers of points."""
    cells = (cell.value for row in worksheet.iter_rows() for cell in row)
    return [text for text in cells if text and not re.fullmatch(r"\d+\.", text)]


@pytest.fixture(scope="module")
def in_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ElementTree.Element]:
    documents = {"evening.xlsx": rendered(), "hostile.xlsx": rendered(HOSTILE)}
    made = converted(documents, "fods", tmp_path_factory.mktemp("sheet"))
    return {name.partition(".")[0]: ElementTree.fromstring(text) for name, text in made.items()}


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("level", [Level.NOBODY, Level.ALIASES])
@pytest.mark.parametrize("shape", FIVE)
def test_the_first_sheet_says_what_the_report_says_in_the_same_order(
    shape: Shape, level: Level
) -> None:
    notes = make_notes(SESSION, FIVE[shape](), level)
    document = sheet.render(notes, HOUSE)
    assert words(in_sheet(document)) == words(said(report(notes, HOUSE)))
    check_package(document)


@pytest.mark.usefixtures("undrawn")
def test_the_top_says_who_appears_and_what_may_be_told() -> None:
    texts = texts_of(opened(rendered()).worksheets[0])
    assert texts[:5] == [
        *("Riverside Health Board", "Leaving hospital"),
        "Trauma network · Notes of a listening circle · Session 22",
        *("With aliases", "For the report"),
    ]
    assert (
        "What is said here stays here; what we learn may go along."
        in texts[: texts.index("The topic")]
    )


@pytest.mark.usefixtures("undrawn")
def test_there_is_a_sheet_for_every_table_and_one_for_what_they_mean() -> None:
    notes = make_notes(SESSION, an_evening(), Level.ALIASES)
    book = opened(sheet.render(notes))
    found = tables(notes)
    assert book.sheetnames == ["Notes", *(table.title for table in found), "What the columns mean"]  # fmt: skip
    for table, worksheet in zip(found, book.worksheets[1:-1], strict=True):
        rows = list(worksheet.iter_rows(values_only=True))
        assert len(rows) == 1 + len(table.rows)
        assert worksheet.freeze_panes == "A2"
        assert worksheet.auto_filter.ref.startswith("A1:")
    meanings = list(book.worksheets[-1].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in meanings] == [field.name for table in found for field in table.fields]


@pytest.mark.usefixtures("undrawn")
def test_values_stay_values_and_the_head_names_their_unit() -> None:
    notes = make_notes(SESSION, an_evening(), Level.ALIASES)
    (table,) = [one for one in tables(notes) if one.name == "turns"]
    worksheet = opened(sheet.render(notes))[table.title]
    heads = [cell.value for cell in worksheet[1]]
    column = [field.name for field in table.fields].index("duration_s")
    assert heads[column] == "Length (s)"
    lengths = [row[column] for row in worksheet.iter_rows(min_row=2, values_only=True)]
    assert lengths == [row[column] for row in table.rows]
    people = opened(sheet.render(notes))["People"]
    assert [cell.value for cell in people["C"]] == ["Facilitator", "yes", *["no"] * 5]
    began = [field.type for field in table.fields].index("datetime")
    assert heads[began].endswith("(UTC)")
    moment = table.rows[0][began]
    assert isinstance(moment, datetime)
    assert worksheet.cell(2, began + 1).value == moment.astimezone(UTC).replace(tzinfo=None)


def test_libreoffice_sees_text_numbers_and_days_and_no_formula(
    in_libreoffice: dict[str, ElementTree.Element],
) -> None:
    for root in in_libreoffice.values():
        cells = list(root.iter(f"{TABLE}table-cell"))
        kinds = {cell.get(f"{OFFICE}value-type") for cell in cells}
        assert {"string", "float", "date"} <= kinds
        assert not [cell for cell in cells if cell.get(f"{TABLE}formula")]
        assert not [one for one in root.iter() if one.tag.endswith("}a")]
    said = "\n".join(in_libreoffice["hostile"].itertext())
    assert "=1+1 <b>&amp;" in said
    assert "שלום עליכם (3)" in said


def test_libreoffice_reads_the_notes_in_their_order(
    in_libreoffice: dict[str, ElementTree.Element],
) -> None:
    table = next(in_libreoffice["evening"].iter(f"{TABLE}table"))
    said = [
        "".join("".join(cell.itertext()).split())
        for cell in table.iter(f"{TABLE}table-cell")
        for _again in range(int(cell.get(f"{TABLE}number-columns-repeated", "1")))
        if cell.get(f"{OFFICE}value-type")
    ]
    texts = texts_of(opened(rendered()).worksheets[0])
    assert [one for one in said if not re.fullmatch(r"\d+\.", one)] == [
        "".join(text.split()) for text in texts
    ]


@pytest.mark.usefixtures("undrawn")
@settings(FEW, max_examples=6)
@given(hostile_words())
@example(HOSTILE)
def test_what_people_write_is_text(words: Words) -> None:
    document = rendered(words)
    check_package(document)
    for name, part in parts_of(document).items():
        if name.startswith("xl/worksheets/"):
            tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(part).iter()}
            assert not tags & {"f", "hyperlink", "hyperlinks", "oleObject"}
    book = opened(document)
    kinds = {cell.data_type for one in book.worksheets for row in one.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    kind = report(make_notes(SESSION, an_evening(words), Level.ALIASES)).kind
    assert clean(kind) in texts_of(book.worksheets[0])


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1"])
def test_what_looks_like_a_formula_stays_text_when_somebody_edits_it(text: str) -> None:
    book = opened(rendered(Words(key_point=f"{text}")))
    (cell,) = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == text.strip()]  # fmt: skip
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_its_properties_name_the_program_and_the_day_and_nobody() -> None:
    said = properties_of(rendered())
    assert "<dc:title>Leaving hospital</dc:title>" in said
    assert "<dc:language>en</dc:language>" in said
    assert said.count("Circlekeeper") == 3
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", said)) == {"2026-05-11T00:00:00Z"}
    assert "Microsoft" not in said


@pytest.mark.usefixtures("undrawn")
def test_a_text_that_no_cell_can_hold_goes_on_in_the_next() -> None:
    long = "".join(f"word{n} " for n in range(5000)).strip()
    texts = texts_of(opened(rendered(Words(key_point=long))).worksheets[0])
    assert long in "".join(texts)


@pytest.mark.usefixtures("undrawn")
def test_sheets_that_would_be_called_the_same_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = (Field("a", "A", "string", "It is a."),)
    names = ("History", "Of/all*the [tables] that there ever were", "Notes", "history", "")
    made = tuple(Table("t", name, "", fields, (("x",), (None,))) for name in names)
    monkeypatch.setattr("exports.tables.tables", lambda notes: made)
    assert opened(rendered()).sheetnames == [
        *("Notes", "History", "Of all the  tables  that", "Notes 2", "history 2", "–"),
        "What the columns mean",
    ]


@pytest.mark.usefixtures("undrawn")
def test_what_no_cell_can_hold_is_left_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = (Field("a", "A", "number", "It is a."), Field("b", "B", "string", "It is b."))
    made = (Table("t", "T", "", fields, ((float("nan"), "a\x00\ufffe\ud800b"), (1, "_x0041_"))),)
    monkeypatch.setattr("exports.tables.tables", lambda notes: made)
    rows = list(opened(rendered())["T"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == (None, clean("ab"))
    assert rows[1][0] == 1
    assert "_x005F_x0041_" in parts_of(rendered())["xl/sharedStrings.xml"].decode()


def test_a_picture_has_its_words_and_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Section("pictures", "Pictures", (Picture("How it moved", "Ceri, then <Dev>.", SVG),))

    def with_a_picture(notes: Any, house: HouseStyle) -> Report:
        return replace(report(notes, house), sections=(drawn,))

    monkeypatch.setattr(sheet, "report", with_a_picture)
    document = rendered()
    check_package(document)
    texts = texts_of(opened(document).worksheets[0])
    at = texts.index("How it moved")
    assert texts[at + 1] == "Ceri, then <Dev>."
    assert b'descr="How it moved. Ceri, then &lt;Dev&gt;."' in parts_of(document)["xl/drawings/drawing1.xml"]  # fmt: skip
    assert len(opened(document).worksheets[0]._images) == 1
