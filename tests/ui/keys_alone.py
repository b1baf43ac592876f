"""A whole session by somebody who uses no mouse: prepared, written down, read back and exported with keys alone."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit

from circle.reflection import Stance, expected_words, stance_words
from circle.templates import SessionTemplate
from tests.exports.test_html import Page
from tests.ui.facilitator import Facilitator
from tests.ui.hands import wait_for
from tests.ui.seen import words_on
from ui.pages.close import ClosePage
from ui.pages.prepare import PreparePage
from ui.pages.read_back import ReadBack
from ui.widgets.format_checks import FormatChecks

_MOST_TABS = 150
_MOST_ROWS = 60


def tab_to(desk: Facilitator, words: str) -> None:
    """To a button whose name begins so, or a field that asks for it."""
    for _press in range(_MOST_TABS):
        here = desk.focused
        asked = here.placeholderText() if isinstance(here, QLineEdit | QPlainTextEdit) else ""
        if asked.startswith(words) or here.accessibleName().startswith(words):
            return
        QTest.keyClick(here, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach “{words}” in:\n{desk.sees}")


def presses(desk: Facilitator, words: str) -> str:
    tab_to(desk, words)
    return desk.press("Space")


def picks(desk: Facilitator, words: str) -> str:
    """Something in the menu that is open."""
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "no menu is open"
    for _step in range(_MOST_ROWS):
        active = menu.activeAction()
        if active is not None and active.text().startswith(words):
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    else:
        raise AssertionError([action.text() for action in menu.actions()])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.window.activateWindow()  # the offscreen platform does not when a menu closes
    return desk.sees


# Before


def prepares(desk: Facilitator, template: SessionTemplate, *names: str) -> str:
    """From the start page on; its people are in their seats."""
    presses(desk, template.title)
    assert isinstance(desk.window.page, PreparePage)
    presses(desk, "Add or paste names")
    for name in names:
        desk.writes(name)
        desk.press("Return", after_s=0)
    return presses(desk, "Use these names")


# While it is open


def notes(desk: Facilitator, text: str) -> str:
    """Written while somebody speaks."""
    desk.press("N")
    desk.writes(text)
    return desk.press("Return")


def goes_on_to(desk: Facilitator, number: int) -> str:
    """The main button, again and again, until the round of this number has begun."""
    for _press in range(_MOST_ROWS):
        words = desk.press("Space", after_s=30)
        if f"Round {number} of " in words:
            return words
    raise AssertionError(f"round {number} never came:\n{desk.sees}")


def ends(desk: Facilitator) -> ClosePage:
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)
    return close_page(desk)


# At the close


def close_page(desk: Facilitator) -> ClosePage:
    page = desk.window.page
    assert isinstance(page, ClosePage), desk.sees
    return page


def harvests(desk: Facilitator, place: str, *points: str) -> None:
    """Key points of a place, as the menu of places calls it. Empty: where they go by themselves."""
    if place:
        presses(desk, "The next one goes to: ")
        picks(desk, place)
    tab_to(desk, "Add a key point")
    for point in points:
        desk.writes(point)
        desk.press("Return")


def said_yes(desk: Facilitator, quote: str, *, side: str = "") -> None:
    """Whoever said it has said yes: it may leave, and stands at a side of the harvest."""
    desk.press("Alt+2", "Tab")
    tab_to(desk, "Notes")
    rows = close_page(desk).notes.list.rows_model.rows
    down = next(n for n, row in enumerate(rows) if row.text == quote)
    desk.press("Home", *["Down"] * down)
    desk.press("Menu")
    picks(desk, "Seen by: The report")
    if side:
        desk.press("Menu")
        words = picks(desk, f"Belongs to: {side}")
        assert f"{quote} (Quote · {side})" in words
    desk.press("Alt+1")


def commits(desk: Facilitator, text: str, *, who: str = "", by: str = "") -> str:
    tab_to(desk, "Add a commitment")
    desk.writes(text)
    if who:
        presses(desk, "Who will do it")
        picks(desk, who)
    if by:
        tab_to(desk, "By when")
        desk.writes(by)
    presses(desk, "Keep")
    return desk.sees


def notices(desk: Facilitator, *stances: Stance) -> None:
    for stance in stances:
        presses(desk, stance_words(stance))


def expects(desk: Facilitator, *stances: Stance) -> None:
    for stance in stances:
        presses(desk, expected_words(stance))


def reads_back(desk: Facilitator, stays: Collection[str]) -> list[str]:
    """Each is read alone; the circle agrees to all but these. Gives what was read."""
    desk.press("Ctrl+R")
    read = list[str]()
    for _page in range(_MOST_ROWS):
        (page,) = (one for one in desk.window.findChildren(ReadBack) if one.isVisible())
        words = words_on(page)
        if "That is all. Do we agree to this?" in words:
            desk.press("Return")
            return read
        read.append(words)
        if not any(text in words for text in stays):
            assert "May leave" in desk.press("Space")
        desk.press("Down")
    raise AssertionError("it has no end")


def chooses_formats(desk: Facilitator, *formats: str) -> None:
    """These and no others, by their ids, on the Export page."""
    (checks,) = (one for one in desk.window.findChildren(FormatChecks) if one.isVisible())
    for one, check in checks.checks.items():
        if check.isChecked() is not (one in formats):
            presses(desk, check.accessibleName())
    assert set(checks.chosen) == set(formats)


# What left


@dataclass(frozen=True)
class Left:
    """The same notes as a web page, as Markdown and as the whole record."""

    page: str
    markdown: str
    record: dict[str, Any]

    @property
    def all(self) -> tuple[str, str, str]:
        return self.page, self.markdown, json.dumps(self.record, ensure_ascii=False)

    @property
    def headings(self) -> list[str]:
        found = [line[3:] for line in self.markdown.splitlines() if line.startswith("## ")]
        page = Page()
        page.feed(self.page)
        assert page.within("h2") == found
        return found

    def under(self, heading: str) -> list[str]:
        """The lines under a heading of the Markdown, which the page says in the same order."""
        lines = self.markdown.splitlines()
        start = lines.index(f"## {heading}") + 1
        rest = lines[start:]
        end = next((n for n, line in enumerate(rest) if line.startswith("## ")), len(rest))
        return [line for line in rest[:end] if line]

    def texts(self, kind: str) -> list[str]:
        """Of the events of one kind in the record."""
        return [one["data"]["text"] for one in self.record["events"] if one["kind"] == kind]


def exports(desk: Facilitator, folder: Path) -> Left:
    """For the report, with nobody named, as the page offers it."""
    page = close_page(desk)
    page.export_card.use_folder(folder)  # for the chooser of the desktop
    desk.press("Ctrl+Shift+L")
    chooses_formats(desk, "html", "md", "json")
    desk.press("Escape", "Ctrl+Return")
    wait_for(lambda: "Saved and checked" in desk.sees, lambda: desk.sees)
    assert sorted(one.suffix for one in folder.glob("circle-*")) == [".html", ".json", ".md"]
    web, record, text = sorted(folder.glob("circle-*"))
    return Left(
        web.read_text("utf-8"), text.read_text("utf-8"), json.loads(record.read_text("utf-8"))
    )


def names_nobody(left: Left, names: Sequence[str]) -> None:
    for document in left.all:
        words = set(re.findall(r"\w+", document.casefold()))
        assert not words.intersection(map(str.casefold, names))
