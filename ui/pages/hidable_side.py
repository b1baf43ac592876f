"""The column beside the circle, whose notes can be hidden: then nothing of them is in any widget, and the circle goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from circle.prompting import NO_RULES, PromptRules
from circle.prompts import Deck
from circle.session import State
from ui.actions import Action
from ui.drafts import NOTE
from ui.live_session import LiveSession
from ui.pages.live_shown import LiveShown
from ui.pages.live_side import LiveSide
from ui.theme import Look

if TYPE_CHECKING:
    from circle.naming import Person
    from ui.last_time import LastTime
    from ui.widgets.notes_hidden import NotesHidden


class HidableSide(QObject):
    """What it was told is told again to the column that comes after one that was hidden."""

    written = Signal(str)
    """A note."""
    rules_chosen = Signal(object)
    panel_left = Signal()
    each_asked = Signal(int)

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        decks: Sequence[Deck],
        actions: Mapping[str, Action],
        body: QBoxLayout,
        *,
        parent: QWidget,
    ) -> None:
        """`body`: where it stands last."""
        super().__init__(parent)
        self._look, self._live, self._decks = look, live, decks
        self._actions, self._body = actions, body
        self._rules = NO_RULES
        self._last: LastTime | None = None
        self._is_cut = False
        self.cover: NotesHidden | None = None
        """What stands there while notes are hidden."""
        self.notes_shown: LiveSide | None = None
        self._show()

    def _show(self) -> None:
        side = self.notes_shown = LiveSide(self._look, self._live, self._decks, self._actions)
        side.notes.written.connect(self.written)
        side.notes.mark_names(self._people_here)
        side.prompt.rules_chosen.connect(self.rules_chosen)
        side.prompt.rules_chosen.connect(self._take_rules)
        side.panel_left.connect(self.panel_left)
        side.each_asked.connect(self.each_asked)
        side.show_whether_cut(self._is_cut)
        self._live.drafts.watch(NOTE, side.notes.field)
        self._body.addWidget(side)

    def hide(self, *, asks: bool) -> NotesHidden:
        """`asks`: for a passphrase before they are shown again."""
        from ui.widgets.notes_hidden import NotesHidden

        cover = self.cover = NotesHidden(self._look, asks=asks)
        if (side := self.notes_shown) is not None:
            cover.setFixedWidth(side.width())
            self._body.replaceWidget(side, cover)
            self.notes_shown = None
            side.hide()
            side.deleteLater()
        return cover

    def show_again(self) -> None:
        """As they are by now."""
        if (cover := self.cover) is None:
            return
        self.cover = None
        self._body.removeWidget(cover)
        cover.hide()
        cover.deleteLater()
        self._show()
        self.use_rules(self._rules)
        if self._last is not None:
            self.show_last_time(self._last)

    def show_live(self, shown: LiveShown, state: State) -> None:
        if self.notes_shown is not None:
            self.notes_shown.show_live(shown, state)

    def show_whether_cut(self, is_cut: bool) -> None:
        self._is_cut = is_cut
        if self.notes_shown is not None:
            self.notes_shown.show_whether_cut(is_cut)

    def show_last_time(self, last: LastTime) -> None:
        self._last = last
        if self.notes_shown is not None:
            self.notes_shown.show_last_time(last)

    def use_rules(self, rules: PromptRules) -> None:
        self._rules = rules
        if self.notes_shown is not None:
            self.notes_shown.prompt.use_rules(rules)

    def _take_rules(self, rules: PromptRules) -> None:
        self._rules = rules

    def order_tabs(self) -> None:
        if (side := self.notes_shown) is not None:
            side.order_tabs()

    def keep_plan(self) -> None:
        if self.notes_shown is not None:
            self.notes_shown.keep_plan()

    def keep_all(self) -> None:
        """What is being written counts, but for the note."""
        if (side := self.notes_shown) is not None:
            side.keep_plan()
            side.keep_last_time()
            side.keep_listening()

    def leave(self) -> None:
        """Whatever is in the way there; it throws nothing away."""
        if (side := self.notes_shown) is not None:
            side.notes.field.leave()
            side.show_panel("notes")
        if self.cover is not None:
            self.cover.leave()

    def _people_here(self) -> tuple[Person, ...]:
        from ui.widgets.names_marked import people_here

        return people_here(self._live.state)
