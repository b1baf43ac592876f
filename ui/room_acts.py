"""The room display: asked for, put on its screen, blanked, and hidden when that screen goes away."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.preferences import Shows
from ui.pages.room_shown import room_shown
from ui.room_display import RoomDisplay
from ui.screens import other_screens, screen_words

if TYPE_CHECKING:
    from circle.preferences import Room
    from ui.live_session import LiveSession
    from ui.main_window import MainWindow
    from ui.pages.live import LivePage
    from ui.preferred import Preferred
    from ui.theme import Look


class RoomActs(QObject):
    """It follows the session on the desk and does nothing to it. On a screen of its own it is there or nowhere."""

    changed = Signal(str)
    """How it is with it, in words; empty while it is off."""

    def __init__(
        self, look: Look, window: MainWindow, preferred: Preferred, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look, self._window, self._preferred = look, window, preferred
        self._live: LiveSession | None = None
        self.display: RoomDisplay | None = None
        self._screen: QScreen | None = None
        """The one that it is on; None: it is a window, or hidden."""
        self._lost = ""
        """The name of the screen that went away while it was shown there."""
        self._is_blank = self._told_of_window = False
        preferred.changed.connect(self._refresh)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._screen_came)
        app.screenRemoved.connect(self._screen_went)
        for screen in app.screens():
            screen.geometryChanged.connect(self._look_at_screens)
        if (handle := window.windowHandle()) is not None:
            handle.screenChanged.connect(self._look_at_screens)

    # The session

    def follow(self, live: LiveSession) -> None:
        self.let_go()
        self._live = live
        live.changed.connect(self._refresh)
        live.ticked.connect(self._refresh)
        live.reading_changed.connect(self._refresh)

    def let_go(self) -> None:
        """Without a session there is nothing to show."""
        self.hide()
        if self._live is not None:
            self._live.changed.disconnect(self._refresh)
            self._live.ticked.disconnect(self._refresh)
            self._live.reading_changed.disconnect(self._refresh)
        self._live = None

    def _refresh(self) -> None:
        if self.display is None or self._live is None:
            return
        live, wanted = self._live, self._room
        shown = room_shown(
            live.state,
            live.now_ms(),
            names=wanted.shows is Shows.NAME,
            digits=wanted.digits,
            reading=live.reading,
        )
        self.display.view.show_as_window(as_window=wanted.as_window)
        self.display.view.show_room(shown)

    def show_bell(self) -> None:
        if self.display is not None:
            self.display.view.show_bell()

    # What is asked for

    @property
    def _room(self) -> Room:
        return self._preferred.now.room

    @property
    def words(self) -> str:
        if self._lost:
            return _("Room display hidden")
        if self.display is None:
            return ""
        return _("Room display blank") if self._is_blank else _("Room display on")

    def toggle(self) -> None:
        if self.display is not None or self._lost:
            self.hide()
        else:
            self.show()

    def show(self) -> None:
        """On its screen; on the only other one; else in a window. Which of several it is, is asked once."""
        if self.display is not None:  # what offered it may stand there still
            return
        others = [] if self._room.in_window else other_screens(self._window)
        if (chosen := _chosen(self._room.screen, others)) is not None:
            self._fill(chosen)
        elif others:
            acts = [(screen_words(one), partial(self._show_on, one)) for one in others]
            self._window.tell_here(_("Which screen is for the room?"), *acts)
        else:
            self._open_window()

    def show_on_other_screen(self) -> None:
        """By a key of a presenter remote, which is never to lay a window over the facilitator's."""
        if self.display is None and not self._room.in_window and other_screens(self._window):
            self.show()

    def offer(self, page: LivePage) -> None:
        """Where it was at an earlier session: it never comes by itself."""
        there = {one.name() for one in other_screens(self._window)}
        if self.display is None and not self._room.in_window and self._room.screen in there:
            asked = _("The screen {name} is there. Show the room display on it?")
            act = (_("Show it"), self.show)
            page.tell(asked.format(name=self._room.screen), act)

    def hide(self) -> None:
        self._lost, self._is_blank = "", False
        self._put_away()

    def toggle_blank(self) -> None:
        if self.display is None:
            self._window.tell_here(_("The room display is off."), (_("Show it"), self.show))
            return
        self._is_blank = not self._is_blank
        self.display.view.show_blank(blank=self._is_blank)
        self.changed.emit(self.words)

    # Its window

    def _show_on(self, screen: QScreen) -> None:
        if self.display is None and screen in other_screens(self._window):
            self._fill(screen)

    def _fill(self, screen: QScreen) -> None:
        with suppress(Refused):  # it is shown all the same, and another time asked for again
            self._preferred.change(room=replace(self._room, screen=screen.name()))
        self._screen = screen
        self._made().fill(screen)
        self._opened()

    def _open_window(self) -> None:
        self._made().show()
        self._opened()
        if not self._told_of_window:
            self._told_of_window = True
            self._window.tell_here(_window_words())

    def _made(self) -> RoomDisplay:
        self.display = RoomDisplay(self._look, self._window)
        self.display.closed.connect(self.hide)
        self.display.view.show_blank(blank=self._is_blank)
        self._refresh()
        return self.display

    def _opened(self) -> None:
        self._lost = ""
        self.changed.emit(self.words)

    def _put_away(self) -> None:
        """It goes for good, so that nothing can show it elsewhere."""
        display, self.display, self._screen = self.display, None, None
        if display is not None:
            display.closed.disconnect(self.hide)
            self._window.take_back(_window_words())
            had_the_keys = display.isActiveWindow()
            display.hide()
            display.deleteLater()
            if had_the_keys:
                self._window.activateWindow()
        self.changed.emit(self.words)

    # Screens that come and go

    def _screen_came(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._look_at_screens)  # it is given its place by and by
        self._look_at_screens()

    def _screen_went(self, screen: QScreen) -> None:
        """Right after this Qt moves what is left there to the facilitator's screen."""
        self._look_at_screens(gone=screen)

    def _look_at_screens(self, _changed: object = None, *, gone: QScreen | None = None) -> None:
        others = other_screens(self._window, gone)
        if self._screen is not None and self._screen not in others:
            self._lost = self._screen.name()
            self._put_away()
            self._window.mention_here(self._hidden_words())
        elif self._screen is not None and self.display is not None:
            self.display.setGeometry(self._screen.geometry())
        elif self._lost and (back := _named(self._lost, others)) is not None:
            said = self._hidden_words()
            self._fill(back)
            self._window.take_back(said)

    def _hidden_words(self) -> str:
        why = _(
            "The screen {name} is not there for the room any more, so the room display is hidden. The circle’s time goes on; "
            "the display is back as soon as the screen is."
        )
        return why.format(name=self._lost)


def _window_words() -> str:
    return _(
        "The room display is a window. Drag it to where the circle sees it; F11 or a double click in it fills the screen."
    )


def _chosen(name: str, others: list[QScreen]) -> QScreen | None:
    only = others[0] if len(others) == 1 else None
    return _named(name, others) or only


def _named(name: str, screens: list[QScreen]) -> QScreen | None:
    return next((one for one in screens if one.name() == name), None)
