"""Somebody at the window, on a clock that stands still: what they press and click, and what they see."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from circle.errors import Refused
from circle.events import Participant, RoundPlan, SessionOpened
from circle.i18n import gettext
from circle.kit import FILE_NAME
from circle.store import Store
from tests.fakes import FakeClock
from tests.ui.hands import seen
from ui.application import Application
from ui.live_session import LiveSession
from ui.pages.live import LivePage
from ui.pages.live_side import LiveSide
from ui.widgets.circle_view import CircleView

NAMES = ("Amara", "Bob", "Ceri", "Dev", "Esther", "Zoë")
SECOND = 1_000
_P = ParamSpec("_P")
_T = TypeVar("_T")
_PLAIN = Qt.KeyboardModifier.NoModifier


def an_evening(
    names: Sequence[str] = NAMES,
    forms: Sequence[str] = ("go_round", "go_round"),
    *,
    suggested_s: int = 180,
    once_until_all: bool | None = None,
) -> SessionOpened:
    """A circle in which the third person is the facilitator."""
    people = tuple(
        Participant(f"p{n}", name, facilitator=n == 3) for n, name in enumerate(names, 1)
    )
    plan = tuple(
        RoundPlan(
            form,
            f"Question {n}?",
            f"Part {n}",
            suggested_ms=suggested_s * SECOND,
            once_until_all=once_until_all,
        )
        for n, form in enumerate(forms, 1)
    )
    return SessionOpened("An evening", people, plan, circle="Kitchen table", number=22)


class Facilitator:
    def __init__(self, circlekeeper: Application, clock: FakeClock) -> None:
        self.circlekeeper, self.clock = circlekeeper, clock
        self.window = circlekeeper.window

    @property
    def live(self) -> LiveSession:
        """That of the sample circle while it runs: it has a desk of its own."""
        runs = "sample" in vars(self.circlekeeper) and self.circlekeeper.sample.desk
        return (runs or self.circlekeeper.desk).live

    @property
    def side(self) -> LiveSide:
        """The column beside the circle; not while its notes are hidden."""
        side = self.page._beside.notes_shown
        assert side, "the notes are hidden"
        return side

    @property
    def page(self) -> LivePage:
        page = self.window.page
        assert isinstance(page, LivePage), f"another page is shown: {page}"
        return page

    @property
    def sees(self) -> str:
        QApplication.processEvents()
        return seen(self.window)

    @property
    def circle(self) -> CircleView:
        (view,) = (one for one in self.window.findChildren(CircleView) if one.isVisible())
        return view

    @property
    def stored_events(self) -> int:
        return len(self.circlekeeper.desk.store.read(self.live.id).entries)

    def opens(self, opened: SessionOpened) -> Facilitator:
        self.circlekeeper.acts.sessions.open_session(opened)
        QApplication.processEvents()
        return self

    def begins(self, opened: SessionOpened | None = None) -> Facilitator:
        """The circle is open, and its first round has begun."""
        self.opens(opened or an_evening())
        if not self.live.state.rounds:
            self.press("Space")
        return self

    def waits(self, seconds: float) -> Facilitator:
        self.clock.advance(round(seconds * SECOND))
        self.live.look()
        return self

    def press(self, *keys: str, after_s: float = 1) -> str:
        """Presses keys in whatever has the focus, some time apart. Gives what is then on the screen."""
        for key in keys:
            self.clock.advance(round(after_s * SECOND))
            QTest.keyClick(self.focused, *_code(key))
        return self.sees

    def keeps_pressing(self, key: str, *, times: int) -> str:
        """Holds a key down until the keyboard has repeated it."""
        code, modifiers = _code(key)
        for n in range(times):
            self.clock.advance(SECOND)
            QTest.simulateEvent(self.focused, True, code, modifiers, "", n > 0)
        QTest.simulateEvent(self.focused, False, code, modifiers, "", False)
        return self.sees

    def writes(self, text: str) -> str:
        for letter in text:  # QTest knows only ASCII by its keys
            key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.focused, key, letter, _PLAIN)
        return self.sees

    @property
    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def button(self, words: str) -> QAbstractButton:
        """The button that is shown and whose words begin so; whole words are found in any language."""
        shown = [one for one in self.window.findChildren(QAbstractButton) if one.isVisible()]
        found = [one for one in shown if one.accessibleName().startswith((words, gettext(words)))]
        assert len(found) == 1, [one.accessibleName() for one in shown]
        return found[0]

    def click(self, words: str, *, after_s: float = 1) -> str:
        self.clock.advance(round(after_s * SECOND))
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        return self.sees

    def place_of(self, alias: str) -> int:
        aliases = [seat.alias for seat in self.circle.shown.seats]
        return aliases.index(alias)

    def click_seat(self, alias: str, *, shift: bool = False, after_s: float = 1) -> str:
        self.clock.advance(round(after_s * SECOND))
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        seat = self.circle.placed.seats[self.place_of(alias)].centre.toPoint()
        QTest.mouseClick(self.circle, Qt.MouseButton.LeftButton, held, seat)
        return self.sees

    def goes_to_seat(self, alias: str) -> None:
        """By Tab and the arrows."""
        self.circle.setFocus(Qt.FocusReason.TabFocusReason)
        self.press("Home", *["Right"] * self.place_of(alias), after_s=0)

    def menu_of(self, alias: str) -> QMenu:
        self.goes_to_seat(alias)
        QTest.keyClick(self.circle, Qt.Key.Key_Menu)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"no menu for {alias}"
        return menu

    def choose(self, alias: str, words: str, *, after_s: float = 1) -> str:
        """Something in the menu of a seat."""
        self.menu_of(alias)
        return self.choose_in_menu(words, after_s=after_s)

    def choose_in_menu(self, words: str, *, after_s: float = 1) -> str:
        """Something in the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        self.clock.advance(round(after_s * SECOND))
        action = next(one for one in menu.actions() if one.text() == words)
        where: QPoint = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=where)
        return self.sees

    def timers(self) -> list[QTimer]:
        """The timers of the session and of its page that run."""
        timers = [*self.live.findChildren(QTimer), *self.page.findChildren(QTimer)]
        return [timer for timer in timers if timer.isActive()]

    def ticks(self, times: int = 1) -> str:
        """So many full seconds go by, and the session's own timer fires at each."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        (timer,) = self.live.findChildren(QTimer, options=direct)
        for _ in range(times):
            self.clock.advance(SECOND)
            assert timer.isActive(), "no timer runs"
            timer.timeout.emit()
        return self.sees


def _code(key: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """A key in Qt's portable words, as "Shift+R"."""
    combination = QKeySequence(key)[0]  # pyright: ignore[reportIndexIssue]
    return combination.key(), combination.keyboardModifiers()


