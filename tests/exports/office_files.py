"""Reading Word documents and spreadsheets with what nobody here wrote."""

# python-docx leaves its types open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingModuleSource=false

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.shared import Mm, Pt, RGBColor

from exports.word_pictures import one_dot_png

SOFFICE = shutil.which("soffice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs bidi spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs shd rtl lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "sectPr": "headerReference footerReference pgSz pgMar pgBorders pgNumType cols titlePg docGrid",
}
"""In which elements stand: Word takes anything else for damage."""


def converted(documents: Mapping[str, bytes], to: str, folder: Path) -> dict[str, str]:
    """By LibreOffice, all in one go. `to` is one of its flat formats, which are XML."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed, so nothing here opens these documents")
    for name, data in documents.items():
        (folder / name).write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    subprocess.run(
        [SOFFICE, home, "--headless", "--convert-to", to, "--outdir", "out", *documents],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
    )
    paths = {name: (folder / "out" / name).with_suffix(f".{to}") for name in documents}
    return {name: path.read_text("utf-8") for name, path in paths.items()}


def parts_of(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def check_package(document: bytes) -> None:
    """Every part is well-formed and has a type, what refers to another finds it, and all stands in its order."""
    parts = parts_of(document)
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    named = {one.get("PartName", "").lstrip("/") for one in types}
    endings = {one.get("Extension") for one in types}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_order(ElementTree.fromstring(data))
        if name.endswith(".rels"):
            _check_relations(name, data, parts)
        elif name != "[Content_Types].xml":
            assert name in named or name.rpartition(".")[2] in endings - {"xml"}, name


def _check_relations(name: str, data: bytes, parts: Mapping[str, bytes]) -> None:
    folder = dirname(dirname(name))
    relations = list(ElementTree.fromstring(data))
    for one in relations:
        assert one.get("TargetMode") != "External"
        target = one.get("Target", "")
        where = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        assert where in parts
    source = join(folder, name.rpartition("/")[2].removesuffix(".rels"))
    wanted = set(re.findall(rb'r:(?:embed|id|link)="([^"]*)"', parts.get(source, b"")))
    assert wanted <= {str(one.get("Id")).encode() for one in relations}


def _check_order(root: ElementTree.Element) -> None:
    for name, order in _ORDER.items():
        for element in root.iter(W + name):
            found = [child.tag.removeprefix(W) for child in element]
            known = order.split()
            assert set(found) <= set(known), (name, found)
            assert found == sorted(found, key=known.index), (name, found)


def texts_of_body(document: bytes) -> list[str]:
    """Each paragraph of a Word document, those of its tables among them; a line break as a line feed."""
    body = Document(io.BytesIO(document)).element.body
    return ["".join(_said(one)) for one in body.iter(f"{W}p")]


def in_word(document: bytes) -> str:
    """What somebody reads in it, for tests.exports.reading."""
    return "\n".join(texts_of_body(document))


def in_sheet(document: bytes) -> str:
    """What somebody reads on its first sheet, row by row."""
    import openpyxl

    rows = openpyxl.load_workbook(io.BytesIO(document)).worksheets[0].iter_rows(values_only=True)
    return "\n".join(str(text) for row in rows for text in row if text is not None)


def _said(paragraph: Any) -> Iterator[str]:
    breaks = {f"{W}br": "\n", f"{W}tab": "\t"}
    for run in paragraph.iter(f"{W}r"):
        for one in run:
            yield (one.text or "") if one.tag == f"{W}t" else breaks.get(one.tag, "")


def properties_of(document: bytes) -> str:
    parts = parts_of(document)
    names = sorted(name for name in parts if name.startswith("docProps/"))
    assert names == ["docProps/app.xml", "docProps/core.xml"]
    return "\n".join(parts[name].decode() for name in names)


def letterhead(change: Callable[[Any], None] = lambda document: None) -> bytes:
    """As an organisation has it: python-docx's own look, made into theirs."""
    document: Any = Document()
    document.core_properties.author = "Mary Secret"
    document.core_properties.created = datetime(2011, 1, 2, tzinfo=UTC)
    document.styles["Title"].font.color.rgb = RGBColor(0x11, 0x22, 0x33)
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.size = Pt(19)
    section = document.sections[0]
    section.page_width, section.left_margin = Mm(200), Mm(40)
    header = section.header.paragraphs[0]
    header.add_run("Health Board letterhead")
    header.add_run().add_picture(io.BytesIO(one_dot_png("2F6F62")), width=Mm(20))
    section.footer.paragraphs[0].add_run("Charity 12345")
    document.add_paragraph("A letter to somebody secret")
    change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
