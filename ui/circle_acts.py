"""What is done with circles on the Prepare page: shown, forgotten, and remembered again from the bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.circles import Circle, KnownCircle, find_kept, folded
from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from circle.commitments import OpenCommitment
    from circle.templates import SessionTemplate
    from ui.kit_desk import KitDesk
    from ui.pages.prepare import PreparePage


class CircleActs(QObject):
    """On one Prepare page, and gone with it. `templates`: those that circles may have used, by name."""

    def __init__(
        self,
        page: PreparePage,
        window: MainWindow,
        desk: KitDesk,
        templates: Mapping[str, SessionTemplate],
    ) -> None:
        super().__init__(page)
        self._page, self._window, self._desk, self._templates = page, window, desk, templates
        page.circle_forgotten.connect(self._forget)
        page.so_far.ask(desk.listened, desk.today)
        self._show()

    def _show(self) -> None:
        with suppress(Refused):  # the kit says why when the session opens
            circles = self._desk.store.circles()
            self._page.show_circles(circles, self._templates)
            if coming := self._desk.open_commitments():
                self._page.show_coming_back(self._words(circles, coming))

    def _words(
        self, circles: tuple[KnownCircle, ...], coming: Mapping[str, Sequence[OpenCommitment]]
    ) -> Mapping[str, Sequence[tuple[str, str]]]:
        from circle.commitments import commitment_words
        from ui.pages.commitments_shown import about_words

        today = self._desk.today()
        return {
            known.name: [
                (commitment_words(one.who_alias, one.text), about_words(one, today))
                for one in coming.get(folded(known.name), ())
            ]
            for known in circles
        }

    def _forget(self, name: str) -> None:
        try:
            circle = find_kept(self._desk.store.circles(), name).circle
            self._desk.store.forget_circle(circle.name)
        except Refused as why:
            self._window.say(str(why))
            return
        self._show()
        said = _("{circle} is forgotten. Its sessions stay.").format(circle=quoted(circle.name))
        self._window.say_done(said, (_("Undo"), partial(self._remember, circle)))

    def _remember(self, circle: Circle) -> None:
        try:
            self._desk.store.keep_circle(circle)
        except Refused as why:
            self._window.say(str(why))
            return
        self._show()
