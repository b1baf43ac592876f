"""Five sessions, one for each shape of the notes, as circles hold them, each with something that may not leave."""

from __future__ import annotations

from dataclasses import dataclass, replace

from circle import events as e
from circle.harvest import SEEN_AT_FIRST, Became, NoteKind, Seen, Side
from circle.log import Log
from circle.people import Consent
from circle.plans import Opener
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
from circle.templates import Shape
from tests.exports.an_evening import Evening, people

ALIASES = ("Ceri", "Dev", "Gwen", "Hamid", "Ines", "Jo")
MINE = "what-is-mine-alone"
FOR_A_TRAINER = "what-is-for-a-trainer"
EARLIER = "0f3a9c51d2e4"


@dataclass(frozen=True, slots=True)
class Written:
    """All that people may write into what a circle leaves behind. Each text stands in every place of its kind."""

    point: str = "Ask before you arrange anything."
    other_point: str = "Say what happens next."
    quote: str = "Nobody had sat down before."
    note: str = "The rain was loud."
    commitment: str = "I will sit down before I speak."
    followed: str = "Write the letter without long words."
    became: str = "It went out on Monday, and people rang."
    prompt: str = "What did you hear that you did not expect?"
    keep: str = "The silence after the second story."
    try_next: str = "Wait before I ask."
    called: str = "the ward sister"
    material: str = "https://example.org/the-ward"
    theme: str = "arriving"
    deck: str = "first_circle"
    aliases: tuple[str, ...] = ALIASES


class Gathering(Evening):
    """An evening of which much is written down."""

    def __init__(self, shape: Shape, written: Written, title: str, **opened: object) -> None:
        super().__init__()
        self.written = written
        first = e.SessionOpened(
            title=title,
            participants=people(written.aliases),
            circle="Riverside",
            number=3,
            shape=shape.value,
            consent=Consent(noted=True, shown=True, asked_by="p1"),
        )
        self.does(replace(first, **opened))

    def goes_round(self, title: str, prompt: str, *, form: str = "go_round", **plan: object) -> int:
        """A round in which everybody has the piece; gives its index."""
        planned = replace(e.RoundPlan(form, prompt, title), **plan)
        self.begins(form, planned, after_ms=10_000)
        for n in range(len(self.written.aliases)):
            self.does(e.PieceGiven(f"p{n + 1}"), after_ms=40_000 + 7000 * n)
        return len(self.log.state.rounds) - 1

    def ends(self) -> None:
        self.does(e.RoundEnded(), after_ms=30_000)

    def writes(
        self,
        text: str,
        kind: NoteKind = NoteKind.KEY_POINT,
        *,
        seen: Seen | None = None,
        side: Side | None = None,
        group: int | None = None,
    ) -> int:
        number = self.log.next_seq
        shown = seen or SEEN_AT_FIRST[kind]
        self.does(e.NoteWritten(number, text, kind, group, shown, side), after_ms=1000)
        return number

    def agrees(self, *sides: tuple[Side | None, str]) -> None:
        """Key points that the circle has heard and that may leave."""
        for side, text in sides:
            self.writes(text, side=side, seen=Seen.REPORT)

    def commits(self, text: str, who: str = "", by: str = "", seen: Seen = Seen.REPORT) -> int:
        number = self.log.next_seq
        self.does(e.CommitmentMade(number, text, who, by, seen), after_ms=1000)
        return number

    def follows(self, became: Became, *, n: int, words: str, seen: Seen = Seen.REPORT) -> None:
        text = self.written.followed
        self.does(e.CommitmentFollowed(EARLIER, n, text, became, words, seen))

    def offers(self, whom: Whom = Whom.ROOM) -> None:
        written = self.written
        self.does(e.PromptOffered(written.prompt, whom, written.deck), after_ms=2000)

    def reflects(self, seen: Seen, occasion: Occasion = Occasion.CLOSE) -> None:
        own, mine = self.written, seen is Seen.MINE
        keep, try_next = (MINE, MINE) if mine else (own.keep, own.try_next)
        noticed = (Stance.UNDERSTAND, Stance.FIX)
        self.does(e.ReflectionWritten(Reflection(occasion, noticed, keep, try_next, seen=seen)))

    def keeps_some_back(self) -> None:
        """What no report shows, whatever the shape."""
        self.writes(MINE)
        self.writes(f"{MINE} as well", NoteKind.QUOTE)
        self.writes(FOR_A_TRAINER, NoteKind.PROCESS)
        self.commits(f"{MINE}: to call", "p2", seen=Seen.MINE)
        self.follows(Became.OPEN, n=99, words=MINE, seen=Seen.MINE)

    def closes(self, *said_back: SaidBackCounts) -> Log:
        return self.does(e.SessionClosed(said_back), after_ms=5000).log


def counts(round: int | None = None) -> Gathered:
    """Of six people; the counts are in another order than the stances."""
    stances = {Stance.DRIFTED: 1, Stance.UNDERSTAND: 4, Stance.FIX: 5, Stance.RESPOND: 2}
    return Gathered(
        people=6,
        stances=tuple(StanceCount(stance, n) for stance, n in stances.items()),
        heard=(
            HeardCount(Heard.PARTLY, 1),
            HeardCount(Heard.WHOLLY, 2),
            HeardCount(Heard.MOSTLY, 3),
        ),
        round=round,
    )


