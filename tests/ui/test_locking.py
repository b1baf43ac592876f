"""Locking: nothing of any note is left in the program, nothing is lost, and a circle goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle import locking, vault
from circle.harvest import NoteKind
from circle.kit_troubles import KitFull, KitTrouble
from circle.store import Store
from tests.circle.locking_kits import CODE, PASSPHRASE
from tests.ui.facilitator import Facilitator, an_empty_kit, at_the_window
from tests.ui.hands import wait_for
from tests.ui.locked import places_of, settle
from ui.locking import clear_clipboard
from ui.pages.close import ClosePage
from ui.pages.live import LivePage
from ui.pages.prepare import PreparePage
from ui.pages.review import ReviewPage
from ui.pages.start import StartPage
from ui.pages.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

CANARY = "heronfeather"
MINUTE = 60


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a passphrase takes is nothing that these tests are about."""
    monkeypatch.setattr(vault, "WORK", 14)


@pytest.fixture
def plain(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "plain") as desk:
        yield desk


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """A kit that a passphrase keeps, opened with it."""
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / "circlekeeper.kit").write_bytes(an_empty_kit())
    locking.set_passphrase(kit, PASSPHRASE, CODE)
    with at_the_window(qapp, kit) as desk:
        unlock(desk)
        yield desk


def wait_until(is_so: Callable[[], bool]) -> None:
    wait_for(is_so, lambda: "it never came to be so")


def unlock_page(desk: Facilitator) -> UnlockPage:
    page = desk.window.page
    assert isinstance(page, UnlockPage), f"another page is shown: {page}"
    return page


def unlock(desk: Facilitator, secret: str = PASSPHRASE) -> None:
    page = unlock_page(desk)
    page.tries.field.line.setText(secret)
    page.tries.field.line.returnPressed.emit()
    wait_until(lambda: desk.window.page is not page or not page.tries.waits)
    settle()


def shown(desk: Facilitator) -> object:
    QApplication.processEvents()
    return desk.window.page


def writes_notes(desk: Facilitator) -> None:
    """One is kept, and one is begun."""
    desk.begins().press("Space", "N")
    desk.writes(f"{CANARY} kept")
    desk.press("Return", "N")
    desk.writes(f"{CANARY} begun")


def closes(desk: Facilitator) -> None:
    desk.press("Escape", "Ctrl+E", "Ctrl+E")
    assert isinstance(shown(desk), ClosePage)


def idle(desk: Facilitator, seconds: float) -> None:
    desk.clock.advance(round(seconds * 1000))
    desk.circlekeeper.safe_keeping.locks.away.look()


# Opening


def test_a_kit_with_a_passphrase_shows_one_field_and_nothing_else(desk: Facilitator):
    desk.press("Ctrl+L")
    words = desk.sees
    assert "Your kit is locked" in words
    assert "Without one of the two nobody can open the kit." in words
    assert "Recent" not in words
    assert not desk.circlekeeper.desk.kit.is_open
    assert desk.circlekeeper.desk.kit.key is None
    assert QApplication.focusWidget() is unlock_page(desk).tries.field.line


def test_enter_before_the_next_try_counts_is_not_lost(desk: Facilitator):
    desk.press("Ctrl+L")
    page = unlock_page(desk)
    page.tries.field.line.setText("weeds")
    page.tries.field.line.returnPressed.emit()
    wait_until(lambda: "does not open this kit" in desk.sees)
    assert page.tries.waits
    page.tries.field.line.setText(PASSPHRASE)
    desk.press("Return")
    wait_until(lambda: desk.window.page is not page)
    assert isinstance(shown(desk), StartPage)


def test_in_a_circle_enter_before_the_next_try_counts_is_not_lost(desk: Facilitator):
    desk.begins().press("Ctrl+L", "Ctrl+L")
    desk.writes("weeds")
    desk.press("Return")
    wait_until(lambda: "does not open this kit" in desk.sees)
    desk.writes(PASSPHRASE)
    desk.press("Return")
    wait_until(lambda: desk.page.cover is None)


