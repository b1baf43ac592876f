"""The sample circle that somebody holds themselves: who sits in it, and what is tried one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from circle import events as e
from circle.i18n import gettext as _
from circle.next_act import next_act
from circle.session import Phase, State
from circle.wording import next_act_words
from ui.live_session import LiveSession

SPEED = 6
"""How many times as fast as on the wall its clock runs: minutes of speaking are some seconds."""

_NAMES = ("Amara", "Bob", "Ceri", "Dev", "Esther", "Farid")


def tried_circle() -> e.SessionOpened:
    plan = e.RoundPlan(
        "go_round", _("How are you arriving, in a word or two?"), _("Check-in"), suggested_ms=60_000
    )
    people = tuple(
        e.Participant(f"p{n}", name, facilitator=n == 1) for n, name in enumerate(_NAMES, 1)
    )
    agreed = (_("We listen to understand, not to reply"), _("You can always pass"))
    return e.SessionOpened(_("A sample circle"), people, (plan,), agreements=agreed)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the sample circle has come to. `since`: what happened after the hint came; `other`: who was next when it
    came; `key`: the key of an action by its id, or the words of its button.
    """

    state: State
    since: Sequence[e.Event]
    other: str
    key: Callable[[str], str]

    def has(self, *kinds: type[e.Event]) -> bool:
        return any(isinstance(one, kinds) for one in self.since)

    @property
    def holder(self) -> str:
        return self._name(self.state.hand.holder)

    @property
    def other_name(self) -> str:
        return self._name(self.other)

    @property
    def main(self) -> str:
        """What the main button says."""
        return next_act_words(self.state, next_act(self.state))

    def _name(self, person: str | None) -> str:
        return self.state.participant(person).alias if person else _("Somebody")


@dataclass(frozen=True, slots=True)
class Hint:
    """`shows`: does it; None: there is nothing to do."""

    says: Callable[[Standing], str]
    is_done: Callable[[Standing], bool]
    shows: Callable[[LiveSession, Standing], object] | None = None


def hints() -> tuple[Hint, ...]:
    """One after the other. The last stays, on the Close page."""
    return (
        Hint(
            lambda now: _(
                "Six people sit here, and nothing of it is kept. Press {key}: “{words}”."
            ).format(key=now.key("next"), words=now.main),
            lambda now: now.has(e.PieceGiven),
            lambda live, _now: live.next(),
        ),
        Hint(
            lambda now: _(
                "{name} speaks, and the clock runs six times as fast as on the wall. After a while press {key}: “{words}”."
            ).format(name=now.holder, key=now.key("next"), words=now.main),
            lambda now: now.has(e.PieceGiven),
            lambda live, _now: live.next(),
        ),
        Hint(
            lambda now: _(
                "{name}, who is next, would rather not speak, and need not. Press {key}: {name} passes."
            ).format(name=now.other_name, key=now.key("passes")),
            lambda now: now.has(e.Passed),
            lambda live, now: live.passes(who=now.other),
        ),
        Hint(
            lambda now: _(
                "{name} has come to an end. Press {key}: silence begins, and nothing goes on by itself."
            ).format(name=now.holder, key=now.key("silence")),
            lambda now: now.has(e.SilenceBegan),
            lambda live, _now: live.begin_silence(),
        ),
        Hint(
            lambda now: _("Wait as long as it is good. Then press {key}: “{words}”.").format(
                key=now.key("next"), words=now.main
            ),
            lambda now: now.state.phase is not Phase.SILENCE,
            lambda live, _now: live.next(),
        ),
        Hint(
            lambda now: _(
                "But it is {name} who speaks. Click that seat while you hold Shift, or open its menu: the turn is theirs."
            ).format(name=now.other_name),
            lambda now: now.has(e.TurnReassigned) or now.state.hand.holder == now.other,
            lambda live, now: live.reassign_running(now.other),
        ),
        Hint(
            lambda now: _(
                "Press {key}, as if by mistake: the piece goes to the centre, where nobody holds it."
            ).format(key=now.key("centre")),
            lambda now: now.has(e.PieceCentred),
            lambda live, _now: live.centre_piece(),
        ),
        Hint(
            lambda now: _(
                "That was too early. Press {key}: the last step is undone, and no second of the turn is lost."
            ).format(key=now.key("undo")),
            lambda now: now.has(e.Withdrawn),
            lambda live, _now: live.undo(),
        ),
        Hint(
            lambda now: _(
                "Something is worth keeping. Press {key} and write it, without a name. Enter keeps it."
            ).format(key=now.key("note")),
            lambda now: now.has(e.NoteWritten),
            lambda live, _now: live.written.write_note(
                _("Ask people before a service is designed.")
            ),
        ),
        Hint(
            lambda now: _(
                "Go on with {key}, some seconds each, until everyone has been offered the piece. Next: “{words}”."
            ).format(key=now.key("next"), words=now.main),
            lambda now: now.state.round is None,
            lambda live, _now: live.next(),
        ),
        Hint(
            lambda now: _(
                "It ends when you say so. Press {key}: you are asked once more, below. Press it again."
            ).format(key=now.key("end")),
            lambda now: now.state.phase is Phase.CLOSED,
            lambda live, _now: live.close(),
        ),
        Hint(
            lambda _now: _(
                "The Close page: here you write what may leave, read it back to the circle, and export it. Nothing of this "
                "sample leaves."
            ),
            lambda _now: False,
        ),
    )
