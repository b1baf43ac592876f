"""What is done with one session, from Prepare to Close, and which page is shown meanwhile."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from circle.errors import Refused
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from circle.erased import Piece
    from circle.events import SessionOpened
    from circle.prompting import PromptRules
    from circle.reflection import Stance
    from circle.templates import SessionTemplate
    from ui.deck_acts import Shows
    from ui.erase_acts import Erases
    from ui.export_acts import ExportActs
    from ui.in_the_room import InTheRoom
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow
    from ui.pages.close import ClosePage
    from ui.pages.live import LivePage
    from ui.pages.prepare import Prepared, PreparePage
    from ui.template_acts import TemplateActs
    from ui.theme import Look


class SessionActs(QObject):
    def __init__(
        self,
        look: Look,
        window: MainWindow,
        desk: KitDesk,
        templates: TemplateActs,
        *,
        shows: Shows,
        left: Callable[[], object],
        says: Callable[[Refused], object],
        exports: Callable[[], ExportActs],
        reviews: Callable[[str], object],
        erases: Erases,
        note_kept: Callable[[], object],
        room: InTheRoom,
    ) -> None:
        """`left`: where it goes back to; `says`: why something was refused; `reviews`: a session by its id."""
        super().__init__(window)
        self._look, self._window, self._desk, self._templates = look, window, desk, templates
        self._shows, self._left, self._says = shows, left, says
        self._exports, self._reviews, self._erases = exports, reviews, erases
        self._note_kept, self._room = note_kept, room

    def prepare(self, template: SessionTemplate | None) -> PreparePage:
        from circle.start_times import next_five_minutes
        from ui.circle_acts import CircleActs
        from ui.pages.prepare import PreparePage

        page = PreparePage(self._look, parent=self._window)
        page.show_shelf(self._templates.desk.shelf)
        page.show_plan(template, self._templates.desk.shelf.forms)
        page.show_prompt_of(self._desk.wall().toordinal())
        templates = {one.name: one for one in self._templates.desk.shelf.templates}
        CircleActs(page, self._window, self._desk, templates)
        page.opened_asked.connect(lambda opened: self.open_session(opened, page.expected.expected))
        page.show_beginning(next_five_minutes(self._desk.wall()))
        page.template_saved.connect(partial(self._templates.save, page))
        page.agreement.show_text(self._desk.text_to_read())
        page.agreement.text_kept.connect(self._keep_text_to_read)
        page.left.connect(self._left)
        self._shows(page, page.actions_here)
        return page

    def prepare_again(self, kept: Prepared) -> None:
        """As far as one had come before the kit was locked."""
        page = self.prepare(None)
        page.show_prepared(kept, self._templates.desk.shelf.forms)

    def open_session(self, opened: SessionOpened, expected: tuple[Stance, ...] = ()) -> None:
        """`expected`: what the facilitator expects of their own listening."""
        try:
            self._desk.begin(opened)
        except Refused as why:
            self._says(why)
            return
        self.show_live()
        if expected:
            from circle.reflection import Occasion, Reflection

            self._desk.live.written.reflect(Reflection(Occasion.BEFORE, expected))
        if not self._desk.live.state.rounds and len(opened.plan) == 1:
            self._desk.live.next()

    def carry_on(self, session: str) -> None:
        try:
            away = self._desk.carry_on(session)
        except Refused as why:
            self._says(why)
            return
        self.show_live().tell_of_absence(*away)

    def close_at(self, session: str, at_ms: int) -> None:
        try:
            self._desk.close_at(session, at_ms)
        except Refused as why:
            self._says(why)
            return
        self.look_back(session)

    def look_back(self, session: str) -> None:
        """A closed session, to be corrected, written about, exported or reopened."""
        try:
            self._desk.look_back(session)
        except Refused as why:
            self._says(why)
            return
        self.show_close()

    def look_back_at_note(self, session: str, number: int) -> None:
        from ui.pages.close import ClosePage

        self.look_back(session)
        if isinstance(page := self._window.page, ClosePage):
            page.choose_note(number)

    def show_live(self) -> LivePage:
        from ui.actions import Place, bind, rows_at
        from ui.pages.live import LivePage

        page = LivePage(self._look, self._desk.live, self._templates.desk.shelf.decks)
        page.use_rules(self._desk.prompt_rules())
        page.rules_chosen.connect(self._keep_prompt_rules)
        page.ended.connect(self.show_close)
        page.ended_hidden.connect(self._window.lock_asked)
        page.note_kept.connect(self._note_kept)
        page.keys_asked.connect(self._window.show_keys)
        page.each_asked.connect(self.ask_each)
        self._room.at_live(page)
        rows = rows_at(Place.LIVE, self._room.actions())
        bind(page, rows)
        self._shows(page, (*page.actions_here, *rows), page.keep_plan)
        QTimer.singleShot(0, page, partial(self._bring_back, page))
        return page

    def _bring_back(self, page: LivePage | ClosePage) -> None:
        """The commitments that the session came with. What is wrong with the kit is said elsewhere."""
        if self._desk.on_desk is None:  # the kit was closed at once
            return
        with suppress(Refused):
            last = self._desk.last_time()
            if last.commitments:
                page.show_last_time(last)

    def _look_back_over_time(self, page: ClosePage) -> None:
        """Where the circle has met before."""
        if self._desk.on_desk is None:
            return
        with suppress(Refused):
            if len(self._desk.listened_so_far()) > 1:
                page.show_over_time(self._desk.listened_so_far, self._desk.today)

    def show_close(self) -> None:
        from ui.actions import Place, bind, rows_at
        from ui.pages.close import ClosePage
        from ui.pages.close_actions import close_actions

        live = self._desk.live
        page = ClosePage(self._look, live, folder=self._desk.export_folder())
        exports = self._exports()
        page.exported.connect(exports.record)
        page.look_asked.connect(partial(exports.look_first, page))
        page.told.connect(self._window.say)
        page.passphrase_asked.connect(partial(exports.ask_for_passphrase, page))
        page.reopened.connect(self._back_to_live)
        page.erase_asked.connect(self._erase)
        page.left.connect(self._leave_close)
        page.review_asked.connect(self._review_this)
        page.listening.each_asked.connect(self.ask_each)
        self._bring_back(page)
        live.refused.connect(self._say_at_close)
        live.told.connect(self._say_at_close)
        rows = (*close_actions(page, live), *rows_at(Place.CLOSE, self._room.actions()))
        bind(page, rows)
        self._shows(page, rows, page.keep_at_last)
        self._dress_documents(page)
        QTimer.singleShot(0, page, partial(self._look_back_over_time, page))

    def _erase(self, piece: Piece) -> None:
        """Of a session that is not closed at once, with no page of its own: what runs is not put away for it."""
        from circle.erased import Kind
        from circle.erasing import Order, What
        from circle.errors import quoted
        from circle.session import Phase

        live = self._desk.live
        written = live.state.notes if piece.kind is Kind.NOTE else live.state.commitments
        if (one := written.get(piece.number)) is None:
            return
        if live.state.phase is Phase.CLOSED:
            order = Order(What.WRITTEN, (live.id,), (piece,))
            self._erases(order, one.text, partial(self.look_back, live.id))
            return
        words = _(
            "{text} goes for good, with every version of it before. This cannot be taken back."
        )
        act = (_("Erase for good"), partial(live.erase, piece))
        self._window.say(words.format(text=quoted(one.text)), act)

    def _dress_documents(self, page: ClosePage) -> None:
        card = page.export_card
        try:
            card.look_for(self._desk.looked_for())
        except Refused as why:
            card.let_nothing_leave(str(why))
        try:
            card.house = self._desk.house()
        except Refused as why:
            self._says(why)

    def _say_at_close(self, why: str) -> None:
        """A page over it has a bar of its own."""
        from ui.pages.close import ClosePage

        if isinstance(self._window.page, ClosePage):
            self._window.say(why)

    def ask_each(self, round: int | None = None) -> None:
        """Everyone is asked about their own listening, each for themselves, over the page that is shown."""
        from ui.pages.each_for_themselves import EachForThemselves

        page = EachForThemselves(self._look, self._desk.live, round)
        page.left.connect(self._window.show_under)
        self._window.show_over(page, page.actions_here, page.holds_back)

    def _back_to_live(self) -> None:
        live = self._desk.live  # the Live page has a bar of its own
        live.refused.disconnect(self._say_at_close)
        live.told.disconnect(self._say_at_close)
        self.show_live()

    def _review_this(self) -> None:
        session = self._desk.live.id
        self._desk.put_away()
        self._reviews(session)

    def _leave_close(self) -> None:
        self._desk.put_away()
        self._left()

    def _keep_text_to_read(self, text: str) -> None:
        try:
            self._desk.keep_text_to_read(text)
        except Refused as why:
            self._says(why)

    def _keep_prompt_rules(self, rules: PromptRules) -> None:
        try:
            self._desk.keep_prompt_rules(rules)
        except Refused as why:
            self._says(why)
