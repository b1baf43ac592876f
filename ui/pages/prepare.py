"""The Prepare page: the plan, the seats, what the room agreed, and what the notes may show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from circle.events import RoundPlan, SessionOpened
from circle.forms import Direction, RoundForm
from circle.i18n import gettext as _
from circle.level import Level
from circle.planning import fit_words, length_words, plan_of
from circle.templates import SessionTemplate
from ui.actions import Action, bind
from ui.pages.prepare_shown import (
    SEATS_AT_FIRST,
    levels_shown,
    rounds_shown,
    session_opened,
    yes_words,
)
from ui.pages.rounds_draft import UNPLANNED, Rounds
from ui.pages.seats_draft import SeatsDraft, participants, seats_of
from ui.theme import Look
from ui.widgets.agreed_cards import AgreedCard, LevelCard
from ui.widgets.agreement import Agreement
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import PageFrame
from ui.widgets.plan_card import PlanCard
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.seats_card import SeatsCard

_THREE_COLUMNS = 860
"""The least width for three columns beside each other, at the usual size of letters; and for two."""
_TWO_COLUMNS = 600
_SHARES = {3: (45, 50, 33), 2: (1, 1, 0), 1: (1, 0, 0)}
"""How the columns share the width."""
_ROOMY = 1200
_GAP = 16


class PreparePage(PageFrame):
    opened_asked = Signal(object)
    """The SessionOpened."""
    left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._look = look
        self._rounds: Rounds = UNPLANNED
        self._forms: Mapping[str, RoundForm] = {}
        self._seats = SeatsDraft()
        self._level = Level.NOBODY
        self._columns = 0
        self.setAccessibleName(_("Prepare a circle"))
        self.actions_here = (
            Action(
                "open", _("Open the circle"), ("Ctrl+Return", "Ctrl+Enter", "F5"), self.ask_to_open
            ),
            Action("leave", _("Leave a field"), ("Escape",), self.leave_field),
            Action("undo", _("Undo the last change of the plan"), ("Ctrl+Z",), self.undo),
        )
        bind(self, self.actions_here)
        self._fill_body()
        self._fill_head_and_foot()
        look.changed.connect(self._arrange)

    def show_plan(self, template: SessionTemplate | None, forms: Mapping[str, RoundForm]) -> None:
        """A fresh circle on a template; None: start now, with eight seats."""
        self._rounds, self._forms = template.rounds if template else UNPLANNED, forms
        self.leave_field()
        self.plan.begin_with(template.title if template else "")
        agreements = template.agreements if template else ()
        self.agreed.show_agreements(agreements)
        self.agreement.begin_with(template.confidentiality if template else "")
        self.level.measured.setChecked(template.measured if template else True)
        self.plan.other_way.setChecked(False)
        self._level = Level.NOBODY
        self._take_seats(seats_of(SEATS_AT_FIRST))

    def opened(self) -> SessionOpened:
        """The session as it stands on the page."""
        opened = session_opened(
            title=self.plan.title.text(),
            plan=self._plan,
            seats=self._seats,
            agreements=self.agreed.agreed,
            level=self._level,
            direction=Direction.ANTICLOCKWISE
            if self.plan.other_way.isChecked()
            else Direction.CLOCKWISE,
        )
        return replace(self.agreement.agreed(opened), measured=self.level.measured.isChecked())

    def ask_to_open(self) -> None:
        """A name that is still being written counts. If one was left out, that is read first."""
        if self.seats.keep_what_is_written():
            self.opened_asked.emit(self.opened())

    def undo(self) -> None:
        self.plan.undo()

    def leave_field(self) -> None:
        self.seats.leave_field()
        self.plan.leave_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first field, and nothing is marked before."""
        super().showEvent(event)
        self.setFocus()

    @property
    def _plan(self) -> tuple[RoundPlan, ...]:
        return plan_of(self._rounds, len(self._seats), self._forms)

    def _take_seats(self, seats: SeatsDraft) -> None:
        self._seats = seats
        self.seats.show_seats(seats)
        self._take_rounds(self._rounds)
        self._take_level(self._level)

    def _take_rounds(self, rounds: Rounds) -> None:
        self._rounds = rounds
        plan, n = self._plan, len(self._seats)
        shown = rounds_shown(plan, self._forms)
        self.plan.show_rounds(rounds, shown, self._forms, fit_words(plan, n, self._forms))
        self.length.setText(length_words(plan, n))

    def _take_level(self, level: Level) -> None:
        self._level = level
        self.level.show_level(level, yes_words(self._seats, level))

    def _fill_body(self) -> None:
        look = self._look
        self.plan, self.seats = PlanCard(look), SeatsCard(look)
        self.agreed = AgreedCard(
            look, parent=self
        )  # or it is a window of its own while it has no place
        self.level = LevelCard(look, levels_shown())
        self.agreement = Agreement(look, self)
        self.agreement.people = lambda: participants(self._seats)
        self.agreement.measured = self.level.measured.isChecked
        self.agreed.body.addWidget(self.agreement)
        self.plan.rounds_changed.connect(self._take_rounds)
        self.seats.seats_changed.connect(self._take_seats)
        for card in (self.plan, self.seats):
            card.field_shown.connect(
                lambda field: QTimer.singleShot(0, self, lambda: self._scroll_to(field))
            )
        self.level.level_chosen.connect(self._take_level)
        self._scrolls = tuple(ScrollColumn(look) for _column in range(3))
        for scroll in self._scrolls:
            scroll.body.setSpacing(_GAP)
            scroll.body.addStretch(0)
            self.body.addWidget(scroll)

    def _fill_head_and_foot(self) -> None:
        look = self._look
        self.head_left.addWidget(Heading(look, _("Prepare a circle")))
        self.head_right.addWidget(Soft(look, _("Everything stays on this laptop")))
        key = self.actions_here[0].key
        self.open_button = KeyButton(look, _("Open the circle"), key, kind=Kind.MAIN)
        self.back_button = KeyButton(look, _("Back"))
        self.length = Soft(look)
        self.open_button.clicked.connect(self.ask_to_open)
        self.back_button.clicked.connect(self.left)
        self.foot_left.addWidget(self.open_button)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self.foot_right.addWidget(self.length)

    def _scroll_to(self, part: QWidget) -> None:
        """Where the letters are large, what is below the circle may be out of sight."""
        for scroll in self._scrolls:
            if scroll.isAncestorOf(part):
                scroll.ensureWidgetVisible(part, 0, _GAP)

    def _arrange(self) -> None:
        """Three columns, or two, or one that scrolls, as the width and the letters allow."""
        usual = self.width() / self._look.scale
        columns = 3 if usual >= _THREE_COLUMNS else 2 if usual >= _TWO_COLUMNS else 1
        if columns != self._columns:
            self._columns = columns
            self._place_cards(columns)
        edge = 24 if self.width() >= _ROOMY else 16
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(edge - 4)

    def _place_cards(self, columns: int) -> None:
        """Where there are fewer columns, what was in the others comes below. The focus stays."""
        focused = self.focusWidget() or self
        cards = (self.plan, self.seats, self.agreed, self.level)
        places = {3: (0, 1, 2, 2), 2: (0, 1, 0, 0), 1: (0, 0, 0, 0)}[columns]
        for column, card in zip(places, cards, strict=True):
            body = self._scrolls[column].body
            body.removeWidget(card)
            body.insertWidget(body.count() - 1, card, 1 if places.count(column) == 1 else 0)
        for column, scroll in enumerate(self._scrolls):
            scroll.setVisible(column < columns)
            self.body.setStretch(column, _SHARES[columns][column])
        focused.setFocus()
