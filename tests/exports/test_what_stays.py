"""Whatever is written, undone, edited, joined, moved and agreed: nothing leaves for whom it is not, and no name."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circle import events as e
from circle import note_moves as moves
from circle.called import is_role
from circle.harvest import Became, Followed, NoteKind, Seen, Side
from circle.level import Level
from circle.log import Log
from circle.moves import NotAllowed, redo, undo
from circle.plans import Opener
from circle.prompts import Whom
from circle.record import read_record
from circle.reflection import Occasion, Reflection, Stance
from circle.session import State
from circle.templates import Shape
from exports import json_record
from tests.circle.story import AN_EVENING, FORMS, Story
from tests.exports.an_evening import SESSION, people
from tests.exports.five_sessions import FIVE, Written
from tests.exports.texts import QUICK, text_of
from tests.notes import make_notes

MANY = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
NAMES = ("Ceridwen", "Devdas", "Gwenllian", "Hamidou", "Inesita", "Jorunn")
WITHOUT_A_SEAT = "Professor Quillfeather"
ACTS = (
    *("note", "note", "note", "edit", "show", "kind", "move", "merge", "remove", "agree"),
    *("commit", "commit", "change", "uncommit", "follow", "reflect", "prompt", "undo", "redo"),
    *("begin", "end"),
)


@dataclass(frozen=True, slots=True)
class Try:
    """Something that a facilitator writes or does, lawful or not; the numbers choose among what there is."""

    act: str
    one: int
    other: int
    seen: Seen


NOTE_ACTS = ("note", "merge", "show", "move", "undo")


def tries(acts: tuple[str, ...]) -> st.SearchStrategy[Try]:
    seen = st.sampled_from([Seen.REPORT, Seen.REPORT, Seen.TRAINER, Seen.MINE])
    return st.builds(Try, st.sampled_from(acts), st.integers(0, 9), st.integers(0, 9), seen)


histories = st.lists(tries(NOTE_ACTS), min_size=10, max_size=30) | st.lists(
    tries(ACTS), max_size=40
)
"""Of all that can be written, or of notes alone."""


class Kept:
    """A session in which every text is a word of its own that stands nowhere else, with a name beside it."""

    def __init__(self, *, confidential: bool) -> None:
        self.log = Log()
        self.words = 0
        openers = (Opener("p1", f"By {NAMES[0]}"), Opener("", "A film", WITHOUT_A_SEAT))
        prompt = f"What did {WITHOUT_A_SEAT} tell {NAMES[1]}?"
        self.plan = e.RoundPlan("open", prompt, openers=openers, confidential=confidential)
        self.log_event(e.SessionOpened("An evening", people(NAMES), plan=(self.plan,)))

    @property
    def state(self) -> State:
        return self.log.state

    def log_event(self, event: e.Event) -> None:
        n = self.log.next_seq
        wall = AN_EVENING + timedelta(seconds=n)
        self.log.append(e.Logged(n, 1000 * (n - 1), wall, event))

    def text(self, one: int) -> str:
        self.words += 1
        name = (*NAMES, "Quillfeather")[one % 7]
        return f"w{self.words}w {name}"

    def does(self, its: Try) -> None:
        try:
            event = self._event(its)
        except NotAllowed:
            return
        if event is not None:
            self.log_event(event)

    def _event(self, its: Try) -> e.Event | None:
        state, number = self.state, self.log.next_seq
        notes, promised = [*state.notes], [*state.commitments]
        note = notes[its.one % len(notes)] if notes else 0
        other = notes[its.other % len(notes)] if notes else 0
        promise = promised[its.one % len(promised)] if promised else 0
        who = "" if its.other == 9 else f"p{1 + its.other % 6}"
        match its.act:
            case "note":
                kind = [*NoteKind][its.one % len(NoteKind)]
                side = [None, *Side][its.other]
                written = e.NoteWritten(number, self.text(its.one), kind, None, its.seen, side)
                return written if state.ended_ms is None else None
            case "edit":
                return moves.edit_note(state, number=note, text=self.text(its.one))
            case "show":
                return moves.show_note(state, number=note, seen=its.seen)
            case "kind":
                kind = [*NoteKind][its.other % len(NoteKind)]
                return moves.change_kind(state, number=note, kind=kind)
            case "move":
                return moves.move_note(state, number=note, before=None if its.other == 9 else other)
            case "merge":
                return moves.merge_notes(state, number=note, other=other)
            case "remove":
                return moves.remove_note(state, number=note)
            case "agree":
                return moves.agree_harvest(state, notes=notes[: its.one], commitments=promised[::2])
            case "commit":
                text = self.text(its.one)
                made = moves.commit(state, number=number, text=text, who=who, by="2026-06-08")
                return replace(made, seen=its.seen)
            case "change":
                text = self.text(its.one)
                return moves.change_commitment(
                    state, number=promise, text=text, who=who, seen=its.seen
                )
            case "uncommit":
                return moves.remove_commitment(state, number=promise)
            case "follow":
                text, words = self.text(its.one), self.text(its.other)
                became = [*Became][its.other % 3]
                return e.CommitmentFollowed("earlier1", its.one % 3, text, became, words, its.seen)
            case "reflect":
                keep, try_next = self.text(its.one), self.text(its.other)
                occasion = [*Occasion][its.one % 3]
                round = state.round.index if state.round else None
                own = Reflection(occasion, (Stance.FIX,), keep, try_next, round, its.seen)
                return moves.reflect(state, reflection=own)
            case "prompt":
                whom = [*Whom][its.other % 3]
                return e.PromptOffered(self.text(its.one), whom, "first_circle")
            case "undo":
                return undo(self.log)
            case "redo":
                return redo(self.log)
            case "begin":
                began = e.RoundBegan(FORMS["open"], self.plan, self.plan.direction)
                return began if state.round is None else None
            case _:
                return e.RoundEnded() if state.round else None


def session_of(history: list[Try], *, confidential: bool = False) -> Log:
    kept = Kept(confidential=confidential)
    for its in history:
        kept.does(its)
    return kept.log


def documents(log: Log, level: Level, reader: Seen) -> str:
    notes = make_notes(SESSION, log, level, reader)
    return "\n".join(text_of(format.render(notes)) for format in QUICK)


def may_leave(log: Log, reader: Seen) -> set[str]:
    """The words, one for each text, of what stands at the end and may be seen, outside of confidential rounds."""
    state = log.state
    hidden = {one.index for one in state.rounds if one.plan.confidential}
    texts = [
        one.text
        for one in state.notes.values()
        if one.seen.lets(reader) and one.round not in hidden
    ]
    texts += [one.text for one in state.commitments.values() if one.seen.lets(reader)]
    for followed in state.followed.values():
        texts += _of_followed(followed) if followed.seen.lets(reader) else ()
    for own in state.reflections:
        if own.seen.lets(reader) and own.round not in hidden:
            texts += (own.keep, own.try_next)
    for offered in state.offered:
        alone = offered.whom is Whom.FACILITATOR  # drawn for nobody else, whoever reads
        texts += () if alone or offered.round in hidden else (offered.text,)
    return words_in(" ".join(texts))


def _of_followed(one: Followed) -> tuple[str, str]:
    return one.text, one.words


_WORD = re.compile(r"(?<![^\W_])w[0-9]+w(?![^\W_])")


def words_in(text: str) -> set[str]:
    return set(_WORD.findall(text))


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
@MANY
@given(
    history=histories,
    reader=st.sampled_from([Seen.TRAINER, Seen.REPORT]),
    confidential=st.booleans(),
)
def test_what_leaves_is_what_this_reader_may_see_and_nothing_else(
    level: Level, history: list[Try], reader: Seen, confidential: bool
) -> None:
    log = session_of(history, confidential=confidential)
    assert words_in(documents(log, level, reader)) == may_leave(log, reader)


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
@MANY
@given(history=histories, reader=st.sampled_from([Seen.TRAINER, Seen.REPORT]))
def test_no_name_leaves_below_the_aliases(level: Level, history: list[Try], reader: Seen) -> None:
    text = documents(session_of(history), level, reader).lower()
    for name in (*NAMES, *WITHOUT_A_SEAT.split()):
        assert name.lower() not in text


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
@MANY
@given(history=histories, reader=st.sampled_from(Seen), confidential=st.booleans())
def test_the_record_comes_back_to_the_same_bytes_and_the_same_notes(
    level: Level, history: list[Try], reader: Seen, confidential: bool
) -> None:
    notes = make_notes(SESSION, session_of(history, confidential=confidential), level, reader)
    document = json_record.render(notes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "session.json"
        path.write_bytes(document)
        record = read_record(path)
    again = make_notes(record.id, record.log, level, reader)
    assert json_record.render(again) == document
    for part in ("key_points", "notes", "commitments", "followed", "prompts", "reflections"):
        assert getattr(again, part) == getattr(notes, part)


@MANY
@given(history=histories, reader=st.sampled_from([Seen.TRAINER, Seen.REPORT]))
def test_what_leaves_stands_in_the_order_in_which_it_stood(
    history: list[Try], reader: Seen
) -> None:
    log = session_of(history)
    there = [one for one in log.state.notes.values() if one.seen.lets(reader)]
    notes = make_notes(SESSION, log, Level.ALIASES, reader)
    for points, left in ((True, notes.key_points), (False, notes.notes)):
        stood = [one.text for one in there if (one.kind is NoteKind.KEY_POINT) is points]
        assert [one.text for one in left] == stood


def test_two_points_that_became_one_which_is_mine_do_not_stand_again_without_it() -> None:
    kept = Kept(confidential=False)
    for n in (2, 3):
        kept.log_event(e.NoteWritten(n, f"w{n}w", NoteKind.KEY_POINT, seen=Seen.REPORT))
    kept.log_event(e.NotesMerged(2, 3, "w9w"))
    kept.log_event(e.NoteMarked(2, NoteKind.KEY_POINT, Seen.MINE))
    assert words_in(documents(kept.log, Level.ALIASES, Seen.REPORT)) == set()


def test_a_point_that_was_put_before_one_that_is_mine_stays_where_it_was_put() -> None:
    kept = Kept(confidential=False)
    seen = (Seen.REPORT, Seen.MINE, Seen.REPORT, Seen.REPORT)
    for n, reader in enumerate(seen, 2):
        kept.log_event(e.NoteWritten(n, f"w{n}w", NoteKind.KEY_POINT, seen=reader))
    kept.log_event(e.NoteMoved(5, before=3))
    kept.log_event(e.NoteMoved(3))
    notes = make_notes(SESSION, kept.log, Level.ALIASES, Seen.REPORT)
    assert [one.text for one in notes.key_points] == ["w2w", "w5w", "w4w"]


def test_two_that_were_one_for_a_moment_do_not_take_a_third_with_them() -> None:
    """The joining is undone; what it named is gone, and its number is another's now."""
    kept = Kept(confidential=False)
    for n in (2, 3, 4, 5):
        seen = Seen.MINE if n in (3, 4) else Seen.REPORT
        kept.log_event(e.NoteWritten(n, f"w{n}w", NoteKind.KEY_POINT, seen=seen))
    kept.log_event(e.NoteMarked(4, NoteKind.KEY_POINT, Seen.REPORT))
    kept.log_event(e.NotesMerged(2, 4, "w2w w4w"))
    kept.log_event(e.NoteWritten(8, "w8w", NoteKind.KEY_POINT))
    notes = make_notes(SESSION, kept.log, Level.ALIASES, Seen.REPORT)
    assert [one.text for one in notes.key_points] == ["w2w w4w", "w5w", "w8w"]


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
@pytest.mark.parametrize(
    ("shape", "name"),
    [*product(FIVE, NAMES), (Shape.TOPIC, WITHOUT_A_SEAT)],
)
def test_no_shape_tells_a_name(shape: Shape, name: str, level: Level) -> None:
    written = Written(
        **dict.fromkeys(
            ("point", "other_point", "quote", "note", "commitment", "followed"),
            f"{name} and the rest, {name}’s too",
        ),
        became=f"{name.upper()} did it",
        prompt=f"What did {name} say?",
        keep=f"{name} smiled",
        try_next=f"Ask {name}",
        called=WITHOUT_A_SEAT,
        material=f"https://example.org/{name}",
        theme=f"for-{name}",
        deck="-".join(f"{name}-cards".lower().split()),
        aliases=NAMES,
    )
    text = documents(FIVE[shape](written), level, Seen.TRAINER).lower()
    for one in (*NAMES, *WITHOUT_A_SEAT.split()):
        assert one.lower() not in text


