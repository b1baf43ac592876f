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
from circle.kit_files import ERASING, NOT_WHOLE
from circle.paths import assets, kit_folder
from ui.main_window import MainWindow
from ui.pages.start import StartPage
from ui.theme import THEMES, Look

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from circle.clock import Clock
    from circle.erasing import Order
    from circle.templates import SessionTemplate, Shelf
    from ui.actions import Action
    from ui.backing_up import BackingUp, Ended
    from ui.deck_acts import DeckActs
    from ui.due_acts import DueActs
    from ui.export_acts import ExportActs
    from ui.finishing import Finishing
    from ui.going_back import GoingBack
    from ui.house_acts import HouseActs
    from ui.kit_desk import KitDesk
    from ui.live_session import LiveSession
    from ui.locking import Locks, Place
    from ui.open_acts import OpenActs
    from ui.own_desk import KitShelf
    from ui.passphrase_offer import PassphraseOffer
    from ui.report_acts import ReportActs
    from ui.review_acts import ReviewActs
    from ui.safety_acts import SafetyActs
    from ui.session_acts import SessionActs
    from ui.template_acts import TemplateActs
    from ui.watch import Watch


_MADE_FOR_PAGES = (
    *("templates", "decks", "documents", "safety", "sessions", "exports", "opening", "reviewing"),
    *("kit_shelf", "due", "going_back", "reports"),
)
"""Made when they are first asked for; after a lock, anew."""

_AT_REST_MS = 1_500
"""Until what waits for a quiet moment."""

MOST_SAID = 4
"""Sentences in the bar at once."""


