"""The Close page: key points and notes, how the time was shared, turns to put right, and the export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from circle.harvest import NoteKind
from circle.i18n import gettext as _
from ui.drafts import KEY_POINT, NOTE
from ui.live_session import LiveSession
from ui.pages.close_shown import close_shown, first_level
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.commitments_card import CommitmentsCard
from ui.widgets.export_card import ExportCard
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, SmallHeading, Soft
from ui.widgets.one_line import OneLine
from ui.widgets.page_frame import PageFrame
from ui.widgets.said_card import SaidCard
from ui.widgets.saved import Saved
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import order_tabs
from ui.widgets.turns_panel import TurnsPanel
from ui.widgets.written_list import WrittenList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from circle.listened import Listened
    from ui.last_time import LastTime
    from ui.widgets.last_time_card import LastTimeCard
    from ui.widgets.over_time_card import OverTimeCard

_SUBTITLE_FROM = 860
"""From how many pixels on, at the usual size of letters, the head has room for its second part."""

_LISTS = 1000
"""The lists take all the room they can use; what they cannot use is left at the bottom."""


class ClosePage(QWidget):
    exported = Signal(tuple, str, Path)
    """The ids of the formats, the level, and the folder."""
    left = Signal()
    reopened = Signal()

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        *,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._live = look, live
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = OneLine(look, Role.HEADING)
        self._subtitle = OneLine(look, soft=True)
        self.reopen_button = KeyButton(look, _("Reopen the session"), small=True)
        self.done = KeyButton(look, _("Done"), small=True)
        self.said_button = KeyButton(look, _("What people said"), small=True)
        self.key_points = WrittenList(look, _("Key points"), _("Add a key point…"))
        self.notes = WrittenList(look, _("Notes"), _("Write a note…"))
        self.commitments = CommitmentsCard(look, live)
        self.last_time: LastTimeCard | None = None
        self.over_time: OverTimeCard | None = None
        self._sentence = Heading(look, "", Role.PROMPT)
        self._counts = Soft(look, small=True)
        self.turns = TurnsPanel(look, live)
        self.said = SaidCard(look, live)
        self.said.hide()
        self.export_card = ExportCard(look, folder, first_level(live.state))
        self._scroll = self._lay_out()
        self._connect()
        live.drafts.watch(KEY_POINT, self.key_points.field)
        live.drafts.watch(NOTE, self.notes.field)

    def _lay_out(self) -> ScrollColumn:
        self._left = _under_each_other(self._texts(), self.commitments)
        self._middle = self._shared()
        parts = (self._left, self._middle, _column(self.export_card, QWidget()))
        scroll = ScrollColumn(self._look)
        scroll.body.addWidget(Columns(self._look, parts))
        frame = PageFrame(self._look, footer=False)
        self._put_head_into(frame)
        frame.body.addWidget(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        return scroll

    def _put_head_into(self, frame: PageFrame) -> None:
        self._subtitle.show_text(_("Closing · what the circle leaves behind"))
        for words in (self._title, self._subtitle):
            words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            frame.head_left.addWidget(words)
        for widget in (Saved(self._look), self.said_button, self.reopen_button, self.done):
            frame.head_right.addWidget(widget)

    def _texts(self) -> QWidget:
        card = Card(self._look, _("Key points, in the room’s own words"))
        card.body.addLayout(self.key_points, _LISTS)
        card.body.addSpacing(6)
        card.body.addWidget(SmallHeading(self._look, _("Notes · no names attached")))
        card.body.addLayout(self.notes, _LISTS)
        card.body.addStretch(1)
        return card

    def _shared(self) -> QWidget:
        card = Card(self._look, _("How the time was shared"))
        card.body.addWidget(self._sentence)
        card.body.addWidget(self._counts)
        return _column(card, _column(self.said, self.turns))

    def _connect(self) -> None:
        live = self._live
        self.key_points.added.connect(self._keep_key_point)
        self.notes.added.connect(self._keep_note)
        for texts in (self.key_points, self.notes):
            texts.edited.connect(live.written.edit_note)
            texts.removed.connect(live.written.remove_note)
        self.export_card.export_asked.connect(self.export)
        self.export_card.exported.connect(self.exported)
        self.reopen_button.clicked.connect(self._reopen)
        self.done.clicked.connect(self._leave)
        self.said_button.clicked.connect(self._show_what_was_said)
        live.changed.connect(self._follow)
        QWidget.setTabOrder(self.export_card.button, self.said_button)
        QWidget.setTabOrder(self.said_button, self.reopen_button)
        QWidget.setTabOrder(self.reopen_button, self.done)

    def show_last_time(self, last: LastTime) -> None:
        """The commitments that the session came with, where there are any."""
        from ui.widgets.last_time_card import LastTimeCard

        self.last_time = LastTimeCard(self._look, self._live, last, parent=self)
        if (column := self._left.layout()) is not None:
            column.addWidget(self.last_time)
        self.last_time.show_state()

    def show_over_time(
        self, read: Callable[[], Sequence[Listened]], today: Callable[[], date]
    ) -> None:
        """How listening moved over the sessions of the circle. It is read again when something is changed here."""
        from ui.widgets.over_time_card import OverTimeCard

        self.over_time = OverTimeCard(self._look, read, today=today, folded=True, parent=self)
        if (column := self._middle.layout()) is not None:
            column.addWidget(self.over_time)
        order_tabs(self.export_card, self.over_time.in_order)
        self.over_time.show()
        self.over_time.unfolded.connect(self._show_picture)

    def _show_picture(self) -> None:
        card = self.over_time
        QTimer.singleShot(0, self, lambda: card and self._scroll.ensureWidgetVisible(card.view))

    def show_state(self) -> None:
        """Everything that an act may have changed."""
        shown = close_shown(self._live.state, self._live.now_ms())
        self._title.show_text(shown.title)
        self.key_points.show_rows(shown.key_points)
        self.notes.show_rows(shown.notes)
        self.commitments.show_state()
        self._sentence.setText(shown.sentence)
        self._counts.setText(shown.counts)
        self.said.show_state()
        self.export_card.show_session(self._live.id, self._live.log, shown.levels)
        if self.over_time is not None:
            self.over_time.show_state()

    def export(self) -> None:
        """What is still being written is kept first; a name in it is shown before anything is written."""
        known = self.export_card.names_found
        self._keep_open()
        if self.export_card.names_found != known:
            self.export_card.say_names_were_found()
            return
        self.export_card.export()
        QTimer.singleShot(0, self, self._show_result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._subtitle.setVisible(self.width() / self._look.scale >= _SUBTITLE_FROM)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()
        self.setFocus()

    def _follow(self) -> None:
        if self.isVisible():
            self.show_state()

    def _keep_key_point(self, text: str) -> None:
        if self._live.written.write_note(text, kind=NoteKind.KEY_POINT):
            self.key_points.show_added()

    def _keep_note(self, text: str) -> None:
        if self._live.written.write_note(text):
            self.notes.show_added()

    def _keep_open(self) -> None:
        self.key_points.keep_open()
        self.notes.keep_open()
        self.commitments.keep_open()
        if self.last_time is not None:
            self.last_time.keep_open()

    def _show_what_was_said(self) -> None:
        self.said.setVisible(not self.said.isVisible())
        if self.said.isVisible():
            self.said.choose.setFocus()
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.said))

    def _show_result(self) -> None:
        self._scroll.ensureWidgetVisible(self.export_card.result)

    def _reopen(self) -> None:
        self._keep_open()
        if self._live.reopen():
            self.reopened.emit()

    def _leave(self) -> None:
        self._keep_open()
        self.left.emit()


def _column(card: QWidget, rest: QWidget) -> QWidget:
    """A card as high as it needs to be, and under it what takes the rest."""
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(18)
    rows.addWidget(card)
    rows.addWidget(rest, 1)
    return column


def _under_each_other(tall: QWidget, card: QWidget) -> QWidget:
    """What takes the rest, and under it a card as high as it needs to be."""
    column = _column(tall, card)
    rows = column.layout()
    if isinstance(rows, QVBoxLayout):
        rows.setStretchFactor(tall, 1)
        rows.setStretchFactor(card, 0)
    return column
