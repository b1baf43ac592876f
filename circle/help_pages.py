"""The help pages in `assets/help`: a few forms of Markdown, each paragraph one message of the catalogue.

A page begins with `# Title`. Then come paragraphs, `## headings` and `- items`, with an empty line between them; items
may follow each other. Within them are `**strong words**`, `[words](page)` and `{place.action}`, which stands for the key
that does it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from circle.errors import Refused, quoted
from circle.files import read_text
from circle.i18n import gettext as _

LARGEST = 1 << 18
"""Bytes of a page."""

ORDER = (
    *("begin", "while_it_is_open", "keys", "silence", "something_went_wrong", "after", "export"),
    *("comments", "keeping_safe", "in_the_room", "without_a_mouse", "languages", "words"),
)
"""Pages by their names, as they are listed; others come after them."""

_PARTS = re.compile(r"\*\*(?P<strong>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<to>\w+)\)|\{(?P<key>[\w.]+)\}")  # fmt: skip


class Form(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


class Kind(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    LINK = "link"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Part:
    """`to`: the page that a link leads to, or the action whose key stands there."""

    kind: Kind
    text: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    form: Form
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    name: str
    title: str
    blocks: tuple[Block, ...]


class _Broken(ValueError):
    pass


def read_help(folder: Path) -> tuple[tuple[HelpPage, ...], tuple[str, ...]]:
    """The pages in the reader's language, and a sentence for each that is missing or cannot be read."""
    pages: list[HelpPage] = []
    troubles: list[str] = []
    there = {file.stem for file in folder.glob("*.md")}
    for name in (*ORDER, *sorted(there.difference(ORDER))):
        try:
            title, *blocks = _messages(folder / f"{name}.md")
            said = tuple(Block(form, _parts(_(text))) for form, text in blocks)
            pages.append(HelpPage(name, _(title[1]), said))
        except (Refused, _Broken):
            why = _("The help page {name} is missing or cannot be read. All others are here.")
            troubles.append(why.format(name=quoted(f"{name}.md")))
    return tuple(pages), tuple(troubles)


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each message of the pages, as it stands in English, and its file. Raises Refused, and ValueError."""
    for file in sorted(folder.glob("*.md")):
        for _form, text in _messages(file):
            yield file, text


def _messages(file: Path) -> list[tuple[Form, str]]:
    """Title first. Raises NotRead and _Broken."""
    source = read_text(file, largest_bytes=LARGEST)
    found = [
        message for block in re.split(r"\n\s*\n", source.strip()) for message in _in_block(block)
    ]
    if not source.startswith("# ") or len(found) < 2:
        raise _Broken(file.name)
    return found


def _in_block(block: str) -> Iterator[tuple[Form, str]]:
    for form, mark in ((Form.HEADING, "# "), (Form.HEADING, "## ")):
        if block.startswith(mark):
            yield form, _joined(block.removeprefix(mark))
            return
    if block.startswith("- "):
        for item in re.split(r"\n- ", block.removeprefix("- ")):
            yield Form.ITEM, _joined(item)
        return
    yield Form.PARAGRAPH, _joined(block)


def _joined(lines: str) -> str:
    return " ".join(lines.split())


def _parts(text: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    end = 0
    for found in _PARTS.finditer(text):
        parts.append(Part(Kind.PLAIN, text[end : found.start()]))
        end = found.end()
        if strong := found["strong"]:
            parts.append(Part(Kind.STRONG, strong))
        elif to := found["to"]:
            parts.append(Part(Kind.LINK, found["words"], to))
        else:
            parts.append(Part(Kind.KEY, to=found["key"]))
    parts.append(Part(Kind.PLAIN, text[end:]))
    return tuple(one for one in parts if one.text or one.to)


def found_in(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """From where to where each of the words stands in the text, without capitals and accents."""
    letters = [(one, at) for at, letter in enumerate(text) for one in _folded(letter)]
    whole = "".join(one for one, _at in letters)
    spans: list[tuple[int, int]] = []
    for word in filter(None, map(_folded, words)):
        start = whole.find(word)
        while start >= 0:
            last = start + len(word)
            spans.append((letters[start][1], letters[last - 1][1] + 1))
            start = whole.find(word, last)
    return tuple(sorted(spans))


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
