"""A sample evening from its first word to its last, as a log: what the examples in docs/examples are made of.

Nobody in it has ever lived, and everybody said yes to all that is asked.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from circle import events as e
from circle.forms import RoundForm
from circle.harvest import Became, NoteKind, Seen, Side
from circle.log import Log
from circle.paths import assets
from circle.people import Consent, Participant
from circle.plans import Opener, RoundPlan
from circle.prompts import Whom
from circle.reflection import (
    Gathered,
    Heard,
    HeardCount,
    Occasion,
    Reflection,
    SaidBackCounts,
    Stance,
    StanceCount,
)
from circle.templates import read_shelf

SESSION = "5e1a0c93d7b2"
OPENED = datetime(2026, 5, 11, 17, 30, tzinfo=UTC)
PEOPLE = (
    *(("Amara", "Amara Okafor"), ("Bob", "Robert Hale"), ("Ceri", "Ceri Morgan"), ("Dev", "Dev Anand")),
    *(("Esther", "Esther Klein"), ("Farid", "Farid Nazari"), ("Gwen", "Gwen Price"), ("Hana", "Hana Sato")),
    *(("Idris", "Idris Bello"), ("Jo", "Jo Lindqvist"), ("Kofi", "Kofi Mensah"), ("Lena", "Lena Weber")),
)  # fmt: skip
_ARRIVING_S = (20, 35, 28, 41, 22, 30, 38, 26, 33, 24, 29, 31)
_QUESTION_S = (164, 178, 190, 151, 206, 0, 134, 92, 160, 146, 128, 175)
_LEAVING_S = (35, 28, 44, 25, 30, 22, 38, 33, 27, 24, 36, 29)
_TOGETHER_S = ((2, 70), (6, 55), (4, 80), (9, 45), (0, 20), (7, 65))


def sample_evening() -> Log:
    evening = _Evening()
    evening.opens()
    evening.goes_round(
        _plan("Check-in", "How are you arriving, in a word or two?", 600), _ARRIVING_S
    )
    evening.rests(20)
    evening.is_opened()
    evening.goes_round(
        _plan("The question", "What did you hear that you did not expect?", 2100, 180), _QUESTION_S, notes=True
    )  # fmt: skip
    evening.rests(300, pause=True)
    evening.talks()
    evening.is_silent()
    evening.is_confidential()
    evening.goes_round(_plan("Check-out", "What are you taking with you?", 780, 60), _LEAVING_S)
    evening.leaves_behind()
    return evening.log


def _plan(title: str, prompt: str, length_s: int, suggested_s: int = 0, form: str = "go_round") -> RoundPlan:  # fmt: skip
    return RoundPlan(form, prompt, title, length_s * 1000, suggested_s * 1000)


class _Evening:
    def __init__(self) -> None:
        self.log = Log()
        self._forms = read_shelf(assets()).forms
        self._now_ms = 0

    def does(self, event: e.Event, after_s: float = 1) -> int:
        """Its number."""
        self._now_ms += round(after_s * 1000)
        wall = OPENED + timedelta(milliseconds=self._now_ms)
        number = self.log.next_seq
        self.log.append(e.Logged(number, self._now_ms, wall, event))
        return number

    def writes(self, text: str, kind: NoteKind = NoteKind.NOTE, side: Side | None = None, after_s: float = 8) -> int:  # fmt: skip
        number = self.log.next_seq
        return self.does(e.NoteWritten(number, text, kind, None, Seen.REPORT, side), after_s)

    def begins(self, plan: RoundPlan) -> RoundForm:
        form = self._forms[plan.form]
        self.does(e.RoundBegan(form, plan, plan.direction), 9)
        return form

    def opens(self) -> None:
        people = tuple(
            Participant(f"p{n}", alias, name, facilitator=n == 1, says_yes=True, noted=True, shown=True)
            for n, (alias, name) in enumerate(PEOPLE, 1)
        )  # fmt: skip
        self.does(
            e.SessionOpened(
                title="What helps on the way home",
                participants=people,
                agreements=(
                    "We listen to understand, not to reply",
                    "What is shared here stays here",
                    "You can always pass",
                ),
                confidentiality="chatham house",
                circle="Kitchen table",
                number=22,
                intention="Learn what helps people who come home from hospital.",
                shape="topic",
                sides=(Side.SPEAKERS, Side.CIRCLE),
                consent=Consent(noted=True, shown=True, leaves=True, asked_by="p1"),
            ),
            0,
        )
        words = "Ring everyone who came last time."
        self.does(e.CommitmentFollowed("4b7d21f09c3e", 7, words, Became.DONE, "Eleven of twelve were glad.", Seen.REPORT))  # fmt: skip
        self.does(e.CommitmentFollowed("4b7d21f09c3e", 8, "Ask the council for the key.", Became.OPEN, "", Seen.REPORT))  # fmt: skip

    def goes_round(self, plan: RoundPlan, turns_s: tuple[int, ...], *, notes: bool = False) -> None:
        """A turn of no length is a pass."""
        self.begins(plan)
        after = 6
        for n, length_s in enumerate(turns_s, 1):
            if not length_s:
                self.does(e.Passed(f"p{n}"), after)
                after = 4
                continue
            self.does(e.PieceGiven(f"p{n}"), after)
            after = length_s
            if notes:
                after -= self._notes_in_turn(n)
        self.does(e.RoundEnded(), after)

    def _notes_in_turn(self, n: int) -> int:
        """How long they took, in seconds."""
        found = {
            2: ("“Being kind counted for more than any job title.”", NoteKind.QUOTE),
            3: ("People want to be asked before a service is designed, said Ceri.", NoteKind.NOTE),
            5: ("What does a taxi cost at night?", NoteKind.QUESTION),
            8: ("Ask the ward for its letter.", NoteKind.TO_DO),
            11: ("Long pause. Nobody filled it.", NoteKind.PROCESS),
        }
        if n not in found:
            return 0
        self.writes(*found[n], after_s=60)
        return 60

    def rests(self, seconds: int, *, pause: bool = False) -> None:
        self.does(e.BreakBegan() if pause else e.SilenceBegan())
        self.does(e.BreakEnded() if pause else e.SilenceEnded(), seconds)

    def is_opened(self) -> None:
        openers = (
            Opener("p7", "https://example.org/the-ward"),
            Opener("", "A letter from the ward", "the ward sister"),
        )
        plan = RoundPlan("opening_speaker", "What did you see?", "Two who open", 900_000, openers=openers)  # fmt: skip
        self.begins(plan)
        self.does(e.PieceGiven("p7"), 5)
        self.does(e.PieceCentred(), 340)
        self.does(e.RoundEnded(), 260)

    def talks(self) -> None:
        self.begins(_plan("Together", "What would have to be otherwise?", 900, form="open"))
        for person, length_s in _TOGETHER_S:
            self.does(e.PieceGiven(f"p{person + 1}"), 7)
            self.does(e.PieceCentred(), length_s)
        prompt = "Who is not here and should be?"
        self.does(e.PromptOffered(prompt, Whom.ROOM, "first_circle"), 15)
        self.does(e.RoundEnded(), 90)

    def is_silent(self) -> None:
        self.begins(_plan("Shared silence", "What stays with you?", 120, form="silent"))
        self.does(e.BellRung(), 60)
        self.does(e.RoundEnded(), 60)

    def is_confidential(self) -> None:
        prompt = "What is only for this room?"
        self.begins(RoundPlan("open", prompt, "For this room", 600_000, confidential=True))
        self.does(e.PieceGiven("p4"), 6)
        self.writes("Nobody outside reads this.", after_s=100)
        self.does(e.PieceCentred(), 140)
        self.does(e.RoundEnded(), 50)

    def leaves_behind(self) -> None:
        points = (
            ("Ask before you arrange anything.", Side.SPEAKERS),
            ("Somebody has to say what happens next.", Side.SPEAKERS),
            ("Sit down before you speak.", Side.CIRCLE),
            ("Silence is part of the conversation.", Side.CIRCLE),
            ("Ring back when you said you would.", None),
        )
        written = [self.writes(text, NoteKind.KEY_POINT, side) for text, side in points]
        promised = [
            self.does(e.CommitmentMade(self.log.next_seq, text, who, by, Seen.REPORT), 12)
            for text, who, by in (
                ("Invite two residents to plan the next session.", "p3", "2026-06-08"),
                ("Ask the panel to begin with a story.", "", "2026-06-22"),
                ("Bring the ward’s letter.", "p8", ""),
            )
        ]
        self.does(e.HarvestAgreed(tuple(written), tuple(promised)), 40)
        noticed = (Stance.UNDERSTAND, Stance.FIX)
        own = Reflection(Occasion.CLOSE, noticed, "The silence after the second opener.", "Wait before I ask.", seen=Seen.REPORT)  # fmt: skip
        self.does(e.ReflectionWritten(own), 30)
        stances = {Stance.UNDERSTAND: 9, Stance.RESPOND: 3, Stance.FIX: 5, Stance.AGREE: 4, Stance.DRIFTED: 2}  # fmt: skip
        heard = {Heard.WHOLLY: 6, Heard.MOSTLY: 4, Heard.PARTLY: 1}
        counted = Gathered(
            11,
            tuple(StanceCount(one, n) for one, n in stances.items()),
            tuple(HeardCount(one, n) for one, n in heard.items()),
        )
        self.does(e.ListeningGathered(counted), 45)
        self.does(e.SessionClosed((SaidBackCounts(2, yes=6, almost=3, not_yet=1),)), 60)
