"""The plan while it is held: how it goes, what was, and the rounds to come, which can be put otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.agreed_moves import rows_begun
from circle.i18n import gettext as _
from circle.plans import RoundPlan
from circle.replanning import MINUTE_MS, Plan, drop
from circle.session import State
from circle.templates import PlannedRound
from ui.live_session import LiveSession
from ui.pages import plan_draft, rounds_draft
from ui.theme import Look
from ui.widgets.begun_row import BegunRow
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body
from ui.widgets.live_plan_shown import live_plan_shown
from ui.widgets.round_fields import RoundFields
from ui.widgets.round_row import RoundRow
from ui.widgets.row_drag import DraggedRows

_NARROW = 64
"""The column is narrower than the one in which a plan is prepared."""


class LivePlan(Card):
    """What is written in the fields of a round is kept when they are left, as one change of the plan."""

    field_shown = Signal(QWidget)

    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("The plan, and how it goes"), parent=parent)
        self._look, self._live = look, live
        self._forms = {form.name: form for form in live.forms}
        self._open: int | None = None
        self._as_planned: RoundPlan | None = None
        self._written: PlannedRound | None = None
        self.begun: list[BegunRow] = []
        self.rows: list[RoundRow] = []
        self._drags = DraggedRows(
            self,
            self.rows,
            began=self.keep_what_is_written,
            moved=lambda place, by: self._move(self._first + place, by),
        )
        self.sentence = Body(look)
        self.shorten = self._button(
            _("Shorten the rest evenly"), self._keeping(live.shorten_evenly)
        )
        self.later = self._button("", self._keeping(live.go_on_until_done))
        self.add = self._button(_("Add a round"), self._add, kind=Kind.QUIET)
        self.fields = RoundFields(look, parent=self)
        self.fields.minutes.setMinimumWidth(_NARROW)
        self._lists = (QVBoxLayout(), QVBoxLayout())
        self._lay_out()
        self._minutes = QTimer(self)
        self._minutes.setSingleShot(True)
        self._minutes.timeout.connect(self.show_state)
        self._connect()

    def _button(
        self, words: str, act: Callable[[], object], *, kind: Kind = Kind.PLAIN
    ) -> KeyButton:
        button = KeyButton(self._look, words, kind=kind, small=True)
        button.clicked.connect(act)
        return button

    def _keeping(self, act: Callable[[], object]) -> Callable[[], object]:
        """First what is being written counts."""
        return lambda: self.keep_what_is_written() and act()

    def _lay_out(self) -> None:
        ways, under = Flow(gap=4), Flow()
        ways.addWidget(self.shorten)
        ways.addWidget(self.later)
        under.addWidget(self.add)
        self.body.addWidget(self.sentence)
        self.body.addLayout(ways)
        for rows in self._lists:
            rows.setSpacing(0)
            self.body.addLayout(rows)
        self.body.addLayout(under)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.fields.changed.connect(self._write)
        self.fields.moved.connect(lambda by: self._move(self._open, by))
        self.fields.removed.connect(lambda: self._remove(self._open))
        self.fields.left.connect(self._leave_fields)
        self._live.changed.connect(self._follow)

    def show_state(self) -> None:
        """The plan as it stands, and once more when the next minute is full."""
        live, now_ms = self._live, self._live.now_ms()
        self._drags.leave()
        self._close_if_changed()
        shown = live_plan_shown(self._state, now_ms, live.moment, self._forms)
        self.sentence.setText(shown.sentence)
        self.shorten.setVisible(shown.shorten)
        self.later.show_words(shown.later)
        self.later.setVisible(bool(shown.later))
        self._have(len(shown.begun), len(shown.coming))
        for row, one in zip(self.begun, shown.begun, strict=True):
            row.show_round(one)
        for row, one in zip(self.rows, shown.coming, strict=True):
            row.show_round(one)
            row.setAccessibleName(row.accessibleName().replace("\n", ", "))
        self._order_tabs()
        self._minutes.start(MINUTE_MS - now_ms % MINUTE_MS)

    def keep_what_is_written(self) -> bool:
        """Puts the fields away; what was written in them counts. False when it was refused."""
        at, written = self._open, self._written
        changed = at is not None and self._state.plan != self._live.state.plan
        self._put_fields_away()
        if at is None or written is None or not changed:
            return True
        plan = plan_draft.put_otherwise(self._live.state, at, written, self._forms)
        return self._live.change_plan(plan)

    @property
    def _state(self) -> State:
        """The session with what is being written in its plan."""
        state = self._live.state
        if self._open is None or self._written is None:
            return state
        plan = plan_draft.put_otherwise(state, self._open, self._written, self._forms)
        return replace(state, plan_now=plan)

    def _follow(self) -> None:
        if self.isVisible():
            self.show_state()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minutes.stop()

    # The rows, and the fields of one of them

    def _have(self, begun: int, coming: int) -> None:
        """As many rows as there are rounds."""
        for rows, wanted in ((self.begun, begun), (self.rows, coming)):
            while len(rows) > wanted:
                row = rows.pop()
                row.hide()
                row.deleteLater()
        while len(self.begun) < begun:
            self.begun.append(BegunRow(self._look, parent=self))
            self._lists[0].addWidget(self.begun[-1])
        while len(self.rows) < coming:
            self._add_row()

    def _add_row(self) -> None:
        place, row = len(self.rows), RoundRow(self._look, parent=self)
        row.clicked.connect(lambda: self._open_fields(self._first + place))
        row.moved.connect(lambda by: self._move(self._first + place, by))
        row.removed.connect(lambda: self._remove(self._first + place))
        self._drags.watch(row, place)
        self.rows.append(row)
        self._lists[1].addWidget(row)
        row.show()

    @property
    def _here(self) -> int:
        """How many people are in the circle now."""
        state = self._live.state
        return sum(1 for person in state.seats if state.here(person))

    @property
    def _first(self) -> int:
        """The first row of the plan that has not begun."""
        return rows_begun(self._live.state)

    def _order_tabs(self) -> None:
        widgets: list[QWidget] = [self.shorten, self.later]
        for at, row in enumerate(self.rows, self._first):
            widgets += [row, *self.fields.in_order] if at == self._open else [row]
        for one, next_one in pairwise([*widgets, self.add]):
            QWidget.setTabOrder(one, next_one)

    def _open_fields(self, at: int, *, focus: bool = True) -> None:
        self.keep_what_is_written()
        plan = self._live.state.plan
        if not self._first <= at < len(plan):
            return
        self._open, self._as_planned = at, plan[at]
        written = plan_draft.as_written(plan[at])
        self._lists[1].insertWidget(at - self._first + 1, self.fields)
        self.fields.show_round(written, self._forms, self._here)
        self.fields.prompt.setCursorPosition(0)
        self.fields.show()
        self._order_tabs()
        if focus:
            self.fields.title.setFocus()
            self.fields.title.selectAll()
        self.field_shown.emit(self.fields)

    def _write(self, otherwise: dict[str, Any]) -> None:
        if self._as_planned is None:
            return
        before = self._written or plan_draft.as_written(self._as_planned)
        (self._written,) = rounds_draft.change((before,), 0, **otherwise)
        self.fields.show_times(self._written, self._here)
        self.show_state()

    def _close_if_changed(self) -> None:
        """A round that has begun, or was changed otherwise, has no fields any more."""
        plan, at = self._live.state.plan, self._open
        if at is None or (self._first <= at < len(plan) and plan[at] == self._as_planned):
            return
        focused = self._focused
        self._put_fields_away()
        if focused:
            self.add.setFocus()

    @property
    def _focused(self) -> QWidget | None:
        """Which of the fields and their buttons has the focus."""
        return next((widget for widget in self.fields.in_order if widget.hasFocus()), None)

    def _put_fields_away(self) -> None:
        self._open = self._as_planned = self._written = None
        self._lists[1].removeWidget(self.fields)
        self.fields.hide()

    def _leave_fields(self) -> None:
        at = self._open
        self.keep_what_is_written()
        self.show_state()
        if at is not None:
            self._focus_row(at)

    def _focus_row(self, at: int) -> None:
        place = min(at - self._first, len(self.rows) - 1)
        widget = self.rows[place] if place >= 0 else self.add
        widget.setFocus()
        self.field_shown.emit(widget)

    # Changes

    def _change(self, plan: Plan) -> bool:
        return plan != self._live.state.plan and self._live.change_plan(plan)

    def _add(self) -> None:
        self.keep_what_is_written()
        if self._change(plan_draft.added(self._live.state, self._forms)):
            self._open_fields(len(self._live.state.plan) - 1)

    def _move(self, at: int | None, by: int) -> None:
        was_open, focused = at is not None and at == self._open, self._focused
        self.keep_what_is_written()
        state = self._live.state
        if at is None or not self._change(plan_draft.moved(state, at, by)):
            return
        if was_open:
            self._open_fields(at + by, focus=False)
            if focused:
                focused.setFocus()
        else:
            self._focus_row(at + by)

    def _remove(self, at: int | None) -> None:
        if at == self._open:
            self._put_fields_away()
        self.keep_what_is_written()
        if at is not None and self._change(drop(self._live.state.plan, at)):
            self._focus_row(at)
