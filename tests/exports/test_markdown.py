"""Markdown that means what people wrote and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from circle.level import Level
from exports import markdown
from exports.house import HouseStyle
from exports.words import one_line, plain
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.hostile import FEW, hostile_text, hostile_words
from tests.notes import make_notes

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LIVE = {"link_open", "image", "html_inline", "html_block", "code_inline", "fence", "code_block"}


def tokens_of(text: str) -> list[Token]:
    return [inner for token in READER.parse(text) for inner in (token, *(token.children or ()))]


def shown(text: str) -> str:
    """What a reader of the Markdown sees, a line break as a line feed."""
    lines = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        lines.get(token.type, token.content)
        for token in tokens_of(text)
        if token.type in {"text", *lines, *LIVE}
    )


def document(words: Words | None = None, level: Level = Level.ALIASES) -> str:
    return markdown.render(make_notes(SESSION, an_evening(words), level)).decode()


def kinds(text: str) -> list[str]:
    """The structure of a document, without how its texts are divided."""
    inline = {"text", "softbreak", "hardbreak", "inline"}
    return [token.type for token in tokens_of(text) if token.type not in inline]


@FEW
@given(hostile_text)
@example("1) one\n2. two\n- three\n+ four\n=== \n    code\n> five\n: six")
@example("www.example.org http://example.org/a.b someone@example.org")
@example("a\n\n\nb")
def test_what_people_write_reads_as_they_wrote_it(text: str) -> None:
    text = plain(text)
    lines = [line.replace("\x00", "") for line in text.split("\n")]
    assert shown(markdown.inert(text)) == "\n".join(lines)
    assert not LIVE & {token.type for token in tokens_of(markdown.inert(text))}


@FEW
@given(hostile_text)
def test_in_a_list_a_quotation_a_heading_and_a_table_too(text: str) -> None:
    line = one_line(text)
    for around in ("# {}", "- {}", "| {} |\n| --- |"):
        assert shown(around.format(markdown.inert_line(text))) == line
    item = "- 0:10 · " + markdown.inert(plain(text), 2)
    assert shown(item).rstrip(" ") == f"0:10 · {plain(text)}".rstrip(" ")


KINDS = kinds(document(Words(shape="plain")))


@FEW
@given(hostile_words())
def test_no_text_changes_the_structure_of_the_document(words: Words) -> None:
    assert kinds(document(words)) == KINDS


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("http://example.org/a", r"http\://example\.org/a"),
        ("www.example.org", r"www\.example\.org"),
        ("me@example.org", r"me\@example\.org"),
        ("//example.org", r"//example\.org"),
    ],
)
def test_an_address_is_broken_for_readers_that_look_for_them(text: str, written: str) -> None:
    assert markdown.inert(text) == written
    assert shown(written) == text


def test_a_plain_sentence_stays_as_readable_as_it_was() -> None:
    text = "Ask before you arrange anything (twice, if need be): it's their life - isn't it?"
    assert markdown.inert(text) == text


def test_the_sections_come_in_the_same_order_as_on_the_page() -> None:
    tokens = READER.parse(document())
    heads = [
        tokens[i + 1].content
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    assert heads == [
        "The topic",
        "Key points",
        "How the time was shared",
        "What the circle agreed",
        "Rounds",
        "Notes outside of rounds",
        "How the time moved",
        "The session in pictures",
        "People, in the order of their seats",
    ]


def test_the_house_style_stands_above_the_title_and_below_the_notes() -> None:
    house = HouseStyle("Bridge *House*", "4 Mill Lane\na@b.org", "Thank you.", b"logo")
    text = markdown.render(make_notes(SESSION, an_evening(), Level.NOBODY), house).decode()
    assert text.startswith("Bridge \\*House\\*\n\n# Leaving hospital\n")
    closing = text.index("These notes hold")
    assert text.index("\nThank you.\n\n") < closing < text.index("\n4 Mill Lane\\\na\\@b\\.org\n\n")
