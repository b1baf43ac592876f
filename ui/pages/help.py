"""Help: the pages at one side, what is to be found in them, and the page that is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.help_pages import HelpPage, Kind, found_in
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.accessible import announce
from ui.actions import Action, bind
from ui.theme import Look
from ui.widgets.find_notes import FindField
from ui.widgets.help_view import HelpView
from ui.widgets.key_button import KeyButton
from ui.widgets.key_button import Kind as Button
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import FEW_BUTTONS, PageFrame
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import RowsView

_SIDE = 320
_MARGIN, _GAP = 20, 18
_AROUND = 32
"""Letters before what was found."""


class HelpPages(PageFrame):
    left = Signal()
    card_asked = Signal()

    def __init__(
        self,
        look: Look,
        pages: Sequence[HelpPage],
        troubles: Sequence[str],
        keys: Mapping[str, str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, two_feet_below=FEW_BUTTONS, parent=parent)
        self._look, self._keys = look, keys
        self._pages = {page.name: page for page in pages}
        self.setAccessibleName(_("Help"))
        find = Action("find", _("Find in help"), ("Ctrl+F",), self._go_to_field)
        self.actions_here = (Action("back", _("Back"), ("Escape",), self.left.emit), find)
        bind(self, self.actions_here)
        self.head_left.addWidget(Heading(look, _("Help")))
        self.field = FindField(look, _("Find in help"), find.key)
        self.list = RowsView(look, _("Pages of help"), most=len(pages), least=3)
        self.view = HelpView(look, keys)
        self._found = Soft(look, small=True)
        self._said = Soft(look, "\n".join(troubles), small=True)
        self._said.setVisible(bool(troubles))
        self._build()
        self.field.textChanged.connect(self._find)
        self.field.asked.connect(self._go_to_list)
        self.field.down.connect(self._go_to_list)
        self.list.asked.connect(self._read)
        self.list.chosen.connect(self._read)
        self.view.link_chosen.connect(self.show_page)
        self._find("")
        if pages:
            self.show_page(pages[0].name)
        self.setFocusProxy(self.field)

    def _build(self) -> None:
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.field, self._found):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self._said)
        column.addStretch()
        self.body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.body.setSpacing(_GAP)
        self.body.addWidget(self._side)
        self.body.addWidget(self.view, 1)
        self.body.addStretch()
        self.back_button = KeyButton(self._look, _("Back"), _("Esc"))
        self.back_button.clicked.connect(self.left)
        card = KeyButton(self._look, _("Key card…"), kind=Button.QUIET)
        card.clicked.connect(self.card_asked)
        self.foot_left.addWidget(self.back_button)
        self.foot_right.addWidget(card)
        order = (self.field, self.list, self.view, self.back_button, card)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_page(self, name: str) -> None:
        """One that is not there is left alone."""
        if (page := self._pages.get(name)) is not None:
            self.view.show_page(page, self._words)
            self.list.show_chosen(name, in_sight=True)

    def say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()
        announce(self.list, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(min(self._look.px(_SIDE), self.width() * 38 // 100))

    @property
    def _words(self) -> tuple[str, ...]:
        return tuple(self.field.text().split())

    def _find(self, _text: str) -> None:
        """Pages that have all of the words; without a word, all pages."""
        words = self._words
        rows = [row for page in self._pages.values() if (row := self._row(page, words))]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        said = _("Nothing was found in help. Try one word, or the beginning of it.")
        if rows:
            n = len(rows)
            said = ngettext("{n} page was found.", "{n} pages were found.", n).format(n=n)
        self._found.setText(said if words else "")
        self._found.setVisible(bool(words))
        if words:
            announce(self.field, said)
        if rows:
            shown = self.list.chosen_key
            self.show_page(str(rows[0].key) if shown is None else str(shown))

    def _row(self, page: HelpPage, words: Sequence[str]) -> RowShown | None:
        texts = [page.title, *self._texts(page)]
        if not all(any(found_in(text, (word,)) for text in texts) for word in words):
            return None
        below = ""
        if words:
            first = ((text, found) for text in texts[1:] if (found := found_in(text, words)))
            below = next((_around(text, found[0][0]) for text, found in first), "")
        return RowShown(
            key=page.name,
            text=page.title,
            below=below,
            strong=True,
            marks=found_in(page.title, words),
        )

    def _texts(self, page: HelpPage) -> list[str]:
        """As they are read: with keys in their places."""
        return [
            "".join(
                self._keys.get(part.to, "") if part.kind is Kind.KEY else part.text
                for part in block.parts
            )
            for block in page.blocks
        ]

    def _read(self, name: object) -> None:
        self.show_page(str(name))

    def _go_to_field(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _go_to_list(self) -> None:
        if self.list.isVisible():
            self.list.setFocus()


def _around(text: str, at: int) -> str:
    """The words where something was found."""
    start = max(0, at - _AROUND)
    if start:
        start = text.find(" ", start) + 1
    cut = text[start : start + 2 * _AROUND + 20]
    return ("…" if start else "") + cut + ("…" if start + len(cut) < len(text) else "")
