"""A passphrase and all that has to do with the kit's files: backups, going back, rescuing, erasing, locking."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import ParamSpec, TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from circle import backup, locking, vault
from circle.backup import backups_in
from circle.erased import Kind, Piece
from circle.erasing import Order, What
from circle.kit_files import KEY, KIT, NEXT, READY, SET_ASIDE, WORK
from circle.rewriting import is_plain
from circle.store import Store
from circle.vault import Way
from circle.verifying import verify
from exports import aside
from tests.circle.kits_with_backups import back_up, damage
from tests.circle.locking_kits import CANARY, CODE, PASSPHRASE, files_with, make_kit, opens_with
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from tests.ui.locked import settle
from tests.ui.typed import Typed, typed_here
from ui.beside import writer
from ui.pages.backups import BackupsPage
from ui.pages.cards import SafeKeepingPage
from ui.pages.erase import ErasePage
from ui.pages.start import StartPage
from ui.pages.unlock import UnlockPage

_P = ParamSpec("_P")
_T = TypeVar("_T")

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is about how long a passphrase takes, or a process."""
    monkeypatch.setattr(vault, "WORK", 14)
    monkeypatch.setattr(backup, "LEFT_FREE", 0)
    monkeypatch.setattr(aside, "submit", writer().submit)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain kit with a backup, and one that was set aside; both hold what was said."""
    home = tmp_path_factory.mktemp("told") / "kit"
    make_kit(home, sessions=2)
    back_up(home)
    (home / SET_ASIDE / "circlekeeper-000001").mkdir(parents=True)
    shutil.copy(home / KIT, home / SET_ASIDE / "circlekeeper-000001" / KIT)
    return home


@pytest.fixture
def home(told: Path, tmp_path: Path) -> Path:
    return shutil.copytree(told, tmp_path / "kit")


@pytest.fixture
def sealed(home: Path, quick: None) -> Path:
    locking.set_passphrase(home, PASSPHRASE, CODE)
    return home


@pytest.fixture
def desk(qapp: QApplication, sealed: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, sealed) as facilitator:
        in_threads(facilitator)
        unlocks(facilitator)
        yield facilitator


def in_threads(desk: Facilitator) -> None:
    desk.circlekeeper.safe_keeping.backing_up._works = lambda: ThreadPoolExecutor(1)


def until(is_so: Callable[[], bool], desk: Facilitator) -> None:
    wait_for(is_so, lambda: f"it never came to be so: {desk.sees}")
    settle()


def unlocks(desk: Facilitator, secret: str = PASSPHRASE) -> None:
    page = desk.window.page
    assert isinstance(page, UnlockPage), f"another page is shown: {page}"
    page.tries.field.line.setText(secret)
    page.tries.field.line.returnPressed.emit()
    until(lambda: desk.window.page is not page or not page.tries.waits, desk)


def at_rest(desk: Facilitator) -> None:
    made = desk.circlekeeper
    until(lambda: not (made.safe_keeping.backing_up.runs or made.acts.going_back.runs), desk)


def asks_for_passphrase(desk: Facilitator) -> None:
    desk.circlekeeper.show_safety()
    desk.click("Set a passphrase")
    page = desk.window.page
    for field in (page.first.line, page.second):  # pyright: ignore
        field.setText(PASSPHRASE)
    desk.click("Go on")
    page.typed.setText(page._code)  # pyright: ignore


def nothing_is_plain(home: Path) -> None:
    assert [*files_with(home, CANARY)] == []
    assert [path for path in home.rglob("*") if path.is_file() and is_plain(path)] == []


class SlowToCheck(ThreadPoolExecutor):
    """Copies at once, and checks what was copied when it is let."""

    def __init__(self) -> None:
        super().__init__(1)
        self.let = Event()

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        if fn.__name__ != "copy_kit":
            super().submit(self.let.wait, 30)
        return super().submit(fn, *args, **kwargs)


def test_set_in_the_window_while_there_are_copies_everything_is_sealed(
    qapp: QApplication, home: Path
) -> None:
    """One backup is being made at that moment, too."""
    shutil.copy(home / KIT, home / READY)
    (home / f"{WORK}abc").mkdir()
    shutil.copy(home / KIT, home / f"{WORK}abc" / "damaged.kit")
    with at_the_window(qapp, home) as desk:
        slow = SlowToCheck()
        desk.circlekeeper.safe_keeping.backing_up._works = lambda: slow
        desk.circlekeeper.desk.store.keep_setting("words", f"{CANARY} again")
        asks_for_passphrase(desk)
        desk.circlekeeper.safe_keeping.backing_up.begin()
        desk.click("Set the passphrase")
        writer().submit(lambda: None).result()
        assert is_plain(home / KIT), "a backup without a passphrase would come after it"
        slow.let.set()
        until(lambda: isinstance(desk.window.page, SafeKeepingPage), desk)
        at_rest(desk)
        assert "opens with" in desk.sees or "open with" in desk.sees
        assert len(backups_in(home)) == 2
        nothing_is_plain(home)
    for path in (home, home / "backups"):
        assert (path / KEY).exists()


def test_a_backup_is_made_listed_and_gone_back_to(desk: Facilitator, sealed: Path) -> None:
    desk.circlekeeper.desk.store.keep_setting("words", f"{CANARY} changed")
    desk.circlekeeper.show_safety()
    desk.click("Back up now")
    at_rest(desk)
    assert "Done: it was made and checked." in desk.sees
    desk.click("All backups…")
    page = desk.window.page
    assert isinstance(page, BackupsPage)
    until(lambda: "checking…" not in desk.sees, desk)
    assert "damaged" not in desk.sees
    nothing_is_plain(sealed)
    desk.circlekeeper.acts.going_back.to(backups_in(sealed)[1])
    at_rest(desk)
    assert "Your kit is the one of" in desk.window.said
    assert desk.circlekeeper.desk.store.setting("words", "") == CANARY
    nothing_is_plain(sealed)


@pytest.mark.parametrize("way", ["Open the newest good backup", "Rescue what can be read"])
def test_a_damaged_kit_is_offered_its_ways_once_it_is_unlocked(
    qapp: QApplication, sealed: Path, way: str
) -> None:
    damage(sealed / KIT, from_byte=4096 * 4, bytes_long=4096 * 2)
    with at_the_window(qapp, sealed) as desk:
        in_threads(desk)
        unlocks(desk)
        assert isinstance(desk.window.page, StartPage)
        assert "is damaged. It was left as it is." in desk.window.said
        desk.click(way)
        at_rest(desk)
        assert desk.circlekeeper.desk.kit.is_open
        assert len(desk.circlekeeper.desk.store.every_session()) == 2
        assert not verify(desk.circlekeeper.desk.store).findings
        nothing_is_plain(sealed)
        desk.press("Ctrl+L")
        unlocks(desk)
        assert desk.circlekeeper.desk.kit.is_open


def order_for_the_note(desk: Facilitator) -> Order:
    store = desk.circlekeeper.desk.store
    number = next(iter(store.read("session0").state.notes))
    return Order(What.WRITTEN, ("session0",), (Piece(Kind.NOTE, number),))


def begins_to_erase(desk: Facilitator) -> ErasePage:
    made = desk.circlekeeper
    made.acts.erase(order_for_the_note(desk), "", made.show_start)
    page = desk.window.page
    assert isinstance(page, ErasePage)
    until(page.erase_button.isVisible, desk)
    return page


def test_a_note_is_erased_and_backups_are_replaced_by_a_sealed_one(
    desk: Facilitator, sealed: Path
) -> None:
    page = begins_to_erase(desk)
    desk.click("Erase for good")
    until(page.copy_button.isVisible, desk)
    assert [one.number for one in backups_in(sealed)] == [2]
    assert not (sealed / SET_ASIDE).exists()
    nothing_is_plain(sealed)
    desk.circlekeeper.desk.kit.close()
    key, _way = locking.unlock(sealed, PASSPHRASE)
    locking.remove(sealed, key)
    with closing(Store.open(sealed)) as store:
        assert not store.read("session0").state.notes
    assert CANARY.encode() not in backups_in(sealed)[0].path.read_bytes().split(b"session1")[0]


class Held:
    """Work that is begun beside the window and goes on when it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_go_on, self.begun = Event(), Event()
        submit = writer().submit

        def held(work: Callable[..., object], *given: object) -> Future[object]:
            return submit(self._work, work, given)

        monkeypatch.setattr(aside, "submit", held)

    def _work(self, work: Callable[..., object], given: tuple[object, ...]) -> object:
        self.begun.set()
        assert self.may_go_on.wait(30)
        return work(*given)


