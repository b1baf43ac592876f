"""The facilitator's own listening: at the close, after a round, and before the session. For them alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from circle import events as e
from circle.harvest import Seen
from circle.level import Level
from circle.reflection import Gathered, Occasion, Reflection, Stance, expected_words, stance_words
from exports.formats import FORMATS
from tests.notes import make_notes
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.keys_alone import tab_to
from ui.pages.close import ClosePage
from ui.pages.listening_shown import all_gathered
from ui.widgets.own_listening import OwnListening

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

MOMENT = "One moment I keep thinking"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


@pytest.fixture
def closing(desk: Facilitator) -> Facilitator:
    desk.begins().press("Space", after_s=5)
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)
    return desk


def checks(desk: Facilitator, *stances: Stance) -> None:
    for stance in stances:
        tab_to(desk, stance_words(stance))
        desk.press("Space", after_s=0)


def card(desk: Facilitator) -> OwnListening:
    (shown,) = (one for one in desk.window.findChildren(OwnListening) if one.isVisible())
    return shown


def a_moment_later(desk: Facilitator) -> None:
    """The card's own timer has run out."""
    (timer,) = card(desk).findChildren(QTimer)
    assert timer.isActive()
    timer.timeout.emit()


def kept(desk: Facilitator) -> tuple[Reflection, ...]:
    return desk.circlekeeper.desk.store.read(desk.live.id).state.reflections


def written(desk: Facilitator) -> int:
    entries = desk.circlekeeper.desk.store.read(desk.live.id).entries
    return sum(isinstance(one.event, e.ReflectionWritten) for one in entries)


def drafts(desk: Facilitator) -> list[str]:
    return [text for text in desk.circlekeeper.desk.store.drafts(desk.live.id).values() if text]


def test_at_the_close_it_is_kept_by_itself_once_for_each_pause_in_writing(
    closing: Facilitator,
) -> None:
    sees = closing.sees
    assert "My own listening today" in sees
    assert "For you alone, unless you share it. Nobody marks this." in sees
    checks(closing, Stance.RESPOND, Stance.DRIFTED)
    tab_to(closing, MOMENT)
    closing.writes("When Bob stopped")
    tab_to(closing, "What I want to try next")
    closing.writes("Wait")
    assert kept(closing) == ()
    a_moment_later(closing)
    both = (Stance.RESPOND, Stance.DRIFTED)
    own = Reflection(Occasion.CLOSE, both, "When Bob stopped", "Wait")
    assert kept(closing) == (own,)
    assert own.seen is Seen.MINE
    assert written(closing) == 1
    card(closing).keep_now()
    closing.writes(" ")
    card(closing).keep_now()
    assert written(closing) == 1, "nothing changed, so nothing is written"
    closing.writes("longer")
    a_moment_later(closing)
    assert written(closing) == 2
    assert [one.try_next for one in kept(closing)] == ["Wait longer"]


def test_leaving_the_page_keeps_it_and_coming_back_shows_it(closing: Facilitator) -> None:
    session = closing.live.id
    tab_to(closing, MOMENT)
    closing.writes("The pause")
    closing.click("Done")
    closing.circlekeeper.look_back(session)
    assert "The pause" in closing.sees
    assert written(closing) == 1


def test_closing_the_window_keeps_it(closing: Facilitator, tmp_path: Path) -> None:
    session = closing.live.id
    tab_to(closing, MOMENT)
    closing.writes("The pause")
    closing.window.close()
    desk = closing.circlekeeper.desk
    desk.kit.open()
    assert desk.store.read(session).state.reflections[0].keep == "The pause"
    assert not any(desk.store.drafts(session).values())


def test_what_is_being_written_is_a_draft_until_it_is_kept(closing: Facilitator) -> None:
    tab_to(closing, MOMENT)
    closing.writes("Half a sen")
    closing.live.drafts.keep_now()
    assert drafts(closing) == ["Half a sen"]
    page = closing.window.page
    assert isinstance(page, ClosePage)
    again = OwnListening(closing.circlekeeper.look, closing.live, parent=page)
    assert again.moment.text() == "Half a sen", "as after a power cut"
    again.keep_now()
    assert [one.keep for one in kept(closing)] == ["Half a sen"]
    assert drafts(closing) == []


