"""Sessions of all kinds of events with names in every text, made from the types of the events alone.

A new event, or a new field with text, is in them at once; `TEXTS` says what each text is, and a test misses it.
"""

from __future__ import annotations

import types
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from enum import Enum
from functools import cache
from random import Random
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from circle import events as e
from circle.forms import RoundForm
from circle.harvest import Seen
from circle.log import UNDOABLE, Log
from circle.people import Participant
from circle.templates import Shape
from tests.circle.story import AN_EVENING, FORMS

NAMES = (
    *("Ceridwen Pughsworth", "Gwenllian O’Shaughnessy", "Łukasz Brzęczyszczykiewicz"),
    *("Zoë Kierkegaard-Straße", "Ángela de la Quinceañera", "Δήμητρα Παπαδοπούλου"),
    *(
        "Дмитрий Достоевский",
        "أحمد المنصور",
        "אליעזר בנימיני",
        "上官婉兒",
        "สมชายใจดีมาก",
        "राजलक्ष्मी",
    ),
    *("Søren Bjørnstjerne", "Thorbjörg Müllerström", "Ngọc-Quỳnh Trầnhoài", "김수한무거북이"),
)
ALIASES = (
    *("Quercifolia", "Kingfisherly", "Marmaduchess", "Öresundbro", "Velvetine", "Штормовка"),
    *("Wintergreenish", "Zauberwürfel", "Pomegranata", "海豚的歌聲"),
)
ABSENT = ("Myfanwyllt Gruffuddiol", "Xochiquetzalli")
UNSEATED = "Professor Quillfeatherby"
RENAMED, BAPTISED = "Renamedly", "Rebaptizedly"
SECRET = "quarantinedword"
TAKEN_BACK = "takenbackword"
HIDDEN = ("\u200b", "\u00ad", "\u2060", "\ufeff")

WORDS = "words"
NO_WORDS = "no words"
"""Ids, days, and what is a word of the program."""

TEXTS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("SessionOpened.level", "SessionOpened.language", "SessionOpened.participants.id"),
            *("SessionOpened.consent.asked_by", "GroupSaid.consent.asked_by"),
            *("PersonJoined.participant.id", "PieceGiven.to", "Passed.participant", "Passed.then"),
            *("PersonLeft.participant", "PersonSteppedOut.participant", "MovedIn.participant"),
            *("PersonReturned.participant", "PersonRenamed.participant", "MovedOut.participant"),
            *("SeatChanged.participant", "ConsentSaid.participant", "RolesChanged.participant"),
            *("RoleHandedOn.participant", "RoleHandedOn.to", "ExtraTimeGiven.participant"),
            *("RoundBegan.groups", "GroupsDrawn.groups", "RoundBegan.heard"),
            *("TurnReassigned.to", "TurnSplit.to", "TurnAdded.participant"),
            *("CommitmentMade.who", "CommitmentMade.by", "CommitmentChanged.who"),
            *("CommitmentChanged.by", "CommitmentFollowed.session"),
            *(
                f"{event}.{field}"
                for event in ("SessionOpened.plan", "PlanChanged.plan", "RoundBegan.plan")
                for field in ("first", "openers.participant")
            ),
        ),
        NO_WORDS,
    ),
    **dict.fromkeys(
        (
            *("SessionOpened.title", "SessionOpened.circle", "SessionOpened.confidentiality"),
            *("SessionOpened.source", "SessionOpened.template", "SessionOpened.intention"),
            "SessionOpened.place",
            *("SessionOpened.shape", "SessionOpened.decks", "SessionOpened.agreements"),
            *("SessionOpened.consent.read", "GroupSaid.consent.read"),
            *("SessionOpened.participants.alias", "SessionOpened.participants.name"),
            *("PersonJoined.participant.alias", "PersonJoined.participant.name"),
            *("PersonRenamed.alias", "PersonRenamed.name"),
            *("PromptOffered.text", "PromptOffered.deck"),
            *("NoteWritten.text", "NoteEdited.text", "NotesMerged.text"),
            *(f"{kind.__name__}.reason" for kind in get_args(e.PutRight)),
            *("CommitmentMade.text", "CommitmentChanged.text"),
            *("CommitmentFollowed.text", "CommitmentFollowed.words"),
            *("ReflectionWritten.reflection.keep", "ReflectionWritten.reflection.try_next"),
            *(
                f"SessionOpened.wording.{field}"
                for field in ("name", "title", "facilitator", "facilitators", "piece")
            ),
            *(
                f"{event}.{field}"
                for event in ("SessionOpened.plan", "PlanChanged.plan", "RoundBegan.plan")
                for field in ("form", "prompt", "title", "confidentiality", "theme")
            ),
            *(
                f"{event}.openers.{field}"
                for event in ("SessionOpened.plan", "PlanChanged.plan", "RoundBegan.plan")
                for field in ("material", "called")
            ),
            *(f"RoundBegan.form.{field}" for field in ("name", "title", "about", "observer_asks")),
        ),
        WORDS,
    ),
}


