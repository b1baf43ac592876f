"""A PDF as tools see it that nobody here wrote: poppler and qpdf."""

from __future__ import annotations

import html
import io
import re
import subprocess
from collections.abc import Iterable, Iterator
from shutil import which

import pikepdf
import pytest

from exports.blocks import Block, Part, Picture
from exports.report import Report
from exports.report_data import Data, data_of

needs_poppler = pytest.mark.skipif(
    not (which("pdftotext") and which("pdffonts")), reason="poppler is not installed"
)


def poppler(program: str, document: bytes, *options: str) -> str:
    read = subprocess.run(
        [program, *options, "-", *(["-"] if program == "pdftotext" else [])],
        input=document,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return read.stdout.decode()


def pages_of(document: bytes, report: Report) -> list[str]:
    """The text of each page in the order in which it is written, without the line at its foot."""
    foot = f"{report.level} · {report.reader} {report.facts[0].value}"
    pages = poppler("pdftotext", document, "-raw").split("\f")[:-1]
    assert all(foot in page for page in pages)
    return [re.sub(re.escape(foot) + r" \d+ / \d+\n", "", page) for page in pages]


def read_words(document: bytes, report: Report) -> list[str]:
    """Every word that is read, but for those that are drawn in pictures: between a title and its description."""
    read = "".join(pages_of(document, report)).split()
    for one in _pictures(block for section in report.sections for block in section.blocks):
        drawn = set(" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", one.svg)).split())
        start = _place(read, one.title.split(), 0) + len(one.title.split())
        end = _place(read, one.description.split(), start)
        assert {html.escape(word, quote=False) for word in read[start:end]} <= drawn
        del read[start:end]
    return read


def _place(read: list[str], words: list[str], after: int) -> int:
    ends = range(after, len(read))
    return next(at for at in ends if read[at : at + len(words)] == words)


def _pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    for one in blocks:
        if isinstance(one, Picture):
            yield one
        if isinstance(one, Part):
            yield from _pictures(one.blocks)


def words_of(report: Report) -> list[str]:
    """Every word of a report in the order in which it is read."""
    data = data_of(report)
    masthead = (data["organisation"], data["title"], data["kind"], data["level"], data["reader"])
    end = (data["house_closing"], data["closing"], data["contact"], data["level"], data["reader"])
    heads = data["words"]
    assert isinstance(heads, dict)
    said = (masthead, data["facts"], data["sections"], end)
    return " ".join(one for part in said for one in _texts(part, heads)).split()


_NOT_SHOWN = {"kind", "key", "card", "percent", "parts", "number", "svg"}


def _texts(value: Data | tuple[Data, ...], heads: dict[str, Data]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one, heads)
    elif isinstance(value, dict):
        yield from _in_block(value, heads)


def _in_block(block: dict[str, Data], heads: dict[str, Data]) -> Iterator[str]:
    kind, number = str(block.get("kind")), block.get("number")
    if number is not None:
        yield f"{number}."
    yield from _texts(heads.get(kind), heads)
    if kind == "numbered":
        items = block["items"]
        assert isinstance(items, list)
        for n, item in enumerate(items, 1):
            yield from (str(n), *_texts(item, heads))
        return
    item = {key: block[key] for key in ("before", "text", "below") if key in block}
    rest = {key: one for key, one in block.items() if key not in item and key not in _NOT_SHOWN}
    for key, one in (item | rest).items():
        yield ", ".join(map(str, one)) if key == "roles" and isinstance(one, list) else ""
        yield from _texts(None if key == "roles" else one, heads)


def tags_of(document: bytes) -> list[str]:
    """The headings, lists, tables, pictures and so on, in order."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return list(_tags(pdf.Root.StructTreeRoot.K))


def _tags(one: pikepdf.Object) -> Iterator[str]:
    if isinstance(one, pikepdf.Array):
        for each in one.as_list():
            yield from _tags(each)
    elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
        yield str(one.S)
        if "/K" in one:
            yield from _tags(one.K)
