"""The web page: one file, nothing fetched, nothing run, readable by everyone."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given

from circle.level import Level
from exports import html
from exports.house import HouseStyle, Paper
from exports.logo import data_uri
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.hostile import FEW, hostile_words
from tests.exports.pictures import png
from tests.notes import make_notes

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "section", "article"),
    *("footer", "div", "p", "span", "bdi", "h1", "h2", "h3", "h4", "ol", "ul", "li", "dl", "dt"),
    *("dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "circle"),
    *("figure", "figcaption", "desc", "g", "rect", "path", "text"),
}
VOID = {"meta", "circle"}


@dataclass
class Page(HTMLParser):
    """The page as a browser sees it: tags, attributes, and text by where it stands."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def within(self, tag: str) -> list[str]:
        return [text for where, text in self.texts if where == tag]


def page_of(words: Words | None = None, level: Level = Level.NOBODY) -> Page:
    page = Page()
    page.feed(html.render(make_notes(SESSION, an_evening(words), level)).decode())
    page.close()
    assert page.open == []
    return page


def check_nothing_is_fetched_or_run(page: Page) -> None:
    assert {tag for tag, _attributes in page.tags} <= ALLOWED
    for _tag, attributes in page.tags:
        assert not {"src", "href", "srcset", "action", "data", "background"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
    (style,) = page.within("style")
    assert not re.search(r"url\(|@import|expression|//", style)


def test_nothing_is_fetched_and_nothing_is_run() -> None:
    check_nothing_is_fetched_or_run(page_of(level=Level.ALIASES))


def test_it_says_its_language_its_encoding_and_its_title() -> None:
    page = page_of()
    tags = dict(page.tags[:4])
    assert tags["html"] == {"lang": "en", "dir": "ltr"}
    assert {"charset": "utf-8"} in [attributes for tag, attributes in page.tags if tag == "meta"]
    assert page.within("title")[0] == "Leaving hospital · 11 May 2026"


def test_headings_step_down_one_level_at_a_time() -> None:
    levels = [
        int(tag[1]) for tag, _ in page_of(level=Level.SEATS).tags if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_head_of_a_table_says_what_it_is_the_head_of() -> None:
    heads = [attributes for tag, attributes in page_of(level=Level.ALIASES).tags if tag == "th"]
    assert heads
    assert all(attributes.get("scope") in {"row", "col"} for attributes in heads)


def test_the_key_points_come_before_the_rounds_and_the_figures_after() -> None:
    assert page_of(level=Level.SEATS).within("h2") == [
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


def test_the_first_page_says_what_may_be_told_and_who_appears() -> None:
    said = [text for _where, text in page_of().texts if text.strip()]
    beginning = said[: said.index("The topic")]
    assert "What is said here stays here; what we learn may go along." in beginning
    assert "Without names" in beginning
    assert "For the report" in beginning


def test_lines_of_a_note_stay_lines() -> None:
    words = Words(note="one\ntwo\n\nthree")
    assert "one\ntwo\n\nthree" in page_of(words).within("p")


def test_people_are_in_the_order_of_their_seats() -> None:
    page = page_of(level=Level.ALIASES)
    people = [text.strip() for text in page.within("th")]
    assert [one for one in people if one in Words().aliases] == [
        "Ceri",
        "Dev",
        "Gwen",
        "Hamid",
        "Ines",
        "Jon",
    ]


@pytest.mark.parametrize("level", Level)
def test_it_never_promises_that_nobody_can_tell(level: Level) -> None:
    document = html.render(make_notes(SESSION, an_evening(say_yes=True), level)).decode()
    assert "anonym" not in document.lower()


TAGS = [tag for tag, _ in page_of(Words(shape="plain"), Level.ALIASES).tags]


@FEW
@given(hostile_words())
def test_what_people_write_is_text(words: Words) -> None:
    page = page_of(words, Level.ALIASES)
    check_nothing_is_fetched_or_run(page)
    assert [tag for tag, _ in page.tags] == TAGS


def test_the_house_style_is_in_the_masthead_and_below_the_notes() -> None:
    house = HouseStyle("Bridge <House>", "4 Mill Lane\na@b.org", "Thank you.", png(), Paper.LETTER)
    page = html.render(make_notes(SESSION, an_evening(), Level.NOBODY), house).decode()
    shown = f'<img src="{data_uri(png())}" alt="Logo">'
    assert page.index(shown) < page.index("Bridge &lt;House&gt;") < page.index("<h1")
    closing = page.index("These notes hold")
    assert page.index("Thank you.") < closing < page.index("4 Mill Lane\na@b.org")
    assert "@page { size: letter;" in page


def test_without_a_house_style_nothing_stands_in_its_place() -> None:
    page = html.render(make_notes(SESSION, an_evening(), Level.NOBODY)).decode()
    assert "<img" not in page
    assert "@page { size: A4;" in page
