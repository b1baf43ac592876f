"""An organisation's own Word document as the base: its look and its page, nothing else; and what is no such document."""

# python-docx and lxml leave their types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingParameterType=false, reportUnknownParameterType=false

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor

from circle.errors import Refused
from circle.level import Level
from exports import word
from exports.house import HouseStyle
from exports.word_base import check_base
from exports.word_styles import STYLES
from tests.exports.an_evening import SESSION, an_evening
from tests.exports.office_files import W, check_package, letterhead, parts_of, properties_of
from tests.exports.pictures import chunk
from tests.exports.texts import text_of
from tests.notes import make_notes

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def on(base: bytes) -> bytes:
    return word.render(make_notes(SESSION, an_evening(), Level.ALIASES), HouseStyle(word_base=base))


def opened(data: bytes) -> Any:
    return Document(io.BytesIO(data))


pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.fixture(scope="module")
def base() -> bytes:
    return letterhead()


def test_its_styles_page_header_and_footer_are_taken(base: bytes) -> None:
    check_base(base)
    document = opened(on(base))
    assert document.styles["Title"].font.color.rgb == RGBColor(0x11, 0x22, 0x33)
    assert document.styles["Normal"].font.name == "Georgia"
    assert document.styles["Heading 1"].font.size == Pt(19)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.left_margin.mm)) == (200, 40)
    assert section.header.paragraphs[0].text == "Health Board letterhead"
    assert [one.text for one in section.footer.paragraphs] == [
        *("Charity 12345", "With aliases · For the report\tPage  of "),
    ]
    assert [name for name in parts_of(on(base)) if name.endswith(".png")]


def test_nothing_that_it_says_or_knows_is_taken(base: bytes) -> None:
    document = on(base)
    said = text_of(document)
    for secret in ("secret", "Mary", "2011", "python-docx", "Macintosh"):
        assert secret.lower() not in said.lower(), secret
    assert "<dc:creator>Circlekeeper</dc:creator>" in properties_of(document)
    assert not [name for name in parts_of(document) if "thumb" in name or "customXml" in name]
    assert opened(document).paragraphs[0].text == "Leaving hospital"


def test_it_gets_the_styles_that_it_lacks(base: bytes) -> None:
    kinds = {
        "paragraph": WD_STYLE_TYPE.PARAGRAPH,
        "character": WD_STYLE_TYPE.CHARACTER,
    }
    styles = opened(on(base)).styles
    names = {"heading 1": "Heading 1", "heading 2": "Heading 2", "heading 3": "Heading 3"}
    names |= {"caption": "Caption", "header": "Header", "footer": "Footer"}
    for style in STYLES:
        assert styles[names.get(style.name, style.name)].type == kinds[style.kind]
    used = {one.get(f"{W}val") for one in opened(on(base)).element.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= {style.style_id for style in styles}


def test_it_says_the_same_words_in_lists_that_begin_at_one(base: bytes) -> None:
    own = opened(word.render(make_notes(SESSION, an_evening(), Level.ALIASES)))
    theirs = opened(on(base))
    assert [one.text for one in theirs.paragraphs] == [one.text for one in own.paragraphs]
    numbers = [one._p.pPr.numPr.numId.val for one in theirs.paragraphs if one.style.name == "List Number"]  # fmt: skip
    numbering = theirs.part.numbering_part.element
    assert set(numbers) <= {one.numId for one in numbering.num_lst}


def test_the_same_bytes_twice(base: bytes) -> None:
    assert on(base) == on(base)


def test_whoever_changed_its_header_is_not_in_it() -> None:
    def tracked(document: Any) -> None:
        words = f'<w:ins {NS} w:id="1" w:author="Mary Secret" w:date="2011-01-01T00:00:00Z"><w:r><w:t>since 1901</w:t></w:r></w:ins>'
        gone = f'<w:del {NS} w:id="2" w:author="Mary Secret"><w:r><w:delText>secret</w:delText></w:r></w:del>'
        paragraph = document.sections[0].header.paragraphs[0]._p
        paragraph.append(parse_xml(words))
        paragraph.append(parse_xml(gone))

    document = on(letterhead(tracked))
    assert (
        opened(document).sections[0].header.paragraphs[0].text
        == "Health Board letterheadsince 1901"
    )
    assert "secret" not in text_of(document).lower()


def test_who_made_its_picture_and_where_is_not_in_it() -> None:
    def taken_somewhere(document: Any) -> None:
        for one in document.sections[0].header.part.related_parts.values():
            one._blob = one.blob[:33] + chunk(b"tEXt", b"Author\0Mary Secret") + one.blob[33:]

    base = letterhead(taken_somewhere)
    assert (
        "mary secret"
        in "".join(
            text_of(part) for name, part in parts_of(base).items() if "media" in name
        ).lower()
    )
    assert "secret" not in text_of(on(base)).lower()


def test_where_its_picture_lay_is_not_in_it() -> None:
    def described(document: Any) -> None:
        for one in document.sections[0].header._element.iter():
            if one.tag.endswith(("}docPr", "}cNvPr")):
                one.set("descr", "C:\\Users\\mary.secret\\logo.png")
                one.set("name", "logo-mary-secret.png")

    assert "secret" not in text_of(on(letterhead(described))).lower()


def test_a_picture_that_cannot_be_cleaned_is_refused() -> None:
    gif = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"

    def drawn(document: Any) -> None:
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(gif))

    with pytest.raises(Refused, match="neither PNG nor JPEG nor SVG"):
        check_base(letterhead(drawn))


