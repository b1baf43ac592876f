"""The Prepare page: the plan, the seats, what the room agreed, and what the notes may show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from circle.circles import KnownCircle
from circle.events import RoundPlan, SessionOpened
from circle.forms import Direction, RoundForm
from circle.i18n import gettext as _
from circle.level import Level
from circle.own_templates import from_plan
from circle.planning import is_opened, length_words, plan_of
from circle.power import read_power
from circle.templates import SessionTemplate, Shelf
from ui.actions import Action, bind
from ui.pages.openers_draft import Openers, of_seats
from ui.pages.people_draft import seat_circle
from ui.pages.prepare_shown import (
    SEATS_AT_FIRST,
    levels_shown,
    plan_words,
    rounds_shown,
    saving_shown,
    session_opened,
    yes_words,
)
from ui.pages.prepare_steps import Steps, Undo
from ui.pages.rounds_draft import UNPLANNED, Rounds
from ui.pages.seats_draft import SeatsDraft, participants, seats_of
from ui.theme import Look
from ui.widgets.agreed_cards import AgreedCard, LevelCard
from ui.widgets.agreement import Agreement
from ui.widgets.card_columns import Arrangement, CardColumns
from ui.widgets.checklist_card import ChecklistCard
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.openers_card import OpenersCard
from ui.widgets.page_frame import PageFrame
from ui.widgets.plan_card import PlanCard
from ui.widgets.seats_card import SeatsCard
from ui.widgets.turns_shown import PersonShown


class PreparePage(PageFrame):
    opened_asked = Signal(object)
    """The SessionOpened."""
    left = Signal()
    circle_forgotten = Signal(str)
    template_saved = Signal(object)
    """The SessionTemplate that the plan is to be kept as."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look = look
        self._rounds: Rounds = UNPLANNED
        self._forms: Mapping[str, RoundForm] = {}
        self._begins: time | None = None
        self.template: SessionTemplate | None = None
        """That the plan stands on."""
        self._shelf = Shelf({}, (), ())
        self._seats = SeatsDraft()
        self._openers: Openers = ()
        self._level = Level.NOBODY
        self._steps = Steps()
        self._templates: Mapping[str, SessionTemplate] = {}
        self._offered: SessionTemplate | None = None
        self.setAccessibleName(_("Prepare a circle"))
        self.actions_here = (
            Action(
                "open", _("Open the circle"), ("Ctrl+Return", "Ctrl+Enter", "F5"), self.ask_to_open
            ),
            Action("leave", _("Leave a field"), ("Escape",), self.leave_field),
            Action("undo", _("Undo the last change"), ("Ctrl+Z",), self.undo),
        )
        bind(self, self.actions_here)
        self._fill_body()
        self._fill_head_and_foot()
        self._arrange()
        look.changed.connect(self._arrange)

    def show_plan(self, template: SessionTemplate | None, forms: Mapping[str, RoundForm]) -> None:
        """A fresh circle on a template; None: start now, with eight seats."""
        self._rounds, self._forms = template.rounds if template else UNPLANNED, forms
        self.show_saved(template, self._shelf)
        self.leave_field()
        self.plan.begin_with(template.title if template else "")
        agreements = template.agreements if template else ()
        self.agreed.show_agreements(agreements)
        self.agreement.begin_with(template.confidentiality if template else "")
        self.level.measured.setChecked(template.measured if template else True)
        self.plan.other_way.setChecked(False)
        self._openers = ()
        self.checklist.clear()
        self._level = Level.NOBODY
        self.seats.which.show_circle("")
        self._take_seats(seats_of(SEATS_AT_FIRST))
        self._steps.clear()

    def show_circles(
        self,
        circles: tuple[KnownCircle, ...],
        templates: Mapping[str, SessionTemplate],
    ) -> None:
        """The circles that this can be a session of, and the templates that they may have used, by name."""
        self._templates = templates
        self.seats.which.show_circles(circles)

    def show_shelf(self, shelf: Shelf) -> None:
        """What templates there are, whose titles and names are taken."""
        self.show_saved(self.template, shelf)

    def show_saved(self, template: SessionTemplate | None, shelf: Shelf) -> None:
        """The plan stands on another template now."""
        self.template, self._shelf = template, shelf
        self.plan.show_saving(saving_shown(template, shelf))

    def show_beginning(self, at: time | None) -> None:
        """At what time of day it is to begin."""
        self.plan.begins.show_time(at)
        self._take_beginning(at)

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
        return replace(self.agreement.agreed(opened), measured=self.level.measured.isChecked())

    def ask_to_open(self) -> None:
        """A name that is still being written counts. If one was left out, that is read first."""
        if self.seats.keep_what_is_written():
            self.opened_asked.emit(self.opened())

    def undo(self) -> None:
        """The last change of the plan or of the seats, whichever it was."""
        self._steps.undo()

    def leave_field(self) -> None:
        self.seats.leave_field()
        self.plan.leave_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first field, and nothing is marked before."""
        super().showEvent(event)
        self.checklist.show_power(read_power())
        self.setFocus()

    @property
    def template_name(self) -> str:
        """Empty where the plan stands on none."""
        return self.template.name if self.template else ""

    @property
    def _plan(self) -> tuple[RoundPlan, ...]:
        openers = of_seats(self._openers, self._seats)
        return plan_of(self._rounds, len(self._seats), self._forms, openers)

    def _seat(self, seats: SeatsDraft) -> None:
        self._steps.add(self._back_to_what_is())
        self._take_seats(seats)

    def _change_rounds(self, rounds: Rounds, written: str) -> None:
        self._steps.add(partial(self._back_to_rounds, self._rounds), joins=written)
        self._take_rounds(rounds)

    def _back_to_rounds(self, rounds: Rounds) -> None:
        self.plan.leave_field()
        self._take_rounds(rounds)

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
        usual = self._offered = self._templates.get(circle.template)
        offer = usual.title if usual and usual.name != self.template_name else ""
        self.seats.say(_("Its usual people are in their seats."), undo=True, plan=offer)

    def _use_plan_of_circle(self) -> None:
        template = self._offered
        if template is not None:
            self._steps.add(
                partial(self._put_plan, self._rounds, self.plan.title.text(), self.template)
            )
            self._put_plan(template.rounds, template.title, template)
            self.seats.say(_("The plan is that of last time."), undo=True)

    def _put_plan(self, rounds: Rounds, title: str, template: SessionTemplate | None) -> None:
        self.plan.leave_field()
        self.plan.title.setText(title)
        self.plan.title.setCursorPosition(0)
        self.show_saved(template, self._shelf)
        self._take_rounds(rounds)
        self.seats.say("")

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
        self._take_rounds(self._rounds)
        self._take_level(self._level)

    def _take_rounds(self, rounds: Rounds) -> None:
        self._rounds = rounds
        self._show_plan()

    def _take_openers(self, openers: Openers) -> None:
        self._openers = openers
        self._show_plan()

    def _show_plan(self) -> None:
        plan, n = self._plan, len(self._seats)
        shown = rounds_shown(plan, self._forms, self._begins)
        words = plan_words(plan, n, self._forms, self._begins)
        self.plan.show_rounds(self._rounds, shown, self._forms, words, n)
        self.length.setText(length_words(plan, n))
        keys = [seat.key for seat in self._seats.seats]
        people = [PersonShown(*one) for one in zip(keys, self._seats.aliases, strict=True)]
        self.openers.show_openers(self._openers, people)
        self.openers.setVisible(any(is_opened(one, self._forms) for one in plan))

    def _take_beginning(self, at: time | None) -> None:
        self._begins = at
        self._take_rounds(self._rounds)

    def _save(self, title: str) -> None:
        """Under another title, or in place of the template that the plan stands on."""
        agreed = self.agreed.agreed
        if title or self.template is None:
            made = from_plan(
                self.template,
                title=title,
                rounds=self._rounds,
                agreements=agreed,
                shelf=self._shelf,
            )
        else:
            made = replace(self.template, rounds=self._rounds, agreements=agreed)
        self.template_saved.emit(made)

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
        self.plan.rounds_changed.connect(self._change_rounds)
        self.seats.seats_changed.connect(self._seat)
        self.seats.undo_asked.connect(self.undo)
        self.seats.plan_asked.connect(self._use_plan_of_circle)
        self.seats.which.chosen.connect(self._choose_circle)
        self.seats.which.forget_asked.connect(self.circle_forgotten)
        self.plan.beginning_changed.connect(self._take_beginning)
        self.plan.save_asked.connect(self._save)
        self.agreement = Agreement(look, self)
        self.agreement.people = lambda: participants(self._seats)
        self.agreement.measured = self.level.measured.isChecked
        self.agreed.body.addWidget(self.agreement)
        for card in (self.plan, self.seats):
            card.field_shown.connect(
                lambda field: QTimer.singleShot(0, self, lambda: self._columns.scroll_to(field))
            )
        self.level.level_chosen.connect(self._take_level)
        self.openers = OpenersCard(look, parent=self)
        self.openers.openers_changed.connect(self._take_openers)
        self.openers.hide()
        self.checklist = ChecklistCard(look)
        self._columns = CardColumns(look, self._arrangements())
        self.body.addLayout(self._columns)

    def _arrangements(self) -> tuple[Arrangement, ...]:
        """Three columns, or two, or one."""
        plan, seats, openers = self.plan, self.seats, self.openers
        rest = (self.agreed, self.level, self.checklist)
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
        self.length = Soft(look)
        self.open_button.clicked.connect(self.ask_to_open)
        self.back_button.clicked.connect(self.left)
        self.foot_left.addWidget(self.open_button)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self.foot_right.addWidget(self.length)

    def _arrange(self) -> None:
        self._columns.fit(self.width())
