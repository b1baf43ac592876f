"""The PDF: for everyone to read, for keeping, and the same words as every other document for reading."""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from circle.level import Level
from circle.session_notes import SessionNotes
from circle.templates import Shape
from exports import aside, pages, pdf
from exports.charts import pictures
from exports.house import PLAIN, HouseStyle, Paper
from exports.paged import Manuscript, manuscript, pdf_of
from exports.report import report
from exports.report_data import Data
from exports.typesetting import NotLaidOut
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.five_sessions import FIVE, Written
from tests.exports.hostile import hostile_words
from tests.exports.paper import needs_poppler, pages_of, poppler, read_words, tags_of, words_of
from tests.exports.texts import text_of
from tests.notes import make_notes

ROOT = Path(__file__).parents[2]
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'
HOUSE = HouseStyle("Riverside Trust", "hello@riverside.example", "May it do good.", LOGO)


@pytest.fixture(scope="module", autouse=True)
def ended() -> Iterator[None]:
    yield
    aside.stop()


def of_shape(
    shape: Shape, level: Level = Level.NOBODY, written: Written | None = None
) -> SessionNotes:
    return make_notes(SESSION, FIVE[shape](written), level)


def of_everything(level: Level) -> SessionNotes:
    return make_notes(SESSION, an_evening(say_yes=True), level)


EVERY = [
    *(pytest.param(of_shape(shape, level), id=f"{shape.value}-{level.value}")
      for shape, level in zip(FIVE, (Level.NOBODY, Level.SEATS, Level.ALIASES, Level.NOBODY, Level.ALIASES), strict=True)),
    *(pytest.param(of_everything(level), id=level.value) for level in Level),
]  # fmt: skip


@needs_poppler
@pytest.mark.parametrize("notes", EVERY)
def test_everyone_can_read_it_and_it_can_be_kept(notes: SessionNotes) -> None:
    document = pdf.render(notes)
    with pikepdf.open(io.BytesIO(document)) as read:
        root, metadata = read.Root, read.Root.Metadata.read_bytes().decode()
        assert bool(root.MarkInfo.Marked)
        assert root.StructTreeRoot.K
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert all(str(page.Tabs) == "/S" for page in read.pages)
        with read.open_outline() as outline:
            sections = [one.title for one in outline.root]
    shown = report(notes)
    assert sections == [one.title for one in shown.sections]
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert f"{shown.title} · {shown.facts[0].value}" in metadata
    fonts = poppler("pdffonts", document).splitlines()[2:]
    assert fonts
    assert all(font.split()[-5] == "yes" for font in fonts)


@needs_poppler
@pytest.mark.parametrize("notes", EVERY)
def test_it_says_the_words_of_the_report_in_their_order(notes: SessionNotes) -> None:
    shown = report(notes, HOUSE)
    assert read_words(pdf.render(notes, HOUSE), shown) == words_of(shown)


@needs_poppler
@pytest.mark.parametrize("notes", EVERY)
def test_no_heading_is_the_last_line_of_a_page(notes: SessionNotes) -> None:
    shown = report(notes)
    headings = {one.title for one in shown.sections}
    for page in pages_of(pdf.render(notes), shown):
        assert page.strip().splitlines()[-1] not in headings


@needs_poppler
def test_the_head_of_a_long_table_is_on_every_page_and_so_are_the_level_and_the_day() -> None:
    notes = of_shape(
        Shape.POWER, Level.ALIASES, Written(aliases=tuple(f"Person {n}" for n in range(90)))
    )
    document = pdf.render(notes)
    read = pages_of(document, report(notes))
    assert sum("Seat Person Turns Time" in page for page in read) == 3
    foot = poppler("pdftotext", document, "-raw").split("\f")[0].splitlines()[-1]
    assert foot == f"With aliases · For the report 11 May 2026 1 / {len(read)}"


def test_the_same_notes_give_the_same_bytes_in_another_process_too() -> None:
    first = pdf.render(of_shape(Shape.STORY), HOUSE)
    aside.stop()
    assert pdf.render(of_shape(Shape.STORY), HOUSE) == first


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_the_paper_is_that_of_the_house(paper: Paper, size: tuple[int, int]) -> None:
    with pikepdf.open(
        io.BytesIO(pdf.render(of_shape(Shape.TOPIC), HouseStyle(paper=paper)))
    ) as read:
        for page in read.pages:
            assert tuple(round(float(one)) for one in page.mediabox[2:]) == size


