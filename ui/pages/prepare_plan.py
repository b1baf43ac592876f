"""The plan on the Prepare page: its rounds, when it begins, who opens it, and the template that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from functools import partial

from circle.events import RoundPlan, SessionOpened
from circle.forms import RoundForm
from circle.own_templates import from_plan
from circle.planning import is_opened, length_words, plan_of
from circle.template_texts import clean_line
from circle.templates import SessionTemplate, Shelf
from ui.pages.decks_shown import themes_of
from ui.pages.openers_draft import Openers, of_seats
from ui.pages.prepare_shown import on_template, plan_words, rounds_shown, saving_shown
from ui.pages.prepare_steps import Steps, Undo
from ui.pages.rounds_draft import UNPLANNED, Rounds
from ui.pages.seats_draft import SeatsDraft
from ui.widgets.labels import Soft
from ui.widgets.openers_card import OpenersCard
from ui.widgets.plan_card import PlanCard
from ui.widgets.turns_shown import PersonShown


class PlanPart:
    """`length`: where it says how long the plan takes."""

    def __init__(self, card: PlanCard, openers: OpenersCard, length: Soft, steps: Steps) -> None:
        self._card, self._openers_card, self._length = card, openers, length
        self._steps = steps
        self._rounds: Rounds = UNPLANNED
        self._forms: Mapping[str, RoundForm] = {}
        self._begins: time | None = None
        self._openers: Openers = ()
        self._seats = SeatsDraft()
        self._shelf = Shelf({}, (), ())
        self.template: SessionTemplate | None = None
        """That the plan stands on."""
        card.rounds_changed.connect(self._change)
        card.beginning_changed.connect(self._take_beginning)
        openers.openers_changed.connect(self._take_openers)

    @property
    def rounds(self) -> tuple[RoundPlan, ...]:
        """As the session opens with them."""
        openers = of_seats(self._openers, self._seats)
        return plan_of(self._rounds, len(self._seats), self._forms, openers)

    def begin_with(self, template: SessionTemplate | None, forms: Mapping[str, RoundForm]) -> None:
        """A fresh plan, which is shown once it is known for whom: `show_seats`."""
        self._rounds, self._forms = template.rounds if template else UNPLANNED, forms
        self._openers = ()
        self.show_saved(template)
        self._card.begin_with(template.title if template else "")
        self._show_session(template)
        self._card.other_way.setChecked(False)

    def show_saved(self, template: SessionTemplate | None, shelf: Shelf | None = None) -> None:
        """The plan stands on another template now. `shelf`: what templates there are, if they changed."""
        self.template, self._shelf = template, self._shelf if shelf is None else shelf
        self._card.show_saving(saving_shown(template, self._shelf))

    def show_beginning(self, at: time | None) -> None:
        self._card.begins.show_time(at)
        self._take_beginning(at)

    def show_seats(self, seats: SeatsDraft) -> None:
        """Whom the plan is for."""
        self._seats = seats
        self._show()

    def use(self, template: SessionTemplate) -> Undo:
        """Takes the rounds and the title of a template. Gives what brings back those there were."""
        decks = self._card.session.decks.chosen
        back = partial(self._put, self._rounds, self._card.title.text(), self.template, decks)
        self._put(template.rounds, template.title, template, template.decks)
        return back

    def to_save(self, title: str) -> SessionTemplate:
        """Under another title, or in place of the template that the plan stands on."""
        made = self.template
        if title or made is None:
            made = from_plan(self.template, title=title, rounds=self._rounds, shelf=self._shelf)
        session = self._card.session
        return replace(
            made,
            rounds=self._rounds,
            intention=clean_line(session.intention.text()),
            wording=session.wording.name,
            decks=session.decks.chosen,
        )

    def opened(self, opened: SessionOpened) -> SessionOpened:
        """The session with what its template says of it beside the rounds."""
        session = self._card.session
        intention = session.intention.text()
        opened = on_template(opened, self.template, intention=intention, wording=session.wording)
        return replace(opened, decks=session.decks.chosen, place=clean_line(session.place.text()))

    def use_words(self, wording: str) -> None:
        """The wording set of that name; of none, the words stay."""
        if wording:
            self._card.session.show_wording(self._shelf.wording(wording))

    def _show_session(self, template: SessionTemplate | None) -> None:
        self._card.session.show_session(
            template.intention if template else "",
            template.roles if template else (),
            self._shelf.wording(template.wording if template else ""),
            self._shelf.wordings,
        )
        self._card.session.decks.show_decks(self._shelf.decks, template.decks if template else ())
        self._card.themes = themes_of(self._shelf.decks)

    def _put(
        self,
        rounds: Rounds,
        title: str,
        template: SessionTemplate | None,
        decks: tuple[str, ...],
    ) -> None:
        self._card.leave_field()
        self._card.begin_with(title)
        self.show_saved(template)
        self._card.session.decks.show_decks(self._shelf.decks, decks)
        self._take_rounds(rounds)

    def _change(self, rounds: Rounds, written: str) -> None:
        self._steps.add(partial(self._back_to, self._rounds), joins=written)
        self._take_rounds(rounds)

    def _back_to(self, rounds: Rounds) -> None:
        self._card.leave_field()
        self._take_rounds(rounds)

    def _take_rounds(self, rounds: Rounds) -> None:
        self._rounds = rounds
        self._show()

    @property
    def begins(self) -> time | None:
        """At what time of day."""
        return self._begins

    @property
    def openers(self) -> Openers:
        return self._openers

    def show_openers(self, openers: Openers) -> None:
        """Who opens rounds, where that was said."""
        self._take_openers(openers)

    def _take_openers(self, openers: Openers) -> None:
        self._openers = openers
        self._show()

    def _take_beginning(self, at: time | None) -> None:
        self._begins = at
        self._show()

    def _show(self) -> None:
        plan, n = self.rounds, len(self._seats)
        shown = rounds_shown(plan, self._forms, self._begins)
        words = plan_words(plan, n, self._forms, self._begins)
        self._card.show_rounds(self._rounds, shown, self._forms, words, n)
        self._length.setText(length_words(plan, n))
        keys = [seat.key for seat in self._seats.seats]
        people = [PersonShown(*one) for one in zip(keys, self._seats.aliases, strict=True)]
        self._openers_card.show_openers(self._openers, people)
        self._openers_card.setVisible(any(is_opened(one, self._forms) for one in plan))
