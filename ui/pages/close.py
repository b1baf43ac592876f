"""The Close page: key points and notes, how the time was shared, turns to put right, and the export."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from circle.erased import Kind, Piece
from circle.i18n import gettext as _
from circle.searched import NOBODY_ELSE
from ui.drafts import COMMITMENT, KEY_POINT, NOTE
from ui.live_session import LiveSession
from ui.pages.close_actions import close_parts
from ui.pages.close_shown import close_shown, first_level
from ui.pages.note_signs import noted
from ui.pages.said_back_shown import said_back_words
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import Columns
from ui.widgets.commitments_card import CommitmentsCard
from ui.widgets.export_card import ExportCard
from ui.widgets.harvest_part import HarvestPart
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, SmallHeading, Soft
from ui.widgets.listening_cards import ListeningAtClose
from ui.widgets.names_marked import people_here
from ui.widgets.note_menu import NoteMenu
from ui.widgets.one_line import OneLine
from ui.widgets.page_frame import PageFrame
from ui.widgets.said_card import SaidCard
from ui.widgets.saved import Saved
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import order_as_seen, order_tabs
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

_ONE_HEAD_FROM = 620
"""From how many on the title and the buttons stand in one row."""

_LISTS = 1000
"""The lists take all the room they can use; what they cannot use is left at the bottom."""


class ClosePage(QWidget):
    exported = Signal(object)
    """The ids of the formats, the level, and the folder."""
    look_asked = Signal()
    passphrase_asked = Signal()
    told = Signal(str)
    """Why nothing came of what was asked for."""
    left = Signal()
    review_asked = Signal()
    reopened = Signal()
    erase_asked = Signal(object)
    """A circle.erased.Piece that is to be gone for good."""

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
        self.setAccessibleName(_("Closing a circle"))
        self._title = OneLine(look, Role.HEADING)
        self._subtitle = OneLine(look, soft=True)
        self.reopen_button = KeyButton(look, _("Reopen the session"), small=True)
        self.review_button = KeyButton(look, _("Review"), small=True)
        self.done = KeyButton(look, _("Done"), small=True)
        self.said_button = KeyButton(look, _("What people said"), small=True)
        self.harvest = HarvestPart(look, live)
        self.notes = WrittenList(look, _("Notes"), _("Write a note…"))
        NoteMenu(self.notes.list, live, partial(self._ask_to_erase, Kind.NOTE))
        self.commitments = CommitmentsCard(look, live)
        self.last_time: LastTimeCard | None = None
        self.choices = ChoiceRow(look, close_parts(), _("What is shown here"))
        self.parts: dict[str, QWidget] = {}
        """What the row of choices shows: "harvest", "notes" and "turns"."""
        self.under_harvest, self.middle = QVBoxLayout(), QVBoxLayout()
        """For cards of others: below the key points, and above how the time was shared."""
        self.over_time: OverTimeCard | None = None
        self._sentence = Heading(look, "", Role.PROMPT)
        self._counts = Soft(look, small=True)
        self._said_back = Soft(look, small=True)
        self.pictures_button = KeyButton(look, _("Pictures"), small=True)
        self.turns = TurnsPanel(look, live)
        self.listening = ListeningAtClose(look, live)
        self.said = SaidCard(look, live)
        self.said.hide()
        self.export_card = ExportCard(look, folder, first_level(live.state))
        self._scroll = self._lay_out()
        self._connect()
        live.drafts.watch(KEY_POINT, self.harvest.field)
        live.drafts.watch(NOTE, self.notes.field)
        live.drafts.watch(COMMITMENT, self.commitments.fields.text)
        self.notes.mark_names(lambda: people_here(live.state))
        self.choices.choose("notes" if self.notes.field.text() else "harvest")

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's names
        """What the circle said last time comes after the rest of the harvest is there."""
        order_as_seen(self.parts["harvest"], [self.parts["harvest"]])
        return super().focusNextPrevChild(next)

    def _ask_to_erase(self, kind: Kind, number: int) -> None:
        self.erase_asked.emit(Piece(kind, number))

    def _lay_out(self) -> ScrollColumn:
        parts = (self._left(), self._shared(), _column(self.export_card, QWidget()))
        scroll = ScrollColumn(self._look)
        scroll.body.addWidget(Columns(self._look, parts))
        frame = PageFrame(self._look, footer=False, two_heads_below=_ONE_HEAD_FROM)
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
        frame.head_left.addStretch(1)
        buttons = (self.said_button, self.reopen_button, self.review_button, self.done)
        saved = Saved(self._look)
        for button in buttons:  # the title gives way
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        for widget in (saved, *buttons):
            frame.head_right.addWidget(widget)
        frame.head.keep_whole(saved, *buttons)

    def _left(self) -> QWidget:
        card = Card(self._look)
        card.body.addWidget(self.choices)
        self.turns.lie_flat()
        self.parts = {
            "harvest": self._harvest_part(),
            "notes": self._notes_part(),
            "turns": self.turns,
        }
        for part in self.parts.values():
            card.body.addWidget(part, _LISTS)
        card.body.addStretch(1)
        return card

    def _harvest_part(self) -> QWidget:
        heading = SmallHeading(self._look, _("Key points, in the room’s own words"))
        part, rows = _part()
        rows.addWidget(heading)
        rows.addWidget(self.harvest, _LISTS)
        self.under_harvest.setContentsMargins(0, 14, 0, 0)
        self.under_harvest.setSpacing(18)
        self.commitments.lie_flat()
        self.under_harvest.addWidget(self.commitments)
        rows.addLayout(self.under_harvest)
        rows.addStretch(1)
        return part

    def _notes_part(self) -> QWidget:
        part, rows = _part()
        rows.addWidget(SmallHeading(self._look, _("Notes · no names attached")))
        rows.addLayout(self.notes, _LISTS)
        rows.addStretch(1)
        return part

    def _shared(self) -> QWidget:
        card = Card(self._look, _("How the time was shared"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.pictures_button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        card.body.addWidget(self._counts)
        card.body.addWidget(self._said_back)
        self.middle.setSpacing(18)
        self.middle.addWidget(self.listening)
        self.middle.addWidget(card)
        self.middle.addWidget(self.said)
        middle = QWidget()
        middle.setLayout(self.middle)
        self.middle.setContentsMargins(0, 0, 0, 0)
        return _column(middle, QWidget())

    def _connect(self) -> None:
        self.harvest.erase_asked.connect(partial(self._ask_to_erase, Kind.NOTE))
        self.commitments.erase_asked.connect(partial(self._ask_to_erase, Kind.COMMITMENT))
        live = self._live
        self.choices.chosen.connect(self._show_part)
        self.harvest.read_back_asked.connect(self.read_back)
        self.notes.added.connect(self._keep_note)
        self.notes.edited.connect(live.written.edit_note)
        self.notes.removed.connect(live.written.remove_note)
        self.export_card.export_asked.connect(self.export)
        self.export_card.exported.connect(self.exported)
        self.export_card.look_asked.connect(self.look_asked)
        self.export_card.passphrase_asked.connect(self.passphrase_asked)
        self.export_card.answered.connect(lambda: QTimer.singleShot(0, self, self._show_result))
        self.commitments.fields.text.textChanged.connect(self._show_commitment)
        self.reopen_button.clicked.connect(self._reopen)
        self.review_button.clicked.connect(self.review)
        self.done.clicked.connect(self._leave)
        self.pictures_button.clicked.connect(self.show_pictures)
        self.said_button.clicked.connect(self._show_what_was_said)
        live.changed.connect(self._follow)
        self._look.changed.connect(self._fit_head)
        QWidget.setTabOrder(self.export_card.button, self.said_button)
        QWidget.setTabOrder(self.said_button, self.reopen_button)
        QWidget.setTabOrder(self.reopen_button, self.review_button)
        QWidget.setTabOrder(self.review_button, self.done)

    def show_last_time(self, last: LastTime) -> None:
        """The commitments that the session came with, where there are any."""
        from ui.widgets.last_time_card import LastTimeCard

        self.last_time = LastTimeCard(self._look, self._live, last, parent=self)
        self.last_time.lie_flat()
        self.under_harvest.addWidget(self.last_time)
        self.last_time.show_state()

    def show_over_time(
        self, read: Callable[[], Sequence[Listened]], today: Callable[[], date]
    ) -> None:
        """How listening moved over the sessions of the circle. It is read again when something is changed here."""
        from ui.widgets.over_time_card import OverTimeCard

        self.over_time = OverTimeCard(self._look, read, today=today, folded=True, parent=self)
        self.middle.addWidget(self.over_time)
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
        self.harvest.show_state()
        self.notes.show_rows(shown.notes)
        self.commitments.show_state()
        self._sentence.setText(shown.sentence)
        self._counts.setText(shown.counts)
        self._said_back.setText(said_back_words(self._live.state))
        self._said_back.setVisible(bool(self._said_back.text()))
        self.said.show_state()
        self.export_card.show_session(self._live.id, self._live.log, shown.levels)
        if self.over_time is not None:
            self.over_time.show_state()

    def show_part(self, part: str) -> None:
        """One of the row of choices, which has the focus then."""
        self.choices.choose(part)
        self.choices.buttons[part].setFocus()

    def _show_part(self, part: str) -> None:
        for name, widget in self.parts.items():
            widget.setVisible(name == part)

    def read_back(self) -> None:
        """What is still being written is kept first, and read with the rest."""
        from ui.pages.read_back import read_back

        self.harvest.keep_open()
        if not read_back(self._look, self, self._live):
            self.told.emit(
                _("There is nothing to read back: no key point and no commitment is written yet.")
            )

    def show_pictures(self) -> None:
        """As they leave at the level, and for whom, that is chosen for the export."""
        from ui.pages.session_pictures import show_pictures

        card = self.export_card
        looked_for = card.looked_for or NOBODY_ELSE  # nothing leaves by it
        show_pictures(self._look, self, self._live, card.level, card.reader, looked_for=looked_for)

    def review(self) -> None:
        """Read as a trainer reads it."""
        self.keep_open()
        self.export_card.when_exported(self.review_asked.emit)

    def export(self) -> None:
        """What is still being written is kept first; a name in it is shown before anything is written."""
        known = self.export_card.names_found
        self.keep_open()
        if self.export_card.names_found != known:
            self.export_card.say_names_were_found()
            return
        self.export_card.export()

    def choose_note(self, number: int) -> None:
        """The row of a note or key point, with the keys in its list."""
        rows = self.notes.list
        if rows.rows_model.place(number).isValid():
            self.choices.choose("notes")
            rows.show_chosen(number, in_sight=True)
        else:
            self.choices.choose("harvest")
            self.harvest.blocks.show_chosen(number)
            self.harvest.blocks.show_newest(number)
            rows = self.harvest.blocks.chosen_list or rows
        rows.setFocus()
        self._scroll.show_part(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        self._subtitle.setVisible(self.width() / self._look.scale >= _SUBTITLE_FROM)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()
        self.setFocus()

    def _follow(self) -> None:
        if self.isVisible():
            self.show_state()

    def _keep_note(self, text: str) -> None:
        meant = noted(text)
        if self._live.written.write_note(meant.text, meant.kind):
            self.notes.show_added()

    def keep_open(self) -> None:
        """What is still being written counts."""
        self.harvest.keep_open()
        self.notes.keep_open()
        self.commitments.keep_open()
        self.listening.keep_open()
        if self.last_time is not None:
            self.last_time.keep_open()

    def _show_what_was_said(self) -> None:
        self.said.setVisible(not self.said.isVisible())
        if self.said.isVisible():
            self.said.choose.setFocus()
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.said))

    def _show_commitment(self) -> None:
        """Who and by when come under the line once something is written there."""
        fields = self.commitments.fields
        if fields.text.hasFocus():
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(fields.keep))

    def _show_result(self) -> None:
        self._scroll.ensureWidgetVisible(self.export_card.result)

    def keep_at_last(self) -> None:
        """The window is being closed."""
        self.keep_open()
        self.export_card.finish()

    def _reopen(self) -> None:
        self.keep_open()
        self.export_card.when_exported(self._reopen_now)

    def _reopen_now(self) -> None:
        if self._live.reopen():
            self.reopened.emit()

    def _leave(self) -> None:
        self.keep_open()
        self.export_card.when_exported(self.left.emit)


def _part() -> tuple[QWidget, QVBoxLayout]:
    """A part of the left card, and its column."""
    part = QWidget()
    rows = QVBoxLayout(part)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(8)
    return part, rows


def _column(card: QWidget, rest: QWidget) -> QWidget:
    """A card as high as it needs to be, and under it what takes the rest."""
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(18)
    rows.addWidget(card)
    rows.addWidget(rest, 1)
    return column