def test_who_opens_without_a_seat_is_called_as_they_are_with_the_aliases() -> None:
    text = documents(session_of([Try("begin", 0, 0, Seen.MINE)]), Level.ALIASES, Seen.REPORT)
    assert WITHOUT_A_SEAT in text


@pytest.mark.parametrize(
    ("called", "role"),
    [
        ("the ward sister", True),
        ("A nurse from the ward", True),
        ("Ines", False),
        ("ines", False),
        ("ward sister", False),
        ("The Ines", False),
        ("a", False),
        ("", False),
    ],
)
def test_a_role_is_one_that_begins_with_an_article_and_has_no_capitals(
    called: str, role: bool
) -> None:
    assert is_role(called) is role


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
def test_the_words_of_a_role_stay_in_texts_and_the_role_does_not_leave(level: Level) -> None:
    kept = Kept(confidential=False)
    plan = replace(kept.plan, openers=(Opener("", "A film", "the ward sister"),))
    kept.log_event(e.RoundBegan(FORMS["open"], plan, plan.direction))
    kept.log_event(e.NoteWritten(3, "A sister sat down."))
    text = documents(kept.log, level, Seen.REPORT)
    assert "A sister sat down." in text
    assert "the ward sister" not in text


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_of_a_confidential_round_no_theme_and_nobody_who_opens_leaves(level: Level) -> None:
    kept = Kept(confidential=True)
    plan = replace(kept.plan, theme="w1w", openers=(Opener("", "w2w", "w3w"),))
    kept.log_event(e.RoundBegan(FORMS["open"], plan, plan.direction))
    assert words_in(documents(kept.log, level, Seen.TRAINER)) == set()


