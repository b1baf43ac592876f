"""What the benchmarks measure on: a kit with many sessions, and sessions with many events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from circle import events as e
from circle.circles import Circle, Usual
from circle.forms import RoundForm
from circle.harvest import Became, NoteKind, Seen
from circle.kept import Left
from circle.log import Log
from circle.paths import assets
from circle.people import Consent
from circle.reflection import Gathered, Heard, HeardCount, Occasion, Reflection, Stance, StanceCount
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


def a_session(number: int, *, turns: int) -> Log:
    """A closed session of the series with so many turns, in rounds of twelve, and two notes."""
    acts = list[e.Event]()
    for first in range(0, turns, len(PEOPLE)):
        acts += _round(_go_round(), gives=min(len(PEOPLE), turns - first), ends=True)
    notes = (e.NoteWritten(1, "People want to be asked."), e.NoteWritten(2, "It was quiet."))
    return Log(_logged(_opened(number), *acts, *notes, e.SessionClosed(), weeks=number % 2000))


def a_long_session() -> Log:
    """Three hours with 24 people, 500 turns in six rounds, 60 notes, silences, a pause and a break, prompts,
    commitments and reflections. It is the same each time.
    """
    return _LongSession().told()


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


LONG_MS = 3 * 3_600_000
"""How long the long session lasts."""

_MORE_NAMES = ("Mina", "Noor", "Olu", "Priya", "Quentin", "Rosa", "Sanjay", "Tess", "Umar", "Vera", "Wendell", "Zoë")  # fmt: skip
_MANY = tuple(
    e.Participant(f"p{n}", name, facilitator=n == 1)
    for n, name in enumerate((*NAMES, *_MORE_NAMES), 1)
)
_LONG_PLAN = (
    e.RoundPlan("go_round", "What did you leave at the door?", "Arriving", 600_000, 25_000),
    e.RoundPlan("open", "When did somebody listen to you?", "What we met", 2_700_000),
    e.RoundPlan("go_round", "What did you hear?", "Hearing", 480_000, 20_000),
    e.RoundPlan("repeated_round", "What has not been said?", "Round and round", 1_500_000),
    e.RoundPlan("open", "What could we try?", "What to try", 3_600_000),
    e.RoundPlan("go_round", "What do you take home?", "Going", 600_000, 25_000),
)
_LONG_TURNS = (24, 150, 24, 72, 206, 24)
_SAID = (
    "Somebody sat down and nobody hurried them.",
    "People want to be asked before anything is arranged, and told afterwards what became of it.",
    "It was quiet for a long time, and that was all right.",
    "“They asked for my dog’s name.”",
)


class _LongSession:
    """Told one event at a time, by a clock that only these acts move."""

    def __init__(self) -> None:
        self.log, self.now_ms = Log(), 0
        self._turns = self._notes = 0
        self._forms = read_shelf(assets()).forms

    def does(self, event: e.Event, *, after_ms: int = 0) -> None:
        self.now_ms += after_ms
        wall = AN_EVENING + timedelta(milliseconds=self.now_ms)
        self.log.append(e.Logged(self.log.next_seq, self.now_ms, wall, event))

    def told(self) -> Log:
        agreements = ("Speak from the heart.", "Listen from the heart.", "Say what is needed.")
        self.does(
            e.SessionOpened(
                "What helps on the way home",
                _MANY,
                _LONG_PLAN,
                agreements,
                circle="Riverside",
                number=22,
                intention="Learn what helps on the way home.",
                consent=Consent(noted=True, shown=True, asked_by="p1"),
            )
        )
        for index, turns in enumerate(_LONG_TURNS):
            self._goes_on(index, turns)
            if index == 2:
                self.does(e.BreakBegan(), after_ms=2000)
                self.does(e.BreakEnded(), after_ms=600_000)
        self._leaves()
        self.does(e.SessionClosed(), after_ms=LONG_MS - self.now_ms)
        return self.log

    def _goes_on(self, index: int, turns: int) -> None:
        plan = _LONG_PLAN[index]
        began = e.RoundBegan(self._forms[plan.form], plan, plan.direction, index)
        self.does(began, after_ms=15_000)
        for turn in range(turns):
            self._turn(turn if plan.form != "open" else self._turns * 5)
        self.does(e.RoundEnded(), after_ms=12_000)
        self.does(e.PromptOffered("What did you hear that you did not expect?"), after_ms=1000)
        reflection = Reflection(Occasion.ROUND, (Stance.UNDERSTAND,), "The silence.", round=index)
        self.does(e.ReflectionWritten(replace(reflection, seen=Seen.REPORT)))

    def _turn(self, place: int) -> None:
        self.does(e.PieceGiven(_MANY[place % len(_MANY)].id))
        self._turns += 1
        length_ms = 7000 + self._turns * 7919 % 23 * 1000
        if self._turns % 9 == 0 and self._notes < 48:
            self._writes(list(NoteKind)[self._turns // 9 % 5])
        self.now_ms += length_ms
        if self._turns % 25 == 0:
            self.does(e.SilenceBegan())
            self.does(e.SilenceEnded(), after_ms=20_000 + self._turns * 40)
        if self._turns == 100:
            self.does(e.Paused())
            self.does(e.Resumed(), after_ms=90_000)

    def _writes(self, kind: NoteKind) -> None:
        self._notes += 1
        text = f"{_SAID[self._notes % len(_SAID)]} ({self._notes})"
        self.does(e.NoteWritten(self._notes, text, kind, seen=Seen.REPORT))

    def _leaves(self) -> None:
        for _point in range(12):
            self._writes(NoteKind.KEY_POINT)
        for n in range(5):
            text, by = "I will sit down before I speak.", f"2026-06-{8 + n:02}"
            self.does(e.CommitmentMade(n, text, f"p{n + 2}", by, Seen.REPORT))
        done = e.CommitmentFollowed("0f3a9c51d2e4", 1, "Write the letter.", Became.DONE)
        self.does(replace(done, words="It went out on Monday.", seen=Seen.REPORT))
        stances = (StanceCount(Stance.UNDERSTAND, 14), StanceCount(Stance.FIX, 9))
        heard = (HeardCount(Heard.WHOLLY, 15), HeardCount(Heard.MOSTLY, 7))
        self.does(e.ListeningGathered(Gathered(22, stances, heard)))
        self.does(
            e.ReflectionWritten(
                Reflection(Occasion.CLOSE, (Stance.FIX,), "The pace.", "Wait.", seen=Seen.REPORT)
            )
        )
