"""What the floor, an act and a seat are called: one wording for the screen, for what is said aloud, and for lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from circle import events as e
from circle.dates import decimal_words
from circle.forms import NextUp, Speaks
from circle.i18n import gettext as _
from circle.next_act import Act, NextAct, rests
from circle.people import Role
from circle.prompts import Whom
from circle.session import Phase, Round, State
from circle.spoken_time import about
from circle.timeline import Floor, Hand
from circle.wordings import AS_USUAL, Wording


def floor_words(state: State, hand: Hand) -> str:
    match hand.floor:
        case Floor.HELD:
            name, piece = _alias(state, hand.holder), state.wording.of_piece
            return _("{name} holds the {piece}").format(name=name, piece=piece)
        case Floor.CENTRE:
            return _("The piece is in the centre")
        case Floor.SILENCE:
            return _("Silence")
        case Floor.PAUSED:
            return _("Paused")
        case Floor.BREAK:
            return _("Break")
        case Floor.GROUPS:
            return _("Small groups")


def _alias(state: State, person: str | None) -> str:
    return (state.participant(person).alias if person else "") or _("Someone")


def next_act_words(state: State, coming: NextAct) -> str:
    """The words on the main button."""
    match coming.act:
        case Act.GIVE:
            return _give_words(state, _alias(state, coming.person))
        case Act.BEGIN_ROUND:
            number = len(state.rounds) + 1
            return (
                _("Begin round {n}").format(n=number)
                if len(state.plan) > 1
                else _("Begin the round")
            )
        case Act.END_ROUND:
            return _end_round_words(state)
        case Act.NEXT_PART:
            return next_part_words(state)
        case _:
            return {
                Act.CENTRE: _("Piece to the centre"),
                Act.SILENCE: _("Silence"),
                Act.END_SILENCE: _("End the silence"),
                Act.END_BREAK: _("End the break"),
                Act.END_GROUPS: _("Bring the groups back"),
                Act.RESUME: _("Resume"),
                Act.CLOSE: _("End the session"),
                Act.WAIT: _wait_words(state),
            }[coming.act]


def _wait_words(state: State) -> str:
    round = state.round
    if round and round.speaks is Speaks.INNER and not round.inner:
        return _("Choose who sits inside")
    if round and round.speaks is Speaks.NAMED:
        return _("Choose who opens")
    if round and round.form.next is NextUp.INVITED and round.at and state.here(round.at):
        return _("{name} invites: choose whom").format(name=_alias(state, round.at))
    return _("Choose who takes the piece")


def next_part_words(state: State) -> str:
    """What begins with the next part of the round that runs."""
    round = state.round
    speaks = round.form.speaks(round.part + 1) if round else Speaks.ALL
    return {
        Speaks.INNER: _("Back to the inner circle"),
        Speaks.OUTER: _("Over to the outer circle"),
        Speaks.SECOND: _("Time to change: the second speaks"),
        Speaks.THIRD: _("Time to change: the third speaks"),
    }.get(speaks, _("Next part"))


def part_words(round: Round) -> str:
    """Whose the part is that runs; empty where it is everyone's."""
    return {
        Speaks.INNER: _("the inner circle speaks"),
        Speaks.OUTER: _("the outer circle speaks"),
        Speaks.FIRST: _("the first speaks"),
        Speaks.SECOND: _("the second speaks"),
        Speaks.THIRD: _("the third speaks"),
        Speaks.REPORTERS: _("one of each group"),
    }.get(round.speaks, "")


def _give_words(state: State, alias: str) -> str:
    if state.phase is Phase.HELD:
        return _("Pass the piece to {name}").format(name=alias)
    return _("Give the piece to {name}").format(name=alias)