@cache
def an_empty_kit() -> bytes:
    """A new kit as it is closed, made once: tables for every test are many waits for the disk."""
    with TemporaryDirectory() as folder:
        Store.open(Path(folder)).close()
        return (Path(folder) / FILE_NAME).read_bytes()


class NoBackups(Executor):
    def submit(self, fn: Callable[_P, _T], /, *_args: _P.args, **_kwargs: _P.kwargs) -> Future[_T]:
        no: Future[_T] = Future()
        no.set_exception(Refused(f"{fn.__name__} is not tried here."))
        return no


@contextmanager
def at_the_window(
    app: QApplication,
    kit: Path,
    clock: FakeClock | None = None,
    *,
    speed: int = 1,
    watched: bool = False,
    made: bool = True,
) -> Iterator[Facilitator]:
    """`watched`: as the program runs, with its log, and with room kept on the disk; its backups are another test's.
    `made`: a new kit is there already.
    """
    clock = clock or FakeClock()
    if made and not kit.exists():
        kit.mkdir(parents=True)
        (kit / FILE_NAME).write_bytes(an_empty_kit())
    circlekeeper = Application(app, kit, clock, speed=speed)
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    if watched:
        circlekeeper.keep_safe()
        circlekeeper.safe_keeping.backing_up._works = NoBackups
    circlekeeper.window.show_page(circlekeeper.start)
    circlekeeper.window.show()
    circlekeeper.window.activateWindow()
    circlekeeper.make_ready()
    QApplication.processEvents()
    try:
        yield Facilitator(circlekeeper, clock)
    finally:
        gone(circlekeeper)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def gone(circlekeeper: Application) -> None:
    """The window is closed, and nothing of it is left to filter events."""
    circlekeeper.window.close()
    circlekeeper.window.deleteLater()
    circlekeeper.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
