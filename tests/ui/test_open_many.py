"""Many files from somebody, opened in the window: read beside it, listed, and taken in together or left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from circle.kit_troubles import KitTrouble
from circle.reading_many import Kept
from circle.verifying import verify
from exports import aside
from tests.circle.a_stick import PASSPHRASE, a_bundle, a_stick, session_id
from tests.fakes import FakeClock
from tests.ui.choosing import drops
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from tests.ui.keys_alone import presses
from tests.ui.seen import scrolls_sideways, tabbed_to
from ui import opening_many
from ui.pages.open_many import OpenManyPage
from ui.pages.open_many_shown import rows_shown
from ui.pages.open_notes import OpenNotesPage
from ui.pages.review import ReviewPage
from ui.pages.start import StartPage


@pytest.fixture(scope="module", autouse=True)
def nobody_reads_on() -> Iterator[None]:
    yield
    aside.stop()


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as facilitator:
        facilitator.window.resize(1366, 768)
        yield facilitator


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return a_stick(tmp_path / "stick")


def sessions(desk: Facilitator) -> list[str]:
    return desk.circlekeeper.desk.store.every_session()


def many(folder: Path, n: int) -> Path:
    folder.mkdir()
    for number in range(n):
        (folder / f"{number:03}.circle").write_bytes(a_bundle(number))
    return folder


def opened(desk: Facilitator, *paths: Path) -> OpenManyPage:
    """Dropped on the Start page, and read."""
    assert drops(desk.circlekeeper.start, *paths)
    page = desk.window.page
    assert isinstance(page, OpenManyPage)
    at_rest(desk, page)
    return page


def at_rest(desk: Facilitator, page: OpenManyPage) -> str:
    wait_for(lambda: not page.is_busy, lambda: desk.sees)
    return desk.sees


def test_a_stick_is_looked_through_and_nothing_comes_in_before_it_is_asked_for(
    desk: Facilitator, stick: Path
) -> None:
    opened(desk, stick)
    words = desk.sees
    assert (
        "3 are new · 1 is kept beside another version · 1 brings comments · 1 is here already"
        " · 1 is kept by a passphrase · 4 cannot be taken in." in words
    )
    for part in (
        "Riverside · 2, 26 Mar, 2 turns · evening 2.circle",
        "“cut short.circle” is damaged",
        "“empty.circle”",
        "from a newer Circlekeeper",
        "“round.circle” could not be read",
        "1 file is kept by a passphrase.",
        "Import 5",
    ):
        assert part in words, words
    assert sessions(desk) == []
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)
    assert sessions(desk) == []


def test_one_passphrase_is_tried_on_all_that_ask_for_one(desk: Facilitator, stick: Path) -> None:
    page = opened(desk, stick)
    assert desk.focused is page.field
    desk.writes("another")
    desk.press("Return")
    assert "The passphrase does not open “sealed.circle”" in at_rest(desk, page)
    page.field.clear()
    desk.writes(PASSPHRASE)
    assert "four" not in page.field.displayText()
    desk.press("Return")
    words = at_rest(desk, page)
    assert "Import 6" in words
    assert "passphrase" not in words.lower()


def test_what_is_written_while_a_passphrase_is_tried_stays_and_a_wrong_one_is_selected(
    desk: Facilitator, stick: Path
) -> None:
    page = opened(desk, stick)
    desk.writes("another")
    desk.press("Return")
    assert page.is_busy
    assert desk.focused is page.field
    at_rest(desk, page)
    assert desk.focused is page.field
    assert page.field.selectedText() != ""
    desk.writes("four")
    desk.press("Return")
    desk.writes(" more")
    at_rest(desk, page)
    assert (page.field.text(), page.field.hasSelectedText()) == ("four more", False)


def test_what_comes_in_is_in_sight_and_what_cannot_is_last(desk: Facilitator, stick: Path) -> None:
    page = opened(desk, stick)
    rows = rows_shown(page.listed, desk.clock.read().wall)
    assert [one.text.split(" · ")[0] for one in rows if one.quiet] == [
        "New",
        "Another version is here already; kept beside it",
        "Comments on sessions",
        "Here already; nothing needs to be done",
        "Kept by a passphrase",
        "Cannot be taken in",
    ]
    new = [one.key for one in rows if not one.quiet][:5]
    sight = page.list.viewport().rect()
    assert [key for key in new if not sight.contains(in_the_list(page, key))] == []


def in_the_list(page: OpenManyPage, key: object) -> QRect:
    return page.list.visualRect(page.list.rows_model.place(key))


def test_all_of_them_come_in_with_a_key_and_can_be_reviewed(desk: Facilitator, stick: Path) -> None:
    page = opened(desk, stick)
    shutil.rmtree(stick)
    desk.press("Ctrl+Return")
    words = at_rest(desk, page)
    for part in (
        (
            "5 files were taken in. 1 stayed out, as it is kept by a passphrase: write it above, then import it."
            " 4 could not be taken in: the list says why of each."
        ),
        "5 were taken in · 1 is here already",
        "Taken in · 5",
    ):
        assert part in words, words
    assert "Nothing is taken in before you say so" not in words
    assert "new" not in words.split("Taken in · 5", maxsplit=1)[0]
    assert "Import" not in words.replace("Imported", "")
    assert len(sessions(desk)) == 4
    store = desk.circlekeeper.desk.store
    assert len(store.comments(session_id(0))) == 1
    assert verify(store).findings == ()
    desk.press("Space")
    assert isinstance(desk.window.page, ReviewPage)


def test_a_step_writes_no_more_than_the_window_can_wait_for(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(desk, many(tmp_path / "many", 12))
    (rows,) = {one.read.rows for one in page.listed if isinstance(one.read, Kept)}
    monkeypatch.setattr(opening_many, "ROWS_AT_ONCE", 5 * rows)
    there = list[int]()
    page.work.progressed.connect(lambda _words: there.append(len(sessions(desk))))
    desk.press("Ctrl+Return")
    at_rest(desk, page)
    assert there == [0, 5, 10]
    assert len(sessions(desk)) == 12


def test_cancelling_leaves_whole_sessions_only(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_many, "ROWS_AT_ONCE", 1)
    page = opened(desk, many(tmp_path / "many", 6))
    page.work.taken.connect(lambda _one: len(sessions(desk)) == 2 and desk.press("Escape"))
    desk.press("Ctrl+Return")
    words = at_rest(desk, page)
    assert "2 of 6 files were taken in, and stay. The rest was cancelled." in words
    assert desk.window.page is page
    assert sessions(desk) == [session_id(0), session_id(1)]
    assert verify(desk.circlekeeper.desk.store).findings == ()
    assert "Import 4" in words
    desk.press("Ctrl+Return")
    at_rest(desk, page)
    assert len(sessions(desk)) == 6


def test_closing_while_they_come_in_says_so_once(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_many, "ROWS_AT_ONCE", 1)
    page = opened(desk, many(tmp_path / "many", 3))
    page.take_in()
    assert page.holds_back()
    assert "Close once more to leave out the rest." in page.result.text
    assert not page.holds_back()
    assert not page.work.takes_in


def test_a_kit_that_cannot_be_written_says_why_and_keeps_what_came_in(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from circle import archiving

    monkeypatch.setattr(opening_many, "ROWS_AT_ONCE", 1)
    page = opened(desk, many(tmp_path / "many", 4))
    writes = archiving.write_rows

    def full(connection: object, session: str, *rest: object) -> None:
        if session == session_id(2):
            raise KitTrouble("There is no room left on the disk.")
        writes(connection, session, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(archiving, "write_rows", full)
    desk.press("Ctrl+Return")
    words = at_rest(desk, page)
    assert "2 of 4 files were taken in, and stay. There is no room left on the disk." in words
    assert sessions(desk) == [session_id(0), session_id(1)]


def test_reading_can_be_cancelled_and_what_was_read_can_come_in(
    desk: Facilitator, tmp_path: Path
) -> None:
    folder = many(tmp_path / "many", 3)
    assert drops(desk.circlekeeper.start, folder)
    page = desk.window.page
    assert isinstance(page, OpenManyPage)
    assert "Opening…" in desk.sees
    desk.press("Escape")
    assert desk.window.page is page
    assert not page.is_busy
    assert "No session of this program was found there." in desk.sees
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)


def test_a_file_that_ends_the_process_that_reads_it_is_named_and_the_others_are_read(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import Future

    from circle.reading_many import read_some

    folder = many(tmp_path / "many", 3)

    def submit(work: object, *given: object) -> Future[object]:
        done = Future[object]()
        if work is not read_some:
            done.set_result(work(*given))  # type: ignore[operator]
            return done
        files, passphrase, most = given
        assert isinstance(files, tuple)
        reads = files[: int(str(most)) or 3]
        if any(file.name == "001.circle" for file in reads):
            done.set_exception(aside.Stopped("It stopped."))
        else:
            done.set_result(read_some(reads, str(passphrase), int(str(most))))
        return done

    monkeypatch.setattr(aside, "submit", submit)
    opened(desk, folder)
    assert (
        "“001.circle” could not be read: that was cut short, perhaps for want of memory."
        in desk.sees
    )
    assert "Import 2" in desk.sees


@pytest.mark.parametrize("deaths", [1, 2])
def test_where_the_process_ends_that_looks_another_looks_once_more(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaths: int
) -> None:
    from concurrent.futures import Future

    from circle.found_files import files_in

    folder, dead, submit = many(tmp_path / "many", 3), list[int](), aside.submit

    def dies(work: object, *given: object) -> Future[object]:
        if work is not files_in or len(dead) == deaths:
            return submit(work, *given)  # type: ignore[arg-type]
        dead.append(1)
        done = Future[object]()
        done.set_exception(aside.Stopped("It stopped."))
        return done

    monkeypatch.setattr(aside, "submit", dies)
    opened(desk, folder)
    if deaths == 1:
        assert "Import 3" in desk.sees
    else:
        assert "“many” could not be read: that was cut short" in desk.sees
        assert "Opening…" not in desk.sees


def test_a_process_that_is_killed_while_it_reads_keeps_no_file_back(
    desk: Facilitator, tmp_path: Path
) -> None:
    folder = many(tmp_path / "many", 4)
    assert drops(desk.circlekeeper.start, folder)
    page = desk.window.page
    assert isinstance(page, OpenManyPage)
    page.work.found.connect(
        lambda _found: [one.kill() for one in aside._pool().executor._processes.values()]
    )
    at_rest(desk, page)
    assert "4 are new" in desk.sees
    assert "Import 4" in desk.sees


def test_an_empty_folder_says_that_nothing_was_found(desk: Facilitator, tmp_path: Path) -> None:
    (folder := tmp_path / "empty").mkdir()
    opened(desk, folder)
    assert "No session of this program was found there. Nothing was changed." in desk.sees
    presses(desk, "Back")
    assert isinstance(desk.window.page, StartPage)


def test_one_file_alone_has_the_page_of_one_file(desk: Facilitator, stick: Path) -> None:
    assert drops(desk.circlekeeper.start, stick / "evening 1.circle")
    page = desk.window.page
    assert isinstance(page, OpenNotesPage)
    wait_for(lambda: "Opening…" not in desk.sees, lambda: desk.sees)
    (stick / "evening 1.circle").write_bytes(a_bundle(2))
    assert "“Riverside”" in desk.press("Ctrl+Return") or "2 turns" in desk.sees
    assert sessions(desk) == [session_id(1)], "what was looked at is what came in"


def test_files_are_dropped_on_the_review_page_and_it_comes_back(
    desk: Facilitator, tmp_path: Path
) -> None:
    folder = many(tmp_path / "many", 2)
    desk.press("Ctrl+R")
    review = desk.window.page
    assert isinstance(review, ReviewPage)
    assert not drops(review, tmp_path / "holiday.jpg")
    assert drops(review, folder)
    page = desk.window.page
    assert isinstance(page, OpenManyPage)
    at_rest(desk, page)
    desk.press("Ctrl+Return")
    at_rest(desk, page)
    desk.press("Escape")
    assert isinstance(desk.window.page, ReviewPage)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_and_everything_has_a_name(desk: Facilitator, stick: Path, scale: float) -> None:
    page = opened(desk, stick)
    desk.window.resize(1024, 640)
    desk.circlekeeper.look.use_scale(scale)
    QApplication.processEvents()
    assert scrolls_sideways(page) == []
    names = [one.accessibleName() for one in tabbed_to(page)]
    assert names == [
        "Passphrase",
        "Show what I type",
        "Try it",
        "Files",
        "Back",
        "Import 5",
    ]
    desk.circlekeeper.look.use_scale(1.0)
