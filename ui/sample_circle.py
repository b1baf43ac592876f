"""A sample circle that plays by itself: sample people, and what is done when. For the demo and the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from circle.events import Participant, RoundPlan, SessionOpened
from circle.harvest import NoteKind
from circle.i18n import gettext as _
from circle.reflection import Occasion, Reflection, Stance
from ui.live_session import LiveSession

NAMES = (
    "Amara",
    "Bob",
    "Ceri",
    "Dev",
    "Esther",
    "Farid",
    "Gwen",
    "Hana",
    "Idris",
    "Jo",
    "Kofi",
    "Lena",
)
FACILITATOR = "Amara"
NOTICED = Reflection(
    Occasion.CLOSE, (Stance.UNDERSTAND, Stance.FIX), _("The silence after Esther.")
)


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, so many seconds of the session after the step before."""

    after_s: int
    act: Callable[[LiveSession], object]


def sample_opened(*, rounds: int = 4) -> SessionOpened:
    plan = (
        RoundPlan("go_round", _("How are you arriving, in a word or two?"), _("Check-in"), 600_000, 45_000),
        RoundPlan("go_round", _("What did you hear that you did not expect?"), _("The question"), 2_100_000, 180_000),
        RoundPlan("silent", _("What stays with you?"), _("Shared silence"), 120_000),
        RoundPlan("go_round", _("What are you taking with you?"), _("Check-out"), 780_000, 60_000),
    )  # fmt: skip
    return SessionOpened(
        title=_("Kitchen table · a sample circle"),
        circle=_("Kitchen table"),
        number=22,
        participants=tuple(
            Participant(f"p{number}", name, facilitator=name == FACILITATOR)
            for number, name in enumerate(NAMES, 1)
        ),
        plan=plan[:rounds],
        agreements=(
            _("We listen to understand, not to reply"),
            _("What is shared here stays here"),
            _("You can always pass"),
        ),
    )


def sample_steps() -> tuple[Step, ...]:
    """The whole sample circle, from its first round to its close."""
    return (
        *_go_round((20, 35, 28, 41, 22, 30, 38, 26, 33, 24, 29, 31)),
        Step(20, lambda live: live.step_out("p10")),
        *_second_round(),
        Step(15, LiveSession.next),
        Step(60, lambda live: live.ring_bell()),
        Step(55, LiveSession.next),
        Step(10, lambda live: live.come_back("p10")),
        *_go_round((35, 28, 44, 25, 30, 22, 38, 33, 27, 24, 36, 29)),
        Step(10, lambda live: live.written.write_note(_("Ask people before a service is designed."), NoteKind.KEY_POINT)),
        Step(10, lambda live: live.written.write_note(_("Notice who has not spoken yet."), NoteKind.KEY_POINT)),
        Step(10, lambda live: live.written.write_note(_("Silence is part of the conversation."), NoteKind.KEY_POINT)),
        Step(10, lambda live: live.written.commit(_("Invite two residents to plan the next session."), who="p3", by="2026-06-08")),
        Step(10, lambda live: live.written.commit(_("Ask the panel to begin with a story."))),
        Step(20, lambda live: live.written.agree_harvest(live.state.notes, live.state.commitments)),
        Step(10, lambda live: live.written.reflect(NOTICED)),
        Step(10, lambda live: live.close()),
    )  # fmt: skip


def _go_round(turns_s: tuple[int, ...]) -> tuple[Step, ...]:
    began = (Step(4, LiveSession.next), Step(5, LiveSession.next))
    passed_on = tuple(Step(seconds, LiveSession.next) for seconds in turns_s)
    return began + passed_on


def _second_round() -> tuple[Step, ...]:
    def note(text: str) -> Callable[[LiveSession], object]:
        return lambda live: live.written.write_note(text)

    return (
        Step(15, LiveSession.next),
        Step(10, LiveSession.next),
        Step(164, LiveSession.next),
        Step(110, note(_("“Being kind counted for more than any job title.”"))),
        Step(68, LiveSession.next),
        Step(190, lambda live: live.begin_silence()),
        Step(35, LiveSession.next),
        Step(120, note(_("People want to be asked before a service is designed."))),
        Step(31, LiveSession.next),
        Step(175, lambda live: live.begin_silence()),
        Step(25, note(_("Long pause. Nobody filled it."))),
        Step(12, LiveSession.next),
        Step(134, LiveSession.next),
        Step(5, lambda live: live.passes(for_now=True)),
        Step(92, LiveSession.next),
        Step(160, LiveSession.next),
        Step(146, LiveSession.next),
        Step(128, LiveSession.next),
        Step(100, LiveSession.next),
        Step(60, LiveSession.next),
    )


LIVE_MOMENT = 31
"""After so many steps the sample circle stands in the middle of its second round, for a picture."""
