"""Word documents: the same words as everywhere, in headings, lists and tables that are ones."""

# python-docx and lxml leave their types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import example, given, settings

from circle.harvest import Seen
from circle.level import Level
from circle.templates import Shape
from exports import word
from exports.blocks import Item, Numbered, Part, Picture, Section
from exports.house import HouseStyle, Paper
from exports.office import clean, settled
from exports.report import Report, report
from exports.word_pictures import NoPicture
from exports.word_text import runs_to_the_left
from tests.exports.an_evening import SESSION, Words, an_evening, people
from tests.exports.five_sessions import FIVE
from tests.exports.hostile import FEW, hostile_text, hostile_words
from tests.exports.office_files import (
    W,
    check_package,
    converted,
    in_word,
    letterhead,
    parts_of,
    properties_of,
    texts_of_body,
)
from tests.exports.reading import said, words
from tests.notes import make_notes

HOSTILE = Words(
    title="=1+1 <b>&amp;",
    circle="{ INCLUDEPICTURE http://x.org/i.png }",
    note="http://x.org/a\n\\* MERGEFORMAT\t{ DDEAUTO c:\\\\x }",
    key_point="שלום עליכם (3)",
    prompt="\u202eevil \ud7ff\ufffe\x0b",
    aliases=("مرحبا", "O’Brien" * 12, "Zoë \u2067", "A", "=1+1", "{ PAGE }"),
)
HOUSE = HouseStyle(
    organisation="Riverside Health Board", closing="Thank you for listening.", contact="12 Quay St"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60" height="20"><rect width="40" height="20"/></svg>'
FODT = {
    "text": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "table": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "fo": "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}",
}


def rendered(words: Words | None = None, level: Level = Level.ALIASES, house: HouseStyle = HOUSE) -> bytes:  # fmt: skip
    return word.render(make_notes(SESSION, an_evening(words), level), house)


def opened(document: bytes) -> Any:
    return Document(io.BytesIO(document))


@pytest.fixture(scope="module")
def in_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ElementTree.Element]:
    documents = {
        f"{shape.value}.docx": word.render(make_notes(SESSION, make(), Level.ALIASES))
        for shape, make in FIVE.items()
    }
    documents["evening.docx"] = rendered()
    documents["hostile.docx"] = rendered(HOSTILE)
    documents["theirs.docx"] = rendered(house=HouseStyle(word_base=letterhead()))
    made = converted(documents, "fodt", tmp_path_factory.mktemp("word"))
    return {name.partition(".")[0]: ElementTree.fromstring(text) for name, text in made.items()}


def seen(element: ElementTree.Element) -> Iterator[str]:
    """The words of a document of LibreOffice's own, without its pictures."""
    if element.tag.rpartition("}")[2] not in {"frame", "tracked-changes", "sequence-decls"}:
        yield element.text or ""
        for inner in element:
            yield from seen(inner)
            yield inner.tail or ""


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("reader", [Seen.REPORT, Seen.TRAINER])
@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
@pytest.mark.parametrize("shape", FIVE)
def test_it_says_what_the_report_says_in_the_same_order(
    shape: Shape, level: Level, reader: Seen
) -> None:
    notes = make_notes(SESSION, FIVE[shape](), level, reader)
    document = word.render(notes, HOUSE)
    assert words(in_word(document)) == words(said(report(notes, HOUSE)))
    check_package(document)


@pytest.mark.parametrize("shape", FIVE)
def test_libreoffice_reads_the_same_words_and_headings(
    shape: Shape, in_libreoffice: dict[str, ElementTree.Element]
) -> None:
    notes = make_notes(SESSION, FIVE[shape](), Level.ALIASES)
    body = in_libreoffice[shape.value].find(".//{*}body/{*}text")
    assert body is not None
    expected = re.findall(r"\w+", " ".join(texts_of_body(word.render(notes))))
    assert re.findall(r"\w+", " ".join(seen(body))) == expected
    heads = [
        "".join(head.itertext()) for head in body.iter(f"{FODT['text']}h")
        if head.get(f"{FODT['text']}outline-level") == "1"
    ]  # fmt: skip
    assert heads == [section.title for section in report(notes).sections]


def test_the_heads_of_tables_come_again_on_every_page(
    in_libreoffice: dict[str, ElementTree.Element],
) -> None:
    tables = list(in_libreoffice["evening"].iter(f"{FODT['table']}table"))
    assert len(tables) == 3
    for table in tables:
        (head,) = table.findall(f"{FODT['table']}table-header-rows")
        assert "".join(head.itertext()).strip()


