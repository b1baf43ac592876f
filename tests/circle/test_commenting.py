"""What a trainer writes goes to the facilitator and comes back: nothing is lost, and what was taken back stays so."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circle import events as e
from circle.bundle import comments_bundle, session_bundle
from circle.commenting import Commenting, Said
from circle.comments import GONE, About, Comment, CommentKind, comment_line, comment_of
from circle.comments_here import comments_here
from circle.errors import Refused
from circle.filter import Searched
from circle.harvest import Seen
from circle.importing import import_file
from circle.kept import Left
from circle.level import Level
from circle.log import Log
from circle.store import Store
from circle.threads import first_of, threads
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes

NOON = datetime(2026, 6, 8, 12, 0, tzinfo=UTC)
ASKED = Said(About.ROUND, 2, CommentKind.QUESTION, "What did you hear?")


class Kit:
    """Somebody with a kit, on a clock that is set by hand."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.store = Store.open(folder / name)
        self.now = NOON
        self.writing = Commenting(self.store, lambda: self.now)
        self.writing.choose_name(name)

    def takes(self, data: bytes) -> str:
        path = self.folder / f"to-{self.name}.circle"
        path.write_bytes(data)
        return import_file(self.store, path).id

    def sends(self, session: str = SESSION) -> bytes:
        known = self.store.arrived(session)
        return comments_bundle(known.known_as if known else session, self.writing.to_send(session))

    def texts(self, session: str = SESSION) -> list[str]:
        return [one.text for one in self.store.comments(session)]


@contextmanager
def two_kits(folder: Path) -> Iterator[tuple[Kit, Kit]]:
    with ExitStack() as stack:
        trainer, facilitator = (Kit(folder, name) for name in ("Mair", "Ceri"))
        for one in (trainer, facilitator):
            stack.enter_context(closing(one.store))
        facilitator.store.add_session(SESSION, an_evening())
        yield trainer, facilitator


@pytest.fixture
def kits(tmp_path: Path) -> Iterator[tuple[Kit, Kit]]:
    with two_kits(tmp_path) as both:
        yield both


def bundle(level: Level = Level.SEATS, log: Log | None = None) -> bytes:
    return session_bundle(make_notes(SESSION, log or an_evening(), level, Seen.TRAINER), b"")


def test_a_comment_is_answered_and_answered_back(kits: tuple[Kit, Kit]) -> None:
    trainer, facilitator = kits
    trainer.takes(bundle())
    asked = trainer.writing.write(SESSION, ASKED)
    facilitator.takes(trainer.sends())
    facilitator.now -= timedelta(days=400)  # a laptop whose clock was never set
    (there,) = facilitator.store.comments(SESSION)
    assert there == asked
    answer = Said(About.WHOLE, None, CommentKind.NOTICING, "That nobody hurried.", there.id)
    facilitator.writing.write(SESSION, answer)
    trainer.takes(facilitator.sends())
    heard = trainer.store.comments(SESSION)[1]
    assert (heard.about, heard.place, heard.answers) == (About.ROUND, 2, asked.id)
    trainer.writing.write(SESSION, Said(About.WHOLE, None, CommentKind.QUESTION, "And?", heard.id))
    facilitator.takes(trainer.sends())
    shown = threads(facilitator.store.comments(SESSION), lambda _one: (0,))
    assert [(one.comment.by, one.comment.text, one.depth) for one in shown] == [
        ("Mair", "What did you hear?", 0),
        ("Ceri", "That nobody hurried.", 1),
        ("Mair", "And?", 2),
    ]


def test_what_was_taken_back_does_not_come_back_with_an_older_copy(kits: tuple[Kit, Kit]) -> None:
    trainer, facilitator = kits
    trainer.takes(bundle())
    asked = trainer.writing.write(SESSION, ASKED)
    before = trainer.sends()
    facilitator.takes(before)
    was = trainer.writing.take_back(asked)
    after = trainer.sends()
    assert b"What did you hear" not in after
    for copy in (before, after, before, after, before):
        facilitator.takes(copy)
        trainer.takes(copy)
    assert (facilitator.texts(), trainer.texts()) == ([], [])
    assert facilitator.store.search("hear", kinds=[Searched.COMMENT]) == []
    assert [line.comments for line in facilitator.store.sessions()] == [0]
    with pytest.raises(Refused, match="not here any more"):
        trainer.writing.change(asked, "Other words", CommentKind.QUESTION)
    trainer.writing.put_back(was)
    facilitator.takes(trainer.sends())
    facilitator.takes(after)
    assert facilitator.texts() == ["What did you hear?"]


def test_its_words_are_gone_from_the_file_once_it_was_taken_back(kits: tuple[Kit, Kit]) -> None:
    trainer, _facilitator = kits
    trainer.takes(bundle())
    words = "a-word-that-is-nowhere-else"
    trainer.writing.take_back(trainer.writing.write(SESSION, replace(ASKED, text=words)))
    trainer.store.close()
    kept = b"".join(one.read_bytes() for one in (trainer.folder / "Mair").iterdir())
    assert words.encode() not in kept


