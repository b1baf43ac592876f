"""The sample circle in small groups, in a shared silence and in a fishbowl: for the pictures."""

from __future__ import annotations

from circle.events import RoundPlan, SessionOpened
from circle.i18n import gettext as _
from ui.live_session import LiveSession
from ui.sample_circle import Step, sample_opened


def parts_opened() -> SessionOpened:
    plan = (
        RoundPlan("small_groups", _("What holds us here?"), length_ms=1_200_000, group_of=4),
        RoundPlan("silent", _("What stays with you?"), _("Shared silence"), 120_000),
        RoundPlan("fishbowl", _("What would we let go of?"), length_ms=1_800_000),
    )
    return SessionOpened(
        title=_("Kitchen table · a sample circle"),
        circle=_("Kitchen table"),
        number=23,
        participants=sample_opened().participants,
        plan=plan,
    )


IN_GROUPS = (
    Step(20, LiveSession.next),
    Step(30, lambda live: live.move_to_group("p8", 2)),
    Step(25, lambda live: live.reports("p6")),
)
IN_SILENCE = (Step(700, LiveSession.next), Step(20, LiveSession.next))
INSIDE = ("p2", "p5", "p8", "p11")
IN_A_FISHBOWL = (
    Step(115, LiveSession.next),
    Step(20, LiveSession.next),
    *(Step(8, lambda live, who=who: live.move_in(who)) for who in INSIDE),
    Step(15, lambda live: live.pass_piece("p5")),
    Step(90, LiveSession.centre_piece),
    Step(6, lambda live: live.pass_piece("p8")),
)
