"""Erasing in the window: what goes is seen first, it is asked once and on the page, and what came of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from circle import events as e
from circle.erasing import Order, What
from circle.erasing_files import mark, marked
from circle.errors import Refused
from circle.plain import json_text
from circle.retention import Rules, Starts
from circle.retention_kept import keep_rules, longer_in
from circle.verifying import verify
from tests.circle import erasable as words
from tests.circle.erasable import Kit, hits
from tests.fakes import FakeClock
from tests.ui.choosing import writes
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.hands import wait_for
from ui.pages.close import ClosePage
from ui.pages.erase import ErasePage
from ui.pages.keeping import KeepingPage
from ui.pages.review import ReviewPage
from ui.pages.start import StartPage
from ui.widgets.due_row import DueRow
from ui.widgets.erase_choices import EraseChoices
from ui.widgets.erase_preview import ErasePreview

LATER = datetime(2026, 5, 20, 9, tzinfo=UTC)
OLD = "The notes of 3 sessions are older than 1 month."


@pytest.fixture
def kit(erasable: Kit, tmp_path: Path) -> Kit:
    return erasable.copied(tmp_path / "kit")


@pytest.fixture
def desk(qapp: QApplication, kit: Kit) -> Iterator[Facilitator]:
    with at_the_window(qapp, kit.folder) as facilitator:
        yield facilitator


def page(desk: Facilitator) -> ErasePage:
    found = desk.window.page
    assert isinstance(found, ErasePage), found
    return found


def choices(desk: Facilitator) -> EraseChoices:
    desk.click("Safe keeping…")
    desk.click("Erase…")
    return page(desk).findChildren(EraseChoices)[-1]


def sees_what_goes(desk: Facilitator) -> str:
    wait_for(page(desk).erase_button.isVisible, lambda: desk.sees)
    return desk.sees


def sees_what_came(desk: Facilitator) -> str:
    wait_for(page(desk).copy_button.isVisible, lambda: desk.sees)
    return desk.sees


def test_somebody_is_erased_once_it_was_seen_where_they_are(desk: Facilitator, kit: Kit) -> None:
    writes(choices(desk).name, "Gwenllian")
    desk.click("Look where they are…")
    seen = sees_what_goes(desk)
    assert "“Gwenllian” is found in 3 sessions" in seen
    assert "This cannot be taken back." in seen
    assert hits(kit.folder, words.NOTE), "nothing is erased before it was asked for"
    desk.click("Erase for good")
    came = sees_what_came(desk)
    assert "nothing of it was found" in came
    assert "PDF · With aliases · For a trainer" in came
    assert not hits(kit.folder, "Gwenllian")
    desk.click("Copy as text")
    assert "Out of reach\n- Left this kit: " in QGuiApplication.clipboard().text()
    assert "Copied." in desk.sees
    desk.click("Done")
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)
    assert not verify(desk.circlekeeper.desk.store).findings


def test_what_was_copied_here_goes_with_what_is_erased(
    desk: Facilitator, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)
    desk.circlekeeper.acts.erase(Order(What.NOTES, (kit.first,)), "", desk.circlekeeper.show_start)
    sees_what_goes(desk)
    QGuiApplication.clipboard().setText(words.NOTE)
    desk.click("Erase for good")
    sees_what_came(desk)
    assert QGuiApplication.clipboard().text() == ""


def test_a_session_in_which_somebody_else_is_called_so_is_left_out(
    desk: Facilitator, kit: Kit
) -> None:
    writes(choices(desk).name, "Gwenllian")
    desk.click("Look where they are…")
    sees_what_goes(desk)
    desk.click("Autumn")
    desk.click("Erase for good")
    assert "“Autumn”, because something else there says the same" in sees_what_came(desk)
    log = kit_log(desk, kit.second)
    assert "Gwenllian" in log
    assert "Gwenllian" not in kit_log(desk, kit.first)


def kit_log(desk: Facilitator, session: str) -> str:
    return "".join(row.data for row, _hash in desk.circlekeeper.desk.store.rows(session))


def test_nobody_of_that_name_is_said_and_nothing_happens(desk: Facilitator) -> None:
    writes(choices(desk).name, "Zebedee")
    desk.click("Look where they are…")
    wait_for(lambda: "Nobody in the kit is called so" in desk.window.said, lambda: desk.sees)
    assert "Erase everything…" in desk.sees
    desk.writes("e")
    assert page(desk).findChildren(EraseChoices)[-1].name.text() == "Zebedeee", (
        "it can be written otherwise at once"
    )


def test_everything_takes_a_word_that_is_typed(desk: Facilitator, kit: Kit) -> None:
    choices(desk)
    desk.click("Erase everything…")
    assert "3 sessions" in sees_what_goes(desk)
    assert not page(desk).erase_button.isEnabled()
    field = page(desk).findChildren(ErasePreview)[-1].word
    assert field is not None
    writes(field, "erase")
    desk.click("Erase for good")
    assert "This kit is empty now." in sees_what_came(desk)
    assert not hits(kit.folder, words.NOTE, words.KEPT_TOO, "Gwenllian")
    desk.click("Done")
    desk.press("Escape")
    assert "Sessions you hold appear here." in desk.sees
    assert marked(kit.folder) is None


def test_keep_it_keeps_it(desk: Facilitator, kit: Kit) -> None:
    desk.circlekeeper.review(kit.first)
    desk.press("Ctrl+Shift+Delete")
    assert "Its turns, figures, notes and comments go" in sees_what_goes(desk)
    desk.press("Escape")
    assert isinstance(desk.window.page, ReviewPage)
    assert desk.window.page.shown == kit.first
    assert hits(kit.folder, words.NOTE)


def test_a_session_is_erased_from_where_it_is_reviewed(desk: Facilitator, kit: Kit) -> None:
    desk.circlekeeper.review(kit.first)
    desk.press("Ctrl+Shift+Delete")
    seen = sees_what_goes(desk)
    assert "Under the pear tree · Garden · 1 · 2026-03-12, " in seen
    assert " · 4 notes · 1 commitment · 1 comment" in seen
    assert "1 later session came back to what was promised here." in seen
    desk.click("Erase for good")
    assert "nothing of it was found" in sees_what_came(desk)
    desk.click("Done")
    assert isinstance(desk.window.page, ReviewPage)
    assert desk.window.page.shown == kit.apart
    assert "Under the pear tree" not in desk.sees
    assert not hits(kit.folder, words.NOTE, words.COMMENT)


def asks_for_good(desk: Facilitator, text: str) -> None:
    """By the menu of a note on the Close page."""
    at_close = desk.window.page
    assert isinstance(at_close, ClosePage)
    at_close.choices.choose("notes")
    number = next(one.number for one in desk.live.state.notes.values() if one.text == text)
    rows = at_close.notes.list
    rows.show_chosen(number)
    rows.setFocus()
    desk.press("Menu")
    desk.choose_in_menu("Erase for good…")


def test_a_note_is_erased_from_its_menu(desk: Facilitator, kit: Kit) -> None:
    desk.circlekeeper.look_back(kit.first)
    asks_for_good(desk, words.OTHER)
    assert f"“{words.OTHER}” goes for good" in sees_what_goes(desk)
    desk.click("Erase for good")
    sees_what_came(desk)
    assert not hits(kit.folder, words.OTHER)
    desk.click("Done")
    assert isinstance(desk.window.page, ClosePage)
    assert words.OTHER not in [one.text for one in desk.live.state.notes.values()]


def test_a_key_point_and_a_commitment_are_erased_from_their_menus(
    desk: Facilitator, kit: Kit
) -> None:
    desk.circlekeeper.look_back(kit.first)
    desk.click("Harvest")
    desk.click("Change or remove: ")
    desk.choose_in_menu("Erase for good…")
    sees_what_goes(desk)
    desk.click("Erase for good")
    sees_what_came(desk)
    assert not hits(kit.folder, words.PROMISE)
    desk.click("Done")
    at_close = desk.window.page
    assert isinstance(at_close, ClosePage)
    (point,) = (one.number for one in desk.live.state.notes.values() if one.text == words.POINT)
    at_close.harvest.blocks.menu_asked.emit(point, at_close.mapToGlobal(at_close.rect().center()))
    desk.choose_in_menu("Erase for good…")
    sees_what_goes(desk)
    desk.click("Erase for good")
    sees_what_came(desk)
    assert not hits(kit.folder, words.POINT)


def test_of_a_session_that_runs_a_note_goes_at_once_and_backups_later(
    desk: Facilitator, kit: Kit
) -> None:
    desk.begins(an_evening())
    desk.live.written.write_note("Thunderstorm approaching")
    desk.circlekeeper.acts.sessions.show_close()
    asks_for_good(desk, "Thunderstorm approaching")
    assert "“Thunderstorm approaching” goes for good" in desk.window.said
    assert desk.live.state.notes
    desk.click("Erase for good")
    assert not desk.live.state.notes
    assert not hits(kit.folder, "Thunderstorm approaching")
    assert desk.live.state.hand is not None
    desk.live.written.write_note("Sunshine")
    assert [one.text for one in desk.live.state.notes.values()] == ["Sunshine"]
    desk.circlekeeper.desk.put_away()
    desk.circlekeeper.show_start()
    assert "Erasing was begun and is not finished." in desk.sees


def test_what_was_begun_is_finished_from_the_first_page(qapp: QApplication, kit: Kit) -> None:
    mark(kit.folder, Order(What.SESSION, (kit.first,)))
    with at_the_window(qapp, kit.folder) as desk:
        desk.click("Finish erasing")
        assert "nothing of it was found" in sees_what_came(desk)
        desk.click("Done")
        assert "Erasing was begun" not in desk.sees
    assert not hits(kit.folder, words.NOTE)


def test_of_a_kit_of_which_the_key_is_gone_the_rest_goes_when_it_is_opened(
    qapp: QApplication, tmp_path: Path
) -> None:
    locked = Kit(tmp_path / "locked", words.KEY)
    mark(locked.folder, Order(What.EVERYTHING))
    (locked.folder / "circlekeeper.key").unlink()
    with at_the_window(qapp, locked.folder) as desk:
        assert "Sessions you hold appear here." in desk.sees
        desk.click("Finish erasing")
        assert "This kit is empty now." in sees_what_came(desk)


def test_nothing_else_has_the_kit_meanwhile(desk: Facilitator) -> None:
    kit_desk = desk.circlekeeper.desk
    with kit_desk.kit.lent(), pytest.raises(Refused, match="being worked on"):
        kit_desk.store.every_session()
    assert kit_desk.store.every_session()


def test_a_backup_that_was_begun_before_is_made_first_and_goes(desk: Facilitator, kit: Kit) -> None:
    made: list[str] = []
    desk.circlekeeper.safe_keeping.backing_up.begin()
    begun = desk.circlekeeper.safe_keeping.backing_up._begun
    assert begun is not None
    _copies, checks = begun.result()
    checks.add_done_callback(lambda one: made.append(one.result().path.name))
    desk.circlekeeper.acts.erase(
        Order(What.SESSION, (kit.first,)), "", desk.circlekeeper.show_start
    )
    sees_what_goes(desk)
    desk.click("Erase for good")
    sees_what_came(desk)
    assert made
    assert not hits(kit.folder, words.NOTE)


def test_what_another_process_looked_through_is_not_looked_through_again(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window would wait for it."""
    looked: list[Path] = []
    monkeypatch.setattr("circle.kit._check_pages", lambda path, _key: looked.append(path))
    with desk.circlekeeper.desk.kit.lent():
        pass
    assert desk.circlekeeper.desk.kit.is_open
    assert looked == []


