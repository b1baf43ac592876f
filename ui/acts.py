"""What is done on each page, made when it is first asked for. After a lock all of it is made anew."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from circle.erasing import Order
    from ui.application import Application
    from ui.deck_acts import DeckActs
    from ui.due_acts import DueActs
    from ui.export_acts import ExportActs
    from ui.going_back import GoingBack
    from ui.help_acts import HelpActs
    from ui.house_acts import HouseActs
    from ui.open_acts import OpenActs
    from ui.own_desk import KitShelf
    from ui.report_acts import ReportActs
    from ui.review_acts import ReviewActs
    from ui.safety_acts import SafetyActs
    from ui.session_acts import SessionActs
    from ui.settings_acts import SettingsActs
    from ui.start_acts import StartActs
    from ui.template_acts import TemplateActs


class Acts:
    def __init__(self, circlekeeper: Application) -> None:
        self._circlekeeper = circlekeeper
        self._look, self._window = circlekeeper.look, circlekeeper.window
        self._desk = circlekeeper.desk
        self._shows, self._show_start = circlekeeper.show_page, circlekeeper.show_start

    @cached_property
    def start(self) -> StartActs:
        from ui.start_acts import StartActs

        return StartActs(self._circlekeeper, self)

    @cached_property
    def kit_shelf(self) -> KitShelf:
        from ui.own_desk import KitShelf

        return KitShelf(self._desk, self._circlekeeper.shelf, self._circlekeeper.assets)

    @cached_property
    def templates(self) -> TemplateActs:
        from ui.template_acts import TemplateActs
        from ui.template_desk import TemplateDesk

        desk = TemplateDesk(self.kit_shelf)
        return TemplateActs(self._circlekeeper.start, self._window, desk, lambda: self.decks)

    @cached_property
    def decks(self) -> DeckActs:
        from ui.deck_acts import DeckActs
        from ui.deck_desk import DeckDesk

        desk = DeckDesk(self.kit_shelf)
        return DeckActs(self._look, self._window, desk, shows=self._shows, left=self._show_start)

    @cached_property
    def documents(self) -> HouseActs:
        from ui.house_acts import HouseActs
        from ui.house_desk import HouseDesk

        desk = HouseDesk(self._desk)
        return HouseActs(self._look, self._window, desk, shows=self._shows, left=self._show_start)

    @cached_property
    def sessions(self) -> SessionActs:
        from ui.session_acts import SessionActs

        circlekeeper = self._circlekeeper
        return SessionActs(
            self._look,
            self._window,
            self._desk,
            self.templates,
            shows=self._shows,
            left=self._show_start,
            says=self.start.say,
            exports=lambda: self.exports,
            reviews=circlekeeper.review,
            erases=self.erase,
            note_kept=circlekeeper.safe_keeping.passphrase_offer.at_first_note,
            room=circlekeeper.in_the_room,
        )

    @cached_property
    def exports(self) -> ExportActs:
        from ui.export_acts import ExportActs

        return ExportActs(self._look, self._window, self._desk, self._show_start)

    @cached_property
    def opening(self) -> OpenActs:
        from ui.open_acts import OpenActs

        circlekeeper = self._circlekeeper
        return OpenActs(
            self._look,
            self._window,
            self._desk,
            start=self._show_start,
            look_back=circlekeeper.look_back,
            review=circlekeeper.review,
            first=circlekeeper.safe_keeping.back_up,
            first_is_over=self._circlekeeper.safe_keeping.backing_up.over,
        )

    @cached_property
    def reviewing(self) -> ReviewActs:
        from ui.review_acts import ReviewActs
        from ui.review_desk import ReviewDesk

        def titles() -> dict[str, str]:
            return {one.name: one.title for one in self.templates.desk.shelf.templates}

        return ReviewActs(
            self._look,
            self._window,
            ReviewDesk(self._desk, titles),
            shows=self._shows,
            left=self._show_start,
            opening=lambda: self.opening,
            look_back=self._circlekeeper.look_back,
            erases=self.erase,
        )

    @cached_property
    def safety(self) -> SafetyActs:
        from ui.safety_acts import Around, SafetyActs

        keeping = self._circlekeeper.safe_keeping
        around = Around(
            self._look,
            self._window,
            self._desk,
            shows=self._shows,
            back=self._circlekeeper.show_safety,
            backing_up=keeping.backing_up,
            going_back=self.going_back,
            reports=lambda: self.reports,
            watches=keeping.locks.watch,
            locked=keeping.show_unlock,
        )
        return SafetyActs(around, left=self._show_start)

    @cached_property
    def settings(self) -> SettingsActs:
        from ui.settings_acts import Around, SettingsActs

        circlekeeper = self._circlekeeper
        around = Around(
            self._look,
            self._window,
            circlekeeper.preferred,
            circlekeeper.in_the_room,
            shows=self._shows,
            back=circlekeeper.show_settings,
            anew=circlekeeper.anew,
        )
        return SettingsActs(around, left=self._show_start)

    @cached_property
    def help(self) -> HelpActs:
        from ui.help_acts import HelpActs

        circlekeeper = self._circlekeeper
        return HelpActs(self._look, self._window, circlekeeper.assets / "help", self._desk)

    @cached_property
    def going_back(self) -> GoingBack:
        from ui.going_back import GoingBack

        circlekeeper = self._circlekeeper
        return GoingBack(self._desk, self._window, circlekeeper, reopen=circlekeeper.open_kit)

    @cached_property
    def due(self) -> DueActs:
        from ui.due_acts import DueActs

        return DueActs(
            self._look,
            self._circlekeeper.start,
            self._window,
            self._desk,
            shows=self._shows,
            left=self._show_start,
        )

    @cached_property
    def reports(self) -> ReportActs:
        from ui.report_acts import ReportActs

        return ReportActs(self._look, self._window, self._desk)

    def erase(self, order: Order, said: str, left: Callable[[], object]) -> None:
        from ui.erase_acts import EraseActs

        acts = EraseActs(self._look, self._window, self._desk, shows=self._shows, left=left)
        acts.ask(order, said)