def test_a_deck_that_is_called_as_somebody_is_left_out_and_the_record_comes_back() -> None:
    kept = Kept(confidential=False)
    kept.log_event(e.PromptOffered("What now?", deck="devdas-cards"))
    notes = make_notes(SESSION, kept.log, Level.SEATS)
    assert e.PromptOffered("What now?") in [one.event for one in notes.record]


@pytest.mark.parametrize("shape", FIVE)
def test_a_shape_is_kept_where_somebody_is_called_so(shape: Shape) -> None:
    names = (shape.value, *NAMES[1:])
    log = FIVE[shape](Written(aliases=names))
    notes = make_notes(SESSION, log, Level.SEATS)
    assert notes.shape == shape
    opened = notes.record[0].event
    assert isinstance(opened, e.SessionOpened)
    assert opened.shape == shape


@pytest.mark.parametrize("level", [Level.NOBODY, Level.ALIASES])
@pytest.mark.parametrize("reader", Seen)
def test_counts_of_fewer_than_five_and_second_counts_are_in_no_document(
    level: Level, reader: Seen
) -> None:
    text = documents(FIVE[Shape.PRACTICE](), level, reader)
    assert '"people":6' in text
    assert '"people":4' not in text
    assert "of 4" not in text.replace("of 4 people present", "")


def test_of_what_became_of_a_commitment_only_the_newest_is_there() -> None:
    story = Story(3).does(e.CommitmentFollowed("earlier", 1, "to ask", Became.OPEN))
    story.does(
        e.CommitmentFollowed("earlier", 1, "to ask", Became.LET_GO, "", Seen.REPORT)
    ).closes()
    for level in (Level.NOBODY, Level.SEATS):
        record = make_notes("abcd", story.log, level, Seen.REPORT).record
        said = [one.event for one in record if isinstance(one.event, e.CommitmentFollowed)]
        assert [one.became for one in said] == [Became.LET_GO]


@pytest.mark.parametrize("reader", [Seen.TRAINER, Seen.REPORT])
def test_a_prompt_that_the_facilitator_kept_for_themselves_leaves_for_nobody(reader: Seen) -> None:
    story = Story(3).does(e.PromptOffered("What helped?"))
    story.does(e.PromptOffered("And how are you?", Whom.FACILITATOR)).closes()
    for level in (Level.NOBODY, Level.SEATS):
        notes = make_notes("abcd", story.log, level, reader)
        assert [one.text for one in notes.prompts] == ["What helped?"]
        assert "how are you" not in json_record.render(notes).decode()