def test_undo_takes_back_the_act_before_and_not_what_was_kept_by_itself(
    closing: Facilitator,
) -> None:
    closing.live.written.write_note("It rained.")
    checks(closing, Stance.FIX)
    a_moment_later(closing)
    closing.press("Ctrl+Z")
    assert closing.live.state.notes == {}
    assert card(closing).stances.stances == (Stance.FIX,)
    checks(closing, Stance.FIX)
    a_moment_later(closing)
    assert kept(closing)[0].stances == ()


@pytest.mark.parametrize("shares", [False, True])
def test_only_a_trainer_sees_it_and_only_where_the_facilitator_says_so(
    closing: Facilitator, shares: bool
) -> None:
    checks(closing, Stance.SURVIVE)
    tab_to(closing, MOMENT)
    closing.writes("Thistledown")
    if shares:
        tab_to(closing, "My trainer may see this")
        closing.press("Space")
    a_moment_later(closing)
    log = closing.live.log
    for level in (Level.NOBODY, Level.SEATS, Level.ALIASES):
        for reader in (Seen.REPORT, Seen.TRAINER):
            notes = make_notes(closing.live.id, log, level, reader)
            assert bool(notes.reflections) is (shares and reader is Seen.TRAINER)
            if not notes.reflections:
                assert not any(b"Thistledown" in one.render(notes) for one in FORMATS)


def test_after_a_round_o_opens_it_beside_the_circle(desk: Facilitator) -> None:
    desk.opens(an_evening())
    assert "There has been no round yet" in desk.press("O")
    desk.press("Space", "Space", "Escape")
    sees = desk.press("O")
    assert "My own listening · Round 1" in sees
    desk.press("Space")
    assert card(desk).stances.stances == (Stance.UNDERSTAND,)
    desk.press("Escape", "Shift+R", "O")
    checks(desk, Stance.AGREE)
    desk.press("Escape")
    assert kept(desk) == (Reflection(Occasion.ROUND, (Stance.UNDERSTAND, Stance.AGREE), round=0),)
    assert written(desk) == 2
    desk.press("Space", "O")
    assert "My own listening · Round 2" in desk.sees
    assert card(desk).stances.stances == ()


def test_beside_the_circle_the_piece_goes_on_while_something_is_being_written(
    desk: Facilitator,
) -> None:
    desk.begins().press("Space")
    holder = desk.live.state.hand.holder
    desk.press("O")
    tab_to(desk, "One moment to keep")
    desk.writes("The pause")
    desk.press("PgDown")
    assert desk.live.state.hand.holder != holder
    assert card(desk).moment.text() == "The pause"
    desk.press("Ctrl+E", "Ctrl+E")
    assert isinstance(desk.window.page, ClosePage)
    assert [one.keep for one in kept(desk)] == ["The pause"]


def test_what_somebody_expects_before_is_kept_once_the_circle_is_open(desk: Facilitator) -> None:
    desk.circlekeeper.prepare(None)
    assert expected_words(Stance.FIX) not in desk.sees
    tab_to(desk, "Note it for yourself")
    assert "What do you expect of your own listening?" in desk.sees
    desk.press("Space")
    for stance in (Stance.FIX, Stance.DRIFTED):
        tab_to(desk, expected_words(stance))
        desk.press("Space", after_s=0)
    desk.press("Ctrl+Return")
    assert kept(desk) == (Reflection(Occasion.BEFORE, (Stance.FIX, Stance.DRIFTED)),)
    assert isinstance(
        desk.circlekeeper.desk.store.read(desk.live.id).entries[1].event, e.ReflectionWritten
    )


def test_where_nothing_is_expected_nothing_is_kept(desk: Facilitator) -> None:
    desk.circlekeeper.prepare(None)
    desk.press("Ctrl+Return")
    assert kept(desk) == ()


def test_rounds_stand_before_the_close_and_stances_in_their_own_order(desk: Facilitator) -> None:
    desk.begins()
    for round in (None, 1, 0):
        desk.live.written.gather_listening(Gathered(5, (), (), round))
    shown = all_gathered(desk.live.state)
    assert [one.heading for one in shown] == ["Round 1", "Round 2", "At the close"]
    assert [one.words for one in shown[0].stances] == [*map(stance_words, Stance)]
    assert shown[0].heard == ""
