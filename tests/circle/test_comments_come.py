"""What comes in files changes nothing of one's own, brings no name back, and is found where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle.bundle import comments_bundle, session_bundle
from circle.clock import SystemClock
from circle.commenting import Commenting, Said
from circle.comments import GONE, About, Comment, CommentKind, comment_line, comment_of, said_anew
from circle.comments_here import comments_here
from circle.errors import NotRead, Wrong
from circle.harvest import Seen
from circle.i18n import use_language
from circle.importing import import_file, read_file
from circle.kept import Left
from circle.level import Level
from circle.log import Log
from circle.paths import assets
from circle.preview import preview
from circle.reading_many import Foreseen, Kept, read_one
from circle.record import hash_of
from circle.searched import LookedFor
from circle.store import Store
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.notes import make_notes
from ui.session_seen import reviewed_session, see

NOW = datetime(2026, 6, 8, 12, 0, tzinfo=UTC)
ONE = Comment("c0ffee01", SESSION, About.WHOLE, None, CommentKind.NOTICING, "Gwen waited.", "Mair", NOW.isoformat(timespec="milliseconds"))  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def file_of(folder: Path, *comments: Comment) -> Path:
    path = folder / "comments.circle"
    path.write_bytes(comments_bundle(SESSION, comments))
    return path


def test_no_file_changes_or_takes_back_what_was_written_here(store: Store, tmp_path: Path) -> None:
    store.add_session(SESSION, an_evening())
    own = Commenting(store, lambda: NOW).write(
        SESSION, Said(About.WHOLE, None, CommentKind.NOTICING, "Mine.")
    )
    later = (NOW + timedelta(days=1)).isoformat()
    for other in (
        replace(own, text="Not mine.", written_utc=later),
        replace(own, text=GONE, taken_back=True, written_utc=later),
    ):
        path = file_of(tmp_path, other)
        assert preview(store, path).outcome == "already here"
        assert import_file(store, path).comments == 0
        assert store.comments(SESSION) == (own,)
    store._connection.execute("DELETE FROM comment")
    assert import_file(store, file_of(tmp_path, own)).comments == 1, "where there is none it comes"


def test_what_was_said_anew_before_a_name_was_taken_out_does_not_bring_it_back(
    store: Store,
) -> None:
    log = an_evening()
    store.add_session(SESSION, log, [ONE])
    store.retell({SESSION: log}, names=("Gwen",))
    store.keep_comments([said_anew(ONE, NOW + timedelta(days=2))])
    assert [one.text for one in store.comments(SESSION)] == ["someone waited."]


@pytest.mark.parametrize(
    "written", ["2100-12-31T23:59:00.000-23:59", "2000-01-01T00:00:00.000+02:00"]
)
def test_a_comment_is_of_a_year_that_a_comment_can_be_of(written: str) -> None:
    line = {"id": "c0ffee01", "session": SESSION, "about": "whole", "place": None, "kind": "noticing", "text": "a", "by": ""}  # fmt: skip
    with pytest.raises(Wrong, match="not a time from 2000 to 2100"):
        comment_of({**line, "written_utc": written})


def test_whatever_is_said_anew_can_be_read_elsewhere() -> None:
    last = replace(ONE, written_utc="2100-12-31T23:59:59.999+00:00")
    assert said_anew(last, NOW).written.year == 2100
    assert comment_line(said_anew(last, NOW))


def test_a_comment_from_a_time_to_come_is_refused_with_a_sentence(tmp_path: Path) -> None:
    soon = SystemClock().read().wall
    path = file_of(tmp_path, replace(ONE, written_utc=(soon + timedelta(days=1)).isoformat()))
    assert len(read_file(path).comments) == 1
    path = file_of(tmp_path, replace(ONE, written_utc=(soon + timedelta(days=3)).isoformat()))
    with pytest.raises(NotRead, match=r"it is from \d{4}-\d\d-\d\d, and here it is .* clocks"):
        read_file(path)


def corrected(log: Log, after: timedelta) -> Log:
    last, state = log.entries[-1], log.state
    note = next(iter(state.notes))
    edited = e.NoteEdited(note, "Put right afterwards.")
    return log.with_entry(e.Logged(log.next_seq, last.at_ms, last.wall + after, edited))


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("initials", [False, True])
def test_a_comment_stays_on_its_note_after_the_session_was_put_right(
    store: Store, level: Level, *, initials: bool
) -> None:
    aliases = ("Ceri", "Dev", "Gwen Price", "Hamid", "Ines", "Jon")
    words = Words(note="A nurse sat down. Yes, said GP.", aliases=aliases)
    log = an_evening(words, say_yes=True)
    notes = make_notes(SESSION, log, level, Seen.TRAINER, LookedFor(initials=initials))
    wall = log.entries[-1].wall + timedelta(minutes=5)
    now = corrected(log, timedelta(minutes=10))
    store.add_session(SESSION, now)
    store.record_exports([Left(SESSION, wall, "circle", level.value, "trainer")])
    there = Log(notes.record).state.notes
    number = [*there][-1]
    about = replace(ONE, about=About.NOTE, place=number, record=hash_of(notes.record))
    store.keep_comments([about])
    (one,) = comments_here(store, SESSION, now)
    assert one.place is not None
    mine, theirs = now.state.notes[one.place], there[number]
    assert (mine.kind, mine.text[:12]) == (theirs.kind, theirs.text[:12])


@pytest.mark.parametrize("told_in", ["fr", ""])
def test_a_comment_stays_on_its_note_whatever_the_program_speaks_by_now(
    store: Store, told_in: str
) -> None:
    """A session without a language is from before there were any, and left in English."""
    before = an_evening()
    first = before.entries[0]
    assert isinstance(first.event, e.SessionOpened)
    opened = replace(first, event=replace(first.event, language=told_in))
    log = Log((opened, *before.entries[1:]))
    notes = make_notes(SESSION, log, Level.SEATS, Seen.TRAINER)
    store.add_session(SESSION, log)
    wall = log.entries[-1].wall + timedelta(minutes=5)
    store.record_exports([Left(SESSION, wall, "circle", "seats", "trainer")])
    number = [*Log(notes.record).state.notes][-1]
    about = replace(ONE, about=About.NOTE, place=number, record=hash_of(notes.record))
    store.keep_comments([about])
    use_language("cy", assets() / "locale")
    try:
        (one,) = comments_here(store, SESSION, log)
    finally:
        use_language(None, assets() / "locale")
    assert one.place is not None


def test_above_seats_a_note_keeps_its_number_whatever_became_of_the_record(store: Store) -> None:
    log = an_evening()
    store.add_session(SESSION, log)
    store.record_exports([Left(SESSION, NOW, "circle", "aliases", "trainer")])
    number = [*log.state.notes][-1]
    store.keep_comments([replace(ONE, about=About.NOTE, place=number, record="0" * 64)])
    assert [one.place for one in comments_here(store, SESSION, log)] == [number]
    store.record_exports([Left(SESSION, NOW, "circle", "seats", "trainer")])
    assert [one.place for one in comments_here(store, SESSION, log)] == [None]


def test_review_on_the_command_line_finds_the_same_notes(store: Store) -> None:
    store.add_session(SESSION, an_evening())
    number = next(iter(an_evening().state.notes))
    store.keep_comments([replace(ONE, about=About.NOTE, place=number, record="0" * 64)])
    assert [one.place for one in reviewed_session(store, SESSION).comments] == [None]
    assert [one.place for one in see(store, SESSION).comments] == [None]


def test_comments_of_a_copy_that_is_kept_beside_are_known_again(
    store: Store, tmp_path: Path
) -> None:
    """Also where what they are about is known here by another id."""
    for name, log in (("a", an_evening()), ("b", corrected(an_evening(), timedelta(minutes=1)))):
        path = tmp_path / f"{name}.circle"
        notes = make_notes(SESSION, log, Level.SEATS, Seen.TRAINER)
        record = hash_of(notes.record)
        path.write_bytes(
            session_bundle(notes, b"", [replace(ONE, id=f"c0ffee0{name}", record=record)])
        )
        import_file(store, path)
    read = read_one(tmp_path / "b.circle")
    assert isinstance(read, Kept)
    assert Foreseen(store).of(read) == "already here"
