"""A passphrase set, changed and removed on the page of safe keeping; offered once, and never in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from circle import locking, vault
from circle.kit_troubles import KitFull
from circle.recovery_code import read_code
from exports import aside
from tests.circle.locking_kits import CANARY, CODE, PASSPHRASE, files_with
from tests.ui.facilitator import Facilitator, an_empty_kit, at_the_window
from tests.ui.hands import wait_for
from tests.ui.locked import settle
from ui.pages.cards import SafeKeepingPage
from ui.pages.passphrase import PassphrasePage
from ui.pages.start import StartPage
from ui.pages.unlock import UnlockPage

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a passphrase takes is nothing that these tests are about; and the kit is written anew here, not in
    a process that has to begin first."""
    monkeypatch.setattr(vault, "WORK", 14)
    from ui.beside import writer

    monkeypatch.setattr(aside, "submit", writer().submit)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        yield desk


@pytest.fixture
def kept(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """A kit that a passphrase keeps, opened with it."""
    (kit := tmp_path / "kit").mkdir()
    (kit / "circlekeeper.kit").write_bytes(an_empty_kit())
    locking.set_passphrase(kit, PASSPHRASE, CODE)
    with at_the_window(qapp, kit) as desk:
        unlocks(desk)
        yield desk


def until(is_so: Callable[[], bool]) -> None:
    wait_for(is_so, lambda: "it never came to be so")
    settle()


def unlocks(desk: Facilitator, secret: str = PASSPHRASE) -> None:
    page = desk.window.page
    assert isinstance(page, UnlockPage)
    page.tries.field.line.setText(secret)
    page.tries.field.line.returnPressed.emit()
    until(lambda: desk.window.page is not page or not page.tries.waits)


def passphrase_page(desk: Facilitator) -> PassphrasePage:
    page = desk.window.page
    assert isinstance(page, PassphrasePage), f"another page is shown: {page}"
    return page


def asks(desk: Facilitator, words: str) -> PassphrasePage:
    desk.circlekeeper.show_safety()
    desk.click(words)
    return passphrase_page(desk)


def folder(desk: Facilitator) -> Path:
    return desk.circlekeeper.desk.folder


def back_at_safety(desk: Facilitator) -> None:
    until(lambda: isinstance(desk.window.page, SafeKeepingPage))


def types_it(desk: Facilitator, page: PassphrasePage, passphrase: str = PASSPHRASE) -> None:
    page.first.line.setText(passphrase)
    page.second.setText(passphrase)
    desk.click(page.button.words)


def test_it_is_set_with_a_code_that_is_typed_once(desk: Facilitator):
    desk.circlekeeper.desk.store.keep_setting("words", CANARY)
    page = asks(desk, "Set a passphrase")
    assert "There is no back door." in desk.sees
    types_it(desk, page)
    code = page._code
    assert code in desk.sees.replace("\u200b", ""), "a line may end between its groups"
    assert not locking.key_file.is_there(folder(desk)), "it was set before the code was typed"
    page.typed.setText(code.lower())
    desk.click("Set the passphrase")
    back_at_safety(desk)
    assert "From now on your kit and its backups open with the passphrase" in desk.sees
    assert "This kit and its backups open with your passphrase" in desk.sees
    assert [*files_with(folder(desk), CANARY)] == []
    assert desk.circlekeeper.desk.store.setting("words", "") == CANARY
    desk.press("Ctrl+L")
    unlocks(desk, code)
    assert not isinstance(desk.window.page, UnlockPage)


def test_two_that_differ_are_not_taken(desk: Facilitator):
    page = asks(desk, "Set a passphrase")
    page.first.line.setText("one thing")
    page.second.setText("another")
    desk.click("Go on")
    assert "The two are not the same." in desk.sees
    page.first.line.setText("")
    desk.click("Go on")
    assert "Type a passphrase." in desk.sees
    assert page._code == ""


def test_a_short_one_gets_a_quiet_hint_and_is_taken(desk: Facilitator):
    page = asks(desk, "Set a passphrase")
    page.first.line.setText("ab")
    assert "can be guessed" in desk.sees
    page.second.setText("ab")
    desk.click("Go on")
    assert page._code


def test_a_slip_in_the_code_is_said_and_sets_nothing(desk: Facilitator):
    page = asks(desk, "Set a passphrase")
    types_it(desk, page)
    code = page._code
    other = next(one for one in "345" if one != code[0])
    for typed, said in (
        ("", "25 letters and digits, and here are 0."),
        (other + code[1:], "not as it was written down"),
        ("O" + code[1:], "“O” is in no recovery code"),
        (CODE, "another one than the one above"),
    ):
        page.typed.setText(typed)
        desk.click("Set the passphrase")
        assert said in desk.sees
    assert not locking.key_file.is_there(folder(desk))
    desk.press("Escape")
    assert isinstance(desk.window.page, SafeKeepingPage)
    assert "No passphrase is set" in desk.sees


def test_after_a_change_the_old_one_is_refused(kept: Facilitator):
    page = asks(kept, "Change it")
    page.present.line.setText("weeds")
    types_it(kept, page, "snow on the path")
    until(lambda: "does not open this kit" in kept.sees)
    page.present.line.setText(PASSPHRASE)
    types_it(kept, page, "snow on the path")
    back_at_safety(kept)
    assert "The passphrase was changed." in kept.sees
    kept.press("Ctrl+L")
    unlocks(kept)
    assert "does not open this kit" in kept.sees
    unlocks(kept, "snow on the path")
    assert isinstance(kept.window.page, SafeKeepingPage)


def test_who_came_in_with_the_code_is_not_asked_for_the_forgotten_one(kept: Facilitator):
    kept.press("Ctrl+L")
    unlocks(kept, CODE)
    kept.click("New passphrase")
    page = passphrase_page(kept)
    assert not page.present.isVisible()
    types_it(kept, page, "snow on the path")
    back_at_safety(kept)
    assert locking.unlock(folder(kept), "snow on the path")[0] == kept.circlekeeper.desk.kit.key


def test_another_code_takes_the_place_of_the_old_one(kept: Facilitator):
    page = asks(kept, "New recovery code")
    page.present.line.setText(PASSPHRASE)
    kept.click("Go on")
    page.typed.setText(page._code)
    code = read_code(page._code)
    kept.click("Use this code")
    back_at_safety(kept)
    assert locking.unlock(folder(kept), code)[0] == kept.circlekeeper.desk.kit.key
    with pytest.raises(vault.WrongPassphrase):
        locking.unlock(folder(kept), CODE)


def test_removed_the_kit_opens_without_it(kept: Facilitator):
    kept.circlekeeper.desk.store.keep_setting("words", CANARY)
    page = asks(kept, "Remove it")
    assert "will be ordinary files again" in kept.sees
    kept.click("Remove it")
    assert "Type the passphrase that opens the kit now." in kept.sees
    page.present.line.setText(PASSPHRASE)
    kept.click("Remove it")
    back_at_safety(kept)
    assert "No passphrase is set" in kept.sees
    assert kept.circlekeeper.desk.kit.key is None
    assert kept.circlekeeper.desk.store.setting("words", "") == CANARY
    assert not locking.key_file.is_there(folder(kept))
    assert not kept.circlekeeper.safe_keeping.locks.away._looks.isActive()


def test_a_kit_that_cannot_be_written_anew_stays_as_it_was_and_says_so(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
):

    def full(*_given: object) -> bytes:
        raise KitFull("The disk is full, so this could not be saved.")

    monkeypatch.setattr(locking, "set_passphrase", full)
    page = asks(desk, "Set a passphrase")
    types_it(desk, page)
    page.typed.setText(page._code)
    desk.click("Set the passphrase")
    until(lambda: "The disk is full" in desk.sees)
    assert desk.circlekeeper.desk.kit.is_open
    desk.click("Back")
    assert "No passphrase is set" in desk.sees


def test_after_how_long_it_locks_is_chosen_in_a_menu(kept: Facilitator):
    kept.circlekeeper.show_safety()
    kept.click("When it locks: Locks after 10 minutes")
    kept.choose_in_menu("Locks after 2 minutes away")
    assert kept.circlekeeper.desk.store.setting("lock_minutes", 0.0) == 2.0
    kept.clock.advance(121_000)
    kept.circlekeeper.safe_keeping.locks.away.look()
    assert isinstance(kept.window.page, UnlockPage)


def test_without_a_passphrase_nothing_is_said_to_lock(desk: Facilitator):
    desk.circlekeeper.show_safety()
    assert "Put away" in desk.sees
    assert "anybody can bring it back" in desk.sees
    assert "Lock now" not in desk.sees
    assert "locks" not in desk.sees


def test_a_kit_that_does_not_open_has_no_passphrase_to_set_or_change(
    qapp: QApplication, tmp_path: Path
):
    (kit := tmp_path / "kit").mkdir()
    (kit / "circlekeeper.kit").write_bytes(an_empty_kit()[:4096] + bytes(40_000))
    with at_the_window(qapp, kit) as desk:
        desk.circlekeeper.show_safety()
        assert "is damaged" in desk.sees
        for words in ("Set a passphrase…", "Change it…", "Remove it…", "Put away", "Lock now"):
            assert words not in desk.sees
        assert "nothing of this can be changed" in desk.sees
        assert "nothing to back up" in desk.click("Back up now")
        assert not desk.button("Erase…").isEnabled()
        assert not desk.button("How long things are kept…").isEnabled()


def test_after_the_page_to_print_the_code_can_be_typed_at_once(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    page = asks(desk, "Set a passphrase")
    types_it(desk, page)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path))
    desk.click("Save as a page to print…")
    desk.writes("AB")
    assert page.typed.text() == "AB"


