"""The composition root: everything is made here, once, and handed to what needs it."""

from __future__ import annotations

import gc
import sys
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import ui.qt_first  # noqa: F401

# isort: split
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.paths import assets, kit_folder
from ui.main_window import MainWindow
from ui.pages.start import StartPage
from ui.theme import THEMES, Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from circle.clock import Clock
    from circle.templates import SessionTemplate, Shelf
    from ui.actions import Action
    from ui.deck_acts import DeckActs
    from ui.export_acts import ExportActs
    from ui.house_acts import HouseActs
    from ui.kit_desk import KitDesk
    from ui.open_acts import OpenActs
    from ui.own_desk import KitShelf
    from ui.review_acts import ReviewActs
    from ui.safety_acts import SafetyActs
    from ui.session_acts import SessionActs
    from ui.template_acts import TemplateActs


MOST_SAID = 4
"""Sentences in the bar at once."""


def open_window(home: Path | None = None, files: tuple[Path, ...] = ()) -> int:
    """Opens the window on a kit, and files in it, and gives the exit code when it is closed."""
    app = make_app(sys.argv)
    circlekeeper = Application(app, kit_folder(home), opens=files)
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
        self._opens = opens
        self.look = Look(assets())
        self.look.apply(app)
        self._app = app
        self._kit = (folder, clock, speed)
        self.window = MainWindow(self.look)
        self.start = StartPage(self.look)
        self._page: QWidget | None = None
        self._keep_first: Callable[[], object] | None = None
        """Keeps what is being written on the page, before the kit is closed."""
        self._is_closed = False
        self._connect()

    def _connect(self) -> None:
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
        start.bigger_asked.connect(window.bigger)
        start.smaller_asked.connect(window.smaller)
        window.look_chosen.connect(self._remember_look)
        window.closed.connect(self._close_kit)

    @cached_property
    def shelf(self) -> Shelf:
        from circle.templates import read_shelf

        return read_shelf(assets())

    @cached_property
    def desk(self) -> KitDesk:
        from circle.clock import SystemClock
        from ui.kit_desk import KitDesk

        folder, clock, speed = self._kit
        return KitDesk(folder, clock or SystemClock(), self.shelf, speed=speed)

    @cached_property
    def kit_shelf(self) -> KitShelf:
        from ui.own_desk import KitShelf

        return KitShelf(self.desk, self.shelf, assets())

    @cached_property
    def templates(self) -> TemplateActs:
        from ui.template_acts import TemplateActs
        from ui.template_desk import TemplateDesk

        desk = TemplateDesk(self.kit_shelf)
        return TemplateActs(self.start, self.window, desk, lambda: self.decks)

    @cached_property
    def decks(self) -> DeckActs:
        from ui.deck_acts import DeckActs
        from ui.deck_desk import DeckDesk

        desk = DeckDesk(self.kit_shelf)
        return DeckActs(self.look, self.window, desk, shows=self._show, left=self.show_start)

    @cached_property
    def documents(self) -> HouseActs:
        from ui.house_acts import HouseActs
        from ui.house_desk import HouseDesk

        desk = HouseDesk(self.desk)
        return HouseActs(self.look, self.window, desk, shows=self._show, left=self.show_start)

    @cached_property
    def safety(self) -> SafetyActs:
        from ui.safety_acts import SafetyActs

        return SafetyActs(self.look, self.window, self.desk, shows=self._show, left=self.show_start)

    @cached_property
    def sessions(self) -> SessionActs:
        from ui.session_acts import SessionActs

        return SessionActs(
            self.look,
            self.window,
            self.desk,
            self.templates,
            shows=self._show,
            left=self.show_start,
            says=self._say,
            exports=lambda: self.exports,
            reviews=self.review,
        )

    @cached_property
    def exports(self) -> ExportActs:
        from ui.export_acts import ExportActs

        return ExportActs(self.look, self.window, self.desk, self.show_start)

    @cached_property
    def opening(self) -> OpenActs:
        from ui.open_acts import OpenActs

        return OpenActs(
            self.look,
            self.window,
            self.desk,
            start=self.show_start,
            look_back=self.look_back,
            review=self.review,
        )

    @cached_property
    def reviewing(self) -> ReviewActs:
        from ui.review_acts import ReviewActs
        from ui.review_desk import ReviewDesk

        def titles() -> dict[str, str]:
            return {one.name: one.title for one in self.templates.desk.shelf.templates}

        desk = ReviewDesk(self.desk, titles)
        return ReviewActs(
            self.look,
            self.window,
            desk,
            shows=self._show,
            left=self.show_start,
            opening=lambda: self.opening,
            look_back=self.look_back,
        )

    def show(self) -> None:
        self.start.painted.connect(self._show_choices, Qt.ConnectionType.QueuedConnection)
        self.window.show_page(self.start)
        self.window.show()

    def _show_choices(self) -> None:
        if self._is_closed:
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
        if self._is_closed:
            return
        from ui.accessible import install
        from ui.ahead import AT_REST_MS, import_ahead
        from ui.keys_for_widgets import KeysForWidgets

        install()
        self.window.bind_keys()
        KeysForWidgets(self._app, parent=self)
        self.start.finding.asked.connect(self._find_notes)
        self.start.finding.chosen.connect(self._look_back_at_note)
        self.start.review_asked.connect(self.review)
        self.start.several_asked.connect(self._export_several)
        self.start.safety_asked.connect(self.show_safety)
        self.start.open_asked.connect(self._open_notes)
        self.start.folder_asked.connect(self._open_folder)
        self.start.bundles_dropped.connect(self._open_dropped)
        self.start.others_dropped.connect(self._say_not_opened)
        self.open_kit()
        QTimer.singleShot(0, self, self.look.load_other_scripts)
        QTimer.singleShot(AT_REST_MS, self, partial(import_ahead, self))

    def _say_not_opened(self, files: tuple[str, ...]) -> None:
        from ui.pages.start_shown import not_opened_words

        self.window.say(not_opened_words(files))

    def open_kit(self) -> None:
        """Opens the kit, or says why it cannot be opened and offers to try again."""
        templates = self.templates
        try:
            self.desk.open()
            shelf = templates.desk.look()
        except Refused as why:
            self._say(why)
            return
        self._use_remembered_look()
        templates.show()
        self.show_start(also=shelf.broken)
        if files := self._opens:
            self._opens = ()
            self.opening.open(files)

    def show_start(self, *, also: tuple[str, ...] = ()) -> None:
        """`also`: what there is to say besides."""
        self._show(self.start, self.start.actions_here)
        try:
            open_sessions, damaged = self.desk.open_sessions()
            self.start.show_open(open_sessions, self.desk.wall)
            self.start.show_recent(self.desk.recent())
        except Refused as why:
            self._say(why)
            return
        if also or damaged:
            self.window.say("\n".join(_not_too_many((*damaged, *also))))

    def _say(self, why: Refused) -> None:
        """On the Start page a kit that is not open can be tried again; elsewhere what was asked for can."""
        here = self._page in (None, self.start)
        again = [(_("Try again"), self.open_kit)] if here and not self.desk.is_open else []
        self.window.say("\n".join((str(why), *map(_not_opened, self._opens))), *again)

    def show_decks(self) -> None:
        self.decks.show_all()

    def show_documents(self) -> None:
        self.documents.open()

    def show_safety(self) -> None:
        self.safety.open()

    def prepare(self, template: SessionTemplate | None) -> None:
        self.sessions.prepare(template)

    def carry_on(self, session: str) -> None:
        self.sessions.carry_on(session)

    def look_back(self, session: str) -> None:
        self.sessions.look_back(session)

    def _close_at(self, session: str, at_ms: int) -> None:
        self.sessions.close_at(session, at_ms)

    def _look_back_at_note(self, session: str, number: int) -> None:
        self.sessions.look_back_at_note(session, number)

    def _find_notes(self, words: str) -> None:
        try:
            self.start.finding.show_found(self.desk.find_notes(words))
        except Refused as why:
            self._say(why)

    def review(self, session: str = "") -> None:
        """The archive, and that session or the newest."""
        self.reviewing.open(session)

    def _export_several(self) -> None:
        self.exports.several()

    def _open_notes(self) -> None:
        self.opening.choose_file()

    def _open_folder(self) -> None:
        self.opening.choose_folder()

    def _open_dropped(self, files: tuple[Path, ...]) -> None:
        self.opening.open(files)

    def _show(
        self,
        page: QWidget,
        actions: tuple[Action, ...] = (),
        keep_first: Callable[[], object] | None = None,
    ) -> None:
        before, self._page = self._page, page
        self._keep_first = keep_first
        self.window.be_quiet()
        self.window.show_page(page, actions)
        if before is not None and before not in (self.start, page):
            self.window.drop_page(before)

    def _use_remembered_look(self) -> None:
        theme, scale = self.desk.remembered_look()
        if scale != self.look.scale:
            self.look.use_scale(scale)
        if theme in THEMES and theme != self.look.theme.name:
            self.look.use(theme)

    def _remember_look(self) -> None:
        try:
            self.desk.remember_look(self.look.theme.name, self.look.scale)
        except Refused as why:
            self._say(why)

    def _close_kit(self) -> None:
        self._is_closed = True
        if self._keep_first is not None:
            self._keep_first()
        self.desk.close()


def _not_opened(file: Path) -> str:
    from circle.errors import quoted

    return _("{file} was not opened.").format(file=quoted(file.name))


def _not_too_many(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """The bar leaves the page its room; the command line tells of all."""
    more = len(sentences) - MOST_SAID
    if more <= 0:
        return sentences
    words = ngettext("And {n} more of the kind.", "And {n} more of the kind.", more)
    return (*sentences[:MOST_SAID], words.format(n=more))
