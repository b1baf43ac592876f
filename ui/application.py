"""The composition root: everything is made here, once, and handed to what needs it."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import ui.qt_first  # noqa: F401

# isort: split
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from circle.errors import Refused
from circle.paths import assets, kit_folder
from ui.as_the_computer import AsTheComputer
from ui.main_window import MainWindow
from ui.pages.start import StartPage
from ui.preferred import Preferred
from ui.speaking import begin
from ui.theme import Look

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from circle.clock import Clock
    from circle.templates import SessionTemplate, Shelf
    from ui.actions import Action
    from ui.acts import Acts
    from ui.in_the_room import InTheRoom
    from ui.keys_for_widgets import KeysForWidgets
    from ui.kit_desk import KitDesk
    from ui.live_session import LiveSession
    from ui.one_switch import OneSwitch
    from ui.safe_keeping import SafeKeeping
    from ui.sample_acts import SampleActs


def open_window(home: Path | None = None, files: tuple[Path, ...] = ()) -> int:
    """Opens the window on a kit, and files in it, and gives the exit code when it is closed."""
    app = make_app(sys.argv)
    circlekeeper = Application(app, kit_folder(home), opens=files)
    circlekeeper.keep_safe()
    circlekeeper.show()
    return app.exec()


def make_app(arguments: list[str]) -> QApplication:
    # As an argument, because setStyle gives the style back and makes all of QStyle ready for Python.
    app = QApplication([*arguments[:1], "-style", "Fusion"])
    app.setApplicationName("Circlekeeper")
    app.setDesktopFileName("circlekeeper")
    return app


class Application(QObject):
    """The window, its pages and the kit.

    The kit is opened after the first paint, and what a session needs is imported then: a window that
    is there at once is part of the design. So is the filter of events: to show Python every event
    makes every class of Qt ready for it.
    """

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        clock: Clock | None = None,
        *,
        speed: int = 1,
        opens: tuple[Path, ...] = (),
    ) -> None:
        """`opens`: files from somebody, to be looked at once the kit is open."""
        super().__init__(app)
        self.opens = opens
        self.assets = assets()
        self.preferred = Preferred(folder, self)
        self.language_trouble = begin(app, self.preferred, self.assets / "locale")
        self.look = Look(self.assets)
        self.look.follow(AsTheComputer(app.styleHints(), self))
        if self.preferred.are_kept:
            self._use_preferred_look()
        self.look.apply(app)
        self._app = app
        self._kit = (folder, clock, speed)
        self.window = MainWindow(self.look)
        self.start = StartPage(self.look)
        self.page: QWidget | None = None
        self._keep_first: Callable[[], object] | None = None
        self.is_closed = self.is_kept_safe = False
        self._keys_unknown = ""
        self._connect_start()
        self.window.look_chosen.connect(self._remember_look)
        self.preferred.changed.connect(self._use_preferred_look)
        self.preferred.changed.connect(self._use_preferred_keys)
        self.window.closed.connect(self._close_kit)
        self.window.lock_asked.connect(self._press_lock)
        self.window.help_asked.connect(self.show_help)

    def keep_safe(self) -> None:
        """As the program runs: with backups around every circle, room kept on the disk, and errors that nobody
        expected told of and written down.
        """
        self.is_kept_safe = True
        sys.excepthook = self._unexpected

    def _unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What is needed for it is imported when there is one."""
        self.safe_keeping.watch.unexpected(kind, error, trace)

    def _connect_start(self) -> None:
        start, window = self.start, self.window
        start.start_now_chosen.connect(lambda: self.prepare(None))
        start.template_chosen.connect(self.prepare)
        start.carry_on_chosen.connect(self.carry_on)
        start.close_chosen.connect(self._close_at)
        start.session_chosen.connect(self.look_back)
        start.decks_asked.connect(self.show_decks)
        start.documents_asked.connect(self.show_documents)
        start.palette_asked.connect(window.next_palette)
        start.keys_asked.connect(window.show_keys)
        start.help_asked.connect(self.show_help)
        start.sample_asked.connect(self._try_sample)
        start.bigger_asked.connect(window.bigger)
        start.smaller_asked.connect(window.smaller)

    @cached_property
    def shelf(self) -> Shelf:
        from circle.templates import read_shelf

        return read_shelf(self.assets)

    @cached_property
    def desk(self) -> KitDesk:
        from circle.clock import SystemClock
        from ui.kit_desk import KitDesk

        folder, clock, speed = self._kit
        desk = KitDesk(folder, clock or SystemClock(), self.shelf, speed=speed)
        desk.on_live, desk.off_desk = self._follow, self.in_the_room.let_go
        return desk

    def _follow(self, live: LiveSession) -> None:
        self.safe_keeping.follow(live)
        self.in_the_room.follow(live)

    @cached_property
    def in_the_room(self) -> InTheRoom:
        from ui.in_the_room import InTheRoom

        return InTheRoom(self)

    @cached_property
    def sample(self) -> SampleActs:
        from ui.sample_acts import SampleActs

        return SampleActs(self)

    def _try_sample(self) -> None:
        self.sample.begin()

    def _end_sample(self) -> None:
        if "sample" in self.__dict__:
            self.sample.end()

    @cached_property
    def safe_keeping(self) -> SafeKeeping:
        from ui.safe_keeping import SafeKeeping

        return SafeKeeping(self)

    @cached_property
    def acts(self) -> Acts:
        from ui.acts import Acts

        return Acts(self)

    def show(self) -> None:
        self.start.painted.connect(self._show_choices, Qt.ConnectionType.QueuedConnection)
        self.window.show_page(self.start)
        self.window.show()

    def _show_choices(self) -> None:
        if self.is_closed:
            return
        gc.freeze()  # what there is by now stays; to look at it all again costs as much as painting
        gc.enable()
        self.start.show_templates(self.shelf.templates)
        QTimer.singleShot(0, self, self._take_keys_and_kit)

    def make_ready(self) -> None:
        """All that follows the first paint, at once."""
        self.start.show_templates(self.shelf.templates)
        self._take_keys_and_kit()

    def _take_keys_and_kit(self) -> None:
        """Whatever is wrong with the kit, keys and screen readers work."""
        if self.is_closed:
            return
        from ui.accessible import install
        from ui.ahead import AT_REST_MS, import_ahead

        install()
        if self.preferred.are_kept:
            self._use_preferred_keys()
        self.window.bind_keys()
        _ = self._keys_for_widgets
        self.acts.start.connect()
        self.open_kit()
        QTimer.singleShot(0, self, self._load_other_scripts)
        QTimer.singleShot(AT_REST_MS, self, self._scroll_by_finger)
        QTimer.singleShot(AT_REST_MS, self, partial(import_ahead, self))

    def _scroll_by_finger(self) -> None:
        from PySide6.QtGui import QInputDevice

        screens = (one.type() for one in QInputDevice.devices())
        if QInputDevice.DeviceType.TouchScreen in screens:
            from ui.by_finger import ByFinger

            ByFinger(self.window, self.look, self)

    def _load_other_scripts(self) -> None:
        """Of letters that Qt cannot read it is known only now."""
        before = self.look.missing_words()
        self.look.load_other_scripts()
        if (words := self.look.missing_words()) != before:
            self.window.tell_here("\n".join(filter(None, (self.window.said, words))))

    def open_kit(self) -> None:
        """Opens the kit, or says why it cannot be opened and offers to try again."""
        from circle.kit_troubles import KitLocked

        acts = self.acts
        try:
            self.desk.kit.open()
            shelf = acts.templates.desk.look()
            to_know = self.desk.clock_words()
        except KitLocked:
            self.safe_keeping.show_unlock()
            return
        except Refused as why:
            self.safe_keeping.not_opened(why)
            acts.start.say(why)
            return
        acts.templates.show()
        to_say = self.safe_keeping.opened()
        broken = (
            *shelf.broken,
            self.preferred.trouble,
            self.language_trouble,
            self._keys_unknown,
            self.look.missing_words(),
        )
        to_say = to_say.besides(*broken, quiet=to_know)
        acts.start.show(to_say)
        if files := self.opens:
            self.opens = ()
            acts.opening.open(files)

    def show_start(self) -> None:
        self.acts.start.show()

    def show_decks(self) -> None:
        self.acts.decks.show_all()

    def show_documents(self) -> None:
        self.acts.documents.open()

    def show_settings(self) -> None:
        self.acts.settings.open()

    def show_help(self, page: str = "") -> None:
        """Over the page that is shown, which goes on below."""
        self.acts.help.open(page)

    def show_safety(self) -> None:
        self.acts.safety.open()

    def prepare(self, template: SessionTemplate | None) -> None:
        self.acts.sessions.prepare(template)

    def carry_on(self, session: str) -> None:
        self.acts.sessions.carry_on(session)

    def look_back(self, session: str) -> None:
        self.acts.sessions.look_back(session)

    def _close_at(self, session: str, at_ms: int) -> None:
        self.acts.sessions.close_at(session, at_ms)

    def review(self, session: str = "") -> None:
        """The archive, and that session or the newest."""
        self.acts.reviewing.open(session)

    def show_page(
        self,
        page: QWidget,
        actions: tuple[Action, ...] = (),
        keep_first: Callable[[], object] | None = None,
    ) -> None:
        """`keep_first`: keeps what is being written on the page, before the kit is closed."""
        before, self.page = self.page, page
        self._keep_first = keep_first
        self.window.be_quiet()
        self.window.show_page(page, actions)
        self.window.drop_over()
        if before is not None and before not in (self.start, page):
            self.window.drop_page(before)
        self.safe_keeping.tell_what_waits()

    def keep_now(self) -> None:
        """What is being written."""
        if self._keep_first is not None:
            self._keep_first()

    def forget(self) -> None:
        """As if nothing had been opened yet: what pages were made with goes along with them."""
        self._keep_first = None
        self._end_sample()
        self.__dict__.pop("acts", None)
        self.window.forget()
        self.page = None
        self.start = StartPage(self.look)
        self._connect_start()
        self.acts.start.connect()

    def anew(self) -> None:
        """Every page, in the language that is preferred by now; then the Settings page is shown again."""
        from ui.speaking import choose

        self.keep_now()
        code, locale = self.preferred.now.language, self.assets / "locale"
        self.language_trouble = choose(self._app, code, locale)
        self.__dict__.pop("shelf", None)
        self.desk.use_shelf(self.shelf)
        self.forget()
        if self.desk.kit.is_open:
            with suppress(Refused):  # the Start page says why
                self.acts.templates.desk.look()
            self.acts.templates.show()
        else:
            self.start.show_templates(self.shelf.templates)
        self.show_start()
        self.show_settings()
        if self.language_trouble:
            self.window.say(self.language_trouble)

    def _use_preferred_look(self) -> None:
        self.look.wear(self.preferred.now.appearance)

    def _use_preferred_keys(self) -> None:
        from ui.keymap import Keymap

        keys = self.preferred.now.keys
        keymap = Keymap(keys)
        self._keys_unknown = keymap.trouble
        self.window.use_keys(keymap)
        if keys.one_switch or "_one_switch" in self.__dict__:
            self._one_switch.use(keys)

    @cached_property
    def _one_switch(self) -> OneSwitch:
        from ui.one_switch import OneSwitch

        switch = OneSwitch(self.window, self)
        self._keys_for_widgets.use_switch(switch, self.window)
        return switch

    @cached_property
    def _keys_for_widgets(self) -> KeysForWidgets:
        from ui.keys_for_widgets import KeysForWidgets

        return KeysForWidgets(self._app, parent=self)

    def _remember_look(self) -> None:
        """Worn already; where it cannot be kept, until the window is closed."""
        from dataclasses import replace

        from circle.preferences import Palette

        before, percent = self.preferred.now.appearance, round(self.look.scale * 100)
        worn = replace(before, palette=Palette(self.look.chosen), percent=percent)
        try:
            self.preferred.change(appearance=worn)
        except Refused as why:
            self.window.tell_here(str(why))

    def _press_lock(self) -> None:
        self.safe_keeping.press_lock()

    def _close_kit(self) -> None:
        self.is_closed = True
        self.keep_now()
        self._end_sample()
        self.safe_keeping.window_closes()
        if "in_the_room" in self.__dict__:
            self.in_the_room.stop()
        self.desk.kit.close()
        self.safe_keeping.ended()
