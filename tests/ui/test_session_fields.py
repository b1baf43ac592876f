"""What a session is for, its words and its roles: from the template to the session, and into a template again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from circle.paths import assets
from circle.people import Role
from circle.templates import Shape, read_shelf
from tests.ui.hands import seen
from tests.ui.seen import type_here
from ui.pages.prepare import PreparePage
from ui.theme import Look

SHELF = read_shelf(assets())
menus = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> PreparePage:
    page = PreparePage(look)
    qtbot.addWidget(page)
    page.resize(1366, 1200)
    page.show_shelf(SHELF)
    page.show_plan(SHELF.template("story_listening"), SHELF.forms)
    page.show()
    qtbot.waitExposed(page)
    return page


def _chooses_words(page: PreparePage, words: str) -> None:
    page.plan.session.words.setFocus()
    QTest.keyClick(page.plan.session.words, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(act for act in menu.actions() if act.text() == words))
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_template_says_what_the_session_is_for_its_shape_and_who_is_wanted(
    page: PreparePage,
) -> None:
    assert "Wanted besides: guardian, scribe. The menu of a seat gives them." in seen(page)
    opened = page.opened()
    assert opened.intention == "To learn how it was for those whom it happened to."
    assert (opened.template, opened.shape) == ("story_listening", "story")
    assert [one.measured for one in opened.plan] == [True, False, True, True, True]
    assert [one.bell for one in opened.plan] == [True, False, True, True, True]


@menus
def test_the_circle_calls_its_facilitator_as_it_likes(page: PreparePage) -> None:
    assert "Called: facilitator, talking piece" in seen(page)
    _chooses_words(page, "Guide and talking stick")
    assert "Called: guide, talking stick" in seen(page)
    assert page.opened().wording == SHELF.wording("guide")
    page.show_plan(None, SHELF.forms)
    assert page.opened().wording.name == ""


def test_where_the_circle_meets_goes_into_the_session(page: PreparePage) -> None:
    assert page.opened().place == ""
    session = page.plan.session
    session.intention.setFocus()
    QTest.keyClick(session.intention, Qt.Key.Key_Tab)
    type_here(" The hall,  Mill Lane ")
    assert "Where" in {session.place.placeholderText(), session.place.accessibleName()}
    assert page.opened().place == "The hall, Mill Lane"


@menus
def test_what_was_changed_is_saved_with_the_template(page: PreparePage) -> None:
    saved = []
    page.template_saved.connect(saved.append)
    page.plan.session.intention.setText("To hear  of the ward")
    page.level.measured.setChecked(False)
    _chooses_words(page, "Host")
    page.plan.save_asked.emit("Our stories")
    (made,) = saved
    assert (made.title, made.intention, made.wording) == (
        "Our stories",
        "To hear of the ward",
        "host",
    )
    assert (made.shape, made.measured, made.roles) == (
        Shape.STORY,
        False,
        (Role.GUARDIAN, Role.SCRIBE),
    )
