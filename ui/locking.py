"""Locking, which is never refused: what is being written is kept, the pages go, and the kit is closed.

While a circle runs its time and its keys go on, and only the notes go.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.session import Phase
from ui.away import Away
from ui.pages.unlock import UnlockPage
from ui.unlocking import Unlocking

if TYPE_CHECKING:
    from circle.vault import Way
    from ui.deck_acts import Shows
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow
    from ui.pages.live import LivePage
    from ui.pages.prepare import Prepared, PreparePage
    from ui.theme import Look

LOCK_MINUTES = "lock_minutes"
"""The setting: after so many minutes without a key or the mouse; 0: never by itself."""

USUAL_MINUTES = 10.0


@dataclass(frozen=True)
class AroundLocks:
    """What a lock closes, and what opens it again."""

    look: Look
    window: MainWindow
    desk: KitDesk
    shows: Shows
    keeps: Callable[[], object]
    """Keeps what is being written on the page."""
    forgets: Callable[[], object]
    """Takes all pages away, and all that was made for them."""
    goes_on: Callable[[], object]
    """The kit is open: shows the Start page."""
    damaged: Callable[[Refused], object]
    """The kit does not open, and may be gone back to a backup of."""
    goes_to: Callable[[Place], object]
    """Back to where one was, over the Start page."""
    passphrase_forgotten: Callable[[], object]
    """The kit was opened with the recovery code."""


@dataclass(frozen=True)
class Place:
    """Where one was: `page` is "close", "review", "safety", "prepare" or empty; and of which session."""

    page: str = ""
    session: str = ""
    prepared: Prepared | None = None


@dataclass
class Unkept:
    """Letters that no disk would take: they are kept in memory, and tried again."""

    session: str = ""
    letters: dict[str, str] = field(default_factory=dict[str, str])


class Locks(QObject):
    def __init__(self, around: AroundLocks, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._place = Place()
        self._unkept = Unkept()
        self._unlocking = Unlocking(around.desk.folder, self)
        self.away = Away(lambda: around.desk.clock, around.window, self)
        self.away.idle.connect(self._lock_when_idle)
        self.away.slept.connect(self.lock)

    # When

    def watch(self) -> None:
        """The kit was opened. Only where a passphrase keeps it, going away from it says anything."""
        desk = self._around.desk
        if desk.kit.key is None:
            self.away.stop()
            return
        with suppress(Refused):
            minutes = desk.store.setting(LOCK_MINUTES, USUAL_MINUTES)
            self.away.watch(round(max(0.0, min(minutes, 30.0)) * 60_000))

    def _lock_when_idle(self) -> None:
        """Not while a circle runs, or the laptop goes round in it."""
        from ui.pages.each_for_themselves import EachForThemselves

        if self._running() is None and not isinstance(self._around.window.page, EachForThemselves):
            self.lock()

    # Locking

    def lock(self) -> None:
        """Nothing is done where nothing is open: the kit is locked, or just being written anew. What another process
        does with it is done to its end.
        """
        if not (self._around.desk.kit.is_open or self._around.desk.kit.is_lent):
            return
        _put_away_dialogs()
        live = self._running()
        if live is not None:
            self._hide_notes(live)
        else:
            self.lock_all()

    def press(self) -> None:
        """By the key: once more, and what is hidden is asked for again."""
        live = self._running()
        if live is not None and live.cover is not None:
            live.cover.ask()
        else:
            self.lock()

    def lock_all(self) -> None:
        around = self._around
        self._place = self._where()
        asks, said = self._asks(), ""
        try:
            said = self._keep()
        finally:  # whatever goes wrong
            self.away.stop()
            around.forgets()
            around.desk.kit.lock()
            clear_clipboard(QApplication.clipboard())
            self.show_unlock(asks=asks, said=said)
        QTimer.singleShot(0, self, gc.collect)  # what only Python still holds of the pages

    def _asks(self) -> bool:
        """Whether it takes a passphrase to come back."""
        desk = self._around.desk
        if not desk.kit.is_lent:
            return desk.kit.key is not None
        from circle.locking import has_passphrase

        return has_passphrase(desk.folder)

    def show_unlock(self, *, asks: bool = True, said: str = "") -> None:
        around = self._around
        page = UnlockPage(around.look, asks=asks, said=said, parent=around.window)
        tries = page.tries
        tries.tried.connect(lambda secret: self._unlocking.try_it(secret, tries, self._open))
        page.shown_again.connect(self._open_plain)
        around.shows(page)

    def _running(self) -> LivePage | None:
        """The page of a circle that runs, also where another one lies over it."""
        from ui.pages.live import LivePage

        window, desk = self._around.window, self._around.desk
        live = desk.on_desk
        if live is None or live.state.phase is Phase.CLOSED:
            return None
        pages = (window.page, window.page_under)
        return next((page for page in pages if isinstance(page, LivePage)), None)

    def _keep(self) -> str:
        """What there is to say of it."""
        desk = self._around.desk
        with suppress(Refused):
            self._around.keeps()
        live = desk.on_desk
        if live is None:
            return ""
        live.drafts.keep_now()
        if not (letters := live.drafts.unkept):
            return ""
        self._unkept = Unkept(live.id, letters)
        return _(
            "What you were writing could not be saved, because the disk would not take it. This window keeps it in "
            "memory: open the kit again before you close the window."
        )

    def _where(self) -> Place:
        from ui.pages.cards import SafeKeepingPage
        from ui.pages.close import ClosePage
        from ui.pages.live import LivePage
        from ui.pages.prepare import PreparePage
        from ui.pages.review import ReviewPage

        live = self._around.desk.on_desk
        match self._around.window.page_under or self._around.window.page:
            case ClosePage() | LivePage() if (
                live is not None
            ):  # or it is the sample circle, which goes
                return Place("close", live.id)
            case ReviewPage() as page:
                return Place("review", page.shown)
            case SafeKeepingPage():
                return Place("safety")
            case PreparePage() as page:
                return Place("prepare", prepared=_prepared(page))
            case _:
                return Place()

    # Opening again

    def put_in_order(self) -> None:
        """What a power cut left of a passphrase that was being set or removed, beside the window."""
        from circle.locking import finish, is_unfinished
        from exports import aside

        desk = self._around.desk
        if desk.kit.is_open and is_unfinished(desk.folder, desk.kit.key):
            aside.submit(finish, desk.folder, desk.kit.key)

    def _open_plain(self) -> None:
        from circle.kit_troubles import KitLocked

        try:
            self._opened(None)
        except KitLocked:  # it was given a passphrase elsewhere meanwhile
            self.show_unlock()
        except Refused as why:
            page = self._around.window.page
            if isinstance(page, UnlockPage):
                page.tries.refuse(str(why))

    def _open(self, key: bytes, way: Way) -> None:
        from circle.vault import Way

        self._opened(key)
        if way is Way.CODE:
            self._around.passphrase_forgotten()

    def _opened(self, key: bytes | None) -> None:
        """Raises Refused."""
        from circle.kit_troubles import KitDamaged, KitGone

        around, place = self._around, self._place
        try:
            around.desk.kit.unlock(key)
        except (KitDamaged, KitGone) as why:
            self._place = Place()
            around.damaged(why)
            return
        self._place = Place()
        self._keep_letters()
        around.goes_on()
        around.goes_to(place)

    def _keep_letters(self) -> None:
        """Those that could not be kept before."""
        unkept, store = self._unkept, self._around.desk.store
        try:
            for name, text in unkept.letters.items():
                store.keep_draft(unkept.session, name, text)
        except Refused as why:
            self._around.window.say(str(why))
        else:
            self._unkept = Unkept()

    # While a circle runs

    def _hide_notes(self, live: LivePage) -> None:
        if live.cover is not None:
            return
        cover = live.hide_notes(asks=self._around.desk.kit.key is not None)
        tries = cover.tries
        clear_clipboard(QApplication.clipboard())
        cover.shown_again.connect(live.show_notes)
        tries.tried.connect(
            lambda secret: self._unlocking.try_it(secret, tries, lambda *_: live.show_notes())
        )


def _prepared(page: PreparePage) -> Prepared | None:
    with suppress(Refused):
        return page.prepared
    return None


def _put_away_dialogs() -> None:
    """Those of the system, which hold up whoever asked for them."""
    for _each in range(5):
        over: QWidget | None = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is None:
            return
        over.close()


def clear_clipboard(clipboard: QClipboard) -> None:
    """What was copied here, unless somebody has copied something else since."""
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
