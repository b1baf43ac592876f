"""What is done on the page of how long things are kept. Nothing is erased there without being asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from circle.erasing import Order
    from circle.retention import Rules
    from ui.deck_acts import Shows
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow
    from ui.pages.keeping import KeepingPage
    from ui.theme import Look


class RetentionActs(QObject):
    """`left`: where it goes back to."""

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        desk: KitDesk,
        *,
        shows: Shows,
        left: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._look, self._window, self._desk = look, window, desk
        self._shows, self._left = shows, left

    def open(self) -> None:
        from ui.pages.keeping import KeepingPage

        page = KeepingPage(self._look, parent=self._window)
        page.left.connect(self._left)
        page.rules_chosen.connect(lambda rules: self._keep_rules(page, rules))
        page.longer_asked.connect(lambda *asked: self._keep_longer(page, *asked))
        page.erase_asked.connect(self._erase)
        self._shows(page, page.actions_here)
        self._look_again(page)

    def _look_again(self, page: KeepingPage) -> None:
        from circle.retention_kept import due_in, rules_in

        try:
            page.show_kept(rules_in(self._desk.store), due_in(self._desk.store))
        except Refused as why:
            self._window.say(str(why))

    def _keep_rules(self, page: KeepingPage, rules: Rules) -> None:
        from circle.retention_kept import keep_rules, note_start

        try:
            keep_rules(self._desk.store, rules)
            note_start(self._desk.store, self._desk.wall())
        except Refused as why:
            self._window.say(str(why))
        self._look_again(page)

    def _keep_longer(self, page: KeepingPage, session: str, months: int, reason: str) -> None:
        from circle.retention import kept_longer
        from circle.retention_kept import keep_longer
        from ui.retention_words import months_words

        try:
            keep_longer(self._desk.store, session, kept_longer(self._desk.wall(), months, reason))
        except Refused as why:
            self._window.say(str(why))
            return
        self._look_again(page)
        self._window.say_done(_("It is kept for {time} more.").format(time=months_words(months)))

    def _erase(self, order: Order) -> None:
        from ui.erase_acts import EraseActs

        acts = EraseActs(self._look, self._window, self._desk, shows=self._shows, left=self.open)
        acts.ask(order)