def test_it_says_of_itself_the_program_and_the_day_and_nothing_else() -> None:
    document = pdf.render(of_shape(Shape.TOPIC))
    with pikepdf.open(io.BytesIO(document)) as read:
        said = {key: str(value) for key, value in read.docinfo.items()}
    assert said.pop("/Creator").startswith("Typst ")
    assert said == {
        "/Title": "Leaving hospital · 11 May 2026",
        "/Author": "Circlekeeper",
        "/CreationDate": "D:20260511000000Z",
        "/ModDate": "D:20260511000000Z",
    }
    everything = text_of(document)
    for own in (socket.gethostname(), str(Path.home()), str(ROOT), "notes.typ"):
        assert own not in everything


def a_picture(kind: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (30, 10), "#2f6f62").save(written, kind)
    return written.getvalue()


@pytest.mark.parametrize(
    "logo", [LOGO, a_picture("PNG"), a_picture("JPEG")], ids=["svg", "png", "jpeg"]
)
def test_a_logo_is_told_by_the_name_of_its_house(logo: bytes) -> None:
    document = pdf.render(of_shape(Shape.TOPIC), replace(HOUSE, logo=logo))
    assert tags_of(document).count("/Figure") == 1 + len(pictures(of_shape(Shape.TOPIC)))
    assert b"/Alt" in document
    assert "Riverside Trust" in [*alternatives(document)]


def alternatives(document: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(document)) as read:
        for one in read.objects:
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one:
                yield str(one.Alt)


@pytest.mark.parametrize(
    "logo",
    [
        b"not a picture",
        a_picture("PNG")[:40],
        LOGO.replace(b"<rect", b'<image href="notes.typ" width="9" height="9"/><rect'),
        LOGO.replace(b"<rect", b'<image href="http://127.0.0.1/x.png" width="9" height="9"/><rect'),
        LOGO.replace(b"<rect", "<text>日本</text><rect".encode()),
    ],
    ids=["no picture", "half a picture", "a file", "an address", "letters without shapes"],
)
def test_a_logo_that_cannot_be_drawn_is_left_out(logo: bytes) -> None:
    document = pdf.render(of_shape(Shape.TOPIC), replace(HOUSE, logo=logo))
    assert document == pdf.render(of_shape(Shape.TOPIC), replace(HOUSE, logo=b""))


def test_a_drawing_that_cannot_be_drawn_leaves_its_words() -> None:
    given = manuscript(of_shape(Shape.TOPIC), PLAIN)
    drawn = {
        "kind": "picture",
        "title": "In time",
        "description": "Six turns.",
        "svg": LOGO.decode(),
    }
    good, bad = (
        aside.run(pdf_of, with_block(given, drawn | {"svg": svg})) for svg in (drawn["svg"], "<")
    )
    assert list(alternatives(good)) == ["In time. Six turns."]
    assert list(alternatives(bad)) == []
    assert "In time" in text_of(bad)
    assert "Six turns." in text_of(bad)


def with_block(given: Manuscript, block: Data) -> Manuscript:
    sections: Data = [{"key": "drawn", "title": "Drawn", "card": False, "blocks": [block]}]
    return replace(given, data={**given.data, "sections": sections})


def test_what_goes_wrong_is_said_without_a_word_of_the_notes() -> None:
    given = manuscript(of_shape(Shape.TOPIC), PLAIN)
    broken = with_block(given, {"kind": "a-secret-that-was-told", "text": "a-secret-that-was-told"})
    with pytest.raises(
        NotLaidOut, match=r"nothing was written\. Your notes are as they were"
    ) as said:
        aside.run(pdf_of, broken)
    assert "a-secret-that-was-told" not in "".join(traceback.format_exception(said.value))


STRUCTURE = {"/H1", "/H2", "/H3", "/Table", "/TH", "/L", "/LI", "/Link", "/Formula"}
"""But for figures: where a label cannot be drawn their words stand alone, and have no tag of a figure."""


def structure(notes: SessionNotes) -> list[str]:
    return [tag for tag in tags_of(pdf.render(notes)) if tag in STRUCTURE]


@cache
def plain_structure() -> list[str]:
    return structure(make_notes(SESSION, an_evening(Words(shape="plain")), Level.ALIASES))


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(hostile_words())
def test_what_people_write_is_text(words: Words) -> None:
    assert structure(make_notes(SESSION, an_evening(words), Level.ALIASES)) == plain_structure()


@pytest.mark.parametrize(
    "alias", ["日本", "👩‍👧 and friends", "soft\u00adly\u200d…", "مرحبا", "\x93"]
)
def test_whatever_people_are_called_the_pictures_are_drawn(alias: str) -> None:
    aliases = (alias, *Words().aliases[1:])
    notes = make_notes(SESSION, an_evening(Words(aliases=aliases)), Level.ALIASES)
    assert tags_of(pdf.render(notes)).count("/Figure") == len(pictures(notes)) == 3