def test_a_wrong_passphrase_gets_a_sentence_and_the_right_one_opens(desk: Facilitator):
    desk.press("Ctrl+L")
    for _each in range(3):
        unlock(desk, "weeds")
        assert "does not open this kit" in desk.sees
    assert not desk.circlekeeper.desk.kit.is_open
    unlock(desk)
    assert isinstance(shown(desk), StartPage)


def test_each_wrong_one_waits_a_little_longer_and_never_for_good(desk: Facilitator):
    waits = [desk.circlekeeper.safe_keeping.locks._unlocking._wait_ms() for _each in range(30)]
    assert waits == sorted(waits)
    assert waits[0] <= 500
    assert waits[-1] <= 8_000


def test_the_recovery_code_opens_it_and_offers_a_new_passphrase(desk: Facilitator):
    desk.press("Ctrl+L")
    unlock(desk, CODE.lower().replace("-", " "))
    assert isinstance(shown(desk), StartPage)
    assert "opened with its recovery code" in desk.sees


# Outside a circle


def test_after_the_lock_no_note_is_in_any_widget_or_tree(desk: Facilitator):
    writes_notes(desk)
    closes(desk)
    assert len(places_of(CANARY, desk)) > 3, "the eyes of this test see nothing"
    desk.press("Ctrl+L")
    assert isinstance(shown(desk), UnlockPage)
    assert places_of(CANARY, desk) == []
    unlock(desk)
    assert isinstance(shown(desk), ClosePage)
    assert f"{CANARY} kept" in desk.sees


def test_nor_after_it_was_looked_for_on_the_start_page_and_read_in_review(desk: Facilitator):
    writes_notes(desk)
    closes(desk)
    session = desk.live.id
    desk.press("Ctrl+L")
    unlock(desk)
    desk.circlekeeper.show_start()
    desk.circlekeeper.acts.start.find_notes(CANARY)
    assert CANARY in desk.sees
    desk.circlekeeper.review(session)
    assert isinstance(shown(desk), ReviewPage)
    assert len(places_of(CANARY, desk)) > 1
    desk.press("Ctrl+L")
    assert places_of(CANARY, desk) == []
    unlock(desk)
    page = shown(desk)
    assert isinstance(page, ReviewPage)
    assert page.shown == session
    page.left.emit()
    assert isinstance(shown(desk), StartPage)
    assert "Kitchen table · 22" in desk.sees


def test_without_a_passphrase_one_button_shows_it_again(plain: Facilitator):
    writes_notes(plain)
    closes(plain)
    plain.press("Ctrl+L")
    assert "Nothing is shown" in plain.sees
    assert not plain.circlekeeper.desk.kit.is_open
    assert places_of(CANARY, plain) == []
    plain.click("Show again")
    assert isinstance(shown(plain), ClosePage)


def test_no_key_of_the_page_before_does_anything_behind_the_lock(desk: Facilitator):
    desk.press("Ctrl+L")
    desk.press("Ctrl+D", "Escape", "Ctrl+L")
    assert desk.window.said == ""
    desk.press("F1")
    assert not desk.circlekeeper.desk.kit.is_open
    assert isinstance(shown(desk), UnlockPage)


def test_a_plan_that_is_being_prepared_is_there_again(desk: Facilitator):
    desk.circlekeeper.prepare(None)
    page = shown(desk)
    assert isinstance(page, PreparePage)
    page.plan.title.setText("Neighbours")
    page.plan.session.place.setText("Library")
    page.show_beginning(None)
    before = page.opened()
    desk.press("Ctrl+L")
    assert places_of("Neighbours", desk) == []
    unlock(desk)
    page = shown(desk)
    assert isinstance(page, PreparePage)
    assert page.opened() == before
    assert before.title == "Neighbours"


