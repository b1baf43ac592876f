"""What the panel of people shows, derived from the state of the session by pure functions. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.session import Attendance, State
from circle.wording import role_words
from circle.wordings import Wording
from ui.widgets.row_shown import RowShown


@dataclass(frozen=True, slots=True)
class PersonActs:
    """What can be done with a person. `seat` is a position from 0; None for who has left."""

    id: str
    alias: str
    here: bool
    left: bool
    seat: int | None


@dataclass(frozen=True, slots=True)
class PeopleShown:
    """In seat order, then those who left. The keys of the rows are the people's ids."""

    rows: tuple[RowShown, ...]
    people: tuple[PersonActs, ...]
    heading: str
    seats: int

    def person(self, wanted: object) -> PersonActs | None:
        return next((person for person in self.people if person.id == wanted), None)


def people_shown(state: State) -> PeopleShown:
    gone = [person for person in state.people if person not in state.seats]
    order = [*state.seats, *gone]
    here = sum(1 for person in order if state.here(person))
    return PeopleShown(
        rows=tuple(_row(state, person) for person in order),
        people=tuple(_acts(state, state.people[person]) for person in order),
        heading=_("People · {n} here").format(n=here),
        seats=len(state.seats),
    )


def _row(state: State, person: str) -> RowShown:
    attendance = state.people[person]
    seat = str(state.seats.index(person) + 1) if person in state.seats else ""
    words = _words(attendance, state.wording)
    said = [attendance.participant.alias, words]
    if seat:
        said.insert(1, _("seat {n}").format(n=seat))
    return RowShown(
        key=person,
        lead=seat,
        text=attendance.participant.alias,
        below=words,
        said=", ".join(said),
    )


def _words(attendance: Attendance, wording: Wording) -> str:
    if attendance.left:
        presence = _("has left")
    else:
        presence = _("here") if attendance.here else _("has stepped out")
    parts = [presence]
    parts += [role_words(role, wording) for role in attendance.participant.does]
    if attendance.participant.unnamed:
        parts.append(_("said no"))
    elif attendance.participant.says_yes:
        parts.append(_("said yes"))
    return " · ".join(parts)


def _acts(state: State, attendance: Attendance) -> PersonActs:
    person = attendance.participant
    return PersonActs(
        id=person.id,
        alias=person.alias,
        here=attendance.here,
        left=attendance.left,
        seat=state.seats.index(person.id) if person.id in state.seats else None,
    )
