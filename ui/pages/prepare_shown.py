"""What the Prepare page shows, and the session that it opens. Pure functions; no Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from circle import planning
from circle.events import RoundPlan, SessionOpened
from circle.forms import Direction, NextUp, RoundForm
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.moves import LONGEST_NAME, clean_text
from circle.spoken_time import about
from circle.templates import SessionTemplate
from circle.wording import suggested_words
from ui.pages.seats_draft import SeatsDraft, participants
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown

SEATS_AT_FIRST = 8
_LEAST_MS = 15_000

Forms = Mapping[str, RoundForm]


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round of the plan: its title, its question, how it goes, and how long it takes."""

    title: str
    prompt: str
    form: str
    length: str


@dataclass(frozen=True, slots=True)
class LevelShown:
    level: Level
    words: str


def plan_of(template: SessionTemplate | None, people: int, forms: Forms) -> tuple[RoundPlan, ...]:
    """The plan for so many people. Without a template it is one untimed go-round."""
    if template is None:
        return (RoundPlan("go_round"),)
    return tuple(
        replace(one.plan, suggested_ms=_suggested_ms(one.plan, people, forms))
        for one in template.rounds
    )


def _suggested_ms(plan: RoundPlan, people: int, forms: Forms) -> int:
    """The time for each, rounded down to what is said of it; 0 where the piece does not go round."""
    form = forms.get(plan.form)
    if form is None or form.next is not NextUp.NEIGHBOUR:
        return 0
    each_ms = planning.suggested_ms(
        round_ms=plan.length_ms, opening_ms=0, people=people, silence_ms=form.silence_s * 1000
    )
    step_ms = _LEAST_MS if each_ms < 60_000 else 30_000 if each_ms < 600_000 else 60_000
    return each_ms // step_ms * step_ms


def rounds_shown(plan: Sequence[RoundPlan], forms: Forms) -> tuple[RoundShown, ...]:
    return tuple(_round_shown(one, forms.get(one.form)) for one in plan)


def _round_shown(plan: RoundPlan, form: RoundForm | None) -> RoundShown:
    called = form.title if form else plan.form
    title = plan.title or called
    how = [called] if title != called else []
    if each := suggested_words(plan.suggested_ms):
        how.append(each)
    elif form and not how and not plan.prompt:
        how.append(form.about)
    length = about(plan.length_ms) if plan.length_ms else _("no set time")
    return RoundShown(title, plan.prompt, " · ".join(how), length)


def length_words(plan: Sequence[RoundPlan], people: int) -> str:
    """About 60 minutes with 11 people."""
    minutes = sum(one.length_ms for one in plan) // 60_000
    with_people = ngettext("{n} person", "{n} people", people).format(n=people)
    if not minutes:
        return _("No set time, with {people}").format(people=with_people)
    words = ngettext("About {n} minute with {people}", "About {n} minutes with {people}", minutes)
    return words.format(n=minutes, people=with_people)


def fit_words(plan: Sequence[RoundPlan], people: int, forms: Forms) -> str:
    """How the longest round in which the piece goes round fits; empty when none has a length."""
    going_round = [one for one in plan if one.length_ms and _goes_round(one, forms)]
    if not going_round:
        return ""
    longest = max(going_round, key=lambda one: one.length_ms)
    tight = [one for one in going_round if not one.suggested_ms]
    if tight:
        words = _("{round}: less than {least} each with {people}.")
        return words.format(
            round=tight[0].title,
            least=about(_LEAST_MS),
            people=ngettext("{n} person", "{n} people", people).format(n=people),
        )
    fits = planning.how_it_fits(
        people=people, each_ms=longest.suggested_ms, available_ms=longest.length_ms
    )
    return f"{longest.title}: {fits}" if longest.title else fits


def _goes_round(plan: RoundPlan, forms: Forms) -> bool:
    form = forms.get(plan.form)
    return form is not None and form.next is NextUp.NEIGHBOUR


def seats_shown(draft: SeatsDraft) -> CircleShown:
    n = len(draft)
    return CircleShown(
        tuple(_seat_shown(draft, position) for position in range(n)),
        upper=ngettext("{n} seat", "{n} seats", n).format(n=n),
    )


def _seat_shown(draft: SeatsDraft, position: int) -> SeatShown:
    seat, number = draft.seats[position], position + 1
    said = [seat.name, _("seat {n}").format(n=number)] if seat.name else [draft.alias(position)]
    if seat.facilitator:
        said.append(_("facilitator"))
    if seat.says_yes:
        said.append(_("said yes to their name leaving"))
    return SeatShown(
        id=seat.key,
        alias=draft.alias(position),
        seat_number=number,
        mark=Mark.ROOM,
        facilitator=seat.facilitator,
        said=", ".join(said),
    )


def levels_shown() -> tuple[LevelShown, ...]:
    return (
        LevelShown(Level.NOBODY, _("Time as a group, no one named")),
        LevelShown(Level.SEATS, _("Time by seat number")),
        LevelShown(Level.NAMES, _("Time by name, with everyone’s yes")),
    )


def yes_words(draft: SeatsDraft, level: Level) -> str:
    """What is missing before names may leave; empty when nothing is."""
    if level is not Level.NAMES:
        return ""
    missing = sum(not seat.says_yes for seat in draft.seats)
    if not missing:
        return _("Everyone has said yes.")
    return ngettext(
        "{n} person has not said yes yet. Mark it in the menu of their seat.",
        "{n} people have not said yes yet. Mark it in the menu of their seat.",
        missing,
    ).format(n=missing)


def session_opened(
    *,
    title: str,
    plan: Sequence[RoundPlan],
    seats: SeatsDraft,
    agreements: Sequence[str],
    level: Level,
    direction: Direction = Direction.CLOCKWISE,
) -> SessionOpened:
    """The session that is opened. Without a title it is a listening circle."""
    kept = " ".join(clean_text(title, longest=LONGEST_NAME).split())
    return SessionOpened(
        title=kept or _("Listening circle"),
        participants=participants(seats),
        plan=tuple(replace(one, direction=direction) for one in plan),
        agreements=tuple(agreements),
        level=level.value,
    )
