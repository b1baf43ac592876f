"""What people will do next: written at the close, and brought back when the circle meets again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from circle.harvest import Became, Seen
from circle.level import Level
from tests.notes import make_notes
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window
from tests.ui.seen import scrolls_sideways, tabbed_to
from ui.pages.close import ClosePage
from ui.widgets.asked_row import AskedRow
from ui.widgets.commitments_card import CommitmentRow
from ui.widgets.last_time_card import LastTimeCard

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

A_WEEK_S = 7 * 24 * 3_600
INVITE = "Ceri: invite two residents"
BEGIN = "Someone: begin with a story"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


@pytest.fixture
def closing(desk: Facilitator) -> Facilitator:
    """The first session of a circle, at its close."""
    desk.begins(replace(an_evening(), number=None)).press("Space", after_s=5)
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)
    return desk


def page_of(desk: Facilitator) -> QWidget:
    page = desk.window.page
    assert page is not None
    return page


def leaves_fields(desk: Facilitator) -> None:
    page_of(desk).setFocus()


def field(desk: Facilitator, words: str) -> QLineEdit:
    found = [
        one
        for one in desk.window.findChildren(QLineEdit)
        if one.isVisible() and one.placeholderText().startswith(words)
    ]
    assert found, f"no field “{words}” in:\n{desk.sees}"
    return found[0]


def goes_to(desk: Facilitator, words: str) -> QLineEdit:
    line = field(desk, words)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    return line


def tabs_to(desk: Facilitator, words: str) -> None:
    """With Tab alone, to a button whose name begins so or a field that asks for it."""
    for _press in range(120):
        here = desk.focused
        asked = here.placeholderText() if isinstance(here, QLineEdit) else here.accessibleName()
        if asked.startswith(words):
            return
        desk.press("Tab", after_s=0)
    raise AssertionError(f"Tab does not reach “{words}”")


def promises(desk: Facilitator, text: str, by: str = "") -> str:
    goes_to(desk, "Add a commitment")
    desk.writes(text)
    if by:
        tabs_to(desk, "By when")
        desk.writes(by)
    return desk.press("Return")


def made(desk: Facilitator) -> list[tuple[str, str, str, Seen]]:
    commitments = desk.live.state.commitments.values()
    return [(one.text, one.who, one.by, one.seen) for one in commitments]


def rows(desk: Facilitator) -> list[str]:
    found = [one for one in desk.window.findChildren(CommitmentRow) if one.isVisible()]
    return [f"{row.words.text()} | {row.about.text()}" for row in found]


def open_menu_of(desk: Facilitator, row: int) -> None:
    found = [one for one in desk.window.findChildren(CommitmentRow) if one.isVisible()]
    QTest.mouseClick(found[row].menu, Qt.MouseButton.LeftButton)


def picks(desk: Facilitator, words: str) -> str:
    """Something in the menu that is open; the offscreen platform then has no window that is active."""
    desk.choose_in_menu(words)
    desk.window.activateWindow()
    return desk.sees


def leaves(desk: Facilitator) -> str:
    page = desk.window.page
    assert isinstance(page, ClosePage)
    QTest.mouseClick(page.done, Qt.MouseButton.LeftButton)
    return desk.sees


# At the close


def test_two_are_written_one_after_another_with_keys_alone(closing: Facilitator):
    leaves_fields(closing)
    tabs_to(closing, "Add a commitment")
    closing.writes("Ceri: invite two residents")
    tabs_to(closing, "Attach Ceri")
    closing.press("Space")
    tabs_to(closing, "By when")
    closing.writes("8 June")
    assert "by 8 June" in closing.sees
    closing.press("Return")
    closing.writes("begin with a story")  # the line is free, and has the focus
    closing.press("Return")
    assert made(closing) == [
        ("invite two residents", "p3", "2026-06-08", Seen.MINE),
        ("begin with a story", "", "", Seen.MINE),
    ]
    assert rows(closing) == [f"{INVITE} | by 8 June · Mine alone", f"{BEGIN} | Mine alone"]


def test_nobody_is_attached_who_was_not_on_purpose(closing: Facilitator):
    promises(closing, "Ceri: invite two residents")
    assert made(closing) == [("Ceri: invite two residents", "", "", Seen.MINE)]
    notes = make_notes("x", closing.live.log, Level.ALIASES, Seen.MINE)
    assert notes.commitments[0].who == ""


def test_somebody_is_attached_from_the_menu(closing: Facilitator):
    goes_to(closing, "Add a commitment")
    closing.writes("bring the map")
    closing.click("Who will do it: Someone")
    picks(closing, "Dev")
    closing.click("Keep")
    assert rows(closing) == ["Dev: bring the map | Mine alone"]


def test_what_is_no_day_is_said_and_nothing_is_kept_until_it_is_one(closing: Facilitator):
    words = promises(closing, "bring the map", by="soon")
    assert "“soon” is not a day that can be read. Write it as 8 June" in words
    assert made(closing) == []
    closing.writes("8/6")  # in place of it
    closing.press("Return")
    assert made(closing) == [("bring the map", "", "2026-06-08", Seen.MINE)]


def test_it_is_changed_shown_to_others_removed_and_undone(closing: Facilitator):
    promises(closing, "bring the map", by="8 June")
    open_menu_of(closing, 0)
    picks(closing, "May be seen by: The report")
    assert rows(closing) == ["Someone: bring the map | by 8 June · The report"]
    open_menu_of(closing, 0)
    picks(closing, "Change it")
    assert field(closing, "By when").text() == "8 June"
    closing.writes("bring two maps")
    closing.press("Return")
    assert rows(closing) == ["Someone: bring two maps | by 8 June · Mine alone"]
    open_menu_of(closing, 0)
    picks(closing, "Remove it")
    assert rows(closing) == []
    leaves_fields(closing)
    closing.press("Ctrl+Z")
    assert rows(closing) == ["Someone: bring two maps | by 8 June · Mine alone"]
    closing.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert rows(closing) == []


def test_esc_leaves_a_change_out_and_what_is_added_unkept(closing: Facilitator):
    promises(closing, "bring the map")
    open_menu_of(closing, 0)
    picks(closing, "Change it")
    closing.writes("something else")
    closing.press("Escape")
    assert rows(closing) == ["Someone: bring the map | Mine alone"]
    goes_to(closing, "Add a commitment")
    closing.writes("and the")
    assert "Not kept yet. Enter keeps it." in closing.press("Escape")
    assert field(closing, "Add a commitment").text() == "and the"


def test_what_is_being_written_is_kept_when_the_page_is_left(closing: Facilitator):
    goes_to(closing, "Add a commitment")
    closing.writes("bring the map")
    tabs_to(closing, "By when")
    closing.writes("soon")
    session = closing.live.id
    leaves(closing)
    kept = closing.circlekeeper.desk.store.read(session).state.commitments
    assert [one.text for one in kept.values()] == ["bring the map (by soon)"]


def test_tab_goes_through_the_rows_before_the_line(closing: Facilitator):
    promises(closing, "bring the map")
    promises(closing, "bring the kettle")
    reached = tabbed_to(page_of(closing))
    names = [one.accessibleName() for one in reached]
    at = names.index("Change or remove: Someone: bring the map, Mine alone")
    assert names[at + 1].startswith("Change or remove: Someone: bring the kettle")
    assert names[at + 2] == "Add a commitment…"
    assert names.index("Add a key point…") == at - 1


# Session after session


def prepares_next(desk: Facilitator) -> str:
    """A week later the circle is prepared again, and its people are in their seats."""
    desk.clock.advance(A_WEEK_S * 1_000)
    desk.circlekeeper.prepare(None)
    desk.sees  # noqa: B018 - it is laid out
    goes_to(desk, "Circle, if it meets again")
    desk.writes("Kitchen table")
    return desk.press("Return")


def live_card(desk: Facilitator) -> list[str]:
    desk.sees  # noqa: B018 - what waits for the window to rest
    cards = [one for one in desk.window.findChildren(LastTimeCard) if one.isVisible()]
    return [row.words.text() for card in cards for row in card.rows]


def asked(desk: Facilitator, words: str) -> AskedRow:
    found = [
        one
        for one in desk.window.findChildren(AskedRow)
        if one.isVisible() and one.words.text().startswith(words)
    ]
    assert len(found) == 1, desk.sees
    return found[0]


def ends(desk: Facilitator) -> None:
    leaves_fields(desk)
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)


@pytest.fixture
def second(closing: Facilitator) -> Facilitator:
    """A circle that said it would do two things meets again, and is prepared."""
    goes_to(closing, "Add a commitment")
    closing.writes("Ceri: invite two residents")
    closing.click("Attach Ceri")
    tabs_to(closing, "By when")
    closing.writes("8 June")
    closing.press("Return")
    promises(closing, "begin with a story")
    words = leaves(closing)
    assert "notes not exported yet · 2 commitments to come back to" in words
    return closing


def test_they_come_back_until_they_are_done(second: Facilitator):
    desk = second
    words = prepares_next(desk)
    assert "From last time" in words
    assert f"{INVITE}\nby 8 June · said on 12 March" in words
    assert BEGIN in words

    desk.press("Ctrl+Return")
    assert "Session 2" in desk.sees
    assert live_card(desk) == [f"{INVITE} · by 8 June", BEGIN]
    before = desk.stored_events
    tabs_to(desk, "Note about: Ceri")
    desk.press("Space")
    desk.writes("Both came, Ceri brought one")
    desk.press("Return", "Space")  # to Done, and done
    assert desk.stored_events == before + 1
    assert live_card(desk) == [BEGIN]
    QTest.mouseClick(asked(desk, BEGIN).buttons[Became.OPEN], Qt.MouseButton.LeftButton)
    assert live_card(desk) == []
    assert "From last time" not in desk.sees
    followed = [*desk.live.state.followed.values()]
    assert [(one.text, one.became, one.words) for one in followed] == [
        ("invite two residents", Became.DONE, "Both came, someone brought one"),
        ("begin with a story", Became.OPEN, ""),
    ]

    ends(desk)
    assert "Done · Both came, someone brought one" in desk.sees
    words = leaves(desk)
    assert "1 commitment to come back to" in words
    assert words.count("to come back to") == 1

    words = prepares_next(desk)
    assert BEGIN in words
    assert INVITE not in words
    desk.press("Ctrl+Return")
    assert "Session 3" in desk.sees
    assert live_card(desk) == [BEGIN]


def test_what_nobody_answered_is_asked_again(second: Facilitator):
    prepares_next(second)
    second.press("Ctrl+Return")
    second.click("Put away")
    assert live_card(second) == []
    ends(second)
    second.click("Done: Someone: begin")  # at the close it stands there still
    leaves(second)
    prepares_next(second)
    second.press("Ctrl+Return")
    assert live_card(second) == [f"{INVITE} · by 8 June"]


def test_an_answer_is_one_act_that_is_undone(second: Facilitator):
    prepares_next(second)
    second.press("Ctrl+Return")
    assert live_card(second)
    second.click(f"Let go: {BEGIN}")
    assert live_card(second) == [f"{INVITE} · by 8 June"]
    leaves_fields(second)
    second.press("Ctrl+Z")
    assert live_card(second) == [f"{INVITE} · by 8 June", BEGIN]


def test_the_second_round_is_not_asked_and_the_plan_has_them_still(second: Facilitator):
    prepares_next(second)
    second.press("Ctrl+Return")
    assert live_card(second)
    second.press("Shift+R", "Shift+R")
    assert len(second.live.state.rounds) == 2
    assert live_card(second) == []
    second.click("Plan")
    assert live_card(second) == [INVITE, BEGIN]
    second.click(f"Done: {INVITE}")
    assert asked(second, INVITE).answer.text() == "Done"


def test_an_answer_is_put_otherwise_and_shown_to_others_at_the_close(second: Facilitator):
    prepares_next(second)
    second.press("Ctrl+Return")
    ends(second)
    second.click(f"Still open: {INVITE}")
    QTest.mouseClick(asked(second, INVITE).menu, Qt.MouseButton.LeftButton)
    picks(second, "May be seen by: The report")
    assert asked(second, INVITE).about.text().endswith("The report")
    QTest.mouseClick(asked(second, INVITE).menu, Qt.MouseButton.LeftButton)
    picks(second, "Another answer, or other words")
    second.writes("One came")
    second.press("Return")
    assert asked(second, INVITE).answer.text() == "Still open · One came"
    (followed,) = make_notes("x", second.live.log, Level.NOBODY).followed
    assert (followed.text, followed.words) == ("invite two residents", "One came")


def test_with_keys_alone_the_next_one_is_asked_and_then_space_passes_the_piece(
    second: Facilitator,
):
    prepares_next(second)
    second.press("Ctrl+Return")
    assert live_card(second)
    leaves_fields(second)
    tabs_to(second, "Done: Ceri")
    second.press("Space")
    assert asked(second, BEGIN).isAncestorOf(second.focused)
    tabs_to(second, "Let go: Someone")
    second.press("Space")
    assert second.focused is page_of(second)
    if not second.live.state.rounds:
        second.press("Space")
    assert "Amara holds the talking piece" in second.press("Space")


def test_a_text_whose_names_cannot_be_looked_for_is_not_kept(
    second: Facilitator, monkeypatch: pytest.MonkeyPatch
):
    """Fails closed."""
    from circle import called
    from circle.privacy import CheckFailed

    def fails(*_given: object) -> str:
        raise CheckFailed("no")

    monkeypatch.setattr(called, "replace_names", fails)
    prepares_next(second)
    second.press("Ctrl+Return")
    assert live_card(second)
    second.click(f"Done: {INVITE}")
    (followed,) = second.live.state.followed.values()
    assert (followed.text, followed.became) == ("", Became.DONE)
    row = asked(second, BEGIN)
    row.happened.setText("Ceri did")
    row._open_line()
    assert "The names in what happened could not be looked for" in second.click(f"Done: {BEGIN}")
    assert len(second.live.state.followed) == 1


def test_a_circle_with_nothing_to_come_back_to_has_no_card(closing: Facilitator):
    assert "to come back to" not in leaves(closing)
    assert "From last time" not in prepares_next(closing)
    closing.press("Ctrl+Return")
    assert live_card(closing) == []


def test_n_brings_the_line_for_notes_into_sight_whatever_stands_above_it(second: Facilitator):
    second.window.resize(1024, 640)
    prepares_next(second)
    second.press("Ctrl+Return")
    assert live_card(second)
    leaves_fields(second)
    second.press("N")
    line = field(second, "Write a note…")
    assert line.hasFocus()
    assert line.visibleRegion().contains(line.cursorRect())


LONG = "Maximiliana Konstantinopolous-Featherstonehaugh of Lower Marsh"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_long_names_and_large_letters_stay_inside_the_column(desk: Facilitator, scale: float):
    names = (*NAMES[:2], LONG, *NAMES[3:])
    desk.begins(replace(an_evening(names), number=None))
    desk.live.written.commit(
        "write to everybody who could not come " * 4, who="p3", by="2027-06-08"
    )
    desk.press("Ctrl+E", "Ctrl+E")
    desk.circlekeeper.look.use_scale(scale)
    desk.window.resize(1024, 640)
    assert rows(desk)
    assert not scrolls_sideways(page_of(desk))
    leaves(desk)
    prepares_next(desk)
    assert not scrolls_sideways(page_of(desk))
    desk.press("Ctrl+Return")
    assert live_card(desk)
    assert not scrolls_sideways(page_of(desk))
