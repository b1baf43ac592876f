"""The page on which something is erased: what, what goes with it, and what came of it. It asks once, and on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.actions import Action, bind
from ui.erasing_words import heading
from ui.theme import Look
from ui.widgets.cards_across import CardsAcross
from ui.widgets.erase_done import EraseDone
from ui.widgets.erase_preview import ErasePreview
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import FEW_BUTTONS, MARGIN, PageFrame
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from circle.erasing_work import Erased, Preview
    from ui.pages.start_shown import RecentShown
    from ui.widgets.erase_choices import EraseChoices

_WIDEST = 780


class ErasePage(PageFrame):
    looked = Signal(object)
    """An Order: what goes with it is to be shown."""
    asked = Signal(object)
    """An Order: it is to be carried out."""
    left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, two_feet_below=FEW_BUTTONS, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look = look
        self._works = False
        self._acts: tuple[Callable[[], object] | None, ...] = (None, None)
        self._shown: QWidget | None = None
        self.setAccessibleName(_("Erase"))
        self.actions_here = (Action("back", _("Back"), ("Escape",), self.leave),)
        bind(self, self.actions_here)
        self._heading = Heading(look, _("Erase"))
        self.head_left.addWidget(self._heading)
        self._scroll = ScrollColumn(look)
        self._scroll.body.addStretch(1)
        self.body.addWidget(self._scroll)
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.erase_button = KeyButton(look, _("Erase for good"))
        self.copy_button = KeyButton(look, _("Copy as text"))
        self.back_button.clicked.connect(self.leave)
        self.erase_button.clicked.connect(lambda: self._press(0))
        self.copy_button.clicked.connect(lambda: self._press(1))
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        for button in (self.copy_button, self.erase_button):
            self.foot_right.addWidget(button)
        self._show_foot()
        self._arrange()
        look.changed.connect(self._arrange)

    def show_choices(self, sessions: Sequence[RecentShown], *, has_documents: bool) -> EraseChoices:
        from ui.widgets.erase_choices import EraseChoices

        choices = EraseChoices(self._look, sessions, has_documents=has_documents)
        choices.looked.connect(self.looked)
        self._put(choices, _("Erase"))
        return choices

    def show_preview(self, preview: Preview, said: str = "") -> None:
        """`said`: the words that are erased, of one note or comment."""
        shown = ErasePreview(self._look, preview, said)
        shown.ready.connect(self.erase_button.setEnabled)
        self._put(shown, heading(preview.order))
        self.erase_button.setEnabled(shown.is_ready)
        self._show_foot(erase=lambda: self.asked.emit(shown.order))
        self.back_button.show_words(_("Keep it"), _("Esc"))
        (shown.word or self.back_button).setFocus()

    def show_working(self, words: str) -> None:
        """Nothing can be done meanwhile."""
        self._put(Soft(self._look, words), self._heading.text(), works=True)
        announce(self, words)

    def show_done(self, erased: Erased) -> None:
        done = EraseDone(self._look, erased)
        self._put(done, _("What was erased"))
        self._show_foot(copy=done.copy)
        self.back_button.show_words(_("Done"), _("Esc"))
        self.back_button.setFocus()
        announce(self, done.said)

    def leave(self) -> None:
        if not self._works:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _put(self, widget: QWidget, title: str, *, works: bool = False) -> None:
        before, self._shown, self._works = self._shown, widget, works
        if before is not None:
            before.hide()
            before.deleteLater()
        has_own_bars = isinstance(widget, CardsAcross)
        (self.body if has_own_bars else self._scroll.body).insertWidget(0, widget)
        self._scroll.setVisible(not has_own_bars)
        widget.show()
        self._heading.setText(title)
        self.back_button.show_words(_("Back"), _("Esc"))
        self.back_button.setEnabled(not works)
        self._show_foot()
        self._arrange()

    def _show_foot(
        self, erase: Callable[[], object] | None = None, copy: Callable[[], object] | None = None
    ) -> None:
        self._acts = (erase, copy)
        for button, act in zip((self.erase_button, self.copy_button), self._acts, strict=True):
            button.setVisible(act is not None)

    def _press(self, n: int) -> None:
        if (act := self._acts[n]) is not None:
            act()

    def _arrange(self) -> None:
        """Lines that are read are no longer than they can be read; cards take what there is."""
        spare = max(0, self.width() - 2 * MARGIN - self._look.px(_WIDEST))
        self._scroll.body.setContentsMargins(MARGIN, MARGIN, MARGIN + spare, MARGIN)
        if isinstance(self._shown, CardsAcross):
            self._shown.fit(self.width())