def test_its_page_numbers_are_enough() -> None:
    def numbered(document: Any) -> None:
        footer = document.sections[0].footer.paragraphs[0]._p
        footer.append(parse_xml(f'<w:fldSimple {NS} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))  # fmt: skip

    footer = opened(on(letterhead(numbered))).sections[0].footer
    assert footer.paragraphs[-1].text == "With aliases · For the report"


def test_notes_made_into_a_base_do_not_say_twice_who_appears(base: bytes) -> None:
    named = word.render(make_notes(SESSION, an_evening(), Level.SEATS), HouseStyle(word_base=base))
    footer = opened(on(named)).sections[0].footer
    assert [one.text.partition("\t")[0] for one in footer.paragraphs] == [
        *("Charity 12345", "With aliases · For the report"),
    ]


def test_a_template_is_a_base_too(base: bytes) -> None:
    parts, types = parts_of(base), "[Content_Types].xml"
    parts[types] = parts[types].replace(b"document.main+xml", b"template.main+xml")
    check_base(zipped(parts))


def zipped(parts: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def changed(base: bytes, name: str, old: bytes, new: bytes) -> bytes:
    parts = parts_of(base)
    assert old in parts[name]
    return zipped(parts | {name: parts[name].replace(old, new)})


def related(base: bytes, kind: str, target: str, source: str = "word/_rels/document.xml.rels") -> bytes:  # fmt: skip
    """With one more relation to something elsewhere."""
    one = (
        f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    )
    parts = parts_of(base)
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    ended = parts.get(source, empty).replace(
        b"</Relationships>", one.encode() + b"</Relationships>"
    )
    return zipped(parts | {source: ended})


def with_field(*instructions: str) -> bytes:
    def field(document: Any) -> None:
        paragraph = document.sections[0].header.paragraphs[0]._p
        begin, end = (f'<w:r {NS}><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))  # fmt: skip
        told = (f"<w:r {NS}><w:instrText>{one}</w:instrText></w:r>" for one in instructions)
        for run in (begin, *told, end):
            paragraph.append(parse_xml(run))

    return letterhead(field)


def encrypted(base: bytes) -> bytes:
    """Marked so in both of its lists of entries."""
    data = bytearray(base)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


_MACRO = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda base: b"x", "no Word document"),
    "a zip of something else": (lambda base: zipped({"a.txt": b"a"}), "no Word document"),
    "half of one": (lambda base: base[: len(base) // 2], "no Word document"),
    "an old or encrypted one": (
        lambda base: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(900),
        "without a password",
    ),
    "an encrypted zip": (encrypted, "without a password"),
    "one with macros": (
        lambda base: changed(base, "[Content_Types].xml", _PLAIN, _MACRO),
        "has macros",
    ),
    "one with a macro part": (
        lambda base: zipped(parts_of(base) | {"word/vbaProject.bin": b"x"}),
        "has macros",
    ),
    "one with a template elsewhere": (
        lambda base: related(
            base, "attachedTemplate", "file:///C:/t.dotm", "word/_rels/settings.xml.rels"
        ),
        "from elsewhere, “file:///C:/t.dotm”",
    ),
    "one with a picture elsewhere": (
        lambda base: related(base, "image", "http://x.org/i.png"),
        "from elsewhere",
    ),
    "one with a link to a file": (
        lambda base: related(base, "hyperlink", "file:///etc/passwd"),
        "link to a file",
    ),
    "one with an entity": (
        lambda base: changed(
            base,
            "word/document.xml",
            b"<w:document",
            b'<!DOCTYPE x [<!ENTITY a "b">]><w:document',
        ),
        "no Word document",
    ),
    "one that is no XML": (
        lambda base: changed(base, "word/styles.xml", b"<w:style ", b"<w:sty<le "),
        "no Word document",
    ),
    "a bomb": (
        lambda base: zipped(parts_of(base) | {"word/media/a.xml": bytes(20_000_000)}),
        "too large",
    ),
    "many small bombs": (
        lambda base: zipped(
            parts_of(base) | {f"word/media/{n}": bytes(900_000) for n in range(40)}
        ),
        "too large",
    ),
    "one with very many parts": (
        lambda base: zipped(parts_of(base) | {f"a{n}": b"" for n in range(1001)}),
        "too large",
    ),
    "a large one": (lambda base: base + bytes(10_000_000), "too large"),
    "one packed otherwise": (
        lambda base: zipped(parts_of(base), compression=zipfile.ZIP_LZMA),
        "no Word document",
    ),
    "one that fetches": (
        lambda base: with_field(" INCLUDE", "PICTURE ", "http://x.org/i.png"),
        "a field, “INCLUDEPICTURE”",
    ),
    "one that says where it lies": (lambda base: with_field(" FILENAME \\p "), "“FILENAME”"),
    "one with a field in a field": (
        lambda base: with_field(" PAGE ", "</w:instrText><w:fldChar w:fldCharType='begin'/><w:instrText> USERNAME "),
        "“USERNAME”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_base_is_refused_with_a_sentence(base: bytes, case: str) -> None:
    make, why = REFUSED[case]
    with pytest.raises(Refused, match=why) as refused:
        check_base(make(base))
    assert str(refused.value).endswith("Your house style is as it was.")


def test_a_header_with_more_than_words_and_pictures_is_refused() -> None:
    def charted(document: Any) -> None:
        paragraph = document.sections[0].header.paragraphs[0]._p
        paragraph.append(parse_xml(f'<w:r {NS} xmlns:r="{OFFICE}"><w:object r:id="rId77"/></w:r>'))

    with pytest.raises(Refused, match="more than words and pictures"):
        check_base(letterhead(charted))


def test_a_style_of_another_kind_is_refused() -> None:
    def turned(document: Any) -> None:
        title = document.styles["Title"]
        title.element.set(f"{W}type", "character")

    with pytest.raises(Refused):
        check_base(letterhead(turned))


def test_one_with_next_to_nothing_in_it_is_a_base(base: bytes) -> None:
    parts = parts_of(base)
    relation = (
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    )
    bare = {
        "[Content_Types].xml": parts["[Content_Types].xml"],
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>',
        "word/document.xml": f"<w:document {NS}><w:body><w:p/></w:body></w:document>",
    }
    document = on(zipped(bare))
    assert opened(document).sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    check_package(document)
