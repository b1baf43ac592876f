"""What the Prepare page shows, and the session that it opens. Pure functions; no Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from circle.dates import time_words
from circle.events import RoundPlan, SessionOpened
from circle.forms import Direction, RoundForm
from circle.i18n import gettext as _
from circle.i18n import language, ngettext
from circle.level import Level
from circle.moves import LONGEST_NAME, clean_text
from circle.planning import Forms, fit_words
from circle.shelf_names import title_for
from circle.spoken_time import about
from circle.start_times import ends_words, start_times
from circle.template_texts import clean_line
from circle.templates import SessionTemplate, Shelf
from circle.wording import role_words, suggested_words
from circle.wordings import Wording
from ui.pages.round_settings import setting_words
from ui.pages.seats_draft import SeatsDraft, participants
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown

SEATS_AT_FIRST = 8


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round of the plan: its title, its question, how it goes, and how long it takes."""

    title: str
    prompt: str
    form: str
    length: str
    begins: str = ""


@dataclass(frozen=True, slots=True)
class SavingShown:
    """How a plan can be kept as a template. `title`: of one's own that the plan stands on; else empty."""

    title: str
    taken: frozenset[str]
    """The titles of all templates."""
    own: frozenset[str]
    """Those of one's own, without their capitals."""

    def replaces(self, title: str) -> bool:
        return clean_line(title).casefold() in self.own

    def suggested(self, title: str) -> str:
        return title_for(clean_line(title) or _("My circle"), self.taken)


@dataclass(frozen=True, slots=True)
class LevelShown:
    level: Level
    words: str


def saving_shown(template: SessionTemplate | None, shelf: Shelf) -> SavingShown:
    own = {one.title.casefold() for one in shelf.templates if one.name in shelf.own}
    title = template.title if template and template.name in shelf.own else ""
    return SavingShown(title, frozenset(one.title for one in shelf.templates), frozenset(own))


def rounds_shown(
    plan: Sequence[RoundPlan], forms: Forms, begins: time | None = None
) -> tuple[RoundShown, ...]:
    """`begins`: the time of day at which the session begins, where it is known."""
    starts = start_times(plan, begins) if begins else (None,) * len(plan)
    shown = (_round_shown(one, forms.get(one.form)) for one in plan)
    return tuple(
        replace(one, begins=time_words(at) if at else "")
        for one, at in zip(shown, starts, strict=False)
    )


def plan_words(plan: Sequence[RoundPlan], people: int, forms: Forms, begins: time | None) -> str:
    """How people and time fit together, and when it ends."""
    ends = ends_words(plan, begins) if begins else ""
    return "\n".join(filter(None, (fit_words(plan, people, forms), ends)))


def _round_shown(plan: RoundPlan, form: RoundForm | None) -> RoundShown:
    called = form.title if form else plan.form
    title = plan.title or called
    how = [called] if title != called else []
    if each := suggested_words(plan.suggested_ms):
        how.append(each)
    elif form and not how and not plan.prompt:
        how.append(form.about)
    how += setting_words(plan)
    length = about(plan.length_ms) if plan.length_ms else _("no set time")
    return RoundShown(title, plan.prompt, " · ".join(how), length)


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
    said += [role_words(role) for role in seat.roles]
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
    circle: str = "",
) -> SessionOpened:
    """The session that is opened. Without a title it is a listening circle."""
    kept = " ".join(clean_text(title, longest=LONGEST_NAME).split())
    return SessionOpened(
        title=kept or _("Listening circle"),
        participants=participants(seats),
        plan=tuple(replace(one, direction=direction) for one in plan),
        agreements=tuple(agreements),
        level=level.value,
        circle=circle,
        language=language(),
    )


def on_template(
    opened: SessionOpened, template: SessionTemplate | None, *, intention: str, wording: Wording
) -> SessionOpened:
    """The session with what its template says of it beside the plan; it keeps a copy of its own."""
    opened = replace(opened, intention=clean_line(intention), wording=wording)
    if template is None:
        return opened
    return replace(
        opened,
        template=template.name,
        shape=template.shape.value,
        decks=template.decks,
        sides=template.sides,
    )
