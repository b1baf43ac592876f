"""What people said about what is kept: whose answer counts, and what a no does to what leaves."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from circle import events as e
from circle.errors import Refused
from circle.events import row_of
from circle.harvest import Seen
from circle.importing import import_file
from circle.level import Level
from circle.log import Log
from circle.people import Consent, Participant, Question
from circle.plans import Opener
from circle.privacy import LevelRefused
from circle.record import read_record
from circle.session_notes import SessionNotes
from circle.store import Store
from exports import json_record
from exports.formats import format_of
from tests.circle.story import Story
from tests.exports.an_evening import EXTRA_PERCENT, SESSION, Evening, Words, an_evening
from tests.exports.texts import QUICK, text_of
from tests.notes import make_notes

SAID_NO = {"noted": (None, False), "leaves": (False, None)}


def with_answers(log: Log, person: str, **said: object) -> Log:
    opened = log.entries[0].event
    assert isinstance(opened, e.SessionOpened)
    people = tuple(replace(who, **said) if who.id == person else who for who in opened.participants)
    first = replace(log.entries[0], event=replace(opened, participants=people))
    return Log([first, *log.entries[1:]])


def documents(notes: SessionNotes) -> str:
    return "\n".join(text_of(format.render(notes)) for format in QUICK)


@pytest.mark.parametrize("question", SAID_NO)
@pytest.mark.parametrize("level", [Level.SEATS, Level.ALIASES])
def test_whoever_said_no_is_someone_without_a_seat(level: Level, question: str) -> None:
    says_yes, noted = SAID_NO[question]
    log = with_answers(an_evening(), "p3", says_yes=says_yes, noted=noted)
    notes = make_notes(SESSION, log, level)
    assert [one.label for one in notes.people][-1] == "Someone"
    assert [one.seat for one in notes.people] == [1, 2, 4, 5, 6, None]
    assert ("Someone", None) in {(turn.label, turn.seat) for turn in notes.turns}
    text = documents(notes)
    assert "Gwen" not in text
    assert "Seat 3" not in text
    assert "said someone." in text
    assert "Whoever asked not to be known in them is someone." in text


def test_with_names_whoever_is_not_to_be_noted_is_someone_in_every_text() -> None:
    words = Words(note="Gwen heard Dev.", title="For Gwen")
    log = with_answers(an_evening(words, say_yes=True), "p3", says_yes=True, noted=False)
    notes = make_notes(SESSION, log, Level.NAMES)
    assert notes.title == "For someone"
    assert notes.rounds[0].notes[0].text == "someone heard Dev."
    assert "Gwen" not in documents(notes)
    labels = [one.label for one in notes.people]
    assert labels == ["Ceri", "Dev", "Hamid", "Ines", "Jon", "Someone"]


def test_the_groups_yes_lets_no_name_out() -> None:
    everything = Consent(noted=True, shown=True, leaves=True)
    log = Evening().does(e.SessionOpened("x", (Participant("p1", "Ann"),), consent=everything)).log
    with pytest.raises(Refused, match="Names can leave only when everyone has said yes"):
        make_notes(SESSION, log, Level.NAMES)


@pytest.mark.parametrize("level", Level)
def test_a_record_in_which_somebody_is_someone_comes_back_as_it_is(
    level: Level, tmp_path: Path
) -> None:
    log = with_answers(an_evening(say_yes=True), "p3", noted=False)
    log = Log([*log.entries[:-1], replace(log.entries[-1], event=e.ConsentSaid("p2", True))])
    json_format = format_of("json")
    document = json_format.render(make_notes(SESSION, log, level))
    path = tmp_path / "session.json"
    path.write_bytes(document)
    again = make_notes(SESSION, read_record(path).log, level)
    assert json_format.render(again) == document


@pytest.mark.parametrize("level", [Level.SEATS, Level.ALIASES])
def test_a_yes_that_was_said_leaves_no_answer_below_names(level: Level) -> None:
    people = tuple(Participant(f"p{n}", alias) for n, alias in enumerate(Words().aliases, 1))
    evening = Evening().does(e.SessionOpened("x", people))
    evening.does(e.ConsentSaid("p1", says_yes=True, question=Question.SHOWN), after_ms=60_000)
    record = make_notes(SESSION, evening.log, level).record
    said = [entry.event for entry in record if isinstance(entry.event, e.ConsentSaid)]
    told = [] if level is Level.SEATS else [e.ConsentSaid("p1", None, Question.SHOWN)]
    assert said == told
    assert Log(record).state.participant("p1").shown is None


@pytest.mark.parametrize("confidential", [True, False])
@pytest.mark.parametrize("level", Level)
def test_more_time_for_somebody_is_in_no_document(level: Level, *, confidential: bool) -> None:
    log = with_answers(
        an_evening(say_yes=True, confidential=confidential), "p4", extra_percent=EXTRA_PERCENT
    )
    assert str(EXTRA_PERCENT) in "".join(row_of(entry).data for entry in log.entries)
    notes = make_notes(SESSION, log, level)
    data = [json.loads(row_of(entry).data) for entry in notes.record]
    assert not [one for one in data if "percent" in one]
    assert "ExtraTimeGiven" not in documents(notes)
    people = [who for one in data for who in one.get("participants", ())]
    assert {who["extra_percent"] for who in people} <= {0}


def test_that_more_time_was_given_and_taken_back_leaves_no_gap_in_the_record() -> None:
    evening = Evening().does(e.SessionOpened("x", (Participant("p1", "Ann"),)))
    evening.does(e.ExtraTimeGiven("p1", 50)).does(e.NoteWritten(3, "It rained."))
    evening.does(e.Withdrawn(2)).does(e.NoteWritten(5, "And again.")).does(e.Withdrawn(5))
    record = make_notes(SESSION, evening.log, Level.ALIASES).record
    assert [entry.seq for entry in record] == [1, 2, 3, 4, 5]
    assert [entry.event for entry in record][1:4] == [
        e.NoteWritten(2, "It rained."),
        e.NoteWritten(3, ""),
        e.Withdrawn(3),
    ]
    assert [note.text for note in Log(record).state.notes.values()] == ["It rained."]


def test_without_names_an_openers_material_leaves_without_who() -> None:
    opener = Opener("p3", "https://example.org/the-ward")
    plan = (e.RoundPlan("open", openers=(opener,)),)
    log = Evening().does(e.SessionOpened("x", (Participant("p3", "Ann"),), plan)).log
    (entry, _centre, _end) = make_notes(SESSION, log, Level.NOBODY).record
    assert isinstance(entry.event, e.SessionOpened)
    assert entry.event.plan[0].openers == (Opener("someone", "https://example.org/the-ward"),)


@pytest.mark.parametrize("level", [Level.SEATS, Level.NOBODY])
def test_texts_of_a_changed_plan_are_searched_for_names(level: Level) -> None:
    words = Words(changed_prompt="What would Gwen say?", rule="ask Gwen")
    notes = make_notes(SESSION, an_evening(words), level)
    text = "".join(row_of(entry).data for entry in notes.record)
    assert "Gwen" not in text
    assert "What would" in text


RECORD_1_0 = {
    "format": "circlekeeper-session",
    "version": "1.0",
    "id": "abcd1234",
    "level": "aliases",
}
PERSON_1_0 = {"id": "p1", "alias": "Ann", "name": "", "facilitator": True, "says_yes": False}
FORM_1_0 = {"name": "open", "title": "Open round", "next": "anyone", "rest": "centre"}
PLAN_1_0 = {"form": "open", "prompt": "What is here?", "direction": "clockwise"}
OPENED_1_0 = {"title": "An evening", "participants": [PERSON_1_0], "plan": [PLAN_1_0]}
EVENTS_1_0 = [
    (0, "SessionOpened", OPENED_1_0),
    (1_000, "PersonJoined", {"participant": {**PERSON_1_0, "id": "p2", "alias": "Ben"}, "seat": 1}),
    (2_000, "ConsentSaid", {"participant": "p2", "says_yes": False}),
    (3_000, "RoundBegan", {"form": FORM_1_0, "plan": PLAN_1_0, "direction": "clockwise"}),
    (4_000, "PieceGiven", {"to": "p2"}),
    (9_000, "SessionClosed", {}),
]


def test_a_record_of_version_1_0_is_taken_in_and_nobody_in_it_has_said_no(tmp_path: Path) -> None:
    events: list[dict[str, object]] = []
    tail = ""
    for seq, (at_ms, kind, data) in enumerate(EVENTS_1_0, 1):
        wall = f"2026-03-12T18:30:0{at_ms // 1000}.000+00:00"
        text = json.dumps(data, separators=(",", ":"))
        tail = e.link(tail, e.Row(seq, at_ms, wall, kind, text))
        events.append(
            {"seq": seq, "at_ms": at_ms, "wall_utc": wall, "kind": kind, "data": data, "hash": tail}
        )
    path = tmp_path / "evening.json"
    path.write_text(json.dumps({**RECORD_1_0, "events": events, "hash": tail}))
    store = Store.open(tmp_path / "kit")
    assert import_file(store, path).outcome == "new"
    log = store.read("abcd1234")
    store.close()
    assert [one.participant.says_yes for one in log.state.people.values()] == [None, None]
    notes = make_notes("abcd1234", log, Level.ALIASES)
    assert [one.label for one in notes.people] == ["Ann", "Ben"]
    assert (notes.rounds[0].measured, notes.confidentiality) == (True, "circle")


@pytest.mark.parametrize("no", [Consent(noted=False), Consent(leaves=False)])
@pytest.mark.parametrize("level", [Level.SEATS, Level.ALIASES])
def test_the_groups_no_counts_for_whoever_was_not_asked_themselves(
    no: Consent, level: Level
) -> None:
    people = (
        Participant("p1", "Ann"),
        Participant("p2", "Ben", says_yes=True, noted=True),
        *(Participant(f"p{n}", f"Guest {n}") for n in range(3, 7)),
    )
    log = Evening().does(e.SessionOpened("x", people, consent=no)).log
    shown = make_notes("abc", log, level).people
    own = "Ben" if level is Level.ALIASES else "Seat 2"
    assert [one.label for one in shown if one.seat is not None] == [own]
    assert len(shown) == 6


def test_no_trainers_copy_is_made_of_what_the_group_said_no_to() -> None:
    story = Story(3).does(e.GroupSaid(Consent(shown=False))).closes()
    assert make_notes("abcd", story.log, Level.ALIASES, Seen.REPORT).people
    with pytest.raises(LevelRefused, match="The circle said no to a trainer"):
        make_notes("abcd", story.log, Level.ALIASES, Seen.TRAINER)
    story.does(e.GroupSaid(Consent(shown=True)))
    assert make_notes("abcd", story.log, Level.ALIASES, Seen.TRAINER).people


@pytest.mark.parametrize("level", [Level.SEATS, Level.ALIASES, Level.NAMES])
def test_whoever_said_no_to_a_trainer_is_someone_in_what_is_made_for_one(level: Level) -> None:
    story = Story(3)
    for person in ("p1", "p2", "p3"):
        story.does(e.ConsentSaid(person, says_yes=True))
    story.does(e.ConsentSaid("p2", says_yes=False, question=Question.SHOWN))
    story.does(e.NoteWritten(6, "Ben smiled.")).closes()
    report = make_notes("abcd", story.log, level, Seen.REPORT)
    assert [one.label for one in report.people if one.label == "Someone"] == []
    copy = make_notes("abcd", story.log, level, Seen.TRAINER)
    assert [(one.label, one.seat) for one in copy.people][-1] == ("Someone", None)
    assert "Ben" not in json_record.render(copy).decode()