def topic(written: Written | None = None) -> Log:
    """Two people open: one who sits in the circle, one who has no seat."""
    own = written or Written()
    circle = Gathering(
        Shape.TOPIC, own, "Leaving hospital", intention="Learn what helps on the way home."
    )
    openers = (Opener("p3", own.material), Opener("", own.material, own.called))
    circle.goes_round("Two who open", "What did you see?", openers=openers, theme=own.theme)
    circle.does(e.SidesChosen((Side.SPEAKERS, Side.CIRCLE)))
    circle.agrees((Side.SPEAKERS, own.point), (Side.CIRCLE, own.other_point))
    circle.agrees((None, "Sit down first."))
    circle.writes("What does a taxi cost at night?", NoteKind.QUESTION)
    circle.writes(own.quote, NoteKind.QUOTE, seen=Seen.REPORT)
    circle.ends()
    circle.offers()
    circle.commits(own.commitment, "p5", "2026-06-08")
    circle.reflects(Seen.MINE)
    circle.keeps_some_back()
    return circle.closes()


def story(written: Written | None = None) -> Log:
    own = written or Written()
    sides = (Side.HEARD, Side.HELPED, Side.HARMED, Side.OLD, Side.NEW)
    circle = Gathering(Shape.STORY, own, "How we were met", sides=sides)
    circle.goes_round("Stories", "When did a service see you?", form="story_circle")
    circle.writes(own.quote, NoteKind.QUOTE, seen=Seen.REPORT)
    circle.writes("They asked my dog's name.", NoteKind.QUOTE, seen=Seen.REPORT, side=Side.HELPED)
    circle.writes(own.note, NoteKind.NOTE)
    circle.ends()
    circle.agrees(
        (Side.HEARD, own.point),
        (Side.HELPED, "Somebody rang back."),
        (Side.HARMED, own.other_point),
        (Side.OLD, "We fill in the form first."),
        (Side.NEW, "We ask who they are first."),
        (Side.OLD, "We end when the hour is over."),
        (None, "Stories are not cases."),
    )
    circle.offers(Whom.OWN)
    circle.commits(own.commitment)
    circle.keeps_some_back()
    return circle.closes()


def power(written: Written | None = None) -> Log:
    own = written or Written()
    circle = Gathering(Shape.POWER, own, "Who decides here", sides=(Side.MOVED, Side.RESULT))
    circle.follows(Became.DONE, n=7, words=own.became)
    circle.follows(Became.LET_GO, n=8, words="")
    circle.goes_round("Titles at the door", "What did you leave outside?")
    circle.ends()
    circle.goes_round("What I give away", "What could you stop deciding?")
    circle.ends()
    circle.agrees(
        (Side.MOVED, own.point),
        (Side.RESULT, "Patients set the order of the day."),
        (Side.MOVED, own.other_point),
    )
    circle.commits(own.commitment, "p2", "2026-05-18")
    circle.commits("The rota goes up where all can see it.", "", "")
    circle.writes("Ask who keeps the keys.", NoteKind.TO_DO)
    circle.keeps_some_back()
    return circle.closes()


def practice(written: Written | None = None) -> Log:
    own = written or Written()
    circle = Gathering(Shape.PRACTICE, own, "The listening muscle")
    circle.reflects(Seen.TRAINER, Occasion.BEFORE)
    first = circle.goes_round("Saying back", "What is it like to be heard?")
    circle.offers(Whom.FACILITATOR)
    circle.ends()
    circle.does(e.ListeningGathered(counts(first)))
    circle.goes_round("Once more", "What changed?")
    circle.ends()
    circle.agrees((None, own.point))
    circle.does(e.ListeningGathered(counts()))
    circle.does(e.ListeningGathered(replace(counts(), people=4)))
    circle.reflects(Seen.REPORT)
    circle.keeps_some_back()
    return circle.closes(SaidBackCounts(first, yes=3, almost=2, not_yet=1))


def points(written: Written | None = None) -> Log:
    own = written or Written()
    circle = Gathering(Shape.POINTS, own, "Three things to change")
    circle.goes_round("An open floor", "What gets in the way?")
    circle.ends()
    groups = (("p1", "p2"), ("p3", "p4"), ("p5", "p6"))
    plan = e.RoundPlan("report_back", "Which three would you change first?", "Back together")
    circle.begins("report_back", plan, after_ms=5000)
    for group, _people in enumerate(groups):
        circle.does(e.PieceGiven(f"p{2 * group + 1}"), after_ms=20_000)
        for text in (own.point, own.other_point, "Ring back."):
            circle.writes(text, group=group, seen=Seen.REPORT)
    circle.ends()
    circle.goes_round("One last line", "What do you take home?", form="go_round")
    circle.agrees((None, "We begin with one ward."))
    circle.ends()
    circle.keeps_some_back()
    return circle.closes()


FIVE = {
    Shape.TOPIC: topic,
    Shape.STORY: story,
    Shape.POWER: power,
    Shape.PRACTICE: practice,
    Shape.POINTS: points,
}