def test_nobody_changes_what_somebody_else_wrote(kits: tuple[Kit, Kit]) -> None:
    trainer, facilitator = kits
    trainer.takes(bundle())
    asked = trainer.writing.write(SESSION, ASKED)
    facilitator.takes(trainer.sends())
    assert not facilitator.writing.is_own(asked)
    with pytest.raises(Refused, match="Answer it instead"):
        facilitator.writing.take_back(asked)
    with pytest.raises(Refused, match="Answer it instead"):
        facilitator.writing.change(asked, "Mine", CommentKind.NOTICING)
    assert facilitator.writing.to_send(SESSION) == ()


def test_other_words_are_newer_also_where_the_clock_was_put_back(kits: tuple[Kit, Kit]) -> None:
    trainer, facilitator = kits
    trainer.takes(bundle())
    asked = trainer.writing.write(SESSION, ASKED)
    old = trainer.sends()
    trainer.now -= timedelta(days=3)
    trainer.writing.change(asked, "What did they hear?", CommentKind.QUESTION)
    for copy in (trainer.sends(), old):
        facilitator.takes(copy)
    assert facilitator.texts() == ["What did they hear?"]


def test_a_name_may_be_none_and_two_comments_say_not_that_they_are_of_one_kit(
    kits: tuple[Kit, Kit],
) -> None:
    trainer, _facilitator = kits
    trainer.takes(bundle())
    trainer.writing.choose_name("  ")
    one, other = (trainer.writing.write(SESSION, ASKED) for _n in range(2))
    assert one.by == other.by == ""
    assert trainer.writing.is_named
    assert not set(one.id.split("-")) & set(other.id.split("-"))


def corrected() -> Log:
    log = an_evening()
    last = log.entries[-1]
    written = e.NoteWritten(50, "Said afterwards.")
    wall = last.wall + timedelta(minutes=1)
    return Log([*log.entries, e.Logged(log.next_seq, last.at_ms, wall, written)])


def test_comments_belong_to_the_version_that_they_are_about(kits: tuple[Kit, Kit]) -> None:
    trainer, facilitator = kits
    first = trainer.takes(bundle())
    other = trainer.takes(bundle(log=corrected()))
    assert first == SESSION != other
    trainer.writing.write(first, replace(ASKED, text="about the first"))
    about = trainer.writing.write(other, replace(ASKED, text="about the other"))
    assert about.session == SESSION, "where it goes, nobody knows the id that it has here"
    assert (trainer.texts(first), trainer.texts(other)) == (
        ["about the first"],
        ["about the other"],
    )
    (hit,) = trainer.store.search("other", kinds=[Searched.COMMENT])
    assert hit.session == other
    facilitator.takes(trainer.sends(other))
    (there,) = facilitator.store.comments(SESSION)
    facilitator.writing.write(SESSION, replace(ASKED, text="an answer", answers=there.id))
    trainer.takes(facilitator.sends())
    assert trainer.texts(other) == ["about the other", "an answer"]


def test_a_version_that_comes_later_takes_its_comments(kits: tuple[Kit, Kit]) -> None:
    trainer, facilitator = kits
    with closing(Kit(trainer.folder, "Third").store) as third:
        trainer.takes(bundle(log=corrected()))
        trainer.writing.write(SESSION, ASKED)
        (trainer.folder / "c.circle").write_bytes(trainer.sends())
        (trainer.folder / "a.circle").write_bytes(bundle())
        (trainer.folder / "b.circle").write_bytes(bundle(log=corrected()))
        import_file(third, trainer.folder / "a.circle")
        import_file(third, trainer.folder / "c.circle")
        assert len(third.comments(SESSION)) == 1, "until then they are with what there is"
        beside = import_file(third, trainer.folder / "b.circle").id
        assert (len(third.comments(SESSION)), len(third.comments(beside))) == (0, 1)
        assert [hit.session for hit in third.search("hear", kinds=[Searched.COMMENT])] == [beside]
    assert facilitator.texts() == []


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_a_note_that_has_another_number_elsewhere_is_found(
    kits: tuple[Kit, Kit], level: Level
) -> None:
    trainer, facilitator = kits
    notes = make_notes(SESSION, an_evening(), level, Seen.TRAINER)
    facilitator.store.record_exports([Left(SESSION, NOON, "circle", level.value, "trainer")])
    trainer.takes(session_bundle(notes, b""))
    there, here = trainer.store.read(SESSION), facilitator.store.read(SESSION)
    for number in there.state.notes:
        trainer.writing.write(SESSION, Said(About.NOTE, number, CommentKind.NOTICING, f"{number}"))
    facilitator.takes(trainer.sends())
    found = comments_here(facilitator.store, SESSION, here)
    assert len(found) == len(there.state.notes) > 1
    for one in found:
        assert one.place is not None
        theirs, mine = there.state.notes[int(one.text)], here.state.notes[one.place]
        assert (theirs.round, theirs.kind) == (mine.round, mine.kind)
        assert theirs.text[:12] == mine.text[:12]