def open_window(home: Path | None = None, files: tuple[Path, ...] = ()) -> int:
    """Opens the window on a kit, and files in it, and gives the exit code when it is closed."""
    app = make_app(sys.argv)
    circlekeeper = Application(app, kit_folder(home), opens=files)
    circlekeeper.keep_backups()
    circlekeeper.watch_over()
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
        self._told_of_backup = self._untold = ""
        self._is_closed = self._keeps_backups = False
        self._is_watched = False
        self._connect_start()
        self.window.look_chosen.connect(self._remember_look)
        self.window.closed.connect(self._close_kit)
        self.window.lock_asked.connect(self._press_lock)

    def keep_backups(self) -> None:
        """From now on, around every circle."""
        self._keeps_backups = True

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
        start.bigger_asked.connect(window.bigger)
        start.smaller_asked.connect(window.smaller)

    @cached_property
    def shelf(self) -> Shelf:
        from circle.templates import read_shelf

        return read_shelf(assets())

    @cached_property
    def desk(self) -> KitDesk:
        from circle.clock import SystemClock
        from ui.kit_desk import KitDesk

        folder, clock, speed = self._kit
        desk = KitDesk(folder, clock or SystemClock(), self.shelf, speed=speed)
        desk.on_live = self._follow
        return desk

    @cached_property
    def backing_up(self) -> BackingUp:
        from ui.backing_up import BackingUp

        backing_up = BackingUp(self.desk, self)
        backing_up.ended.connect(self._tell_of_backup)
        self.desk.before_closing = backing_up.let_go
        return backing_up

    def _follow(self, live: LiveSession) -> None:
        if self._keeps_backups:
            self.backing_up.follow(live)

    def _back_up(self) -> None:
        if self._keeps_backups:
            self.backing_up.begin()

    def _tell_of_backup(self, ended: Ended) -> None:
        """What went wrong, once; a circle hears of it when it is over."""
        if ended.why and ended.why != self._told_of_backup and not self._is_closed:
            if self.desk.is_running:
                self._untold = ended.why
            else:
                self.window.say(ended.why)
            self._told_of_backup = ended.why
        elif ended.backup is not None:
            self._told_of_backup = self._untold = ""

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
    def due(self) -> DueActs:
        from ui.due_acts import DueActs

        return DueActs(
            self.look, self.start, self.window, self.desk, shows=self._show, left=self.show_start
        )

    @cached_property
    def finishing(self) -> Finishing:
        from ui.finishing import Finishing

        finishing = Finishing(
            self.desk, self.backing_up, self, at_rest=lambda: self._page is self.start
        )
        finishing.told.connect(self._tell_of_erasing)
        return finishing

    def _tell_of_erasing(self, words: str, done: bool) -> None:
        """A circle hears nothing of it."""
        if self._is_closed or self.desk.is_running or not self.desk.is_open:
            return
        if self._page is self.start:
            self.show_start()
        self.window.say(words, done=done)

    @cached_property
    def locks(self) -> Locks:
        from ui.locking import Around, Locks

        around = Around(
            self.look,
            self.window,
            self.desk,
            shows=self._show,
            keeps=self._keep_now,
            forgets=self._forget,
            goes_on=self.open_kit,
            damaged=self._show_damaged,
            goes_to=self._go_to,
            passphrase_forgotten=self._offer_new_passphrase,
        )
        return Locks(around, self)

    @cached_property
    def safety(self) -> SafetyActs:
        from ui.safety_acts import SafetyActs

        return SafetyActs(
            self.look,
            self.window,
            self.desk,
            shows=self._show,
            left=self.show_start,
            backing_up=self.backing_up,
            going_back=self.going_back,
            reports=lambda: self.reports,
            watches=self.locks.watch,
            locked=self._show_unlock,
        )

    @cached_property
    def going_back(self) -> GoingBack:
        from ui.going_back import GoingBack

        return GoingBack(self.desk, self.window, self, reopen=self.open_kit)

    @cached_property
    def watch(self) -> Watch:
        from circle.program_log import ProgramLog
        from ui.watch import Watch

        log = ProgramLog(self.desk.folder, self.desk.clock)
        return Watch(self.window, self.desk.folder, log, self._show_report)

    @cached_property
    def reports(self) -> ReportActs:
        from ui.report_acts import ReportActs

        return ReportActs(self.look, self.window, self.desk)

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
            erases=self.erase,
            note_kept=lambda: self.passphrase_offer.at_first_note(),  # noqa: PLW0108 - made when it is needed
        )

    @cached_property
    def passphrase_offer(self) -> PassphraseOffer:
        from ui.passphrase_offer import PassphraseOffer

        return PassphraseOffer(self.window, self.desk, self._set_passphrase)

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
            first=self._back_up,
            first_is_over=self.backing_up.over,
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
            erases=self.erase,
        )

    def watch_over(self) -> None:
        """From now on errors that nobody expected are told of and written down, and room is kept on the disk."""
        self._is_watched = True
        sys.excepthook = self._unexpected

    def _unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """What is needed for it is imported when there is one."""
        self.watch.unexpected(kind, error, trace)

    def _show_report(self) -> None:
        self.reports.open()

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
        self._connect_start_at_rest()
        self.open_kit()
        QTimer.singleShot(0, self, self._load_other_scripts)
        QTimer.singleShot(AT_REST_MS, self, partial(import_ahead, self))

    def _connect_start_at_rest(self) -> None:
        """What the first paint does not need."""
        self.start.finding.asked.connect(self._find_notes)
        self.start.finding.chosen.connect(self._look_back_at_note)
        self.start.review_asked.connect(self.review)
        self.start.several_asked.connect(self._export_several)
        self.start.safety_asked.connect(self.show_safety)
        self.start.open_asked.connect(self._open_notes)
        self.start.folder_asked.connect(self._open_folder)
        self.start.bundles_dropped.connect(self._open_dropped)
        self.start.others_dropped.connect(self._say_not_opened)

    def _load_other_scripts(self) -> None:
        """Of letters that Qt cannot read it is known only now."""
        before = self.look.missing_words()
        self.look.load_other_scripts()
        if (words := self.look.missing_words()) != before:
            self.window.tell_here("\n".join(filter(None, (self.window.said, words))))

    def _say_not_opened(self, files: tuple[str, ...]) -> None:
        from ui.pages.start_shown import not_opened_words

        self.window.say(not_opened_words(files))

    def open_kit(self) -> None:
        """Opens the kit, or says why it cannot be opened and offers to try again."""
        from circle.kit import KitLocked

        templates = self.templates
        try:
            self.desk.open()
            shelf = templates.desk.look()
            self._use_remembered_look()
            to_know = self.desk.clock_words()
        except KitLocked:
            self._show_unlock()
            return
        except Refused as why:
            if self._is_watched:
                self.watch.log.error(why)
            self._say(why)
            return
        self.due.started()
        if self.desk.key is not None:
            self.locks.watch()
        QTimer.singleShot(_AT_REST_MS, self, self._put_in_order)
        templates.show()
        broken = (*shelf.broken, *filter(None, (self.look.missing_words(), self._not_whole())))
        broke_down, room = self._begin_watch()
        self.show_start(also=broken, to_know=(to_know, room), broke_down=broke_down)
        if files := self._opens:
            self._opens = ()
            self.opening.open(files)

    def _not_whole(self) -> str:
        """Why there was no backup, where nobody was there any more to be told."""
        if not (self.desk.folder / NOT_WHOLE).exists():
            return ""
        from circle.backup import why_not_whole

        self._told_of_backup = why_not_whole(self.desk.folder)
        return self._told_of_backup

    def _begin_watch(self) -> tuple[bool, str]:
        if not self._is_watched:
            return False, ""
        self.watch.take_hooks()
        return self.watch.kit_opened(self.desk.store)

    def show_start(
        self,
        *,
        also: tuple[str, ...] = (),
        to_know: tuple[str, ...] = (),
        broke_down: bool = False,
    ) -> None:
        """`also`: what else is wrong; `to_know`: what is not, and is said quietly; `broke_down`: the last time."""
        self._show(self.start, self.start.actions_here)
        try:
            if self._is_watched:
                self.desk.store.reserve.keep()
            open_sessions, damaged = self.desk.open_sessions()
            self.start.show_open(open_sessions, self.desk.wall)
            self.start.show_recent(self.desk.recent())
            self.due.show()
            self._finish_erasing()
            self.start.find_again()
        except Refused as why:
            self._say(why)
            return
        ways = ((_("Copy report…"), self._show_report),) if broke_down else ()
        wrong = (*damaged, *_broke_down(broke_down), *also)
        if said := (*wrong, *filter(None, to_know)):
            self.window.say("\n".join(_not_too_many(said)), *ways, done=not wrong)
        else:
            self.passphrase_offer.on_start()

    def _finish_erasing(self) -> None:
        if (self.desk.folder / ERASING).exists():
            self.finishing.soon()

    def _say(self, why: Refused) -> None:
        """On the Start page a kit that is not open can be tried again; elsewhere what was asked for can."""
        here = self._page in (None, self.start)
        is_closed = here and not self.desk.is_open
        again = (
            [*self.going_back.choices(why), (_("Try again"), self.open_kit)] if is_closed else []
        )
        self.window.say("\n".join((str(why), *map(_not_opened, self._opens))), *again)

    def show_decks(self) -> None:
        self.decks.show_all()

    def show_documents(self) -> None:
        self.documents.open()

    def show_safety(self) -> None:
        self.safety.open()

    def _set_passphrase(self) -> None:
        self.safety.set_passphrase()

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

    def erase(self, order: Order, said: str, left: Callable[[], object]) -> None:
        from ui.erase_acts import EraseActs

        EraseActs(self.look, self.window, self.desk, shows=self._show, left=left).ask(order, said)

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
        if self._untold and not self.desk.is_running:
            untold, self._untold = self._untold, ""
            self.window.say(untold)

    def _use_remembered_look(self) -> None:
        theme, scale = self.desk.remembered_look()
        if scale != self.look.scale:
            self.look.use_scale(scale)
        if theme in THEMES and theme != self.look.theme.name:
            self.look.use(theme)

    def _remember_look(self) -> None:
        from circle.kit import KitLocked

        try:
            self.desk.remember_look(self.look.theme.name, self.look.scale)
        except KitLocked:
            return  # it is worn until the window is closed
        except Refused as why:
            self._say(why)

    def _keep_now(self) -> None:
        if self._keep_first is not None:
            self._keep_first()

    def _close_kit(self) -> None:
        self._is_closed = True
        self._keep_now()
        if "locks" in self.__dict__:
            self.locks.away.stop()
        self.desk.close()
        if self._is_watched:
            self.watch.end()

    # Locking

    def _show_unlock(self) -> None:
        from circle.locking import has_passphrase

        self.locks.show_unlock(asks=has_passphrase(self.desk.folder))

    def _put_in_order(self) -> None:
        """A kit without a passphrase, and nothing left of one, is asked no more."""
        from circle.kit_files import KEY, KIT

        folder = self.desk.folder
        left = (folder / KEY, folder / f"{KIT}.new")
        if self.desk.is_open and (self.desk.key is not None or any(one.exists() for one in left)):
            self.locks.put_in_order()

    def _show_damaged(self, why: Refused) -> None:
        """The Start page, with what can be done about it."""
        if self._is_watched:
            self.watch.log.error(why)
        self._show(self.start, self.start.actions_here)
        self._say(why)

    def _press_lock(self) -> None:
        if self.desk.is_open or self.desk.is_lent:
            self.locks.press()

    def _forget(self) -> None:
        """As if nothing had been opened yet: what pages were made with goes along with them."""
        self._keep_first = None
        for name in _MADE_FOR_PAGES:
            self.__dict__.pop(name, None)
        self.window.forget()
        self._page = None
        self.start = StartPage(self.look)
        self._connect_start()
        self._connect_start_at_rest()

    def _go_to(self, place: Place) -> None:
        match place.page:
            case "close":
                self.look_back(place.session)
            case "review":
                self.review(place.session)
            case "safety":
                self.show_safety()
            case "prepare" if (kept := place.prepared) is not None:
                self.sessions.prepare_again(kept)
            case _:
                pass

    def _offer_new_passphrase(self) -> None:
        self.window.say(
            _(
                "The kit was opened with its recovery code. If the passphrase is forgotten, set another one."
            ),
            (_("New passphrase…"), self.safety.choose_passphrase),
        )


def _broke_down(did: bool) -> tuple[str, ...]:
    if not did:
        return ()
    from ui.watch import broke_down_words

    return (broke_down_words(),)


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
