"""The whole program with its window, killed anywhere: while it starts, while somebody speaks, and while a note is written."""

from __future__ import annotations

import time
from contextlib import closing
from itertools import count
from pathlib import Path

from circle.store import Store
from tests.circle.a_stick import a_log, session_id
from tests.fakes import FakeClock
from tests.reliability.moment import (
    Event,
    Killed,
    Left,
    Moment,
    a_desk,
    events_of,
    import_what,
    logs_in,
    look_at_files,
    look_whole,
    say,
)

KEY_POINT = "key point"
"""What its field is called in the kit."""

SAFE_AFTER_MS = 2_000
"""What is written is in the kit no later than this."""

LIFE_EVERY_MS = 5_000
"""How long before a kill the last sign of life may lie, in the session's time."""


class WindowOpens(Moment):
    """The window opens on a kit with sessions, one of them still open, and shows them on the Start page."""

    def __init__(self) -> None:
        self._logs: dict[str, list[Event]] = {}

    def make(self, scene: Path) -> None:
        with closing(Store.open(scene / "kit")) as store:
            for number in range(4):
                store.add_session(session_id(number), a_log(number, turns=10))
            for entry in a_log(9, turns=4).entries[:-1]:
                store.append("0bad9e11", entry)
        self._logs = logs_in(scene / "kit")

    def act(self, scene: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from ui.application import Application, make_app

        app = make_app(["circlekeeper"])
        circlekeeper = Application(app, scene / "kit")
        circlekeeper.window.show_page(circlekeeper.start)
        circlekeeper.window.show()
        circlekeeper.make_ready()
        QApplication.processEvents()
        say(1)
        circlekeeper.window.close()

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left()
        desk = a_desk(home)
        with closing(desk.store) as store:
            logs = {session: events_of(store, session) for session in store.every_session()}
            left.looks_for(len(self._logs), sum(logs.get(one) == log for one, log in self._logs.items()))  # fmt: skip
            if [one.session for one in desk.open_sessions()[0]] != ["0bad9e11"]:
                left.is_damaged("the open evening is not offered")
            if thorough:
                look_whole(store, left)
        look_at_files(home, left)
        return left


class Turn(Moment):
    """Turns in the session that the window keeps, second by second; it says what its clock shows before each."""

    SECONDS, TURN_S = 2_000, 23

    def make(self, scene: Path) -> None:
        scene.mkdir()
        Store.open(scene / "kit").close()

    def act(self, scene: Path) -> None:
        from PySide6.QtCore import QCoreApplication, Qt, QTimer

        from tests.ui.facilitator import an_evening

        app = QCoreApplication([])
        desk = a_desk(scene / "kit", clock := FakeClock())
        desk.begin(an_evening(forms=("open",)))
        desk.live.next()
        say(0)
        (timer,) = desk.live.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for second in range(self.SECONDS):
            if second % self.TURN_S == 0:
                desk.live.pass_piece(f"p{1 + second // self.TURN_S % 6}")
            clock.advance(1_000)
            say(desk.live.now_ms())
            timer.timeout.emit()
            app.processEvents()
        desk.kit.close()

    def know(self, scene: Path, done: Killed) -> None:
        assert done.last == self.SECONDS * 1_000
        (log,) = logs_in(scene / "kit").values()
        assert len(log) > self.SECONDS // self.TURN_S, "these are no turns"

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left()
        desk = a_desk(home)
        with closing(desk.store) as store:
            offered, broken = desk.open_sessions()
            signs = store.open_sessions()
            left.looks_for(bool(killed.said), len(offered))
            for sentence in broken:
                left.is_damaged(sentence)
            if signs and signs[0].at_ms < killed.last - LIFE_EVERY_MS:
                left.lost += 1
                left.why.append(f"the last sign of life is {killed.last - signs[0].at_ms} ms old")
            if thorough:
                look_whole(store, left)
        look_at_files(home, left)
        return left


class Typing(Moment):
    """Somebody writes notes in the window, letter after letter, and keeps one now and then."""

    length_s = 4.5
    EVERY_MS = 20
    KEPT_AFTER = 150

    def __init__(self, *, most: int = 0) -> None:
        """`most`: so many letters and as fast as can be, instead of ever more."""
        self._most, self._every_ms = most, 0 if most else self.EVERY_MS

    def make(self, scene: Path) -> None:
        scene.mkdir()
        Store.open(scene / "kit").close()

    def load(self) -> None:
        import_what(Typing(most=self.KEPT_AFTER + 10))

    def act(self, scene: Path) -> None:
        """Says how many letters there are, how many of them were kept, and when."""
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication, QWidget

        from ui.application import Application, make_app
        from ui.sample_circle import sample_opened

        def in_focus() -> QWidget:
            focused = QApplication.focusWidget()
            assert focused, "no part of the window has the focus"
            return focused

        app = make_app(["circlekeeper"])
        circlekeeper = Application(app, scene / "kit")
        circlekeeper.window.show_page(circlekeeper.start)
        circlekeeper.window.show()
        circlekeeper.window.activateWindow()
        circlekeeper.make_ready()
        circlekeeper.acts.sessions.open_session(sample_opened())
        live = circlekeeper.desk.live
        live.next()
        app.processEvents()
        QTest.keyClicks(in_focus(), "n")
        kept, numbers = 0, count()

        def press() -> None:
            nonlocal kept
            QTest.keyClicks(in_focus(), letter(number := next(numbers)))
            if (number + 1) % self.KEPT_AFTER == 0:
                QTest.keyClick(in_focus(), Qt.Key.Key_Return)
                kept = sum(len(note.text) for note in live.state.notes.values())
                QTest.keyClicks(in_focus(), "n")
            say(number + 1, kept, now_ms())
            if number + 1 == self._most:
                app.quit()

        timer = QTimer()
        timer.timeout.connect(press)
        timer.start(self._every_ms)
        app.exec()

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left()
        with closing(Store.open(home)) as store:
            (session,) = store.every_session() or [""]
            notes = store.read(session).state.notes if session else {}
            kept = "".join(note.text for _number, note in sorted(notes.items()))
            text = kept + store.drafts(session).get("note", "")
            if text != written(len(text)):
                left.is_damaged("letters are missing in the middle, or there twice")
            safe = [letters for letters, _kept, at_ms in killed.said if at_ms <= killed.at_ms - SAFE_AFTER_MS]  # fmt: skip
            left.looks_for(max(safe, default=0), len(text))
            if killed.said and len(kept) < killed.said[-1][1]:
                left.lost += 1
                left.why.append("a note that was shown as kept is not there")
            if thorough:
                look_whole(store, left)
        look_at_files(home, left)
        return left


class Locking(Moment):
    """A key point is begun at the close, and kept because the kit is locked in the middle of it; the next one, and so on."""

    TIMES, LETTERS = 12, 7

    def make(self, scene: Path) -> None:
        scene.mkdir()
        Store.open(scene / "kit").close()

    def act(self, scene: Path) -> None:
        """Says how many letters were written when the lock was shut."""
        from PySide6.QtTest import QTest

        from tests.ui.facilitator import at_the_window
        from ui.application import make_app
        from ui.pages.close import ClosePage

        with at_the_window(make_app(["circlekeeper"]), scene / "kit") as desk:
            desk.begins().press("Ctrl+E", "Ctrl+E")
            numbers = iter(range(self.TIMES * self.LETTERS))
            for time_ in range(1, self.TIMES + 1):
                page = desk.window.page
                assert isinstance(page, ClosePage), page
                for _letter in range(self.LETTERS):
                    QTest.keyClicks(page.harvest.field, letter(next(numbers)))
                desk.press("Ctrl+L")
                assert not desk.circlekeeper.desk.kit.is_open
                say(time_ * self.LETTERS)
                desk.click("Show again")

    def know(self, scene: Path, done: Killed) -> None:
        assert done.last == self.TIMES * self.LETTERS

    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        home, left = scene / "kit", Left()
        with closing(Store.open(home)) as store:
            (session,) = store.every_session() or [""]
            points = store.read(session).state.notes if session else {}
            kept = "".join(point.text for _number, point in sorted(points.items()))
            text = kept + store.drafts(session).get(KEY_POINT, "")
            if text != written(len(text)):
                left.is_damaged("letters are missing in the middle, or there twice")
            left.looks_for(killed.last, len(text))
            if thorough:
                look_whole(store, left)
        look_at_files(home, left)
        return left


def letter(number: int) -> str:
    """Digits of running numbers: a letter that is lost or there twice is seen."""
    return f"{number // 4:04}"[number % 4]


def written(letters: int) -> str:
    return "".join(map(letter, range(letters)))


def now_ms() -> int:
    """By the clock that all processes share."""
    return time.monotonic_ns() // 1_000_000
