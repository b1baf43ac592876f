"""The five shapes of the notes: what stands where, the same in every format, and nothing lost in any."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from circle import events as e
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.templates import Shape
from exports import html, json_record, markdown
from exports.shapes import SECTIONS
from tests.exports.an_evening import SESSION
from tests.exports.five_sessions import FIVE, FOR_A_TRAINER, MINE, Written
from tests.exports.hostile import FEW
from tests.exports.test_html import Page, check_nothing_is_fetched_or_run
from tests.exports.test_markdown import kinds, shown
from tests.exports.written import hostile_written
from tests.notes import make_notes

READER = MarkdownIt("commonmark").enable("table")


class Reading(HTMLParser):
    """The words of a page, without those that only a screen reader is told, and those within a picture."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._closed_to = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"head", "caption", "svg"} or (tag == "thead" and ("class", "unseen") in attrs):
            self._closed_to = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._closed_to:
            self._closed_to = ""

    def handle_data(self, data: str) -> None:
        if not self._closed_to:
            self.words += re.findall(r"\w+", data)


def page_words(log: Log, level: Level, reader: Seen) -> list[str]:
    reading = Reading()
    reading.feed(html.render(make_notes(SESSION, log, level, reader)).decode())
    return reading.words


def markdown_words(log: Log, level: Level, reader: Seen) -> list[str]:
    text = markdown.render(make_notes(SESSION, log, level, reader)).decode()
    unseen = {"Floor", "Time", "Share of the session"}
    lines = [
        line
        for line in text.split("\n")
        if {part.strip() for part in line.split("|")} - {""} != unseen
    ]
    tokens = (
        inner
        for token in READER.parse("\n".join(lines))
        for inner in (token, *(token.children or ()))
    )
    said = " ".join(token.content for token in tokens if token.type == "text")
    return re.findall(r"\w+", said)


def heads(log: Log, reader: Seen = Seen.REPORT) -> list[str]:
    page = Page()
    page.feed(html.render(make_notes(SESSION, log, Level.NOBODY, reader)).decode())
    return page.within("h2")


@pytest.mark.parametrize("shape", FIVE)
@pytest.mark.parametrize("format", [html, markdown], ids=["html", "md"])
def test_the_whole_document_of_each_shape(
    shape: Shape, format: object, snapshot: SnapshotAssertion
) -> None:
    notes = make_notes(SESSION, FIVE[shape](), Level.SEATS)
    document = (html if format is html else markdown).render(notes).decode()
    for drawn in ("style", "svg xmlns"):
        end = drawn.split()[0]
        document = re.sub(rf"<{drawn}.*?</{end}>", f"<{end}>…</{end}>", document, flags=re.DOTALL)
    assert document == snapshot


@pytest.mark.parametrize("reader", [Seen.REPORT, Seen.TRAINER])
def test_the_whole_record_of_one_shape(reader: Seen, snapshot: SnapshotAssertion) -> None:
    notes = make_notes(SESSION, FIVE[Shape.PRACTICE](), Level.NOBODY, reader)
    assert json_record.render(notes).decode() == snapshot


@pytest.mark.parametrize("reader", Seen)
@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
@pytest.mark.parametrize("shape", FIVE)
def test_the_page_and_the_markdown_say_the_same_in_the_same_order(
    shape: Shape, level: Level, reader: Seen
) -> None:
    log = FIVE[shape]()
    assert page_words(log, level, reader) == markdown_words(log, level, reader)


@pytest.mark.parametrize("session", FIVE)
@pytest.mark.parametrize("shape", Shape)
def test_no_shape_loses_what_another_has(session: Shape, shape: Shape) -> None:
    """Whatever a session was held as, its notes in any shape have every text that its own have."""
    log = FIVE[session]()
    first = log.entries[0]
    assert isinstance(first.event, e.SessionOpened)
    as_shape = Log([_with_shape(first, shape), *log.entries[1:]])
    words = Counter(page_words(as_shape, Level.ALIASES, Seen.TRAINER))
    for text in _texts(log):
        missing = Counter(re.findall(r"\w+", text)) - words
        assert not missing, (shape, text)


def _with_shape(entry: e.Logged, shape: Shape) -> e.Logged:
    assert isinstance(entry.event, e.SessionOpened)
    return replace(entry, event=replace(entry.event, shape=shape.value))


def _texts(log: Log) -> Iterator[str]:
    notes = make_notes(SESSION, log, Level.ALIASES, Seen.TRAINER)
    yield notes.intention
    yield from (one.text for one in (*notes.key_points, *notes.notes, *notes.prompts))
    for one in notes.commitments:
        yield f"{one.text} {one.who}"
    for followed in notes.followed:
        yield f"{followed.text} {followed.words}"
    for reflection in notes.reflections:
        yield f"{reflection.keep} {reflection.try_next}"
    for opener in (opener for one in notes.rounds for opener in one.openers):
        yield f"{opener.label} {opener.material}"
    yield from ("3 2 1" for _one in notes.said_back)
    yield from ("4 of 6" for _one in notes.gathered)