def test_the_lock_is_not_refused_while_something_is_erased(
    desk: Facilitator, sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins_to_erase(desk)
    held = Held(monkeypatch)
    desk.click("Erase for good")
    until(held.begun.is_set, desk)
    desk.press("Ctrl+L")
    assert isinstance(desk.window.page, UnlockPage)
    assert "Erase" not in desk.sees
    held.may_go_on.set()
    writer().submit(lambda: None).result()
    settle()
    assert isinstance(desk.window.page, UnlockPage)
    unlocks(desk)
    assert not desk.circlekeeper.desk.store.read("session0").state.notes
    nothing_is_plain(sealed)


def test_a_lock_while_a_backup_runs_lets_it_be_made_sealed(desk: Facilitator, sealed: Path) -> None:
    desk.circlekeeper.desk.store.keep_setting("words", f"{CANARY} again")
    desk.circlekeeper.safe_keeping.backing_up.begin()
    desk.press("Ctrl+L")
    assert isinstance(desk.window.page, UnlockPage)
    at_rest(desk)
    assert len(backups_in(sealed)) == 2
    nothing_is_plain(sealed)
    unlocks(desk)
    assert desk.circlekeeper.desk.store.setting("words", "") == f"{CANARY} again"


def test_removed_while_a_backup_runs_all_of_them_open_without_it(
    desk: Facilitator, sealed: Path
) -> None:
    desk.circlekeeper.desk.store.keep_setting("words", "again")
    desk.circlekeeper.show_safety()
    desk.click("Remove it")
    page = desk.window.page
    page.present.line.setText(PASSPHRASE)  # pyright: ignore
    desk.circlekeeper.safe_keeping.backing_up.begin()
    desk.click(page.button.words)  # pyright: ignore
    until(lambda: isinstance(desk.window.page, SafeKeepingPage), desk)
    at_rest(desk)
    assert len(backups_in(sealed)) == 2
    assert all(is_plain(one.path) for one in backups_in(sealed))
    assert is_plain(sealed / SET_ASIDE / "circlekeeper-000001" / KIT)
    assert not (sealed / KEY).exists()


def test_another_kit_that_was_about_to_take_its_place_is_sealed_with_it(home: Path) -> None:
    """Going back was cut off, and the next that is done is to set a passphrase."""
    shutil.copy(backups_in(home)[0].path, home / NEXT)
    locking.set_passphrase(home, PASSPHRASE, CODE)
    assert not (home / NEXT).exists()
    assert len(opens_with(home, PASSPHRASE)["event"]) == 10
    nothing_is_plain(home)


def test_after_a_change_the_old_passphrase_opens_nothing_in_the_folder(sealed: Path) -> None:
    key, _way = locking.unlock(sealed, PASSPHRASE)
    shutil.copy(sealed / KEY, sealed / SET_ASIDE / "circlekeeper-000001" / KEY)
    locking.change(sealed, key, Way.PASSPHRASE, "another one")
    for path in sealed.rglob(KEY):
        with pytest.raises(vault.WrongPassphrase):
            vault.opened(path.read_bytes(), PASSPHRASE)
        assert vault.opened(path.read_bytes(), "another one")[0] == key


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], sealed: Path, tmp_path: Path) -> Typed:
    """With the file that holds the passphrase."""
    (tmp_path / "passphrase.txt").write_text(PASSPHRASE + "\n", "utf-8")
    given = typed_here(capsys, sealed)
    return lambda *words: given(*words, "--kit-passphrase-file", tmp_path / "passphrase.txt")


def test_every_command_takes_the_passphrase_from_a_file(
    typed: Typed, sealed: Path, tmp_path: Path
) -> None:
    made = typed("backup")
    assert made.code == 0, made.err
    assert typed("backup", "--list").code == 0
    assert typed("verify").code == 0
    bundle = typed("export", "session1", "--format", "circle", "--out", tmp_path / "out")
    assert bundle.code == 0, bundle.err
    (file,) = (tmp_path / "out").iterdir()
    assert typed("erase", "session1", "--yes").code == 0
    came = typed("import", file)
    assert came.code == 0, came.err
    assert typed("restore").code == 0
    assert typed("restore", "--to", tmp_path / "restored").code == 0
    nothing_is_plain(tmp_path / "restored")
    damage(sealed / KIT, from_byte=4096 * 4, bytes_long=4096)
    assert typed("verify").code == 1
    rescued = typed("salvage")
    assert rescued.code == 0, rescued.err
    assert typed("verify").code == 0
    nothing_is_plain(sealed)
