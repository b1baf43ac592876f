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
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.paths import assets, kit_folder
from ui.main_window import MainWindow
from ui.pages.start import StartPage
from ui.theme import THEMES, Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from circle.clock import Clock
    from circle.events import SessionOpened
    from circle.prompting import PromptRules
    from circle.reflection import Stance
    from circle.templates import SessionTemplate, Shelf
    from ui.actions import Action
    from ui.deck_acts import DeckActs
    from ui.export_acts import ExportActs
    from ui.house_acts import HouseActs
    from ui.kit_desk import KitDesk
    from ui.open_acts import OpenActs
    from ui.own_desk import KitShelf
    from ui.pages.close import ClosePage
    from ui.pages.live import LivePage
    from ui.review_acts import ReviewActs
    from ui.template_acts import TemplateActs


MOST_SAID = 4
"""Sentences in the bar at once."""


def open_window(home: Path | None = None) -> int:
    """Opens the window on a kit and gives the exit code when it is closed."""
    app = make_app(sys.argv)
    circlekeeper = Application(app, kit_folder(home))
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
        self, app: QApplication, folder: Path, clock: Clock | None = None, *, speed: int = 1
    ) -> None:
        super().__init__(app)
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
        start.close_chosen.connect(self.close_at)
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
    def exports(self) -> ExportActs:
        from ui.export_acts import ExportActs

        return ExportActs(self.look, self.window, self.desk, self.show_start)

    @cached_property
    def opening(self) -> OpenActs:
        from ui.open_acts import OpenActs

        return OpenActs(self.look, self.window, self.desk, self.show_start, self.look_back)

    @cached_property
    def reviewing(self) -> ReviewActs:
        from ui.review_acts import ReviewActs
        from ui.review_desk import ReviewDesk

        def titles() -> dict[str, str]:
            return {one.name: one.title for one in self.templates.desk.shelf.templates}

        desk = ReviewDesk(self.desk, titles)
        return ReviewActs(self.look, self.window, desk, shows=self._show, left=self.show_start)

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
        self.start.open_asked.connect(self._open_notes)
        self.start.bundles_dropped.connect(lambda files: self.opening.open(files[0]))
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
        self.window.say(str(why), *again)

    def show_decks(self) -> None:
        self.decks.show_all()

    def show_documents(self) -> None:
        self.documents.open()

    def prepare(self, template: SessionTemplate | None) -> None:
        from circle.start_times import next_five_minutes
        from ui.circle_acts import CircleActs
        from ui.pages.prepare import PreparePage

        page = PreparePage(self.look, parent=self.window)
        page.show_shelf(self.templates.desk.shelf)
        page.show_plan(template, self.shelf.forms)
        page.show_prompt_of(self.desk.wall().toordinal())
        templates = {one.name: one for one in self.templates.desk.shelf.templates}
        CircleActs(page, self.window, self.desk, templates)
        page.opened_asked.connect(lambda opened: self.open_session(opened, page.expected.expected))
        page.show_beginning(next_five_minutes(self.desk.wall()))
        page.template_saved.connect(partial(self.templates.save, page))
        page.agreement.show_text(self.desk.text_to_read())
        page.agreement.text_kept.connect(self._keep_text_to_read)
        page.left.connect(self.show_start)
        self._show(page, page.actions_here)

    def open_session(self, opened: SessionOpened, expected: tuple[Stance, ...] = ()) -> None:
        """`expected`: what the facilitator expects of their own listening."""
        try:
            self.desk.begin(opened)
        except Refused as why:
            self._say(why)
            return
        self.show_live()
        if expected:
            from circle.reflection import Occasion, Reflection

            self.desk.live.written.reflect(Reflection(Occasion.BEFORE, expected))
        if not self.desk.live.state.rounds and len(opened.plan) == 1:
            self.desk.live.next()

    def carry_on(self, session: str) -> None:
        try:
            away = self.desk.carry_on(session)
        except Refused as why:
            self._say(why)
            return
        self.show_live().tell_of_absence(*away)

    def close_at(self, session: str, at_ms: int) -> None:
        try:
            self.desk.close_at(session, at_ms)
        except Refused as why:
            self._say(why)
            return
        self.look_back(session)

    def look_back(self, session: str) -> None:
        """A closed session, to be corrected, written about, exported or reopened."""
        try:
            self.desk.look_back(session)
        except Refused as why:
            self._say(why)
            return
        self.show_close()

    def _find_notes(self, words: str) -> None:
        try:
            self.start.finding.show_found(self.desk.find_notes(words))
        except Refused as why:
            self._say(why)

    def review(self) -> None:
        self.reviewing.open()

    def _export_several(self) -> None:
        self.exports.several()

    def _open_notes(self) -> None:
        self.opening.choose_file()

    def _look_back_at_note(self, session: str, number: int) -> None:
        from ui.pages.close import ClosePage

        self.look_back(session)
        if isinstance(page := self.window.page, ClosePage):
            page.choose_note(number)

    def show_live(self) -> LivePage:
        from ui.pages.live import LivePage

        page = LivePage(self.look, self.desk.live, self.templates.desk.shelf.decks)
        page.use_rules(self.desk.prompt_rules())
        page.rules_chosen.connect(self._keep_prompt_rules)
        page.ended.connect(self.show_close)
        page.keys_asked.connect(self.window.show_keys)
        page.each_asked.connect(self.ask_each)
        self._show(page, page.actions_here)
        self._keep_first = page.keep_plan
        QTimer.singleShot(0, page, partial(self._bring_back, page))
        return page

    def _bring_back(self, page: LivePage | ClosePage) -> None:
        """The commitments that the session came with. What is wrong with the kit is said elsewhere."""
        with suppress(Refused):
            last = self.desk.last_time()
            if last.commitments:
                page.show_last_time(last)

    def _look_back_over_time(self, page: ClosePage) -> None:
        """Where the circle has met before."""
        with suppress(Refused):
            if len(self.desk.listened_so_far()) > 1:
                page.show_over_time(self.desk.listened_so_far, self.desk.today)

    def show_close(self) -> None:
        from ui.actions import Action, bind
        from ui.pages.close import ClosePage

        live = self.desk.live
        page = ClosePage(self.look, live, folder=self.desk.export_folder())
        page.exported.connect(self.exports.record)
        page.look_asked.connect(partial(self.exports.look_first, page))
        page.told.connect(self.window.say)
        page.passphrase_asked.connect(partial(self.exports.ask_for_passphrase, page))
        page.reopened.connect(self._back_to_live)
        page.left.connect(self._leave_close)
        page.listening.each_asked.connect(self.ask_each)
        self._bring_back(page)
        live.refused.connect(self._say_at_close)
        rows = (
            Action("export", _("Export the notes"), ("Ctrl+Return", "Ctrl+Enter"), page.export),
            Action(
                "look_first",
                _("Choose what leaves, and look first"),
                ("Ctrl+L",),
                page.look_asked.emit,
            ),
            Action("undo", _("Undo the last step"), ("Ctrl+Z",), live.undo),
            Action("redo", _("Do it again"), ("Ctrl+Shift+Z", "Ctrl+Y"), live.redo),
            *page.actions_here,
        )
        bind(page, rows)
        self._show(page, rows)
        self._keep_first = page.keep_at_last
        self._dress_documents(page)
        QTimer.singleShot(0, page, partial(self._look_back_over_time, page))

    def _dress_documents(self, page: ClosePage) -> None:
        card = page.export_card
        try:
            card.look_for(self.desk.looked_for())
        except Refused as why:
            card.let_nothing_leave(str(why))
        try:
            card.house = self.desk.house()
        except Refused as why:
            self._say(why)

    def _say_at_close(self, why: str) -> None:
        """A page over it has a bar of its own."""
        if self.window.page is self._page:
            self.window.say(why)

    def ask_each(self, round: int | None = None) -> None:
        """Everyone is asked about their own listening, each for themselves, over the page that is shown."""
        from ui.pages.each_for_themselves import EachForThemselves

        page = EachForThemselves(self.look, self.desk.live, round)
        page.left.connect(self.window.show_under)
        self.window.show_over(page, page.actions_here, page.holds_back)

    def _back_to_live(self) -> None:
        self.desk.live.refused.disconnect(self._say_at_close)  # the Live page has a bar of its own
        self.show_live()

    def _leave_close(self) -> None:
        self.desk.put_away()
        self.show_start()

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

    def _keep_text_to_read(self, text: str) -> None:
        try:
            self.desk.keep_text_to_read(text)
        except Refused as why:
            self._say(why)

    def _keep_prompt_rules(self, rules: PromptRules) -> None:
        try:
            self.desk.keep_prompt_rules(rules)
        except Refused as why:
            self._say(why)

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


def _not_too_many(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """The bar leaves the page its room; the command line tells of all."""
    more = len(sentences) - MOST_SAID
    if more <= 0:
        return sentences
    words = ngettext("And {n} more of the kind.", "And {n} more of the kind.", more)
    return (*sentences[:MOST_SAID], words.format(n=more))