def test_each_list_begins_at_one(in_libreoffice: dict[str, ElementTree.Element]) -> None:
    styles = [
        paragraph for paragraph in opened(word.render(make_notes(SESSION, FIVE[Shape.POINTS](), Level.NOBODY))).paragraphs
        if paragraph.style.name == "List Number"
    ]  # fmt: skip
    numbers = [one._p.pPr.numPr.numId.val for one in styles]
    assert [numbers.count(one) for one in dict.fromkeys(numbers)] == [2, 3, 3, 3]
    lists = list(in_libreoffice["points"].iter(f"{FODT['text']}list"))
    begun = [one for one in lists if one.get(f"{FODT['text']}continue-numbering") != "true"]
    assert len(begun) >= 4


def test_headings_lists_and_quotes_are_what_word_calls_them() -> None:
    document = opened(word.render(make_notes(SESSION, FIVE[Shape.STORY](), Level.ALIASES)))
    styles = [(one.style.name, one.text) for one in document.paragraphs]
    assert styles[0] == ("Title", "How we were met")
    assert ("Heading 1", "What was heard") in styles
    assert ("Heading 2", "1. Stories") in styles
    assert ("Heading 3", "Observations") in styles
    assert ("Quote", "They asked my dog's name.") in styles
    assert ("List Bullet", "I will sit down before I speak.") in styles
    assert [text for name, text in styles if name.startswith("Heading 1")] == [
        section.title for section in report(make_notes(SESSION, FIVE[Shape.STORY](), Level.ALIASES)).sections
    ]  # fmt: skip


def test_the_first_page_says_who_appears_and_what_may_be_told() -> None:
    texts = [one.text.replace("\xa0", "") for one in opened(rendered()).paragraphs]
    before = texts[: texts.index("The topic")]
    assert before[:3] == [
        *("Riverside Health Board", "Leaving hospital"),
        "Trauma network · Notes of a listening circle · Session 22",
    ]
    assert "With aliases\u2003For the report" in before
    assert "Confidentiality\tWhat is said here stays here; what we learn may go along." in before


def test_the_house_stands_at_both_ends() -> None:
    texts = [one.text for one in opened(rendered()).paragraphs]
    assert texts[-4] == "Thank you for listening."
    assert texts[-2] == "12 Quay St"


def test_each_page_says_who_appears_and_its_number() -> None:
    document = opened(rendered(level=Level.NOBODY))
    (footer,) = document.sections[0].footer.paragraphs
    assert footer.text == "Without names · For the report\tPage  of "
    fields = [one.get(f"{W}instr").strip() for one in footer._p.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("paper", "mm"), [(Paper.A4, (210, 297)), (Paper.LETTER, (216, 279))])
def test_the_paper_is_that_of_the_house(paper: Paper, mm: tuple[int, int]) -> None:
    section = opened(rendered(house=HouseStyle(paper=paper))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == mm


def test_the_language_is_set_once_for_all() -> None:
    (language,) = ElementTree.fromstring(parts_of(rendered())["word/styles.xml"]).iter(f"{W}lang")
    assert language.get(f"{W}val") == "en-GB"


def test_its_properties_name_the_program_and_the_day_and_nobody() -> None:
    said = properties_of(rendered())
    assert "<dc:title>Leaving hospital</dc:title>" in said
    assert "<dc:creator>Circlekeeper</dc:creator>" in said
    assert "<cp:lastModifiedBy>Circlekeeper</cp:lastModifiedBy>" in said
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", said)) == {"2026-05-11T00:00:00Z"}
    assert "<Application>Circlekeeper</Application>" in said
    assert not re.search(r"python|docx|microsoft word|root|/home|/tmp", said, re.IGNORECASE)
    assert not [name for name in parts_of(rendered()) if "thumbnail" in name]


def test_the_archive_says_nothing_of_when_and_where_it_was_made() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(rendered())) as archive:
        entries = archive.infolist()
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.create_system for one in entries} == {0}
    assert entries[0].filename == "[Content_Types].xml"


def test_text_that_runs_to_the_left_does(in_libreoffice: dict[str, ElementTree.Element]) -> None:
    (point,) = [one for one in opened(rendered(HOSTILE)).paragraphs if "שלום" in one.text]
    assert point._p.pPr.find(f"{W}bidi") is not None
    assert [run.text for run in point.runs] == ["שלום עליכם (", "3)"]
    assert [run._r.rPr is not None and run._r.rPr.find(f"{W}rtl") is not None for run in point.runs] == [True, False]  # fmt: skip
    assert "שלום עליכם (3)" in "".join(in_libreoffice["hostile"].itertext())


def test_hostile_texts_are_words_in_libreoffice_too(
    in_libreoffice: dict[str, ElementTree.Element],
) -> None:
    root = in_libreoffice["hostile"].find(".//{*}body")
    assert root is not None
    tags = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert not tags & {"a", "dde-source", "script", "plugin", "object-ole", "database-display"}
    assert "{ DDEAUTO c:\\\\x }" in "".join(root.itertext())


