"""Who is in the circle: the seats as they stand in the room, their number, and their names."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from circle.aliases import AliasKind, seat_words
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.people import Question
from ui.accessible import announce
from ui.pages import people_draft
from ui.pages import seats_draft as draft
from ui.pages.prepare_shown import seats_shown
from ui.pages.seats_draft import FEWEST_SEATS, MOST_SEATS, SeatsDraft
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.circle_field import CircleField
from ui.widgets.circle_view import CircleView
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu
from ui.widgets.people_file import ask_for_file, dropped_file
from ui.widgets.person_said import SaidForm
from ui.widgets.seat_fields import NamesField, SeatField

_MOST_NAMED = 44


class SeatsView(CircleView):
    """A circle that takes the room there is, and asks for no more than it needs."""

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()


class SeatsCard(Card):
    seats_changed = Signal(object)
    """A SeatsDraft."""
    field_shown = Signal(QWidget)
    """Where something is to be written now."""
    undo_asked = Signal()
    plan_asked = Signal()
    """The plan of the circle's last session."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Who is in the circle"), parent=parent)
        self._look = look
        self._seats = SeatsDraft()
        self._chosen: str | None = None
        self._asked = ""
        """Whose answers are shown."""
        self._by_keys = False
        hint = _("Names, initials or nothing. Drag to match the room.")
        self.which = CircleField(look, hint)
        self.hint = self.which.hint
        self.circle = SeatsView(look, movable=True, on_card=True)
        self.names = NamesField(look)
        self.seat = SeatField(look)
        self.said = SaidForm(look)
        self.note = Soft(look, small=True)
        self.undo = KeyButton(look, _("Undo"), kind=Kind.QUIET, small=True)
        self.plan = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.controls = self._controls(look)
        self._connect()
        self.setAcceptDrops(True)
        self.body.addWidget(self.which)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.circle, 1)
        self.body.addWidget(self.names, 1)
        said = QHBoxLayout()
        said.addWidget(self.note, 1)
        said.addWidget(self.plan)
        said.addWidget(self.undo)
        self.body.addLayout(said)
        for part in (self.seat, self.said, self.controls):
            self.body.addWidget(part)
        for part in (self.names, self.seat, self.said, self.note, self.undo, self.plan):
            part.hide()
        look.changed.connect(self._leave_room)

    def show_seats(self, seats: SeatsDraft) -> None:
        self._seats = seats
        if self._chosen is not None and all(seat.key != self._chosen for seat in seats.seats):
            self._back()
        self.circle.show_circle(seats_shown(seats))
        self._leave_room()
        self.fewer.setEnabled(len(seats) > FEWEST_SEATS)
        self.more.setEnabled(len(seats) < MOST_SEATS)

    def _leave_room(self) -> None:
        """A circle that names can be read in, also where they stand beside the seats.

        So many that they would not go beside a circle of this size are points without names.
        """
        height = max(210, 14 * (min(len(self._seats), _MOST_NAMED) // 2 + 2))
        self.circle.setMinimumSize(200, self._look.px(height))

    def ask_for_names(self) -> None:
        """Swaps the circle for a field. Names that are known already stand in it."""
        self.keep_name()
        self.say("")
        named = any(seat.name for seat in self._seats.seats)
        self._swap(names=True)
        self.names.show_names("\n".join(self._seats.aliases) if named else "")
        self.field_shown.emit(self.names)

    def leave_field(self) -> None:
        """Back to the circle; what was written is not used."""
        self.say("")
        if self.said.isVisibleTo(self):
            self._swap()
        elif self.names.isVisibleTo(self) or self._chosen is not None:
            self._back()

    def keep_what_is_written(self) -> bool:
        """Takes the names that are being written. False when some of them had to be left out."""
        if self.names.isVisibleTo(self):
            return self._use(self.names.field.toPlainText())
        self.keep_name()
        return True

    def keep_name(self) -> None:
        if self._chosen is not None:
            self._keep(self.seat.field.text())

    def _controls(self, look: Look) -> QWidget:
        self.fewer = KeyButton(look, "−", small=True)
        self.more = KeyButton(look, "+", small=True)
        self.fewer.setAccessibleName(_("One seat fewer"))
        self.more.setAccessibleName(_("One seat more"))
        self.add = KeyButton(look, _("Add or paste names"), kind=Kind.QUIET, small=True)
        self.aliases = KeyButton(look, _("Aliases…"), kind=Kind.QUIET, small=True)
        controls = QWidget()
        row = Flow()
        for button in (self.fewer, self.more, self.add, self.aliases):
            row.addWidget(button)
        controls.setLayout(row)
        return controls

    def _connect(self) -> None:
        self.fewer.clicked.connect(lambda: self._resize(-1))
        self.more.clicked.connect(lambda: self._resize(1))
        self.add.clicked.connect(self.ask_for_names)
        self.aliases.clicked.connect(self._offer_aliases)
        self.undo.clicked.connect(self.undo_asked)
        self.plan.clicked.connect(self.plan_asked)
        self.names.used.connect(self._use)
        self.names.file_asked.connect(self._ask_for_file)
        self.names.left.connect(self.leave_field)
        self.seat.kept.connect(self._keep)
        self.seat.more_asked.connect(self._show_menu_of_chosen)
        self.said.said.connect(self._say_for)
        self.said.left.connect(self.leave_field)
        self.circle.seat_chosen.connect(lambda key, _shift: self._choose(key))
        self.circle.seat_moved.connect(self._move)
        self.circle.seat_menu_asked.connect(self._show_menu)

    def _change(self, seats: SeatsDraft) -> None:
        self.say("")
        if seats != self._seats:
            self.show_seats(seats)
            self.seats_changed.emit(seats)

    def _resize(self, by: int) -> None:
        self._change(draft.resize(self._seats, len(self._seats) + by))

    def _move(self, key: str, to: int) -> None:
        self.keep_name()
        self._change(draft.move(self._seats, key, to))

    def _use(self, text: str) -> bool:
        found = draft.parse_names(text)
        self._change(draft.paste(self._seats, found.names))
        self.say(found.left_out or draft.nobodys_words(self._seats, len(found.names)))
        self._back()
        return not found.left_out

    def _choose(self, key: str) -> None:
        self.keep_name()
        at = self._seats.at(key)
        by_keys = self.circle.hasFocus()
        self._swap(seat=key)
        self._by_keys = by_keys
        self.seat.show_seat(seat_words(at + 1), self._seats.seats[at].name)
        self.field_shown.emit(self.seat)

    def _keep(self, name: str) -> None:
        chosen = self._chosen
        self._back()
        if chosen is not None:
            self._change(draft.rename(self._seats, chosen, name))

    def _back(self) -> None:
        by_keys = self._chosen is not None and self._by_keys
        self._swap()
        (self.circle if by_keys else self).setFocus()

    def _swap(self, *, names: bool = False, seat: str | None = None) -> None:
        """Shows the circle or the names, and below the circle the name of a seat or the number."""
        self.setFocus()
        self._chosen = seat
        self.circle.setVisible(not names)
        self.hint.setVisible(not names)
        self.names.setVisible(names)
        self.seat.setVisible(seat is not None)
        self.said.hide()
        self.controls.setVisible(not names and seat is None)

    def say(self, words: str, *, undo: bool = False, plan: str = "") -> None:
        """`undo`: what is told of can be taken back here. `plan`: that of last time, which is offered."""
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.undo.setVisible(undo)
        self.plan.show_words(_("Its plan: {title}").format(title=plan), name=plan)
        self.plan.setVisible(bool(plan))
        announce(self.note, words)

    def take_file(self, file: Path) -> None:
        """Puts the people in a file into the seats, or says why not.

        What is being written is taken first, so that undo brings it back.
        """
        try:
            listed = people_draft.listed_in(file)
        except Refused as why:
            self.say(f"{why} {_('The seats are as they were.')}")
            return
        self.keep_what_is_written()
        self._take(people_draft.seat_listed(self._seats, listed, file.name))

    def _take(self, seated: people_draft.Seated) -> None:
        changed = seated.seats != self._seats
        self._change(seated.seats)
        self.say(seated.words, undo=changed)

    def _ask_for_file(self) -> None:
        if (file := ask_for_file(self)) is not None:
            self.take_file(file)

    def _offer_aliases(self) -> None:
        offered = {
            _("Seat numbers"): AliasKind.SEATS,
            _("Colours"): AliasKind.COLOURS,
            _("Things"): AliasKind.THINGS,
            _("Initials"): AliasKind.INITIALS,
        }
        acts = [(words, partial(self._use_aliases, kind)) for words, kind in offered.items()]
        open_menu(self, acts, self.aliases.mapToGlobal(QPoint(0, self.aliases.height())))

    def _use_aliases(self, kind: AliasKind) -> None:
        self._take(people_draft.seat_aliases(self._seats, kind))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Names that are being written are not written over."""
        if dropped_file(event) is not None and self.circle.isVisible():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (file := dropped_file(event)) is not None:
            event.acceptProposedAction()
            self.take_file(file)

    def _show_menu_of_chosen(self, point: QPoint) -> None:
        if self._chosen is not None:
            self._show_menu(self._chosen, point)

    def _show_menu(self, key: str, point: QPoint) -> None:
        menu = self._menu_of(key)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _menu_of(self, key: str) -> QMenu:
        from ui.widgets.seat_menu import add_more_time, add_roles

        seat = self._seats.seats[self._seats.at(key)]
        menu = QMenu(self)
        menu.addAction(_("Rename…"), lambda: self._choose(key))
        leads = _checkable(menu, _("Facilitator"), checked=seat.facilitator)
        leads.triggered.connect(
            lambda on: self._change(draft.say_facilitator(self._seats, key, facilitator=on))
        )
        add_roles(
            menu,
            seat.roles,
            lambda roles: self._change(draft.give_roles(self._seats, key, roles)),
        )
        add_more_time(
            menu,
            seat.extra_percent,
            lambda percent: self._change(draft.give_more_time(self._seats, key, percent)),
        )
        menu.addAction(_("What they said…"), lambda: self._ask_what_was_said(key))
        menu.addSeparator()
        away = menu.addAction(_("Take the seat away"), lambda: self._take_away(key))
        away.setEnabled(len(self._seats) > FEWEST_SEATS)
        return menu

    def _ask_what_was_said(self, key: str) -> None:
        self.keep_name()
        self._swap()
        self._asked = key
        self._show_said()
        self.said.show()
        self.controls.hide()
        self.said.answers.focus_first()
        self.field_shown.emit(self.said)

    def _show_said(self) -> None:
        seat = self._seats.seats[self._seats.at(self._asked)]
        answers = {
            Question.NOTED: seat.noted,
            Question.SHOWN: seat.shown,
            Question.LEAVES: seat.says_yes,
        }
        name = self._seats.alias(self._seats.at(self._asked))
        self.said.show_person(
            name, answers, _("Where they are not asked, what the group says holds.")
        )

    def _say_for(self, question: Question, answer: bool | None) -> None:
        self._change(draft.say(self._seats, self._asked, question, answer=answer))

    def _take_away(self, key: str) -> None:
        if self._chosen == key or (self._asked == key and self.said.isVisibleTo(self)):
            self._back()
        self._change(draft.remove(self._seats, key))


def _checkable(menu: QMenu, words: str, *, checked: bool) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(checked)
    return action