def test_lock_now_locks(kept: Facilitator):
    kept.circlekeeper.show_safety()
    kept.click("Lock now")
    assert isinstance(kept.window.page, UnlockPage)
    unlocks(kept)
    assert isinstance(kept.window.page, SafeKeepingPage)


def test_what_a_power_cut_left_is_put_in_order_beside_the_window(
    qapp: QApplication, tmp_path: Path
):
    (kit := tmp_path / "kit").mkdir()
    (kit / "circlekeeper.kit").write_bytes(an_empty_kit())
    locking.set_passphrase(kit, PASSPHRASE, CODE)
    plain = kit / "backups" / "circlekeeper-000001-2026-03-12.kit"
    plain.write_bytes(an_empty_kit())
    with at_the_window(qapp, kit) as desk:
        unlocks(desk)
        desk.circlekeeper.safe_keeping.put_in_order()
        until(lambda: not locking.is_unfinished(kit, desk.circlekeeper.desk.kit.key))
        assert not plain.read_bytes().startswith(b"SQLite")


def test_a_key_that_is_left_over_goes(desk: Facilitator):
    locking.key_file.write_vault(folder(desk), vault.new_vault(bytes(32), PASSPHRASE, CODE))
    desk.circlekeeper.safe_keeping.put_in_order()
    until(lambda: not locking.key_file.is_there(folder(desk)))
    assert desk.circlekeeper.desk.kit.is_open


