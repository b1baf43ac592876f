"""The page of what documents carry besides the notes: all of it is kept as it is written."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from exports.house_kept import Part
from ui.actions import Action, bind
from ui.pages.documents_shown import DocumentsShown
from ui.theme import Look
from ui.widgets.card_columns import Arrangement, CardColumns
from ui.widgets.house_card import LooksCard, WordsCard
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, Soft
from ui.widgets.own_templates_card import OwnTemplatesCard
from ui.widgets.page_frame import PageFrame

_AFTER_MS = 600
"""From a letter to its being kept."""


class DocumentsPage(PageFrame):
    text_written = Signal(object, str)
    """A Part, and its text."""
    left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, two_feet_below=0, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self.setAccessibleName(_("Documents"))
        self.words, self.looks = WordsCard(look, parent=self), LooksCard(look, parent=self)
        self.templates = OwnTemplatesCard(look, parent=self)
        self._written: dict[Part, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.keep_now)
        self.words.written.connect(self._take)
        self.actions_here = (Action("back", _("Back"), ("Escape",), self.leave),)
        bind(self, self.actions_here)
        self._fill(look)
        look.changed.connect(self._arrange)

    def show_house(self, shown: DocumentsShown) -> None:
        self.words.show_texts(shown)
        self.looks.show_looks(shown)

    def keep_now(self) -> None:
        """What was written since it was last kept."""
        self._timer.stop()
        written, self._written = self._written, {}
        for part, text in written.items():
            self.text_written.emit(part, text)

    def leave(self) -> None:
        self.keep_now()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first field, and none is marked before."""
        super().showEvent(event)
        self.setFocus()

    def _take(self, part: Part, text: str) -> None:
        self._written[part] = text
        self._timer.start()

    def _fill(self, look: Look) -> None:
        cards = (self.words, self.looks, self.templates)
        three = ((self.words,), (self.looks,), (self.templates,))
        arrangements = (
            Arrangement(1080, (38, 31, 31), three),
            Arrangement(720, (55, 45), ((self.words, self.templates), (self.looks,)), cards),
            Arrangement(0, (1,), (cards,)),
        )
        self._columns = CardColumns(look, arrangements)
        self.body.addLayout(self._columns)
        for card in cards:
            card.body.addStretch(1)
        self.head_left.addWidget(Heading(look, _("Documents")))
        self.head_right.addWidget(Soft(look, _("Kept as you write")))
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.back_button.clicked.connect(self.leave)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        looks = self.looks
        chain: tuple[QWidget, ...] = (
            *self.words.fields.values(),
            *(looks.choose_logo, looks.remove_logo, *looks.papers.values()),
            *(looks.choose_base, looks.remove_base),
            *(*self.templates.starts, self.templates.again, self.back_button),
        )
        for one, after in pairwise(chain):
            QWidget.setTabOrder(one, after)
        self._arrange()

    def _arrange(self) -> None:
        self._columns.fit(self.width())
