"""Backups at the window: made beside it around every circle, seen, copied, gone back to; and a damaged kit opened again."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import ParamSpec, TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from circle import kit
from circle.backup import backups_in
from circle.kit_files import KIT, READY, SET_ASIDE
from circle.store import Store
from exports import aside
from tests.circle.a_stick import a_bundle
from tests.circle.kits_with_backups import (
    add_session,
    back_up,
    damage,
    digest,
    make_kit,
    sessions_in,
)
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from tests.ui.locked import settle
from ui.backing_up import BackingUp
from ui.beside import writer
from ui.pages.backups import BackupsPage
from ui.pages.live import LivePage
from ui.safety_acts import SafetyActs

_P = ParamSpec("_P")
_T = TypeVar("_T")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A kit with three sessions, and backups of when it had one and two of them."""
    home = tmp_path / "kit"
    for number in range(3):
        make_kit(home, 0)
        if number:
            back_up(home, number)
        add_session(home, number)
    return home


@pytest.fixture
def desk(qapp: QApplication, home: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, home) as facilitator:
        yield facilitator


def here(desk: Facilitator) -> BackingUp:
    """Its work is done in a thread: a process is begun by one test alone."""
    backing_up = desk.circlekeeper.safe_keeping.backing_up
    backing_up._works = lambda: ThreadPoolExecutor(1)
    return backing_up


def done(desk: Facilitator) -> str:
    made = desk.circlekeeper
    wait_for(
        lambda: not (made.safe_keeping.backing_up.runs or made.acts.going_back.runs),
        lambda: desk.sees,
    )
    return desk.sees


def safety(desk: Facilitator) -> SafetyActs:
    desk.press("Ctrl+Shift+K")
    return desk.circlekeeper.acts.safety


def all_backups(desk: Facilitator) -> BackupsPage:
    safety(desk)
    desk.click("All backups…")
    page = desk.window.page
    assert isinstance(page, BackupsPage)
    wait_for(lambda: "checking…" not in desk.sees, lambda: desk.sees)
    return page


def test_the_card_says_when_the_last_one_was_made_and_how_many_there_are(desk: Facilitator):
    safety(desk)
    assert "The last one is of 14 May." in desk.sees
    assert "2 backups, " in desk.sees
    assert "They lie on this laptop, beside your kit." in desk.sees


def test_a_backup_is_made_now_and_not_twice(desk: Facilitator, home: Path):
    here(desk)
    safety(desk)
    desk.click("Back up now")
    assert "Done: it was made and checked." in done(desk)
    assert "The last one is of 12 Mar" in desk.sees
    assert "3 backups, " in desk.sees
    desk.click("Back up now")
    assert "Nothing changed since the last one" in done(desk)
    assert len(backups_in(home)) == 3


def test_a_backup_ends_while_another_page_is_read(desk: Facilitator, home: Path):
    here(desk)
    safety(desk)
    desk.click("Back up now")
    desk.click("Read it")
    settle()
    done(desk)
    assert "Something inside" not in desk.sees
    assert len(backups_in(home)) == 3
    desk.press("Escape")
    assert "3 backups, " in desk.sees


def test_the_bar_says_that_a_stick_may_be_taken_out_where_the_card_is_gone(
    desk: Facilitator, tmp_path: Path
):
    part = safety(desk)._parts[0]
    part.copy_to(tmp_path)  # pyright: ignore[reportAttributeAccessIssue]  # the one of the backups
    desk.click("Read it")
    settle()
    wait_for(lambda: "You may take the stick out." in desk.window.said, lambda: desk.sees)


def test_a_circle_is_backed_up_when_it_begins_and_when_it_ends(desk: Facilitator, home: Path):
    desk.circlekeeper.keep_safe()
    backing_up = here(desk)
    desk.begins()
    assert backing_up._soon.isActive(), "not before the circle has its page"
    assert len(backups_in(home)) == 2
    backing_up._soon.timeout.emit()
    done(desk)
    first = backups_in(home)[0]
    assert first.number == 3
    assert backing_up._often.isActive()
    desk.press("Space")
    backing_up._often.timeout.emit()
    done(desk)
    assert backups_in(home)[0].number == 4
    assert not backing_up._soon.isActive()
    desk.press("Ctrl+E", "Ctrl+E")
    assert backing_up._soon.isActive()
    assert not backing_up._often.isActive(), "nothing runs any more"
    backing_up._soon.timeout.emit()
    done(desk)
    assert backups_in(home)[0].number == 5