def test_a_disk_that_takes_nothing_does_not_stop_the_lock(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
):
    writes_notes(desk)
    closes(desk)
    field = desk.window.page.notes.field  # pyright: ignore[reportOptionalMemberAccess,reportAttributeAccessIssue]

    def full(*_given: object, **_named: object) -> None:
        raise KitFull("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "keep_draft", full)
        patched.setattr(Store, "append", full)
        field.setText(f"{CANARY} unsaved")
        desk.press("Ctrl+L")
        assert "keeps it in memory" in desk.sees
        assert places_of(CANARY, desk) == []
    unlock(desk)
    page = shown(desk)
    assert isinstance(page, ClosePage)
    assert page.notes.field.text() == f"{CANARY} unsaved"


class FakeClipboard:
    """Of a system that says whose the words are."""

    def __init__(self, *, ours: bool) -> None:
        self.ours, self.text = ours, {"clipboard": CANARY, "selection": CANARY}

    def ownsClipboard(self) -> bool:  # noqa: N802 - Qt's name
        return self.ours

    def supportsSelection(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def ownsSelection(self) -> bool:  # noqa: N802 - Qt's name
        return self.ours

    def clear(self, mode: object = None) -> None:
        self.text["selection" if mode else "clipboard"] = ""


@pytest.mark.parametrize("ours", [True, False])
def test_what_was_copied_here_goes_and_what_was_copied_elsewhere_stays(ours: bool):
    clipboard = FakeClipboard(ours=ours)
    clear_clipboard(clipboard)  # pyright: ignore[reportArgumentType] - all of it that is asked for
    assert set(clipboard.text.values()) == {"" if ours else CANARY}


# When


def test_after_ten_minutes_without_a_key_it_locks(desk: Facilitator):
    idle(desk, 9 * MINUTE)
    assert isinstance(shown(desk), StartPage)
    idle(desk, 2 * MINUTE)
    assert isinstance(shown(desk), UnlockPage)


def test_whoever_uses_the_mouse_is_there(desk: Facilitator):
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    handle = desk.window.windowHandle()
    assert handle is not None
    for _each in range(3):
        idle(desk, 9 * MINUTE)
        QTest.mouseMove(handle, QPoint(50 + _each, 60))
        QApplication.processEvents()
    assert isinstance(shown(desk), StartPage)


def test_what_lies_over_a_review_does_not_keep_it_from_locking(desk: Facilitator):
    from PySide6.QtWidgets import QWidget

    over = QWidget(desk.window)
    desk.window.show_over(over, (), lambda: True)
    idle(desk, 11 * MINUTE)
    assert isinstance(shown(desk), UnlockPage)


def test_what_comes_after_the_lock_is_refused_in_a_sentence(desk: Facilitator):
    store = desk.circlekeeper.desk.store
    desk.press("Ctrl+L")
    for late in (lambda: store.keep_setting("theme", "dark"), store.every_session):
        with pytest.raises(KitTrouble, match="is closed"):
            late()
    with pytest.raises(KitTrouble, match="is locked"):
        desk.circlekeeper.desk.house()


def test_another_time_is_kept_and_never_is_never(desk: Facilitator):
    desk.circlekeeper.desk.store.keep_setting("lock_minutes", 0.0)
    desk.circlekeeper.safe_keeping.locks.watch()
    idle(desk, 600 * MINUTE)
    assert isinstance(shown(desk), StartPage)
    desk.circlekeeper.desk.store.keep_setting("lock_minutes", 1.0)
    desk.circlekeeper.safe_keeping.locks.watch()
    idle(desk, 61)
    assert isinstance(shown(desk), UnlockPage)


def test_it_locks_when_the_laptop_slept(desk: Facilitator):
    desk.circlekeeper.desk.store.keep_setting("lock_minutes", 0.0)
    desk.circlekeeper.safe_keeping.locks.watch()
    desk.clock.sleep(20_000)
    desk.circlekeeper.safe_keeping.locks.away.look()
    assert isinstance(shown(desk), UnlockPage)


def test_it_locks_when_the_system_says_that_it_goes_to_sleep(desk: Facilitator):
    desk.circlekeeper.safe_keeping.locks.away.prepare(True)
    assert isinstance(shown(desk), UnlockPage)


def test_a_kit_without_a_passphrase_never_locks_by_itself(plain: Facilitator):
    plain.circlekeeper.safe_keeping.locks.watch()
    assert not plain.circlekeeper.safe_keeping.locks.away._looks.isActive()


# While a circle runs


def test_in_a_circle_notes_go_and_time_and_keys_go_on(desk: Facilitator):
    writes_notes(desk)
    desk.press("Escape")
    before = desk.live.state.hand.holder
    desk.press("Ctrl+L")
    assert "Notes are hidden" in desk.sees
    assert places_of(CANARY, desk) == []
    desk.press("Space")
    assert desk.live.state.hand.holder != before
    desk.press("S")
    assert desk.live.state.phase.value == "silence"
    desk.press("S", "1")
    words = desk.ticks(3)
    assert "Notes are hidden" in words
    assert desk.live.now_ms() > 0
    assert desk.circlekeeper.desk.kit.is_open


@pytest.mark.parametrize("key", ["N", "T", "J", "L", "O", "Shift+H", "R"])
def test_keys_of_notes_say_that_they_are_hidden(desk: Facilitator, key: str):
    writes_notes(desk)
    desk.press("Escape", "Ctrl+L")
    events = desk.stored_events
    assert "Notes are hidden. Time goes on" in desk.press(key)
    assert places_of(CANARY, desk) == []
    assert desk.stored_events == events


def test_the_passphrase_shows_them_again_with_what_was_begun(desk: Facilitator):
    writes_notes(desk)
    desk.press("Escape", "Ctrl+L", "Ctrl+L")
    cover = desk.page.cover
    assert cover is not None
    desk.writes("weeds")
    desk.press("Return")
    wait_until(lambda: "does not open" in desk.sees)
    wait_until(lambda: not cover.tries.waits)
    assert places_of(CANARY, desk) == []
    desk.writes(PASSPHRASE)
    desk.press("Return")
    wait_until(lambda: desk.page.cover is None)
    assert f"{CANARY} kept" in desk.sees
    assert f"{CANARY} begun" in desk.sees
    desk.press("N", "Return")
    assert [one.text for one in desk.live.state.notes.values()] == [
        f"{CANARY} kept",
        f"{CANARY} begun",
    ]


def test_without_a_passphrase_the_key_shows_them_again(plain: Facilitator):
    writes_notes(plain)
    plain.press("Escape", "Ctrl+L")
    assert places_of(CANARY, plain) == []
    assert f"{CANARY} kept" in plain.press("Ctrl+L")


def test_a_circle_that_ends_while_notes_are_hidden_ends_locked(desk: Facilitator):
    writes_notes(desk)
    desk.press("Escape", "Ctrl+L", "Ctrl+E", "Ctrl+E")
    assert isinstance(shown(desk), UnlockPage)
    assert places_of(CANARY, desk) == []
    unlock(desk)
    assert isinstance(shown(desk), ClosePage)
    assert f"{CANARY} begun" in desk.sees


def test_a_circle_never_locks_for_want_of_keys_and_hides_notes_after_sleep(desk: Facilitator):
    writes_notes(desk)
    idle(desk, 60 * MINUTE)
    assert isinstance(shown(desk), LivePage)
    assert desk.page.cover is None
    desk.clock.sleep(20_000)
    desk.circlekeeper.safe_keeping.locks.away.look()
    assert desk.page.cover is not None
    assert places_of(CANARY, desk) == []


def test_what_is_read_back_goes_with_the_notes(desk: Facilitator):
    writes_notes(desk)
    desk.press("Escape")
    desk.live.written.write_note(f"{CANARY} key point", kind=NoteKind.KEY_POINT)
    desk.press("Shift+H")
    desk.press("Ctrl+L")
    assert places_of(CANARY, desk) == []
    assert desk.page.cover is not None
    desk.press("Space")


def test_the_key_is_in_the_help(desk: Facilitator):
    assert "Lock the kit; in a circle, hide the notes" in desk.press("F1")
    desk.press("Ctrl+L")
    assert isinstance(shown(desk), UnlockPage)
