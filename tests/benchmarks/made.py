"""What the benchmarks measure on: a kit with many sessions, and sessions with many events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from circle import events as e
from circle.circles import Circle, Usual
from circle.forms import RoundForm
from circle.kept import Left
from circle.log import Log
from circle.paths import assets
from circle.store import Store
from circle.template_toml import toml_of
from circle.templates import read_shelf
from tests.fakes import AN_EVENING

NAMES = ("Amara", "Bob", "Ceri", "Dev", "Esther", "Farid", "Gwen", "Hana", "Idris", "Jo", "Kofi", "Lena")  # fmt: skip
PEOPLE = tuple(e.Participant(f"p{n}", name) for n, name in enumerate(NAMES, 1))
TURN_MS = 3_000

_PLAN = e.RoundPlan("go_round", "What did you hear?", "The question", 600_000, 45_000)
_HALF_A_ROUND = 6


def open_log(events: int) -> Log:
    """So many events of one session that is still open: go-rounds, and half of one that runs.

    Whatever the number, it ends at the same place in a round.
    """
    form = _go_round()
    half = _round(form, gives=_HALF_A_ROUND, ends=False)
    whole = _round(form, gives=len(PEOPLE), ends=True)
    rounds, bells = divmod(events - 1 - len(half), len(whole))
    acts = [e.BellRung()] * bells + whole * rounds + half
    return Log(_logged(_opened(number=1), *acts))


def closed_log(number: int) -> Log:
    """A short session of the series: one round, two notes, closed. Each was a week after the one before."""
    acts = _round(_go_round(), gives=len(PEOPLE), ends=True)
    notes = (e.NoteWritten(40, "People want to be asked."), e.NoteWritten(41, "It was quiet."))
    return Log(_logged(_opened(number), *acts, *notes, e.SessionClosed(), weeks=number))


def make_kit(folder: Path, *, sessions: int) -> None:
    """A kit with so many closed sessions; the notes of every second one have been exported."""
    store = Store.open(folder)
    for number in range(1, sessions + 1):
        store.add_session(f"{number:012x}", closed_log(number))
        if number % 2:
            store.record_exports([Left(f"{number:012x}", AN_EVENING, "html", "nobody")])
    store.close()


def make_full_kit(folder: Path, *, templates: int, people: int) -> None:
    """A kit with so many templates in all, and a circle of so many people; no session."""
    shelf = read_shelf(assets())
    store = Store.open(folder)
    for number in range(templates - len(shelf.templates)):
        made = replace(
            shelf.templates[number % 5], name=f"own_{number}", title=f"Our circle {number}"
        )
        store.keep_template(made.name, toml_of(made))
    usual = tuple(Usual(f"{NAMES[n % len(NAMES)]} {n}") for n in range(people))
    store.keep_circle(Circle("Neighbourhood", usual))
    store.close()


def put_into(store: Store, session: str, log: Log) -> None:
    """Writes a log as if each of its events had been appended, in one act."""
    tail = ""
    with store._act():
        for entry in log.entries:
            row = e.row_of(entry)
            tail = e.link(tail, row)
            store._insert_event(session, row, tail)
            if isinstance(entry.event, e.SessionOpened):
                store._sign(session, row)


def _opened(number: int) -> e.SessionOpened:
    return e.SessionOpened("Kitchen table", PEOPLE, (_PLAN,), circle="Kitchen table", number=number)


def _go_round() -> RoundForm:
    return read_shelf(assets()).forms["go_round"]


def _round(form: RoundForm, *, gives: int, ends: bool) -> list[e.Event]:
    began = e.RoundBegan(form, _PLAN, _PLAN.direction)
    given = [e.PieceGiven(person.id) for person in PEOPLE[:gives]]
    return [began, *given, *([e.RoundEnded()] if ends else [])]


def _logged(*events: e.Event, weeks: int = 0) -> Iterator[e.Logged]:
    opened = AN_EVENING + timedelta(weeks=weeks)
    for seq, event in enumerate(events, 1):
        at_ms = (seq - 1) * TURN_MS
        yield e.Logged(seq, at_ms, opened + timedelta(milliseconds=at_ms), event)