def test_what_erasing_takes_is_imported_by_no_click(
    desk: Facilitator, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins
    import threading

    taken, imports = list[str](), builtins.__import__

    def hears(name: str, *rest: object) -> object:
        if threading.current_thread() is threading.main_thread():
            taken.append(name)
        return imports(name, *rest)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(builtins, "__import__", hears)
    desk.circlekeeper.acts.erase(
        Order(What.SESSION, (kit.first,)), "", desk.circlekeeper.show_start
    )
    sees_what_goes(desk)
    assert "circle.erasing_work" not in taken
    assert "circle.self_scan" not in taken


def test_a_window_that_is_closed_meanwhile_does_not_open_the_kit_again(desk: Facilitator) -> None:
    kit_desk = desk.circlekeeper.desk
    with kit_desk.kit.lent():
        kit_desk.kit.close()
    assert not kit_desk.kit.is_open


@pytest.fixture
def old(qapp: QApplication, kit: Kit) -> Iterator[Facilitator]:
    """Somebody chose a month, and yesterday's start said what today's does."""
    with closing(kit.open()) as store:
        keep_rules(store, Rules(notes=1))
        store.keep_setting(
            "retention_starts", json_text(Starts(((LATER - timedelta(days=1)).isoformat(),)))
        )
    with at_the_window(qapp, kit.folder, FakeClock(LATER)) as facilitator:
        yield facilitator


def test_a_start_that_cannot_be_noted_is_said_and_the_kit_is_there(
    qapp: QApplication, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(kit.open()) as store:
        keep_rules(store, Rules(notes=1))

    def note_start(*_given: object) -> None:
        raise Refused("The disk is full.")

    monkeypatch.setattr("circle.retention_kept.note_start", note_start)
    with at_the_window(qapp, kit.folder) as desk:
        assert "The disk is full." in desk.window.said
        assert "Sessions you hold appear here." not in desk.sees


def test_what_is_old_is_pointed_out_until_later_is_said(old: Facilitator) -> None:
    assert OLD in old.sees
    old.click("Later")
    assert OLD not in old.sees
    old.circlekeeper.show_start()
    assert OLD not in old.sees
    old.clock.sleep(31 * 24 * 3_600_000)
    old.circlekeeper.show_start()
    assert OLD in old.sees


def test_a_first_start_points_nothing_out(qapp: QApplication, kit: Kit) -> None:
    with closing(kit.open()) as store:
        keep_rules(store, Rules(notes=1))
    with at_the_window(qapp, kit.folder, FakeClock(LATER)) as desk:
        assert "older than" not in desk.sees


def test_the_notes_of_an_old_session_go_and_another_is_kept_longer(
    old: Facilitator, kit: Kit
) -> None:
    old.click("Look at them…")
    old.click("Keep Autumn, 2026-03-13 longer")
    (row,) = [one for one in old.window.findChildren(DueRow) if one.reason.isVisible()]
    writes(row.reason, "The study goes on")
    old.click("For 6 months more")
    assert "The notes of 2 sessions are older than 1 month." in old.sees
    assert longer_in(old.circlekeeper.desk.store)[kit.second].reason == "The study goes on"
    old.click("Erase the notes of Under the pear tree")
    assert "Turns and figures stay." in sees_what_goes(old)
    old.click("Erase for good")
    sees_what_came(old)
    old.click("Done")
    assert isinstance(old.window.page, KeepingPage)
    assert "The notes of 1 session are older than 1 month." in old.sees
    assert not hits(kit.folder, words.NOTE, words.COMMENT)
    assert any(
        isinstance(one.event, e.PieceGiven)
        for one in old.circlekeeper.desk.store.read(kit.first).entries
    )


def test_how_long_is_chosen_in_a_menu_and_kept(desk: Facilitator) -> None:
    desk.click("Safe keeping…")
    assert "All of it is kept until you erase it." in desk.sees
    desk.click("How long things are kept…")
    desk.click("Whole sessions are kept for")
    desk.choose_in_menu("1 year")
    assert "Whole sessions are kept for: 1 year" in desk.sees
    desk.click("Back")
    assert "Sessions are to be kept for 1 year." in desk.sees
