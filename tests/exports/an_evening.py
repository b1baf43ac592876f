"""A session with something of everything that documents show, and of everything that must not leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from circle import events as e
from circle.harvest import NoteKind
from circle.log import Log
from circle.people import Consent
from circle.plans import Opener
from circle.wordings import Wording
from tests.circle.story import FORMS

OPENED = datetime(2026, 5, 11, 18, 30, tzinfo=UTC)
SESSION = "k3fa9c21d0b4"


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that people may write."""

    title: str = "Leaving hospital"
    circle: str = "Trauma network"
    confidentiality: str = "circle"
    agreement: str = "Speak from the heart."
    prompt: str = "What did you leave at the door?"
    round_title: str = "Arriving"
    theme: str = "coming home"
    note: str = "A nurse sat down.\nNobody had done that before, said Gwen."
    outside: str = "Biscuits came."
    key_point: str = "Ask before you arrange anything."
    intention: str = "Learn what helps on the way home."
    place: str = "The room above the library"
    template: str = "topic"
    wording: str = "plain"
    shape: str = "topic"
    deck: str = "listening"
    read: str = "What is kept is kept on this laptop."
    rule: str = "chatham house"
    material: str = "https://example.org/the-ward"
    said_later: str = "What is kept is what we agreed."
    changed_prompt: str = "And now?"
    form_title: str = "Open round"
    aliases: tuple[str, ...] = ("Ceri", "Dev", "Gwen", "Hamid", "Ines", "Jon")


SECRET = "the-secret-of-the-third-round"
EXTRA_PERCENT = 37
TAKEN_BACK = "what-was-taken-back"


class Evening:
    """A log that is written one event at a time."""

    def __init__(self) -> None:
        self.log = Log()
        self.now_ms = 0

    def does(self, event: e.Event, *, after_ms: int = 0) -> Evening:
        self.now_ms += after_ms
        wall = OPENED + timedelta(milliseconds=self.now_ms)
        self.log.append(e.Logged(self.log.next_seq, self.now_ms, wall, event))
        return self

    def begins(self, form: str, plan: e.RoundPlan, *, after_ms: int = 0) -> Evening:
        return self.does(e.RoundBegan(FORMS[form], plan, plan.direction), after_ms=after_ms)


def people(aliases: tuple[str, ...], *, say_yes: bool = False) -> tuple[e.Participant, ...]:
    return tuple(
        e.Participant(f"p{n}", alias, facilitator=n == 1, says_yes=say_yes or None)
        for n, alias in enumerate(aliases, 1)
    )


def an_evening(
    words: Words | None = None,
    *,
    say_yes: bool = False,
    confidential: bool = True,
    small: bool = False,
) -> Log:
    """Two rounds, perhaps a confidential one, notes that stayed and notes that did not. Of six people the fifth
    passes and the sixth comes late. `small`: the first four alone, who are too few for more than totals.
    """
    words = words or Words()
    if small:
        words = replace(words, aliases=words.aliases[:4])
    everyone = people(words.aliases, say_yes=say_yes)
    evening = Evening()
    evening.does(
        e.SessionOpened(
            title=words.title,
            participants=everyone[:5],
            agreements=(words.agreement,),
            confidentiality=words.confidentiality,
            circle=words.circle,
            number=22,
            intention=words.intention,
            place=words.place,
            template=words.template,
            wording=_wording(words.wording),
            shape=words.shape,
            decks=(words.deck,),
            consent=Consent(noted=True, asked_by="p1", read=words.read),
        )
    )
    evening.does(e.GroupSaid(Consent(noted=True, shown=True, asked_by="p1", read=words.said_later)))
    evening.does(e.ExtraTimeGiven("p2", EXTRA_PERCENT))
    _first_round(evening, words)
    for seat, late in enumerate(everyone[5:], 5):
        evening.does(e.PersonJoined(late, seat))
    evening.does(e.NoteWritten(40, words.outside), after_ms=3000)
    _open_round(evening, words)
    if confidential:
        _confidential_round(evening)
    evening.does(e.NoteWritten(50, words.key_point, NoteKind.KEY_POINT), after_ms=1000)
    return evening.does(e.SessionClosed(), after_ms=2000).log


def _first_round(evening: Evening, words: Words) -> None:
    plan = e.RoundPlan(
        "go_round",
        words.prompt,
        words.round_title,
        length_ms=900_000,
        first="p2",
        theme=words.theme,
    )
    evening.begins("go_round", plan, after_ms=10_000)
    evening.does(e.PieceGiven("p2"), after_ms=500)
    evening.does(e.NoteWritten(10, words.note), after_ms=61_000)
    evening.does(e.Paused(), after_ms=9000)
    evening.does(e.Resumed(), after_ms=30_000)
    evening.does(e.PieceGiven("p3"), after_ms=20_000)
    evening.does(e.NoteWritten(11, TAKEN_BACK), after_ms=1000)
    evening.does(e.NoteRemoved(11))
    evening.does(e.NoteWritten(12, TAKEN_BACK))
    evening.does(e.NoteEdited(12, "It rained."))
    evening.does(e.NoteWritten(13, TAKEN_BACK))
    evening.does(e.Withdrawn(evening.log.entries[-1].seq))
    evening.does(e.Passed("p4"), after_ms=44_000)
    for fifth in evening.log.state.seats[4:]:
        evening.does(e.Passed(fifth))
    evening.does(e.SilenceBegan(), after_ms=1000)
    evening.does(e.SilenceEnded(), after_ms=90_000)
    evening.does(e.RoundEnded(), after_ms=2000)


def _open_round(evening: Evening, words: Words) -> None:
    """Planned while the session ran, with a rule of its own and somebody who opens it."""
    opener = Opener("p3", words.material)
    plan = e.RoundPlan("open", words.changed_prompt, confidentiality=words.rule, openers=(opener,))
    evening.does(e.PlanChanged((plan,)))
    form = replace(FORMS["open"], title=words.form_title)
    groups = (("p1", "p2"), ("p3", "p4"))
    began = e.RoundBegan(form, plan, plan.direction, planned=0, groups=groups)
    evening.does(began, after_ms=5000)
    evening.does(e.PieceGiven("p1"), after_ms=2000)
    evening.does(e.PieceCentred(), after_ms=31_250)
    evening.does(e.RoundEnded(), after_ms=4000)
    evening.does(e.BreakBegan(), after_ms=1000)
    evening.does(e.BreakEnded(), after_ms=300_000)


def _confidential_round(evening: Evening) -> None:
    plan = e.RoundPlan("open", "What has not been said?", SECRET, confidential=True, theme=SECRET)
    evening.begins("open", plan)
    evening.does(e.PieceGiven("p4"), after_ms=3000)
    evening.does(e.NoteWritten(30, SECRET), after_ms=77_000)
    evening.does(e.PromptOffered(SECRET), after_ms=1000)
    evening.does(e.RoundEnded(), after_ms=20_000)


def _wording(text: str) -> Wording:
    """Plain ones call everything as usual; others are in every place."""
    return Wording("plain") if text == "plain" else Wording(text, text, text, text, text)
