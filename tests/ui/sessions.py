"""A session in a kit of its own, on a clock that stands still, as the window has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from circle.events import Participant, RoundPlan, SessionOpened
from circle.loop import Loop
from circle.paths import assets
from circle.store import Store
from circle.summary import summarise
from circle.templates import read_shelf
from tests.fakes import FakeClock
from ui.live_session import LiveSession
from ui.widgets.rows_view import RowsView

SHELF = read_shelf(assets())
NAMES = ("Amara", "Bob", "Ceri", "Dev")
SECOND = 1_000


@dataclass
class Held:
    """A session that is held: time goes by only when the test says so."""

    live: LiveSession
    clock: FakeClock
    store: Store
    refused: list[str]

    def passes_on(self, *, after_s: int = 0) -> None:
        """Time goes by, and the main key is pressed."""
        self.clock.advance(after_s * SECOND)
        self.live.next()

    def person(self, alias: str) -> str:
        people = self.live.state.people.items()
        return next(who for who, there in people if there.participant.alias == alias)

    @property
    def turns(self) -> list[tuple[str, int, int]]:
        """Whose each turn was, and from when until when in whole seconds."""
        state = self.live.state
        held = summarise(state, self.live.now_ms()).turns
        return [
            (state.participant(turn.holder).alias, turn.start_ms // SECOND, turn.end_ms // SECOND)
            for turn in held
        ]

    @property
    def stored_events(self) -> int:
        return len(self.store.read(self.live.id).entries)


@contextmanager
def session(
    folder: Path, names: Sequence[str] = NAMES, *, level: str = "nobody", say_yes: bool = False
) -> Iterator[Held]:
    """Somebody opens a circle in which the third person is the facilitator, and begins a round."""
    store, clock = Store.open(folder / "kit"), FakeClock()
    people = tuple(
        Participant(f"p{n}", name, facilitator=n == 3, says_yes=say_yes or None)
        for n, name in enumerate(names, 1)
    )
    plan = (RoundPlan("go_round", "What did you hear?"),)
    opened = SessionOpened(
        "An evening", people, plan, level=level, circle="Trauma network", number=22
    )
    live = LiveSession(Loop.begin(store, clock, opened), SHELF)
    held = Held(live, clock, store, [])
    live.refused.connect(held.refused.append)
    held.passes_on()
    yield held
    live.stop()
    store.close()


def three_turns(held: Held) -> Held:
    """Amara from 0:10 to 1:10, Bob to 1:40, Ceri now, at 2:00."""
    held.passes_on(after_s=10)
    held.passes_on(after_s=60)
    held.passes_on(after_s=30)
    held.clock.advance(20 * SECOND)
    return held


def rows_of(view: RowsView) -> list[str]:
    """What is said of each row of a list."""
    return [row.said or row.text for row in view.rows_model.rows]


def show(page: QWidget, *, width: int, height: int) -> None:
    page.resize(width, height)
    page.show()
    page.activateWindow()
    settle()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()
