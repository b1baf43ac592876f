"""The panel of small groups: who is with whom, changed by the keys and the mouse while groups talk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.fakes import FakeClock
from tests.ui.circles import HARD, NAMES
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.seen import scrolls_sideways, tabbed_to
from ui.widgets.groups_list import GroupsList
from ui.widgets.groups_panel import GroupsPanel


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as facilitator:
        yield facilitator


@pytest.fixture
def pairs(desk: Facilitator) -> Facilitator:
    """Amara, Bob · Ceri, Dev · Esther, Zoë"""
    return desk.begins(an_evening(forms=("dyad", "report_back")))


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    keep = lambda _widget, words: said.append(words) if words else None  # noqa: E731
    monkeypatch.setattr("ui.widgets.groups_panel.announce", keep)
    return said


def the_list(desk: Facilitator) -> GroupsList:
    (found,) = (one for one in desk.window.findChildren(GroupsList) if one.isVisible())
    return found


def groups(desk: Facilitator) -> list[str]:
    """As a screen reader has it: "Group 1: Amara, Bob"."""
    QApplication.processEvents()
    return the_list(desk).what_it_says().split(". ")


def go_to(desk: Facilitator, alias: str) -> None:
    here = the_list(desk)
    here.setFocus(Qt.FocusReason.TabFocusReason)
    aliases = [member.shown.alias for member in here.placed.members]
    desk.press("Home", *["Right"] * aliases.index(alias), after_s=0)


def menu_words() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return [action.text() for action in menu.actions()]


def choose(desk: Facilitator, alias: str, words: str, key: str = "Return") -> list[str]:
    go_to(desk, alias)
    desk.press(key)
    desk.choose_in_menu(words)
    return groups(desk)


def test_the_groups_stand_in_the_place_of_the_question_while_they_talk(
    pairs: Facilitator,
) -> None:
    assert groups(pairs) == ["Group 1: Amara, Bob", "Group 2: Ceri, Dev", "Group 3: Esther, Zoë"]
    assert "Amara, group 1, reports" in pairs.sees
    assert "Listen to understand" not in pairs.sees
    assert "Offered the piece this round" not in pairs.sees
    pairs.press("Space", "Space")
    assert "Between rounds" in pairs.sees
    assert not pairs.window.findChildren(GroupsPanel)[0].isVisible()
    assert "Listen to understand" in pairs.sees


def test_the_question_that_nobody_sees_is_not_offered(pairs: Facilitator) -> None:
    pairs.press("R")
    assert pairs.live.state.offered_prompts == ()


def test_somebody_is_moved_by_enter_and_the_focus_stays_with_them(
    pairs: Facilitator, spoken: list[str]
) -> None:
    go_to(pairs, "Bob")
    pairs.press("Return")
    assert menu_words() == [
        "To group 2",
        "To group 3",
        "A group of their own",
        "Reports for the group",
    ]
    pairs.choose_in_menu("To group 3")
    assert groups(pairs) == ["Group 1: Amara", "Group 2: Ceri, Dev", "Group 3: Esther, Zoë, Bob"]
    here = the_list(pairs)
    assert here.said()[here.focused_item() or 0] == "Bob, group 3"
    assert spoken == ["Bob is in group 3."]
    assert "Undo “change of groups”" in pairs.sees


def test_the_menu_key_opens_the_menu_and_somebody_has_a_group_of_their_own(
    pairs: Facilitator,
) -> None:
    assert choose(pairs, "Zoë", "A group of their own", "Menu")[2:] == [
        "Group 3: Esther",
        "Group 4: Zoë",
    ]
    go_to(pairs, "Zoë")
    pairs.press("Shift+F10")
    assert "A group of their own" not in menu_words()


def test_somebody_else_reports(pairs: Facilitator, spoken: list[str]) -> None:
    assert choose(pairs, "Dev", "Reports for the group")[1] == "Group 2: Dev, Ceri"
    assert "Dev, group 2, reports" in pairs.sees
    assert spoken == ["Dev reports for group 2."]
    pairs.press("Space", "Space", "Space", "Space")
    assert "Dev, seat 4, group 2, next" in pairs.sees


def test_a_right_click_opens_the_menu_of_whoever_is_under_it(pairs: Facilitator) -> None:
    here = the_list(pairs)
    point = here.item_box(here.said().index("Dev, group 2")).center()
    asks = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, here.mapToGlobal(point))
    QApplication.sendEvent(here, asks)
    pairs.choose_in_menu("To group 1")
    assert groups(pairs)[0] == "Group 1: Amara, Bob, Dev"


def test_a_click_opens_it_too_and_leaves_the_keys_with_the_session(pairs: Facilitator) -> None:
    here = the_list(pairs)
    QTest.mouseClick(here, Qt.MouseButton.LeftButton, pos=here.item_box(3).center())
    assert menu_words()[0] == "To group 1"
    assert not here.hasFocus()


def test_they_are_fewer_and_more_and_neighbours_again(
    pairs: Facilitator, spoken: list[str]
) -> None:
    assert not pairs.button("More groups").isEnabled()
    pairs.click("Fewer groups")
    assert groups(pairs) == ["Group 1: Amara, Bob, Ceri", "Group 2: Dev, Esther, Zoë"]
    pairs.click("Fewer groups")
    assert not pairs.button("Fewer groups").isEnabled()
    pairs.click("More groups")
    pairs.click("Neighbours")
    assert groups(pairs)[0] == "Group 1: Amara, Bob"
    assert spoken == ["2 groups.", "1 group.", "2 groups.", "3 groups."]


def test_at_random_everybody_is_in_one_group(pairs: Facilitator) -> None:
    pairs.click("At random")
    drawn = pairs.live.state.rounds[0].groups
    assert sorted(who for group in drawn for who in group) == sorted(pairs.live.state.seats)
    assert [len(group) for group in drawn] == [2, 2, 2]


def test_a_button_that_cannot_be_pressed_any_more_gives_the_focus_to_the_people(
    pairs: Facilitator,
) -> None:
    pairs.click("Fewer groups")
    pairs.button("Fewer groups").setFocus()
    pairs.press("Space")
    assert the_list(pairs).hasFocus()
    assert len(pairs.live.state.rounds[0].groups) == 1


def test_whoever_comes_late_is_in_no_group_until_they_are_put_into_one(
    pairs: Facilitator,
) -> None:
    pairs.live.join("Late")
    assert groups(pairs)[-1] == "In no group: Late"
    assert "Late, in no group" in pairs.sees
    go_to(pairs, "Late")
    pairs.press("Return")
    assert menu_words() == ["To group 1", "To group 2", "To group 3", "A group of their own"]
    pairs.choose_in_menu("To group 2")
    assert groups(pairs)[1:] == ["Group 2: Ceri, Dev, Late", "Group 3: Esther, Zoë"]


def test_when_whoever_reports_steps_out_the_next_one_does(pairs: Facilitator) -> None:
    pairs.choose("Amara", "Amara steps out")
    assert "Amara, group 1, stepped out" in pairs.sees
    assert "Bob, group 1, reports" in pairs.sees


def test_the_arrows_go_through_the_lines_and_space_stays_the_sessions(pairs: Facilitator) -> None:
    go_to(pairs, "Bob")
    for key, alias in (("Down", "Dev"), ("Down", "Zoë"), ("Down", "Zoë"), ("Left", "Esther")):
        pairs.press(key)
        here = the_list(pairs)
        assert here.placed.members[here.focused_item() or 0].shown.alias == alias
    pairs.press("Up", "Up", "Up")
    assert here.placed.members[here.focused_item() or 0].shown.alias == "Amara"
    pairs.press("Space")
    assert "Pairs · the second speaks" in pairs.sees


def test_tab_reaches_the_people_and_the_buttons(pairs: Facilitator) -> None:
    panel = pairs.window.findChildren(GroupsPanel)[0]
    reached = tabbed_to(pairs.page)
    for widget in (panel.list, panel.at_random, panel.neighbours, panel.fewer):
        assert widget in reached


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_forty_people_scroll_inside_and_the_focus_is_in_sight(
    desk: Facilitator, scale: float
) -> None:
    desk.window.resize(1024, 640)
    desk.circlekeeper.look.use_scale(scale)
    desk.begins(an_evening((HARD[:3] + NAMES)[:40], ("dyad",)))
    here = the_list(desk)
    assert "20 groups" in desk.sees
    assert not scrolls_sideways(desk.page)
    before = desk.button("At random").geometry()
    here.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press("End")
    last = here.item_box(39)
    assert here.visibleRegion().contains(last.center() + QPoint(0, 0))
    assert last.right() < here.width() + 1
    desk.click("Fewer groups")
    assert desk.button("At random").geometry() == before


def test_a_long_name_is_cut_short_and_what_it_does_is_not(desk: Facilitator) -> None:
    desk.begins(an_evening(HARD[:4], ("small_groups",)))
    first = the_list(desk).placed.members[0]
    words = the_list(desk)._words(first.shown, first.box.width() - 24)
    assert words.startswith("Maximiliana")
    assert words.endswith("… · reports")