def _end_round_words(state: State) -> str:
    """A round of silence, and one that is a break, is called by what it is."""
    if not rests(state) or (state.round and state.round.form.next is not NextUp.NOBODY):
        return _("End the round")
    named = {
        Phase.SILENCE: _("End the silence"),
        Phase.BREAK: _("End the break"),
        Phase.GROUPS: _("Bring the groups back"),
    }
    return named.get(state.phase, _("End the round"))


def act_words(state: State, event: e.Event) -> str:
    """A short name of an act, for undoing it: "Farid began"."""
    match event:
        case e.PieceGiven(person):
            return _("{name} began").format(name=_alias(state, person))
        case e.Passed(person, for_now):
            words = _("{name} passed for now") if for_now else _("{name} passed")
            return words.format(name=_alias(state, person))
        case e.PersonJoined(person):
            return _("{name} joined").format(name=person.alias)
        case e.PromptOffered(whom=Whom.FACILITATOR):
            return _("prompt kept")
        case e.RoleHandedOn(_, role, to):
            return _("{name} is {role}").format(
                name=_alias(state, to), role=role_words(role, state.wording)
            )
        case (
            e.PersonLeft(person)
            | e.PersonSteppedOut(person)
            | e.PersonReturned(person)
            | e.PersonRenamed(person)
            | e.SeatChanged(person)
            | e.ConsentSaid(person)
            | e.RolesChanged(person)
            | e.MovedIn(person)
            | e.MovedOut(person)
        ):
            return _PERSON_ACTS[type(event)]().format(name=_alias(state, person))
        case _:
            return _ACTS[type(event)]() if type(event) in _ACTS else _("the last step")


_Words = Mapping[type[e.Event], Callable[[], str]]

_PERSON_ACTS: _Words = {
    e.PersonLeft: lambda: _("{name} left"),
    e.PersonSteppedOut: lambda: _("{name} stepped out"),
    e.PersonReturned: lambda: _("{name} came back"),
    e.PersonRenamed: lambda: _("new name for {name}"),
    e.SeatChanged: lambda: _("{name} changed seats"),
    e.ConsentSaid: lambda: _("what {name} said"),
    e.RolesChanged: lambda: _("what {name} does for the circle"),
    e.MovedIn: lambda: _("{name} moved in"),
    e.MovedOut: lambda: _("{name} moved out"),
}
_ACTS: _Words = {
    e.PieceCentred: lambda: _("piece to the centre"),
    e.SilenceBegan: lambda: _("silence"),
    e.SilenceEnded: lambda: _("end of the silence"),
    e.Paused: lambda: _("pause"),
    e.Resumed: lambda: _("resume"),
    e.BreakBegan: lambda: _("break"),
    e.BreakEnded: lambda: _("end of the break"),
    e.GroupsBegan: lambda: _("small groups"),
    e.GroupsEnded: lambda: _("groups back"),
    e.RoundBegan: lambda: _("round began"),
    e.RoundEnded: lambda: _("end of the round"),
    e.PartBegan: lambda: _("next part"),
    e.GroupsDrawn: lambda: _("change of groups"),
    e.PlanChanged: lambda: _("change of the plan"),
    e.GroupSaid: lambda: _("what the group said"),
    e.SuggestedTimeChanged: lambda: _("suggested time"),
    e.ExtraTimeGiven: lambda: _("a suggested time"),
    e.OnceUntilAllLifted: lambda: _("once until all"),
    e.BellRung: lambda: _("bell"),
    e.PromptOffered: lambda: _("prompt offered"),
    e.NoteWritten: lambda: _("note"),
    e.NoteEdited: lambda: _("change of a note"),
    e.NoteMarked: lambda: _("what a note is"),
    e.NoteMoved: lambda: _("order of the notes"),
    e.NotesMerged: lambda: _("joined notes"),
    e.NoteRemoved: lambda: _("note removed"),
    e.HarvestAgreed: lambda: _("what the circle agreed to"),
    e.SidesChosen: lambda: _("how key points stand"),
    e.CommitmentMade: lambda: _("commitment"),
    e.CommitmentChanged: lambda: _("change of a commitment"),
    e.CommitmentRemoved: lambda: _("commitment removed"),
    e.CommitmentFollowed: lambda: _("what became of a commitment"),
    e.ReflectionWritten: lambda: _("my own listening"),
    e.TurnReassigned: lambda: _("whose turn it was"),
    e.BoundaryMoved: lambda: _("when it began"),
    e.TurnSplit: lambda: _("split turn"),
    e.TurnsMerged: lambda: _("joined turns"),
    e.TurnRemoved: lambda: _("turn removed"),
    e.TurnAdded: lambda: _("turn added"),
    e.TimeSetAside: lambda: _("time left out"),
    e.TimeCounted: lambda: _("time counted"),
}