def test_libreoffice_opens_what_an_organisation_s_own_document_was_the_base_of(
    in_libreoffice: dict[str, ElementTree.Element],
) -> None:
    text = "".join(in_libreoffice["theirs"].itertext())
    for line in ("Health Board letterhead", "Charity 12345", "With aliases · For the report"):
        assert line in text
    assert "secret" not in text.lower()
    assert any(one.tag == f"{FODT['text']}h" for one in in_libreoffice["theirs"].iter())


STRUCTURE = {f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "pStyle", "drawing", "fldSimple")}


def structure_of(words: Words) -> list[str]:
    return [one.tag for one in opened(rendered(words)).element.iter() if one.tag in STRUCTURE]


@pytest.mark.usefixtures("undrawn")
@settings(FEW, max_examples=8)
@given(hostile_words())
@example(HOSTILE)
def test_what_people_write_is_text(words: Words) -> None:
    document = rendered(words)
    check_package(document)
    tags = [one.tag for one in opened(document).element.iter()]
    assert not {tag.removeprefix(W) for tag in tags} & {
        "hyperlink",
        "instrText",
        "fldChar",
        "object",
    }
    assert structure_of(replace(words, shape="plain")) == structure_of(Words(shape="plain"))


@FEW
@given(hostile_text)
@example("\x00\x0b\ud800\ufffe\uffffé\U0001f469")
def test_only_what_xml_refuses_is_left_out(text: str) -> None:
    lost = set("\x0b\x0c\ufffe\uffff") | {chr(n) for n in range(32)} - set("\t\n\r")
    kept = "".join(one for one in text if one not in lost and not 0xD800 <= ord(one) < 0xE000)
    assert clean(text) == kept.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("plain", ""),
        ("\u202eevil", "\u202c"),
        ("\u2067a\u202eb", "\u202c\u2069"),
        ("\u202ea\u202c", ""),
        ("\u2068\u202aa\u2069", ""),
    ],
)
def test_no_text_turns_what_follows_it(text: str, ends: str) -> None:
    assert settled(text) == text + ends


@pytest.mark.parametrize(
    ("text", "leftwards"), [("a", False), ("12 שלום", True), ("Zoë שלום", False), ("–", False)]
)
def test_a_text_runs_as_its_first_letter_does(text: str, leftwards: bool) -> None:
    assert runs_to_the_left(text) is leftwards


def test_a_picture_has_its_words_and_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Section("pictures", "Pictures", (Picture("How it moved", "Ceri, then <Dev>.", SVG),))

    def with_a_picture(notes: Any, house: HouseStyle) -> Report:
        return replace(report(notes, house), sections=(drawn,))

    monkeypatch.setattr(word, "report", with_a_picture)
    document = rendered()
    check_package(document)
    texts = texts_of_body(document)
    at = texts.index("How it moved")
    assert texts[at + 1 : at + 3] == ["", "Ceri, then <Dev>."]
    (properties,) = [one for one in opened(document).element.body.iter() if one.tag.endswith("}docPr") and one.get("descr")]  # fmt: skip
    assert properties.get("descr") == "Ceri, then <Dev>."
    (shape,) = opened(document).inline_shapes
    assert round(shape.width / shape.height) == 3


def test_numbered_lists_one_after_the_other_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    two = Numbered((Item("a"), Item("b", below="c")))
    section = Section("s", "Two", (two, two, Part("In a part", (two,), number=7)))
    monkeypatch.setattr(word, "report", lambda notes, house: replace(report(notes, house), sections=(section,)))  # fmt: skip
    document = opened(rendered())
    used = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"]  # fmt: skip
    assert len(set(used)) == 3
    numbering = document.part.numbering_part.element
    begins = [one for one in numbering.iter(f"{W}startOverride") if one.get(f"{W}val") == "1"]
    assert len(begins) == 3


def test_a_logo_stands_for_the_rim() -> None:
    document = opened(rendered(house=replace(HOUSE, logo=SVG.encode())))
    names = [one for one in document.element.body.iter() if one.tag.endswith("}docPr")]
    assert names[0].get("descr") == "Riverside Health Board"


@pytest.mark.parametrize(
    "logo", [b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\x00\x10JFIF"]
)
def test_a_logo_that_is_no_picture_is_named(logo: bytes) -> None:
    with pytest.raises(NoPicture, match="The logo of your house style could not be read"):
        rendered(house=replace(HOUSE, logo=logo))


@pytest.mark.usefixtures("undrawn")
def test_forty_people_with_long_names_have_a_row_each() -> None:
    aliases = tuple(f"{'Wilhelmina-Alexandra ' * 4}{n}" for n in range(40))
    words = Words(aliases=aliases)
    assert len(people(aliases)) == 40
    document = opened(rendered(words))
    rows = document.tables[-1].rows
    assert len(rows) == 41