def test_a_window_that_is_closed_at_once_still_makes_the_backup(qapp: QApplication, home: Path):
    with at_the_window(qapp, home) as desk:
        desk.circlekeeper.keep_safe()
        pool = ThreadPoolExecutor(1)
        backing_up = desk.circlekeeper.safe_keeping.backing_up
        backing_up._works = lambda: pool
        session = desk.begins().live.id
        desk.press("Ctrl+E", "Ctrl+E")
    pool.shutdown()
    assert session in sessions_in(home)
    newest = backups_in(home)[0]
    assert newest.number == 3
    shutil.copy(newest.path, home / KIT)
    assert session in sessions_in(home)


class Recorded(Executor):
    """What is asked of a process of its own, and whether the kit was open here to be read meanwhile."""

    def __init__(self, works: Executor) -> None:
        self._works = works
        self.asked: list[str] = []

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        self.asked.append(fn.__name__)
        return self._works.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._works.shutdown(wait, cancel_futures=cancel_futures)


def test_this_process_never_opens_the_file_that_is_copied(desk: Facilitator, home: Path):
    """It would let go of the engine's lock on it, and the window would wait for the disk."""
    from ui.backing_up import quiet_process

    made = Recorded(quiet_process())
    desk.circlekeeper.safe_keeping.backing_up._works = lambda: made
    opened: list[str] = []
    listening = True

    def hears(event: str, given: tuple[object, ...]) -> None:
        if listening and event in {"open", "os.rename"}:
            opened.append(str(given[0]))

    sys.addaudithook(hears)
    safety(desk)
    desk.click("Back up now")
    assert "Done: it was made and checked." in done(desk)
    listening = False
    assert made.asked == ["copy_kit", "check_copy"]
    assert [path for path in opened if path.endswith((".kit", ".part"))] == []
    assert len(backups_in(home)) == 3