def role_words(role: Role, wording: Wording = AS_USUAL) -> str:
    return {
        Role.FACILITATOR: wording.of_facilitator,
        Role.GUARDIAN: _("guardian"),
        Role.SCRIBE: _("scribe"),
        Role.TIMEKEEPER: _("timekeeper"),
        Role.WITNESS: _("witness"),
    }[role]


def more_time_words(percent: int) -> str:
    """How long the time for somebody is beside what is suggested for each."""
    named = {
        0: _("as for everyone"),
        25: _("a quarter as long again"),
        50: _("half as long again"),
        75: _("three quarters as long again"),
        100: _("twice as long"),
    }
    whole, rest = divmod(100 + percent, 100)
    times = (
        f"{whole}{_QUARTERS[rest]}" if rest in _QUARTERS else decimal_words(1 + percent / 100, 2)
    )
    return named.get(percent) or _("{times} times as long").format(times=times)


_QUARTERS = {0: "", 25: "¼", 50: "½", 75: "¾"}


def announcement(state: State, event: e.Event) -> str:
    """What is said aloud after an act: who holds the piece, silence, rounds. Empty for what needs no word."""
    match event:
        case e.RoundBegan():
            number, prompt = len(state.rounds), event.plan.prompt or event.plan.title
            return _("Round {n}. {prompt}").format(n=number, prompt=prompt).strip()
        case e.RoundEnded():
            return _("The round has ended.")
        case e.PartBegan():
            words = part_words(state.rounds[-1]) if state.rounds else ""
            return words[:1].upper() + words[1:]
        case e.MovedIn(person):
            return _("{name} sits inside.").format(name=_alias(state, person))
        case e.MovedOut(person):
            return _("{name} sits outside.").format(name=_alias(state, person))
        case e.SessionClosed():
            return _("The session is closed.")
        case e.NoteWritten():
            return _("Note kept.")
        case e.BellRung():
            return _("Bell.")
        case e.PromptOffered(text, Whom.ROOM):
            return _("Offered to the room: {prompt}").format(prompt=text)
        case e.PromptOffered(text, Whom.OWN):
            return _("Each for themselves: {prompt}").format(prompt=text)
        case (
            e.PieceGiven()
            | e.PieceCentred()
            | e.Passed()
            | e.SilenceBegan()
            | e.SilenceEnded()
            | e.Paused()
            | e.Resumed()
            | e.BreakBegan()
            | e.BreakEnded()
            | e.TurnReassigned()
            | e.Withdrawn()
            | e.Restored()
        ):
            return floor_words(state, state.hand)
        case _:
            return ""


def suggested_words(suggested_ms: int) -> str:
    return _("about {time} each").format(time=about(suggested_ms)) if suggested_ms else ""


def clock_set_words(by_ms: int) -> str:
    """`by_ms`: how far the computer's clock was set, above 0 forward."""
    if by_ms < 0:
        said = _("The computer’s clock was set back by {time}.")
    else:
        said = _("The computer’s clock was set forward by {time}.")
    safe = _("Turns are timed by another clock, so nothing about them has changed.")
    return f"{said.format(time=about(abs(by_ms)))} {safe}"
