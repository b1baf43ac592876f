"""How listening moved over the sessions of a circle: at the close, while it is prepared, and on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from circle.reflection import Occasion, Reflection, Stance
from circle.store import Store
from tests.circle.test_over_time import Evening, whole_evening
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.seen import tabbed_to
from tests.ui.typed import Typed, typed_here
from ui.pages.close import ClosePage
from ui.pages.over_time_shown import BarsShown, over_time_shown
from ui.pages.prepare import PreparePage
from ui.theme import THEMES
from ui.widgets.over_time_card import OverTimeCard
from ui.widgets.over_time_layout import places
from ui.widgets.over_time_view import OverTimeView

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

KITCHEN = "Kitchen table"
CARD = "Over the sessions of this circle"
U, R, F, A, S, D = Stance


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


def met(desk: Facilitator, *evenings: Evening) -> None:
    """The circle has held these sessions before, weeks ago."""
    for n, evening in enumerate(evenings, 1):
        desk.circlekeeper.desk.store.add_session(f"before{n}", evening.log)


def evening(week: int, *noticed: Stance, expected: tuple[Stance, ...] = ()) -> Evening:
    one = Evening(week - 60, circle="kitchen TABLE", number=week)
    one.expects(*expected).begins().holds("p1", 30).holds("p2", 90).quiet(40).ends()
    return one.notices(*noticed).closes()


def holds(desk: Facilitator) -> None:
    """A session of the circle is held and closed."""
    desk.begins(replace(an_evening(), number=None)).press("Space", after_s=30)
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)
    cards(desk)


def cards(desk: Facilitator) -> list[OverTimeCard]:
    for _turn in range(3):
        desk.sees  # noqa: B018 - what waits for the window to rest, and is laid out then
    return [one for one in desk.window.findChildren(OverTimeCard) if one.isVisible()]


def the_card(desk: Facilitator) -> OverTimeCard:
    (card,) = cards(desk)
    return card


def told(desk: Facilitator) -> tuple[str, str]:
    """The sentences of the card, which may lie below what is in sight."""
    card = the_card(desk)
    return card.sentence.text(), card.expectation.text()


def the_picture(desk: Facilitator) -> OverTimeView:
    """Folded out, where it is not yet."""
    card = the_card(desk)
    if not card.view.isVisible():
        desk.click("See each session")
    return the_card(desk).view


def reflects(desk: Facilitator, *stances: Stance, occasion: Occasion = Occasion.CLOSE) -> None:
    assert desk.live.written.reflect(Reflection(occasion, stances))


def test_the_first_session_of_a_circle_has_nothing_to_look_back_on(desk: Facilitator):
    holds(desk)
    assert cards(desk) == []
    assert CARD not in desk.sees


def test_with_two_sessions_there_is_too_little_to_tell(desk: Facilitator):
    met(desk, evening(1, F))
    holds(desk)
    assert CARD in desk.sees
    assert told(desk)[0] == "2 sessions so far: too little to tell how the listening moves."


def test_with_the_third_it_says_how_listening_moved_and_follows_what_is_noted(desk: Facilitator):
    met(desk, evening(1, F, U), evening(2, F, U, A))
    holds(desk)
    assert told(desk)[0].startswith(
        "Over 3 sessions: your own listening was noted in 2, too little to tell"
    )
    reflects(desk, R, occasion=Occasion.BEFORE)
    reflects(desk, U)
    words = told(desk)
    assert (
        "Over 3 sessions: you noticed wanting to fix something in 2 of the first 2, and not in the last one."
    ) in words
    assert (
        "You expected to be getting your answer ready; you noticed listening to understand."
    ) in words
    reflects(desk)
    assert "You expected to be getting your answer ready; what came is not noted." in told(desk)


def test_it_looks_back_from_the_session_that_is_open_and_no_later(desk: Facilitator):
    met(desk, evening(1, F), evening(2, F), evening(3, F), evening(4, D))
    desk.circlekeeper.look_back("before2")
    assert "2 sessions so far" in desk.sees
    desk.circlekeeper.look_back("before1")
    assert cards(desk) == []


def test_a_session_of_another_circle_or_of_none_is_no_earlier_one(desk: Facilitator):
    met(desk, Evening(-9, circle="Elsewhere").closes(), Evening(-8, circle="").closes())
    holds(desk)
    assert cards(desk) == []


def test_tab_reaches_the_picture_and_the_arrows_say_each_session(desk: Facilitator):
    met(desk, evening(1, F, expected=(R,)), whole_evening(week=-2, circle=KITCHEN, number=2))
    holds(desk)
    card = the_card(desk)
    assert "You noticed: –." not in desk.sees
    while desk.focused is not card.fold:
        desk.press("Tab", after_s=0)
    desk.press("Space", after_s=0)
    assert "You noticed: –." in desk.sees
    page = desk.window.page
    assert isinstance(page, ClosePage)
    reached = tabbed_to(page)
    assert reached.index(card.view) < reached.index(page.export_card.button)
    assert reached.index(card.view) > max(
        reached.index(one) for one in reached if page.listening.isAncestorOf(one)
    )
    while desk.focused is not card.view:
        desk.press("Tab", after_s=0)
    assert card.view.focused_item() == 2
    assert "You noticed: –.\n" in card.words.text()
    desk.press("Left", after_s=0)
    assert card.words.text() == (
        "Session 2, 26 February.\n"
        "You noticed: listening to understand and wanting to fix something.\n"
        "You expected: getting your answer ready.\n"
        "Silence: 20 % of the time that was measured.\n"
        "Of 4 people, offered the piece: 3; heard: 2.\n"
        "The facilitators held the piece for 38 % of the time that it was held.\n"
        "7 people answered: To understand 4.\n"
        "Felt heard: Mostly 5, Partly 2."
    )
    desk.press("Home", "Left", after_s=0)
    assert "You expected: getting your answer ready." in card.words.text()
    assert "You noticed: wanting to fix something." in card.words.text()
    desk.press("End", after_s=0)
    assert card.view.chosen_session == 2
    where = card.view.item_box(0).center()
    QTest.mouseClick(card.view, Qt.MouseButton.LeftButton, pos=where)
    assert card.view.chosen_session == 0


def test_a_screen_reader_finds_the_sentence_and_every_session(desk: Facilitator):
    met(desk, evening(1, F), evening(2, F))
    holds(desk)
    view = the_picture(desk)
    listed = QAccessible.queryAccessibleInterface(view)
    name = "Listening over the sessions of this circle. Over 3 sessions: your own"
    assert listed.text(QAccessible.Text.Name).startswith(name)
    assert listed.role() is QAccessible.Role.List
    assert listed.childCount() == 3
    said = listed.child(0).text(QAccessible.Text.Name)
    assert "You noticed: wanting to fix something. Silence: 25 % of the time" in said


def test_nothing_is_read_before_the_card_is_shown(desk: Facilitator):
    met(desk, evening(1, F))
    asked = list[str]()
    desk.circlekeeper.prepare(None)
    page = desk.window.page
    assert isinstance(page, PreparePage)

    def read(circle: str):
        asked.append(circle)
        return desk.circlekeeper.desk.listened(circle)

    page.so_far.ask(read, desk.circlekeeper.desk.today)
    names_circle(desk, KITCHEN)
    assert asked == []
    desk.click("How it went so far")
    assert asked == ["kitchen TABLE"]


def names_circle(desk: Facilitator, name: str) -> str:
    page = desk.window.page
    assert isinstance(page, PreparePage)
    line: QLineEdit = page.seats.which.field
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    line.selectAll()
    return desk.writes(name)


def test_while_a_known_circle_is_prepared_it_is_folded_out_and_away(desk: Facilitator):
    met(desk, evening(1, F), evening(2, F), evening(3, D))
    desk.circlekeeper.prepare(None)
    assert "How it went so far" not in desk.sees
    assert "How it went so far" in names_circle(desk, "KITCHEN table")
    page = desk.window.page
    assert isinstance(page, PreparePage)
    while desk.focused is not page.so_far.button:
        desk.press("Tab", after_s=0)
    words = desk.press("Space", after_s=0)
    assert "Over 3 sessions: you noticed wanting to fix something in 2 of the first 2" in words
    desk.press("Tab", "Left", after_s=0)
    assert the_card(desk).view.chosen_session == 1
    desk.click("Fold it away")
    assert cards(desk) == []
    desk.click("How it went so far")
    assert "How it went so far" not in names_circle(desk, "A new one")
    assert cards(desk) == []
    names_circle(desk, KITCHEN)
    assert cards(desk) == []


def painted(view: OverTimeView) -> QImage:
    return view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.mark.parametrize("theme", THEMES)
def test_noticed_not_noticed_and_a_gap_differ_in_shape_without_any_colour(
    desk: Facilitator, theme: str
):
    """In grey, by where there is ink: a disc is filled in the middle, a ring is not, a dash is but not above."""
    desk.circlekeeper.look.use(theme)
    met(desk, evening(1, F), evening(2, U), Evening(-57, circle=KITCHEN).closes(), evening(4, D))
    desk.circlekeeper.look_back("before4")
    view = the_picture(desk)
    image, paper = painted(view), painted(view).pixelColor(view.width() - 2, 1).lightness()

    def inked(column: int, down: int) -> bool:
        middle = QPoint(view.item_box(column).center().x(), row_middle(view, 2) - down)
        return abs(image.pixelColor(middle).lightness() - paper) > 30

    assert [(inked(column, 0), inked(column, 4)) for column in range(3)] == [
        (True, True),
        (False, True),
        (True, False),
    ]


def row_middle(view: OverTimeView, row: int) -> int:
    band = view._places().bands[row]
    return band.top + band.height // 2


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [180, 320, 700])
@pytest.mark.parametrize("columns", [1, 2, 3, 12, 60])
def test_the_chosen_session_is_always_in_the_picture(columns: int, width: int, scale: float):
    first = 0
    for chosen in (columns - 1, 0, columns // 2, columns - 1):
        there = places(
            width,
            scale=scale,
            bars=(False, True),
            label_width=round(110 * scale),
            line=round(18 * scale),
            columns=columns,
            chosen=chosen,
            first=first,
        )
        first = there.first
        assert 0 <= first <= chosen < first + there.shown <= columns
        left = there.column_left(chosen)
        assert there.left <= left
        assert left + there.step <= width + 1
        assert there.column_at(left + there.step / 2) == chosen
        assert there.bands[0].top + there.bands[0].height <= there.bands[1].label_top <= there.foot


def test_with_sixty_sessions_the_arrows_go_back_to_the_first(desk: Facilitator):
    desk.window.resize(1024, 640)
    met(desk, *(evening(n, F) for n in range(1, 61)))
    desk.circlekeeper.look_back("before60")
    view = the_picture(desk)
    view.setFocus()
    assert view._places().shown < 60
    desk.press(*["Left"] * 59, after_s=0)
    assert view.chosen_session == 0
    assert view.rect().contains(view.item_box(0))
    desk.press("Right", after_s=0)  # and nothing moves while what is chosen is in sight
    assert view.rect().contains(view.item_box(0))
    assert the_card(desk).words.text().startswith("Session 2, ")


def test_gaps_are_dashes_and_no_bar_stands_for_more_than_its_row():
    sessions = [whole_evening().said, Evening().closes().said]
    shown = over_time_shown(sessions, Evening().wall.date())
    assert [row.label for row in shown.rows][6:] == [
        "Silence, to 25 %",
        "Offered the piece",
        "Heard",
        "Facilitators, to 50 %",
    ]
    bars = [row.bars for row in shown.rows if isinstance(row, BarsShown)]
    assert bars == [(0.8, None), (0.75, None), (0.5, None), (0.75, None)]
    assert shown.said[1].count("–") >= 5


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Typed:
    return typed_here(capsys, tmp_path / "kit")


def test_the_command_line_says_the_sentences_too(typed: Typed, tmp_path: Path):
    from circle.circles import Circle

    with closing(Store.open(tmp_path / "kit")) as store:
        store.keep_circle(Circle(KITCHEN))
    assert "sessions so far" not in typed("circles", "show", KITCHEN).out
    with closing(Store.open(tmp_path / "kit")) as store:
        for n, one in enumerate((evening(1, F), evening(2, F), evening(3, D, expected=(R,)))):
            store.add_session(f"s{n}", one.log)
    assert typed("circles", "show", KITCHEN).lines[-2:] == [
        "Over 3 sessions: you noticed wanting to fix something in 2 of the first 2, and not in the last one.",
        "Session 3: You expected to be getting your answer ready; you noticed drifting away.",
    ]