@needs_poppler
def test_typesetting_commands_and_every_script_are_read_as_they_were_written() -> None:
    said = '#read("/etc/passwd") *b* _i_ $x$ @ref <label> https://x.org // \\ #import "@preview/a:1.0.0"'
    written = Written(
        point=said, other_point="Łódź, Дмитрий, नमस्ते", commitment="שלום", quote="مرحبا"
    )
    read = text_of(pdf.render(of_shape(Shape.TOPIC, written=written)))
    joined = " ".join(read.split())
    for one in (said, "Łódź, Дмитрий, नमस्ते", "שלום", "مرحبا"):
        assert one in joined


@needs_poppler
def test_letters_without_a_shape_are_owned_up_to() -> None:
    note = "A letter that this document has no shape for"
    assert note not in text_of(pdf.render(of_shape(Shape.TOPIC)))
    read = text_of(pdf.render(of_shape(Shape.TOPIC, written=Written(point="日 is the sun ☀"))))
    assert "\ufffd is the sun [black sun with rays]" in read
    assert note in read


@needs_poppler
def test_nothing_runs_over_the_edge_of_the_page() -> None:
    for long in ("x" * 400, "https://example.org/" + "q" * 300, "שלום" * 90, "W" * 300):
        written = Written(
            point=long,
            quote=long,
            note=long,
            material=long,
            aliases=(long[:160], "Dev", "Gwen", "Hamid", "Ines", "Jo"),
        )
        notes = replace(of_shape(Shape.TOPIC, Level.ALIASES, written), title=long)
        boxes = poppler("pdftotext", pdf.render(notes), "-bbox")
        rights = [float(one.split('"')[0]) for one in boxes.split('xMax="')[1:]]
        lefts = [float(one.split('"')[0]) for one in boxes.split('xMin="')[1:]]
        assert max(rights) < 595 - 40
        assert min(lefts) > 40


@needs_poppler
def test_no_line_ends_within_a_length_or_a_share() -> None:
    said = " ".join(f"{'x' * (n % 9 + 1)} {n} min 30, {n} % and 1 h {n}" for n in range(10, 60))
    read = poppler(
        "pdftotext", pdf.render(of_shape(Shape.TOPIC, Level.ALIASES, Written(point=said))), "-raw"
    )
    assert "59 min 30, 59 % and 1 h 59" in " ".join(read.split())
    within = re.compile(r"\d( min| h)?\n(min|h|%|30,|\d\d x)")
    assert within.search(read[read.index("x 10 min") : read.index("1 h 59")]) is None


def test_the_pictures_are_of_the_same_pages() -> None:
    notes = of_shape(Shape.PRACTICE)
    with pikepdf.open(io.BytesIO(pdf.render(notes))) as read:
        count = len(read.pages)
    shown = [Image.open(io.BytesIO(one)) for one in pages.pages(notes, dpi=36)]
    assert [one.size for one in shown] == [(298, 421)] * count
    assert all(one.format == "PNG" for one in shown)


LAID_OUT = """
import os
from exports.house import HouseStyle
from exports.paged import Manuscript, manuscript, pdf_of
from tests.exports.test_pdf import HOUSE, Shape, of_shape
import typst
pdf_of(manuscript(of_shape(Shape.STORY), HOUSE))
os.access("/begin-of-it", os.F_OK)
pdf_of(manuscript(of_shape(Shape.TOPIC), HOUSE))
os.access("/end-of-it", os.F_OK)
"""


@pytest.mark.skipif(not which("strace"), reason="strace is not installed")
def test_no_file_but_the_template_is_read_and_no_network_asked(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    command = [
        "strace",
        "-f",
        "-o",
        str(log),
        "-e",
        "trace=openat,open,access,faccessat,faccessat2,%network",
    ]
    subprocess.run(
        [*command, sys.executable, "-c", LAID_OUT],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        timeout=60,
    )
    calls = log.read_text().splitlines()
    (begin,) = (n for n, call in enumerate(calls) if "/begin-of-it" in call)
    (end,) = (n for n, call in enumerate(calls) if "/end-of-it" in call)
    opened = [call for call in calls[begin + 1 : end] if "open" in call]
    assert all("/exports/templates/notes.typ" in call for call in opened), opened
    assert not [call for call in calls[begin:end] if "socket" in call or "connect" in call]