def test_a_note_that_cannot_be_told_any_more_has_no_place(kits: tuple[Kit, Kit]) -> None:
    trainer, facilitator = kits
    trainer.takes(bundle())
    trainer.writing.write(SESSION, Said(About.NOTE, 1, CommentKind.NOTICING, "This"))
    facilitator.takes(trainer.sends())
    (one,) = comments_here(facilitator.store, SESSION, facilitator.store.read(SESSION))
    assert one.place is None, "nothing says that it left as it did"


def test_an_older_program_reads_that_it_was_taken_back_and_a_newer_one_keeps_what_it_says() -> None:
    gone = Comment("c0ffee01", SESSION, About.WHOLE, None, CommentKind.NOTICING, GONE, "", NOON.isoformat(), taken_back=True)  # fmt: skip
    table = json.loads(comment_line(gone))
    assert (table["text"], table["taken_back"]) == (GONE, True)
    assert "taken_back" not in json.loads(comment_line(replace(gone, taken_back=False)))
    table = json.loads(comment_line(replace(gone, taken_back=False)))
    newer = {**table, "mood": {"b": 1, "a": [2]}, "text": "Hear this"}
    read = comment_of(newer)
    assert json.loads(comment_line(read)) == newer | {"written_utc": read.written_utc}
    assert comment_of({**table, "taken_back": True, "text": "what was said"}).text == GONE


def in_a_ring(*links: tuple[str, str]) -> list[Comment]:
    return [
        Comment(f"c0ffee0{me}", SESSION, About.WHOLE, None, CommentKind.NOTICING, me, "",
            NOON.isoformat(), f"c0ffee0{of}" if of else "")
        for me, of in links
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("links", "shown"),
    [
        ([("1", ""), ("2", "1"), ("3", "2"), ("4", "1")], "1.0 2.1 3.2 4.1"),
        ([("1", "9"), ("2", "1")], "1.0 2.1"),
        ([("1", "2"), ("2", "1")], "1.0 2.1"),
        ([("1", "3"), ("2", "1"), ("3", "2"), ("4", "3"), ("5", "")], "1.0 2.1 3.2 4.3 5.0"),
        ([("4", "2"), ("2", "3"), ("3", "2")], "2.0 3.1 4.1"),
    ],
)
def test_all_are_shown_whatever_they_answer(links: list[tuple[str, str]], shown: str) -> None:
    there = in_a_ring(*links)
    for some in (there, [*reversed(there)]):
        found = threads(some, lambda _one: (0,))
        assert " ".join(f"{one.comment.text}.{one.depth}" for one in found) == shown


def test_a_very_long_thread_is_no_deeper_than_the_stack() -> None:
    there = in_a_ring(*((str(n), str(n - 1) if n else "") for n in range(3000)))
    assert len(threads(there, lambda _one: (0,))) == 3000
    assert {one.text for one in first_of(there).values()} == {"0"}


acts = st.lists(
    st.tuples(
        st.sampled_from(("write", "change", "take back", "put back", "answer", "send")),
        st.booleans(),
        st.integers(0, 5),
        st.sampled_from((0, 0, 1, -5000)),
    ),
    max_size=14,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts, st.randoms())
def test_two_kits_come_to_the_same_whatever_went_to_and_fro(
    story: Sequence[tuple[str, bool, int, int]], chance: random.Random
) -> None:
    """Also with the clocks put back, at the same millisecond, and with files that come twice and late."""
    with tempfile.TemporaryDirectory() as folder, two_kits(Path(folder)) as (trainer, facilitator):
        trainer.takes(bundle())
        sent: list[bytes] = []
        taken: dict[str, Comment] = {}
        standing: dict[str, str] = {}
        for n, (act, is_trainer, which, later_ms) in enumerate(story):
            kit = trainer if is_trainer else facilitator
            kit.now += timedelta(milliseconds=later_ms)
            own = [one for one in kit.store.comments(SESSION) if kit.writing.is_own(one)]
            there = kit.store.comments(SESSION)
            text, one = f"words {n}", None
            match act:
                case "write":
                    one = kit.writing.write(SESSION, replace(ASKED, text=text))
                case "answer" if there:
                    of = there[which % len(there)].id
                    one = kit.writing.write(SESSION, replace(ASKED, text=text, answers=of))
                case "change" if own:
                    one = kit.writing.change(own[which % len(own)], text, CommentKind.NOTICING)
                case "take back" if own:
                    was = kit.writing.take_back(own[which % len(own)])
                    taken[kit.name] = was
                    standing.pop(was.id)
                case "put back" if kit.name in taken:
                    one = kit.writing.put_back(taken.pop(kit.name))
                case _:
                    sent.append(kit.sends())
            if one is not None:
                standing[one.id] = one.text
            sent.append(kit.sends())
        sent *= 2
        for kit in (trainer, facilitator):
            chance.shuffle(sent)
            for data in sent[: len(sent) // 2 + 1]:
                kit.takes(data)
        for data in (trainer.sends(), facilitator.sends(), *sent[:3]):
            trainer.takes(data)
            facilitator.takes(data)
        assert trainer.store.all_comments() == facilitator.store.all_comments()
        assert {one.id: one.text for one in trainer.store.comments(SESSION)} == standing
