"""The form of one more round, and the way the piece goes, are chosen in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from circle.decks import read_deck
from circle.forms import Direction
from circle.paths import assets
from circle.templates import read_shelf
from tests.ui.hands import seen
from tests.ui.sessions import session
from ui.pages.live import LivePage
from ui.pages.prepare import PreparePage
from ui.theme import Look


def test_the_piece_goes_the_other_way_when_that_is_ticked(look: Look, qtbot) -> None:
    shelf = read_shelf(assets())
    page = PreparePage(look)
    qtbot.addWidget(page)
    page.show_plan(shelf.templates[0], shelf.forms)
    page.show()
    assert {plan.direction for plan in page.opened().plan} == {Direction.CLOCKWISE}
    page.plan.other_way.click()
    assert {plan.direction for plan in page.opened().plan} == {Direction.ANTICLOCKWISE}
    page.show_plan(None, shelf.forms)
    assert not page.plan.other_way.isChecked()


def test_one_more_round_may_have_any_form(look: Look, qtbot, tmp_path: Path) -> None:
    deck = read_deck('name = "d"\ntitle = "D"\n[[prompts]]\ntext = "Q?"', source="d.toml")
    with session(tmp_path) as held:
        live = held.live
        if live.state.round is not None:
            live.end_round()
        page = LivePage(look, live, (deck,))
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        page.choose_form()
        menu = page.findChildren(QMenu)[-1]
        names = [action.text() for action in menu.actions()]
        assert names == [form.title for form in live.forms]
        QTest.mouseClick(
            menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[1]).center()
        )
        assert "Conversation" in seen(page)
        assert live.state.rounds[-1].form.name == "conversation"