KILLED = """
import os, signal
from ui.backing_up import quiet_process
if __name__ == "__main__":
    works = quiet_process()
    print(works.submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="this system kills in other ways")
def test_what_makes_backups_does_not_outlive_a_program_that_is_killed(tmp_path: Path):
    """It may have the key of the kit. Whoever reads what was printed reads on until all who could print have gone."""
    (tmp_path / "killed.py").write_text(KILLED)
    program = subprocess.run(
        [sys.executable, tmp_path / "killed.py"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=60,
        check=False,
    )
    assert program.returncode == -signal.SIGKILL
    assert int(program.stdout), "it had begun"


def test_a_backup_that_fails_is_said_when_the_circle_is_over_and_once(
    desk: Facilitator, home: Path
):
    desk.circlekeeper.keep_safe()
    backing_up = here(desk)
    shutil.rmtree(home / "backups")
    (home / "backups").write_bytes(b"a file in its place")
    desk.begins()
    backing_up._soon.timeout.emit()
    assert "No backup" not in done(desk)
    assert isinstance(desk.window.page, LivePage)
    desk.press("Ctrl+E", "Ctrl+E")
    assert "No backup was made: the disk answered" in desk.window.said
    desk.window.be_quiet()
    backing_up.begin()
    done(desk)
    assert desk.window.said == "", "once"
    desk.click("Done")
    safety(desk)
    assert "No backup was made: the disk answered" in desk.sees, "and here as long as it is so"


def test_every_backup_is_looked_into_and_a_damaged_one_is_no_way_back(
    desk: Facilitator, home: Path
):
    damage(backups_in(home)[0].path)
    page = all_backups(desk)
    assert "1 session · checked just now" in desk.sees
    assert "damaged, so it cannot be gone back to" in desk.sees
    assert [row.button.isEnabled() for row in page.rows] == [False, True]


def test_going_back_is_asked_in_the_row_and_then_done(desk: Facilitator, home: Path):
    before = sessions_in_the_window(desk)
    all_backups(desk)
    desk.click("Go back to the one of 13 May")
    assert "Your kit will be as it was on 13 May" in desk.sees
    desk.click("Stay with my kit")
    assert "Your kit will be" not in desk.sees
    assert sessions_in_the_window(desk) == before
    desk.click("Go back to the one of 13 May")
    desk.click("Yes, go back")
    assert "Your kit is the one of 13 May now, with 1 session." in done(desk)
    assert "The one before was set aside as it was." in desk.window.said
    assert desk.window.page is desk.circlekeeper.start
    assert len(sessions_in_the_window(desk)) == 1
    assert len(sessions_in(home / SET_ASIDE / "circlekeeper-000001")) == 3
    all_backups(desk)
    assert "1 kit that was set aside lies in" in desk.sees


def test_a_circle_that_began_meanwhile_is_not_exchanged_for_a_backup(desk: Facilitator, home: Path):
    all_backups(desk)
    desk.click("Go back to the one of 13 May")
    desk.click("Yes, go back")
    desk.circlekeeper.show_start()
    desk.begins()
    live = desk.circlekeeper.desk.live
    assert "Your kit is as it was: a circle began meanwhile." in done(desk)
    assert desk.circlekeeper.desk.on_desk is live
    desk.press("Space")
    assert isinstance(desk.window.page, LivePage)
    assert not (home / SET_ASIDE).exists()
    assert not (home / READY).exists()


def sessions_in_the_window(desk: Facilitator) -> list[str]:
    return desk.circlekeeper.desk.store.every_session()


def test_escape_leaves_the_question_and_then_the_page(desk: Facilitator):
    page = all_backups(desk)
    desk.click("Go back to the one of 14 May")
    assert page.rows[0].no.hasFocus(), "nothing happens by one more Enter"
    desk.press("Escape")
    assert desk.window.page is page
    assert page.rows[0].button.hasFocus()
    desk.press("Escape")
    assert "Back up now" in desk.sees


def test_a_backup_is_copied_to_a_stick_as_a_kit(desk: Facilitator, tmp_path: Path):
    (stick := tmp_path / "stick").mkdir()
    acts = desk.circlekeeper.acts.safety
    safety(desk)
    for name in ("Circlekeeper 2026-05-14", "Circlekeeper 2026-05-14-2"):
        part = acts._parts[0]
        part.copy_to(stick)  # pyright: ignore[reportAttributeAccessIssue]  # the one of the backups
        wait_for(
            lambda name=name: f"Copied to “{name}”, and checked." in desk.sees, lambda: desk.sees
        )
        assert len(sessions_in(stick / name)) == 2
    assert len([*stick.iterdir()]) == 2


def test_a_damaged_kit_is_opened_from_the_newest_good_backup(qapp: QApplication, home: Path):
    damage(home / KIT)
    damage(backups_in(home)[0].path)
    before = digest(home / KIT)
    with at_the_window(qapp, home) as desk:
        assert "is damaged. It was left as it is." in desk.window.said
        desk.click("Open the newest good backup")
        assert "Your kit is the one of 13 May now, with 1 session." in done(desk)
        assert len(sessions_in_the_window(desk)) == 1
    assert digest(home / SET_ASIDE / "circlekeeper-000001" / KIT) == before


def test_what_can_be_read_of_a_damaged_kit_is_rescued(qapp: QApplication, home: Path):
    damage(home / KIT, from_byte=4096 * 3, bytes_long=4096 * 2)
    before = digest(home / KIT)
    with at_the_window(qapp, home) as desk:
        desk.click("Rescue what can be read")
        said = done(desk)
        assert "entries rescued" in said
        assert "of 3 sessions whole." in said
        assert "The damaged kit was set aside as it was." in said
        assert len(sessions_in_the_window(desk)) >= 2
    assert digest(home / SET_ASIDE / "circlekeeper-000001" / KIT) == before


def test_without_a_backup_only_rescuing_is_offered(qapp: QApplication, tmp_path: Path):
    home = make_kit(tmp_path / "kit")
    damage(home / KIT)
    with at_the_window(qapp, home) as desk:
        assert "Rescue what can be read" in desk.sees
        assert "Open the newest good backup" not in desk.sees


def test_a_kit_that_is_gone_is_not_begun_anew_unseen(qapp: QApplication, home: Path):
    (home / KIT).unlink()
    with at_the_window(qapp, home) as desk:
        assert "is gone, but there are backups of it" in desk.window.said
        assert "Rescue what can be read" not in desk.sees, "there is nothing to read"
        desk.click("Open the newest good backup")
        assert "Your kit is the one of 14 May now, with 2 sessions." in done(desk)


def test_a_backup_is_begun_before_anything_can_come_in(
    desk: Facilitator, home: Path, tmp_path: Path
):
    desk.circlekeeper.keep_safe()
    here(desk)
    desk.circlekeeper.acts.opening.open([tmp_path / "nothing.circle"])
    done(desk)
    assert backups_in(home)[0].number == 3


def test_damage_that_opening_does_not_look_for_is_said_at_the_next_start(
    qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
):
    """As of a kit that is too large to be looked through whenever it is opened; the window was closed at once."""
    monkeypatch.setattr(kit, "CHECKED_UP_TO", 1_000)
    with closing(Store.open(home)) as store:
        (page,) = store._rows(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'turn_by_person'"
        ) or store._rows(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND rootpage > 0 ORDER BY rootpage DESC LIMIT 1"
        )
    damage(home / KIT, from_byte=4096 * (page[0] - 1), bytes_long=4096)
    with at_the_window(qapp, home) as desk:
        desk.circlekeeper.keep_safe()
        pool = ThreadPoolExecutor(1)
        desk.circlekeeper.safe_keeping.backing_up._works = lambda: pool
        assert "damaged" not in desk.window.said
        desk.circlekeeper.safe_keeping.backing_up.begin()
    pool.shutdown()
    assert backups_in(home)[0].number == 2, "none is made of it"
    with at_the_window(qapp, home) as desk:
        assert "No backup was made, because the kit is not as it was written." in desk.window.said
        desk.circlekeeper.acts.going_back.to(backups_in(home)[0])
        done(desk)
        here(desk).begin()
        done(desk)
    with at_the_window(qapp, home) as desk:
        assert "No backup" not in desk.window.said


class Slow(ThreadPoolExecutor):
    """Goes on when it is let."""

    def __init__(self) -> None:
        super().__init__(1)
        self.let = Event()
        super().submit(self.let.wait, 30)


@pytest.mark.parametrize("files", [1, 2])
def test_what_comes_in_waits_for_the_backup(
    desk: Facilitator, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int
):
    monkeypatch.setattr(aside, "submit", writer().submit)
    bundles: list[Path] = []
    for number in range(files):
        bundles.append(tmp_path / f"{number}.circle")
        bundles[-1].write_bytes(a_bundle(40 + number))
    slow = Slow()
    desk.circlekeeper.keep_safe()
    desk.circlekeeper.safe_keeping.backing_up._works = lambda: slow
    desk.circlekeeper.acts.opening.open(bundles)
    wait_for(lambda: "Import" in desk.sees, lambda: desk.sees)
    kit_desk = desk.circlekeeper.desk
    desk.press("Ctrl+Return", "Ctrl+Return")
    assert "Making a backup first…" in desk.sees
    assert len(kit_desk.store.every_session()) == 3
    slow.let.set()
    wait_for(lambda: len(kit_desk.store.every_session()) == 3 + files, lambda: desk.sees)
    assert len(sessions_in_copy(backups_in(home)[0].path, tmp_path)) == 3


def sessions_in_copy(path: Path, tmp_path: Path) -> dict[str, str]:
    (folder := tmp_path / "looked").mkdir()
    shutil.copy(path, folder / KIT)
    return sessions_in(folder)
