"""The Prepare page: the plan, the seats, what the room agreed, and what the notes may show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from circle.circles import KnownCircle
from circle.events import RoundPlan, SessionOpened
from circle.forms import Direction, RoundForm
from circle.i18n import gettext as _
from circle.level import Level
from circle.power import read_power
from circle.templates import SessionTemplate, Shelf
from ui.actions import Action, Place, bind, rows_at
from ui.pages.people_draft import seat_circle
from ui.pages.prepare_plan import Openers, PlanPart
from ui.pages.prepare_shown import (
    SEATS_AT_FIRST,
    levels_shown,
    session_opened,
    yes_words,
)
from ui.pages.prepare_steps import Steps, Undo
from ui.pages.seats_draft import SeatsDraft, participants, seats_of
from ui.theme import Look
from ui.widgets.agreed_cards import AgreedCard, LevelCard
from ui.widgets.agreement import Agreement
from ui.widgets.card_columns import Arrangement, CardColumns
from ui.widgets.checklist_card import ChecklistCard
from ui.widgets.expected_card import ExpectedCard
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.last_time_list import LastTimeList
from ui.widgets.openers_card import OpenersCard
from ui.widgets.page_frame import PageFrame
from ui.widgets.plan_card import PlanCard
from ui.widgets.seats_card import SeatsCard
from ui.widgets.so_far import SoFar

_TWO_FEET_BELOW = 960
"""What the foot has to say needs two rows below this, at the usual size of letters."""


@dataclass(frozen=True)
class Prepared:
    """How far one has come on the page."""

    plan: SessionTemplate
    stands_on: SessionTemplate | None
    seats: SeatsDraft
    level: Level
    circle: str
    seated: str
    agreements: tuple[str, ...]
    agreed: tuple[str, ...]
    place: str
    begins: time | None
    openers: Openers
    other_way: bool


def prepare_actions(page: PreparePage) -> tuple[Action, ...]:
    rows = (
        Action("open", _("Open the circle"), ("Ctrl+Return", "Ctrl+Enter", "F5"), page.ask_to_open),
        Action("leave", _("Leave a field"), ("Escape",), page.leave_field),
        Action("undo", _("Undo the last change"), ("Ctrl+Z",), page.undo),
    )
    return rows_at(Place.PREPARE, rows)


class PreparePage(PageFrame):
    opened_asked = Signal(object)
    """The SessionOpened."""
    left = Signal()
    circle_forgotten = Signal(str)
    template_saved = Signal(object)
    """The SessionTemplate that the plan is to be kept as."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, two_feet_below=_TWO_FEET_BELOW, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look = look
        self._seats = SeatsDraft()
        self._level = Level.NOBODY
        self._steps = Steps()
        self._templates: Mapping[str, SessionTemplate] = {}
        self._coming_back: Mapping[str, Sequence[tuple[str, str]]] = {}
        self._offered: SessionTemplate | None = None
        self.setAccessibleName(_("Prepare a circle"))
        self.actions_here = prepare_actions(self)
        bind(self, self.actions_here)
        self._fill_body()
        self._fill_head_and_foot()
        self._arrange()
        look.changed.connect(self._arrange)

    def show_plan(self, template: SessionTemplate | None, forms: Mapping[str, RoundForm]) -> None:
        """A fresh circle on a template; None: start now, with eight seats."""
        self.leave_field()
        self._planned.begin_with(template, forms)
        agreements = template.agreements if template else ()
        self.agreed.show_agreements(agreements)
        self.agreement.begin_with(template.confidentiality if template else "")
        self.level.measured.setChecked(template.measured if template else True)
        self.checklist.clear()
        self.expected.clear()
        self._level = Level.NOBODY
        self.seats.which.show_circle("")
        self._take_seats(seats_of(SEATS_AT_FIRST))
        self._steps.clear()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """The plan, the people, what they agreed, what may be shown; and the foot last."""
        chain = [
            one for one in self.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        parts = (
            self.so_far,
            *self.agreed.checks,
            self.agreed,
            self.level,
            self.checklist,
            self.expected,
        )
        parts = (self.seats, self.openers, *parts, self.open_button, self.back_button)
        ordered = dict.fromkeys(
            one for part in parts for one in chain if one is part or part.isAncestorOf(one)
        )
        for before, after in pairwise((self.plan.last_field, *ordered)):
            QWidget.setTabOrder(before, after)

    def show_circles(
        self,
        circles: tuple[KnownCircle, ...],
        templates: Mapping[str, SessionTemplate],
    ) -> None:
        """The circles that this can be a session of, and the templates that they may have used, by name."""
        self._templates = templates
        self.seats.which.show_circles(circles)
        self._show_last_time()

    def show_coming_back(self, coming: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """What each circle has to come back to, by its name as it is kept: the words, and about them."""
        self._coming_back = coming
        self._show_last_time()

    def _show_last_time(self) -> None:
        known = self.seats.which.known_circle
        self.last_time.show_commitments(self._coming_back.get(known.name, ()) if known else ())
        self.so_far.show_circle(known.name if known and known.sessions else "")

    def show_shelf(self, shelf: Shelf) -> None:
        """What templates there are, whose titles and names are taken."""
        self.show_saved(self.template, shelf)

    def show_saved(self, template: SessionTemplate | None, shelf: Shelf) -> None:
        """The plan stands on another template now."""
        self._planned.show_saved(template, shelf)

    def show_beginning(self, at: time | None) -> None:
        """At what time of day it is to begin."""
        self._planned.show_beginning(at)

    def show_prompt_of(self, day: int) -> None:
        """A prompt for the facilitator; another one each day."""
        from ui.pages.prompt_before import PromptBefore

        self._before = PromptBefore(self.checklist, self.plan.session.decks)
        self._before.show_of(day)

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
            circle=self.seats.which.name,
        )
        agreed = replace(self.agreement.agreed(opened), measured=self.level.measured.isChecked())
        return self._planned.opened(agreed)

    @property
    def prepared(self) -> Prepared:
        """To be shown again on another page. A name that is being written counts, as far as it can be taken."""
        self.seats.keep_what_is_written()
        which, agreed, plan = self.seats.which, self.agreed, self._planned
        made = replace(
            plan.to_save(self.plan.title.text() or "–"),
            title=self.plan.title.text(),
            confidentiality=self.agreement.confidentiality,
            measured=self.level.measured.isChecked(),
        )
        return Prepared(
            made,
            plan.template,
            self._seats,
            self._level,
            which.name,
            which.seated,
            agreed.agreements,
            agreed.agreed,
            self.plan.session.place.text(),
            plan.begins,
            plan.openers,
            self.plan.other_way.isChecked(),
        )

    def show_prepared(self, kept: Prepared, forms: Mapping[str, RoundForm]) -> None:
        """As it was. What could be undone cannot be any more."""
        self.show_plan(kept.plan, forms)
        self._planned.show_saved(kept.stands_on)
        self.agreed.show_agreements(kept.agreements, agreed=kept.agreed)
        self.seats.which.show_circle(kept.circle, seated=kept.seated)
        self.plan.session.place.setText(kept.place)
        self.plan.other_way.setChecked(kept.other_way)
        self.show_beginning(kept.begins)
        self._level = kept.level
        self._take_seats(kept.seats)
        self._planned.show_openers(kept.openers)
        self._steps.clear()

    def ask_to_open(self) -> None:
        """A name that is still being written counts. If one was left out, that is read first."""
        if self.seats.keep_what_is_written():
            self.opened_asked.emit(self.opened())

    def press_switch(self) -> None:
        self.ask_to_open()

    def hold_switch(self) -> None:
        self.ask_to_open()

    def is_for_switch(self, _focused: QWidget, *, needed: bool) -> bool:
        return not needed

    def undo(self) -> None:
        """The last change of the plan or of the seats, whichever it was."""
        self._steps.undo()

    def leave_field(self) -> None:
        self.seats.leave_field()
        self.plan.leave_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's names
        """From the page itself Tab goes to the first field, wherever Qt has the page in its order."""
        if next and self.hasFocus():
            self.plan.begins.field.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(next)

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first field, and nothing is marked before."""
        super().showEvent(event)
        self.checklist.show_power(read_power())
        self.setFocus()

    @property
    def template(self) -> SessionTemplate | None:
        """That the plan stands on."""
        return self._planned.template

    @property
    def template_name(self) -> str:
        """Empty where the plan stands on none."""
        return self.template.name if self.template else ""

    @property
    def _plan(self) -> tuple[RoundPlan, ...]:
        return self._planned.rounds

    def _seat(self, seats: SeatsDraft) -> None:
        self._steps.add(self._back_to_what_is())
        self._take_seats(seats)

    def _choose_circle(self, known: KnownCircle) -> None:
        """Its people and what they agreed come in, where there are any."""
        circle, which = known.circle, self.seats.which
        self._steps.add(self._back_to_what_is(circle=True))
        if circle.people:
            self.seats.leave_field()
            self._take_seats(seat_circle(self._seats, circle.people))
        if circle.agreements:
            others = [one for one in self.agreed.agreements if one not in circle.agreements]
            self.agreed.show_agreements((*circle.agreements, *others), agreed=circle.agreements)
        which.show_circle(known.name, seated=known.name)
        self._planned.use_words(circle.wording)
        usual = self._offered = self._templates.get(circle.template)
        offer = usual.title if usual and usual.name != self.template_name else ""
        self.seats.say(_("Its usual people are in their seats."), undo=True, plan=offer)

    def _use_plan_of_circle(self) -> None:
        if self._offered is None:
            return
        back = self._planned.use(self._offered)

        def bring_back() -> None:
            back()
            self.seats.say("")

        self._steps.add(bring_back)
        self.seats.say(_("The plan is that of last time."), undo=True)

    def _back_to_what_is(self, *, circle: bool = False) -> Undo:
        """Brings back the seats as they are now; `circle`: also the circle that they are of."""
        seats, which, agreed = self._seats, self.seats.which, self.agreed
        name, seated = which.name, which.seated
        agreements, checked = agreed.agreements, agreed.agreed

        def bring_back() -> None:
            if circle:
                which.show_circle(name, seated=seated)
                agreed.show_agreements(agreements, agreed=checked)
            self._take_seats(seats)
            self.seats.say("")

        return bring_back

    def _take_seats(self, seats: SeatsDraft) -> None:
        self._seats = seats
        self.seats.show_seats(seats)
        self._planned.show_seats(seats)
        self._take_level(self._level)

    def _save(self, title: str) -> None:
        """With all that was agreed and is to be measured."""
        made = self._planned.to_save(title)
        self.template_saved.emit(
            replace(
                made,
                agreements=self.agreed.agreed,
                confidentiality=self.agreement.confidentiality,
                measured=self.level.measured.isChecked(),
            )
        )

    def _take_level(self, level: Level) -> None:
        self._level = level
        self.level.show_level(level, yes_words(self._seats, level))

    def _fill_body(self) -> None:
        look = self._look
        self.plan, self.seats = PlanCard(look), SeatsCard(look)
        # Without a parent it is a window of its own while it has no place.
        self.agreed = AgreedCard(look, parent=self)
        self.level = LevelCard(look, levels_shown())
        self.seats.seats_changed.connect(self._seat)
        self.seats.undo_asked.connect(self.undo)
        self.seats.plan_asked.connect(self._use_plan_of_circle)
        self.seats.which.chosen.connect(self._choose_circle)
        self.seats.which.forget_asked.connect(self.circle_forgotten)
        self.plan.save_asked.connect(self._save)
        self.agreement = Agreement(look, self)
        self.agreement.people = lambda: participants(self._seats)
        self.agreement.measured = self.level.measured.isChecked
        self.agreed.body.addWidget(self.agreement)
        self.so_far = SoFar(look, parent=self)
        for shown in (self.plan.field_shown, self.seats.field_shown, self.so_far.unfolded):
            shown.connect(
                lambda field: QTimer.singleShot(0, self, lambda: self._columns.scroll_to(field))
            )
        self.level.level_chosen.connect(self._take_level)
        self.openers = OpenersCard(look, parent=self)
        self.openers.hide()
        self.length = Soft(look)
        self._planned = PlanPart(self.plan, self.openers, self.length, self._steps)
        self.checklist = ChecklistCard(look)
        self.expected = ExpectedCard(look, parent=self)
        self.last_time = LastTimeList(look, parent=self)
        self.seats.which.field.textChanged.connect(self._show_last_time)
        self.expected.unfolded.connect(
            lambda: QTimer.singleShot(0, self, lambda: self._columns.scroll_to(self.expected.fold))
        )
        self._columns = CardColumns(look, self._arrangements())
        self.body.addLayout(self._columns)

    def _arrangements(self) -> tuple[Arrangement, ...]:
        """Three columns, or two, or one."""
        plan, seats, openers = self.plan, self.seats, self.openers
        rest = (self.last_time, self.so_far, self.agreed, self.level, self.checklist, self.expected)
        return (
            Arrangement(860, (45, 50, 33), ((plan,), (seats, openers), rest), (plan, seats)),
            Arrangement(600, (1, 1), ((plan, *rest), (seats, openers)), (seats,)),
            Arrangement(0, (1,), ((plan, seats, openers, *rest),)),
        )

    def _fill_head_and_foot(self) -> None:
        look = self._look
        self.head_left.addWidget(Heading(look, _("Prepare a circle")))
        self.head_right.addWidget(Soft(look, _("Everything stays on this laptop")))
        key = self.actions_here[0].key
        self.open_button = KeyButton(look, _("Open the circle"), key, kind=Kind.MAIN)
        self.back_button = KeyButton(look, _("Back"))
        self.open_button.clicked.connect(self.ask_to_open)
        self.back_button.clicked.connect(self.left)
        self.foot_left.addWidget(self.open_button)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self.foot_right.addWidget(self.length)

    def _arrange(self) -> None:
        self._columns.fit(self.width())