def test_every_shape_has_every_general_section() -> None:
    for sections in SECTIONS.values():
        assert set(SECTIONS[Shape.PLAIN]) <= set(sections)
        assert len(set(sections)) == len(sections)


@pytest.mark.parametrize(
    ("shape", "first"),
    [
        (Shape.TOPIC, ["The topic", "Key points", "Commitments"]),
        (
            Shape.STORY,
            [
                *("What was heard", "What helped", "What harmed", "In tellers’ own words"),
                *("Old habits and new ones", "Key points", "Commitments"),
            ],
        ),
        (
            Shape.POWER,
            [
                *("What moved", "Commitments, one meeting at a time", "What result would count"),
                "What became of earlier commitments",
            ],
        ),
        (
            Shape.PRACTICE,
            [
                *("Stances that people noticed", "How much people felt heard"),
                *("Said back: was that what you meant?",),
                "What the facilitator noticed in their own listening",
            ],
        ),
        (Shape.POINTS, ["The questions", "Key points", "The closing line"]),
    ],
)
def test_what_a_shape_is_for_comes_first(shape: Shape, first: list[str]) -> None:
    assert heads(FIVE[shape]())[: len(first)] == first


def test_a_shape_that_nobody_knows_is_plain() -> None:
    log = FIVE[Shape.STORY]()
    entry = log.entries[0]
    assert isinstance(entry.event, e.SessionOpened)
    odd = replace(entry, event=replace(entry.event, shape="a star"))
    assert heads(Log([odd, *log.entries[1:]]))[:2] == ["How the time was shared", "Key points"]


def test_the_stances_keep_their_order_whatever_their_counts() -> None:
    text = markdown.render(make_notes(SESSION, FIVE[Shape.PRACTICE](), Level.NOBODY)).decode()
    close = text[text.index("At the close · 6 people answered") :]
    rows = re.findall(r"^\| (I .*?) \| (\d of \d) \|$", close, flags=re.MULTILINE)
    assert rows == [
        ("I listened to understand", "4 of 6"),
        ("I was getting my answer ready", "2 of 6"),
        ("I wanted to fix something", "5 of 6"),
        ("I waited for what I agree with", "0 of 6"),
        ("I was getting through it", "0 of 6"),
        ("I drifted away", "1 of 6"),
    ]


@pytest.mark.parametrize("shape", FIVE)
@pytest.mark.parametrize("reader", [Seen.REPORT, Seen.TRAINER])
def test_each_reader_gets_what_is_for_them(shape: Shape, reader: Seen) -> None:
    notes = make_notes(SESSION, FIVE[shape](), Level.ALIASES, reader)
    for document in (one.render(notes).decode() for one in (html, markdown, json_record)):
        assert MINE not in document
        assert (FOR_A_TRAINER in document) is (reader is Seen.TRAINER)


def test_the_page_says_for_whom_it_is() -> None:
    for reader, words in ((Seen.REPORT, "For the report"), (Seen.TRAINER, "For a trainer")):
        page = Page()
        notes = make_notes(SESSION, FIVE[Shape.STORY](), Level.NOBODY, reader)
        page.feed(html.render(notes).decode())
        said = [text for _tag, text in page.texts if text in {"For the report", "For a trainer"}]
        assert said == [words, words]


@pytest.mark.parametrize("shape", FIVE)
@settings(FEW, max_examples=20)
@given(data=st.data())
def test_what_people_write_is_text_in_every_section(shape: Shape, data: st.DataObject) -> None:
    written: Written = data.draw(hostile_written())
    tags, text = _page_and_text(shape, written)
    plain_tags, plain_text = _of_plain_words(shape)
    assert tags == plain_tags
    assert kinds(text) == kinds(plain_text)
    assert shown(text)


@cache
def _of_plain_words(shape: Shape) -> tuple[list[str], str]:
    aliases = ("A b", "C d", "E f", "G h", "I j", "K l")
    return _page_and_text(shape, Written(called="Ward", commitment="word", aliases=aliases))


def _page_and_text(shape: Shape, words: Written) -> tuple[list[str], str]:
    """The elements of its page, in which nothing is fetched or run, and its Markdown."""
    log = FIVE[shape](words)
    page = Page()
    page.feed(html.render(make_notes(SESSION, log, Level.ALIASES, Seen.TRAINER)).decode())
    check_nothing_is_fetched_or_run(page)
    text = markdown.render(make_notes(SESSION, log, Level.ALIASES)).decode()
    return [tag for tag, _attributes in page.tags], text
