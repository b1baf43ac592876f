"""The harvest of a circle: its key points, whose each is, who may see it, and the line to write the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from circle.harvest import NoteKind, Seen, seen_words
from circle.i18n import gettext as _
from ui.live_session import LiveSession
from ui.pages.harvest_shown import (
    APART,
    Place,
    can_be,
    harvest_shown,
    key_points,
    place_of,
    place_words,
    places,
)
from ui.theme import Look
from ui.widgets.checks import Check
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu
from ui.widgets.names_marked import NamesMarked, people_here
from ui.widgets.note_field import NoteField, NotKeptYet
from ui.widgets.point_blocks import PointBlocks

_NEXT_SEEN = {Seen.MINE: Seen.TRAINER, Seen.TRAINER: Seen.REPORT, Seen.REPORT: Seen.MINE}
_LISTS = 1000
"""The points take all the room they can use."""


class HarvestPart(QWidget):
    read_back_asked = Signal()
    erase_asked = Signal(int)
    """The number of a key point that is to be gone for good."""

    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._live = look, live
        self._place = Place()
        self.apart = Check(look, _("Apart: from those who opened, from the circle"))
        self._alone = Soft(look, small=True)
        self.read_back = KeyButton(look, _("Read back"), small=True)
        self.agreed = KeyButton(look, _("The circle agreed to all"), kind=Kind.QUIET, small=True)
        self.blocks = PointBlocks(look)
        self.change = KeyButton(look, _("This point ▾"), kind=Kind.QUIET, small=True)
        self.remove = KeyButton(look, _("Remove"), kind=Kind.QUIET, small=True)
        self.where = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.field = NoteField(look, _("Add a key point…"))
        self.names = Soft(look, small=True)
        self._marked = NamesMarked(self.names, lambda: people_here(live.state))
        self._not_kept = NotKeptYet(look, self.field)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        asked, acts = Flow(), Flow(gap=4)
        for button in (self.read_back, self.agreed):
            asked.addWidget(button)
        for button in (self.change, self.remove, self.where):
            acts.addWidget(button)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(6)
        self.rows.addWidget(self.apart)
        self.rows.addWidget(self._alone)
        self.rows.addLayout(asked)
        self.rows.addWidget(self.blocks, _LISTS)
        self.rows.addLayout(acts)
        self.rows.addWidget(self.field)
        self.rows.addWidget(self.names)
        self.rows.addWidget(self._not_kept)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        written, blocks = self._live.written, self.blocks
        self.apart.clicked.connect(self._choose_apart)
        self.read_back.clicked.connect(self.read_back_asked)
        self.agreed.clicked.connect(self._agree_to_all)
        blocks.edited.connect(written.edit_note)
        blocks.moved.connect(written.move_note)
        blocks.removal_asked.connect(self._remove)
        blocks.seen_asked.connect(self._show_to_next)
        blocks.menu_asked.connect(self._open_menu)
        blocks.went.connect(self._show_acts)
        self.change.clicked.connect(self._open_menu_of_chosen)
        self.remove.clicked.connect(lambda: self._remove(blocks.chosen_key))
        self.where.clicked.connect(self._ask_where)
        self.field.returnPressed.connect(self._keep)
        self._marked.watch(self.field)
        blocks.editor_opened.connect(self._marked.watch)

    def show_state(self) -> None:
        """Everything that an act may have changed."""
        shown = harvest_shown(self._live.state)
        if not can_be(self._live.state, self._place):
            self._place = Place()
        self._show_place()
        self.apart.setVisible(shown.apart is not None)
        self.apart.setChecked(bool(shown.apart))
        self._alone.setText(shown.alone)
        self._alone.setVisible(bool(shown.alone))
        self.agreed.setVisible(bool(shown.alone) and self._live.state.agreed_ms is None)
        self.read_back.setVisible(shown.can_be_read)
        self.blocks.show_lines(shown.lines)
        self.blocks.setVisible(bool(shown.lines))
        self._show_acts()

    def keep_open(self) -> None:
        """Keeps what is still being written; not what was left before it came here."""
        self.blocks.keep_editor()
        if self.field.unkept:
            self._keep()

    # A new one

    def _keep(self) -> None:
        text, place = self.field.text(), self._place
        written = self._live.written
        if text.strip() and written.write_note(
            text, NoteKind.KEY_POINT, place.group, side=place.side, round=place.round
        ):
            self.field.clear()
            self.blocks.show_newest(max(self._live.state.notes))

    def _ask_where(self) -> None:
        """It goes there, and so do those after it, until somebody chooses otherwise."""
        there = places(self._live.state, self._place)
        open_menu(
            self,
            [(one.words, partial(self._choose_place, one.place)) for one in there],
            _under(self.where),
        )

    def _choose_place(self, place: Place) -> None:
        self._place = place
        self._show_place()
        self.field.setFocus()

    def _show_place(self) -> None:
        state = self._live.state
        words = place_words(state, self._place)
        self.where.show_words(_("The next one goes to: {where} ▾").format(where=words), name=words)
        self.where.setVisible(len(places(state, self._place)) > 1)

    # What is done with one

    def _show_acts(self) -> None:
        chosen = self.blocks.chosen_key is not None
        self.change.setVisible(chosen)
        self.remove.setVisible(chosen)

    def _remove(self, key: object) -> None:
        if isinstance(key, int):
            self.blocks.leave_editor()
            self._live.written.remove_note(key)

    def _show_to_next(self, key: int) -> None:
        self._live.written.show_note(key, _NEXT_SEEN[self._live.state.notes[key].seen])

    def _open_menu_of_chosen(self) -> None:
        if (key := self.blocks.chosen_key) is not None:
            self._open_menu(key, _under(self.change))

    def _open_menu(self, key: int, where: QPoint) -> None:
        self.blocks.keep_editor()
        open_menu(self, self._acts(key), where)

    def _acts(self, key: int) -> Iterator[tuple[str, Callable[[], object]]]:
        """What can be done with a key point, in words."""
        written, state = self._live.written, self._live.state
        note = state.notes[key]
        yield _("Other words"), lambda: self.blocks.edit_row(key)
        for seen in Seen:
            if seen is not note.seen:
                words = _("May be seen: {who}").format(who=seen_words(seen))
                yield words, partial(written.show_note, key, seen)
        yield from self._acts_beside(key)
        here = place_of(note, state.sides)
        for one in places(state, here):
            if one.place != here:
                words = _("Belongs to: {where}").format(where=one.words)
                yield words, partial(self._place_note, key, one.place)
        yield _("Remove"), partial(self._remove, key)
        yield _("Erase for good…"), partial(self.erase_asked.emit, key)

    def _acts_beside(self, key: int) -> Iterator[tuple[str, Callable[[], object]]]:
        """With the one above and the one below, in its own block."""
        rows = next(one for one in self.blocks.lists if one.rows_model.place(key).isValid())
        keys = [row.key for row in rows.rows_model.rows]
        at, merge = keys.index(key), self._live.written.merge_notes
        if at > 0 and isinstance(above := keys[at - 1], int):
            yield _("Move up"), partial(rows.move_row, key, -1)
            yield _("Join with the one above"), partial(merge, above, key)
        if at + 1 < len(keys) and isinstance(below := keys[at + 1], int):
            yield _("Move down"), partial(rows.move_row, key, 1)
            yield _("Join with the one below"), partial(merge, key, below)

    def _place_note(self, key: int, place: Place) -> None:
        self._live.written.place_note(key, round=place.round, group=place.group, side=place.side)

    # All of them

    def _agree_to_all(self) -> None:
        state = self._live.state
        numbers = [note.number for note in key_points(state)]
        self._live.written.agree_harvest(numbers, tuple(state.commitments))

    def _choose_apart(self) -> None:
        self._live.written.choose_sides(APART if self.apart.isChecked() else ())


def _line(words: Soft) -> Soft:
    policy = words.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
    words.setSizePolicy(policy)
    words.hide()
    return words


def _under(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())