def test_while_the_kit_is_written_anew_nothing_locks_and_nothing_is_lost(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
):
    from threading import Event

    goes_on, sets = Event(), locking.set_passphrase

    def slowly(*given: object) -> bytes:
        goes_on.wait(10)
        return sets(*given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(locking, "set_passphrase", slowly)
    page = asks(desk, "Set a passphrase")
    types_it(desk, page)
    page.typed.setText(page._code)
    desk.click("Set the passphrase")
    words = desk.press("Ctrl+L", "Escape")
    assert "the kit is being written anew" in words
    assert desk.window.page is page
    goes_on.set()
    back_at_safety(desk)
    assert desk.circlekeeper.desk.kit.key is not None


# Offered


def first_note(desk: Facilitator, text: str = "It rained") -> str:
    desk.press("N")
    desk.writes(text)
    return desk.press("Return")


OFFER = "A passphrase can keep your kit"


def test_the_first_note_of_a_kit_offers_it_without_a_key_or_a_focus(desk: Facilitator):
    desk.begins().press("Space")
    words = first_note(desk)
    assert OFFER in words
    assert QApplication.focusWidget() is desk.page
    holder = desk.live.state.hand.holder
    desk.press("Space")
    assert desk.live.state.hand.holder != holder
    assert OFFER in desk.sees
    desk.click("Not now")
    assert OFFER not in first_note(desk, "Again")
    assert desk.circlekeeper.desk.store.setting("passphrase_offered", 0.0) == 1.0


def test_it_is_offered_once_ever(qapp: QApplication, tmp_path: Path):
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.begins().press("Space")
        assert OFFER in first_note(desk)
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.begins().press("Space")
        assert OFFER not in first_note(desk)


def test_a_kit_that_has_one_is_offered_none(kept: Facilitator):
    kept.circlekeeper.show_start()
    kept.begins().press("Space")
    assert OFFER not in first_note(kept)


def test_what_was_offered_in_a_circle_can_be_taken_up_after_it(desk: Facilitator):
    desk.begins().press("Space")
    first_note(desk)
    desk.click("After the circle")
    assert OFFER not in desk.sees
    desk.press("Ctrl+E", "Ctrl+E")
    desk.circlekeeper.acts.sessions._leave_close()
    assert isinstance(desk.window.page, StartPage)
    assert OFFER in desk.sees
    desk.click("Set a passphrase")
    assert passphrase_page(desk)