@cache
def hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def texts_in(kind: Any, path: str) -> Iterator[str]:
    """The paths of all texts in a type."""
    if kind is str:
        yield path
    elif get_origin(kind) is not None:
        for inner in get_args(kind):
            yield from texts_in(inner, path)
    elif is_dataclass(kind):
        for field in fields(kind):
            yield from texts_in(hints(cast("type", kind))[field.name], f"{path}.{field.name}")


@dataclass(frozen=True, slots=True)
class AnySession:
    log: Log
    people: tuple[Participant, ...]
    """As they were at first; those who came later, too."""


class Making:
    """A session made at random: the same number gives the same one."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.log = Log()
        self.now_ms = 0
        names, aliases = [*NAMES], [*ALIASES]
        self.random.shuffle(names)
        self.random.shuffle(aliases)
        count = self.random.choice((3, 5, 6, 8))
        says_yes = self.random.random() < 0.4
        self.people = tuple(
            Participant(
                f"p{n}",
                alias,
                name,
                facilitator=n == 1,
                says_yes=True if says_yes else self.random.choice((None, True, False)),
                noted=self.random.choice((None, None, True, False)),
                shown=self.random.choice((None, True, False)),
            )
            for n, (alias, name) in enumerate(zip(aliases[:count], names[:count], strict=True), 1)
        )
        self.coming = [*self.people[4:]]
        self.words = self.people

    def made(self) -> AnySession:
        opened = cast("e.SessionOpened", self.value(e.SessionOpened, "SessionOpened"))
        self.adds(replace(opened, participants=self.people[:4], level="nobody", few=0))
        kinds = [*e.KINDS.values()]
        for late in self.coming:
            self.adds(e.PersonJoined(late, self.random.randrange(9)))
        for _act in range(self.random.randrange(10, 45)):
            self.now_ms += self.random.choice((0, 1, 997, 4_321, 8_765, 54_321, 123_456))
            self.does(self.random.choice(kinds))
        if self.random.random() < 0.8:
            self.adds(cast("e.Event", self.value(e.SessionClosed, "SessionClosed")))
        return AnySession(self.log, self.people)

    def adds(self, event: e.Event) -> None:
        wall = AN_EVENING + timedelta(milliseconds=self.now_ms + 421_337)
        self.log.append(e.Logged(self.log.next_seq, self.now_ms, wall, event))

    def does(self, kind: type[e.Event]) -> None:
        if kind in {e.SessionOpened, e.SessionClosed, e.Withdrawn, e.Restored, e.PersonJoined}:
            return
        state = self.log.state
        event = cast("Any", self.value(kind, kind.__name__))
        hidden = state.round is not None and state.round.plan.confidential
        if kind is e.NoteWritten:
            event = replace(event, note=self.log.next_seq, round=None)
        elif kind is e.CommitmentMade:
            event = replace(event, commitment=self.log.next_seq)
        elif kind is e.NoteMarked:  # one of a confidential round may not be taken out of it
            note = state.notes.get(event.note)
            event = replace(event, round=note.round if note else None)
        elif kind is e.NotesMerged or kind is e.NoteEdited:
            hidden = False
        elif kind is e.ReflectionWritten and hidden and state.round:
            own = replace(event.reflection, round=state.round.index)
            event = replace(event, reflection=own)
        taken_back = kind in UNDOABLE and self.random.random() < 0.15
        if taken_back:
            event = _with_word(event, TAKEN_BACK)
        elif hidden and kind in {
            *(e.NoteWritten, e.PromptOffered, e.ReflectionWritten),
            *get_args(e.PutRight),
        }:
            event = _with_word(event, SECRET)
        self.adds(event)
        if taken_back:
            self.adds(e.Withdrawn(self.log.next_seq - 1))

    def value(self, kind: Any, path: str) -> object:
        """Something of a type."""
        if kind is RoundForm:
            return self.form(path)
        if kind is str:
            return self.text(path)
        if kind is bool:
            return self.random.random() < 0.5
        if kind is int:
            return self.whole(path)
        if kind is types.NoneType:
            return None
        origin, inner = get_origin(kind), get_args(kind)
        if origin is tuple:
            return tuple(self.value(inner[0], path) for _n in range(self.random.randrange(3)))
        if origin in {Union, types.UnionType}:
            return self.value(self.random.choice(inner), path)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.random.choice([Seen.REPORT, *kind] if kind is Seen else [*kind])
        assert is_dataclass(kind), f"{path} is of a type that is not known here: {kind}"
        made = {
            field.name: self.value(hints(cast("type", kind))[field.name], f"{path}.{field.name}")
            for field in fields(kind)
        }
        return cast("type", kind)(**made)

    def form(self, path: str) -> RoundForm:
        texts = {one: self.text(f"{path}.{one}") for one in ("name", "title", "about")}
        form = self.random.choice([*FORMS.values()])
        return replace(form, **texts, observer_asks=(self.text(f"{path}.observer_asks"),))

    def whole(self, path: str) -> int:
        name = path.rpartition(".")[2]
        if name in {"few", "cross_talk"}:
            return 0
        if name.endswith("_ms"):
            return self.random.randrange(self.now_ms + 1)
        if name in {"note", "other", "before"} and self.log.state.notes:
            return self.random.choice([*self.log.state.notes])
        if name == "commitment" and self.log.state.commitments:
            return self.random.choice([*self.log.state.commitments])
        return self.random.randrange(8)

    def text(self, path: str) -> str:
        name = path.rpartition(".")[2]
        if TEXTS.get(path) == NO_WORDS:
            if name == "by":
                return self.random.choice(("", "2026-06-08"))
            if name == "session":
                return "0f3a9c51d2e4"
            return self.random.choice([who.id for who in self.people])
        if name == "called":
            return self.random.choice(("", UNSEATED, "the ward sister"))
        if name == "shape":
            return self.random.choice([*Shape, self.sentence()])
        if path == "PersonRenamed.alias":
            return RENAMED + self.random.choice("abc") * 3
        if path == "PersonRenamed.name":
            return self.random.choice(("", BAPTISED))
        if name in {"deck", "decks"}:
            return "-".join(self.named().lower().split()) + "-cards"
        return self.sentence()

    def named(self) -> str:
        who = self.random.choice(self.people)
        names = (who.name, who.alias, who.name, *who.name.split())
        return self.random.choice((*names, *ABSENT, UNSEATED))

    def sentence(self) -> str:
        return self.random.choice(
            ("{} was there.", "«{}» (she said)", "Thank {}, and {}", "{}", "hm_{}_hm", "\n{}\t{}")
        ).replace("{}", self.written(self.named()))

    def written(self, name: str) -> str:
        """A name in one of the ways in which people type it."""
        match self.random.randrange(9):
            case 0:
                return name.upper()
            case 1:
                return name.lower()
            case 2:
                return f"{name}’s"
            case 3:
                return unicodedata.normalize("NFD", name)
            case 4:
                at = self.random.randrange(1, len(name))
                return name[:at] + self.random.choice(HIDDEN) + name[at:]
            case 5:
                return "".join(c for c in unicodedata.normalize("NFD", name) if not _accent(c))
            case 6:
                return f"{name}’s".title()
            case _:
                return name


def _accent(character: str) -> bool:
    return 0x300 <= ord(character) <= 0x36F


def _with_word(event: Any, word: str) -> Any:
    """The event with a word more in each of its own texts."""
    if isinstance(event, e.ReflectionWritten):
        own = event.reflection
        more = replace(own, keep=f"{own.keep} {word}", try_next=f"{own.try_next} {word}")
        return replace(event, reflection=more)
    for name in ("text", "reason"):
        if hasattr(event, name):
            return replace(event, **{name: f"{getattr(event, name)} {word}"})
    return event


def any_session(number: int) -> AnySession:
    return Making(number).made()
