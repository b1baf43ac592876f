"""Whoever withdraws is out of what the kit keeps: the log, the archive, the search, and the bytes of its files."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle import agreed_moves, moves
from circle import events as e
from circle.circles import Circle, Usual
from circle.erased import Kind, Piece
from circle.erasing import Order, What
from circle.erasing_files import mark, marked, only_in_backups
from circle.forms import Direction
from circle.importing import import_file
from circle.kept import TEXT_TO_READ
from circle.kit_files import ERASING
from circle.kit_troubles import KitFull
from circle.level import Level
from circle.log import Log
from circle.loop import Loop
from circle.people import Consent, Participant, Role
from circle.plans import Opener
from circle.record import read_record
from circle.retelling import told_without
from circle.session import Phase
from circle.store import Store
from circle.summary import summarise
from circle.verifying import verify
from exports import json_record
from tests.circle.story import FORMS, Story, whole
from tests.circle.test_invariants import Session, Try, _propose, tries
from tests.fakes import FakeClock
from tests.notes import make_notes

PEOPLE = (
    Participant("p1", "Ceridwen", facilitator=True),
    Participant("p2", "Gwenllian", "Gwenllian Prydderch", noted=True, says_yes=True),
    Participant("p3", "Hamidou"),
)
NAMES = ("Gwenllian", "Prydderch", "Gwennie", "Rhiannon")


def texts(log: Log) -> str:
    return "\n".join(e.row_of(entry).data for entry in log.entries)


def holds(loop: Loop) -> Loop:
    """A round in which her name is in everything that somebody can write."""
    loop.record(e.NoteWritten(2, "Gwenllian’s bag is red."))
    opener = Opener("p2", "https://example.org/prydderch")
    plan = e.RoundPlan("go_round", "What did Gwenllian mean?", "For Rhiannon", openers=(opener,))
    loop.record(e.PlanChanged((plan,)))
    loop.record(e.RoundBegan(FORMS["go_round"], plan, Direction.CLOCKWISE))
    loop.record(e.PieceGiven("p1"))
    loop.record(e.PersonRenamed("p2", "Gwennie", "Rhiannon Prydderch"))
    loop.record(e.PieceGiven("p2"))
    loop.record(e.PromptOffered("Ask Gwennie."))
    loop.record(e.NoteWritten(10, "GWENNIE and Hamidou laughed."))
    loop.record(e.NoteEdited(10, "Rhiannon laughed."))
    loop.record(e.Withdrawn(loop.log.next_seq - 1))
    loop.record(e.GroupSaid(Consent(noted=True, read="Rhiannon asked.")))
    return loop


def opened() -> e.SessionOpened:
    return e.SessionOpened(
        "An evening for Gwenllian",
        PEOPLE,
        agreements=("Gwenllian keeps the door.",),
        circle="Prydderch street",
        intention="Hear Gwenllian",
        consent=Consent(read="We are Ceridwen, Gwenllian and Hamidou."),
    )


def bytes_of(folder: Path) -> bytes:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return b"".join(path.read_bytes() for path in files)


def assert_gone(folder: Path) -> None:
    there = bytes_of(folder).lower()
    assert not [name for name in NAMES if name.lower().encode() in there]


@pytest.mark.parametrize("closed", [False, True])
def test_no_byte_of_a_name_is_left_in_any_file_of_the_kit(tmp_path: Path, *, closed: bool) -> None:
    with_names = tmp_path / "kit"
    store = Store.open(with_names)
    loop = holds(Loop.begin(store, FakeClock(), opened()))
    if closed:
        loop.record(moves.close(loop.state))
    assert b"Rhiannon" in bytes_of(with_names)
    loop.take_out("p2")
    assert_gone(with_names)
    assert b"Hamidou" in bytes_of(with_names)
    store.close()
    assert_gone(with_names)


def test_what_was_archived_and_found_by_search_is_told_anew(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    loop = holds(Loop.begin(store, FakeClock(), opened()))
    loop.record(moves.close(loop.state))
    assert store.search("Gwennie")
    loop.take_out("p2")
    assert not store.search("Gwennie")
    assert {hit.text for hit in store.search("laughed")} == {"Seat 2 and Hamidou laughed."}
    assert store.sessions()[0].title == "An evening for Seat 2"
    assert not verify(store).findings
    store.close()


def test_the_running_turn_goes_on_and_the_log_is_read_back_as_it_is(tmp_path: Path) -> None:
    clock = FakeClock()
    store = Store.open(tmp_path)
    loop = holds(Loop.begin(store, clock, opened()))
    clock.advance(7_000)
    before, now_ms = summarise(loop.state, loop.now_ms()), loop.now_ms()
    loop.take_out("p2")
    assert loop.state.phase is Phase.HELD
    assert (loop.state.hand.holder, loop.now_ms()) == ("p2", now_ms)
    assert summarise(loop.state, now_ms).turns == before.turns
    loop.record(moves.centre_piece(loop.state))
    assert whole(store.read(loop.session).state) == whole(loop.state)
    store.close()


def test_a_log_can_be_rewritten_in_no_other_way_afterwards(tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2

    store = Store.open(tmp_path)
    loop = Loop.begin(store, FakeClock(), opened())
    loop.take_out("p2")
    for sql in ("DELETE FROM event", "UPDATE event SET data = ''"):
        with pytest.raises(dbapi2.IntegrityError, match="never rewritten"):
            store._connection.execute(sql)
    store.close()


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2

    store = Store.open(tmp_path)
    loop = holds(Loop.begin(store, FakeClock(), opened()))
    told = told_without(loop.log, "p2")
    told.entries.append(told.entries[-1])
    with pytest.raises(dbapi2.IntegrityError, match="UNIQUE"):
        store.retell({loop.session: told}, names=())
    assert texts(store.read(loop.session)) == texts(loop.log)
    with pytest.raises(dbapi2.IntegrityError, match="never rewritten"):
        store._connection.execute("DELETE FROM event")
    loop.record(moves.centre_piece(loop.state))
    assert store.read(loop.session).entries == loop.log.entries
    store.close()


def test_undoing_brings_no_name_back_and_no_yes(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    loop = holds(Loop.begin(store, FakeClock(), opened()))
    loop.take_out("p2")
    while loop.log.can_undo:
        loop.record(moves.undo(loop.log))
        who = loop.state.participant("p2")
        assert (who.alias, who.name, who.noted) == ("Seat 2", "", False)
    assert not [name for name in NAMES if name.lower() in texts(loop.log).lower()]
    store.close()


def test_the_names_of_others_stay_as_they_are() -> None:
    story = Story(3).does(e.NoteWritten(2, "Ben heard Ann."))
    story.does(e.PersonRenamed("p3", "Ann Cleo"))
    told = told_without(story.log, "p1")
    assert told.state.participant("p3").alias == "Ann Cleo"
    assert told.state.notes[2].text == "Ben heard someone."
    assert told_without(story.log, "p2").state.notes[2].text == "Seat 2 heard Ann."


def test_a_text_to_be_read_aloud_that_names_them_is_put_back(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    loop = Loop.begin(store, FakeClock(), opened())
    store.keep_setting(TEXT_TO_READ, "Gwenllianne may stay.")
    loop.take_out("p2")
    assert store.setting(TEXT_TO_READ, "") == "Gwenllianne may stay."
    loop = Loop.begin(store, FakeClock(), opened())
    store.keep_setting(TEXT_TO_READ, "We are here for GWENLLIAN.")
    loop.take_out("p2")
    assert store.setting(TEXT_TO_READ, "") == ""
    loop = Loop.begin(store, FakeClock(), opened())
    store.keep_setting(TEXT_TO_READ, "Ask Mr Prydderch first.")
    loop.take_out("p2")
    assert store.setting(TEXT_TO_READ, "") == ""
    store.close()


def test_the_circle_does_not_remember_them_either(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    loop = Loop.begin(store, FakeClock(), opened())
    usual = (Usual("Ceridwen"), Usual("gwenllian"), Usual("Hamidou"))
    agreed = ("We listen.", "Gwenllian’s door is open.", "Ask Prydderch.")
    store.keep_circle(Circle("The street", usual, agreements=agreed))
    loop.take_out("p2")
    assert_gone(tmp_path)
    (known,) = [one for one in store.circles() if one.name == "The street"]
    assert [one.alias for one in known.circle.people] == ["Ceridwen", "Hamidou"]
    assert known.circle.agreements == ("We listen.", "someone’s door is open.", "Ask someone.")
    store.close()


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(2, 5), st.lists(tries, min_size=5, max_size=40))
def test_whatever_was_done_the_session_is_the_same_without_the_name(
    count: int, history: list[Try]
) -> None:
    session = Session(count)
    for its in history:
        session.now_ms += its.step_ms
        event, _refusal = _propose(session, its)
        if event is not None:
            session.record(event)
    told = told_without(session.log, "p1")
    before, after = (summarise(log.state, log.state.last_ms) for log in (session.log, told))
    assert after.tiles == before.tiles
    assert [one.outcomes for one in after.rounds] == [one.outcomes for one in before.rounds]
    assert [one.seq for one in told.entries] == [one.seq for one in session.log.entries]
    assert "Ann" not in texts(told)
    assert told.can_undo is None or told.can_undo.seq == getattr(session.log.can_undo, "seq", 0)


def test_numbers_times_and_what_was_undone_stay() -> None:
    story = Story(3).begins().gives("Ann").at(4000).gives("Ben").at(9000).undoes()
    told = told_without(story.log, "p2")
    assert [(one.seq, one.at_ms, one.wall) for one in told.entries] == [
        (one.seq, one.at_ms, one.wall) for one in story.log.entries
    ]
    assert told.can_redo == story.log.can_redo
    assert told.state.hand == story.log.state.hand


def test_names_of_files_stay_so_that_rounds_can_still_begin() -> None:
    plan = (e.RoundPlan("open", "Open?", "Open"),)
    opened = e.SessionOpened("Open", (Participant("p1", "Open"),), plan, template="open_circle")
    log = Log([e.Logged(1, 0, Story(1).log.entries[0].wall, opened)])
    told = told_without(log, "p1").state
    assert told.plan == (e.RoundPlan("open", "Seat 1?", "Seat 1"),)
    assert told.opened is not None
    assert told.opened.template == "open_circle"


def test_somebody_who_was_called_as_a_role_is_can_withdraw() -> None:
    story = Story(3)
    story.does(moves.rename(story.state, person="p2", alias="Guardian"))
    story.does(agreed_moves.change_roles(story.state, person="p1", roles=(Role.GUARDIAN,)))
    story.does(agreed_moves.hand_on(story.state, person="p1", role=Role.GUARDIAN, to="p3"))
    told = told_without(story.log, "p2")
    assert told.state.participant("p2").alias == "Seat 2"
    assert told.state.participant("p3").roles == (Role.GUARDIAN,)


def copy_at_aliases(folder: Path, loop: Loop) -> Path:
    file = folder / "copy.json"
    file.write_bytes(json_record.render(make_notes(loop.session, loop.log, Level.ALIASES)))
    return file


def test_whoever_is_taken_out_is_out_of_the_copies_that_came_from_elsewhere_too(
    tmp_path: Path,
) -> None:
    with closing(Store.open(tmp_path / "kit")) as store:
        loop = holds(Loop.begin(store, FakeClock(), opened()))
        loop.record(moves.close(loop.state))
        beside = import_file(store, copy_at_aliases(tmp_path, loop))
        assert beside.outcome == "kept beside"
        assert store.read(beside.id).state.participant("p2").alias == "Gwennie"
        loop.take_out("p2")
        assert store.versions_beside(loop.session) == [beside.id]
        assert not store.search("Gwennie")
        assert not verify(store).findings
        assert import_file(store, tmp_path / "copy.json").outcome == "already here"
        assert_gone(tmp_path / "kit")
    assert_gone(tmp_path / "kit")


def test_a_session_that_came_and_was_told_anew_is_known_by_the_record_that_came(
    tmp_path: Path,
) -> None:
    with closing(Store.open(tmp_path / "there")) as there:
        loop = holds(Loop.begin(there, FakeClock(), opened()))
        loop.record(moves.close(loop.state))
        file = copy_at_aliases(tmp_path, loop)
    with closing(Store.open(tmp_path / "kit")) as store:
        came = import_file(store, file)
        record = store.record_of(came.id)
        assert record == read_record(file).hash
        Loop.look_back(store, FakeClock(), came.id).take_out("p2")
        assert store.record_of(came.id) == record != store.hash_of(came.id)
        assert store.has_record(came.id, record)
        assert import_file(store, file).outcome == "already here"
        assert len(store.sessions()) == 1
        assert_gone(tmp_path / "kit")


def test_withdrawing_leaves_a_mark_without_words_that_backups_hold_it_yet(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path)) as store:
        loop = holds(Loop.begin(store, FakeClock(), opened()))
        loop.take_out("p2")
    found = marked(tmp_path)
    assert found is not None
    assert found[0].people == ((loop.session, "p2"),)
    assert only_in_backups(tmp_path) == (tmp_path / ERASING).read_bytes()
    assert_gone(tmp_path)


def test_what_is_refused_leaves_no_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store.open(tmp_path)) as store:
        loop = holds(Loop.begin(store, FakeClock(), opened()))

        def full_disk(*_args: object, **_named: object) -> None:
            raise KitFull("full")

        monkeypatch.setattr(store, "retell", full_disk)
        with pytest.raises(KitFull):
            loop.take_out("p2")
        assert marked(tmp_path) is None
        number = loop.log.next_seq
        loop.record(e.NoteWritten(number, "rowing boats"))
        with pytest.raises(KitFull):
            loop.erase(Piece(Kind.NOTE, number))
        assert marked(tmp_path) is None
        assert number in loop.state.notes


def test_what_was_begun_before_is_not_forgotten_when_somebody_withdraws(tmp_path: Path) -> None:
    """The program was killed after the mark, and before anything was erased."""
    with closing(Store.open(tmp_path)) as store:
        loop = holds(Loop.begin(store, FakeClock(), opened()))
        number = loop.log.next_seq
        loop.record(e.NoteWritten(number, "rowing boats"))
        mark(tmp_path, Order(What.WRITTEN, (loop.session,), (Piece(Kind.NOTE, number),)))
        loop.take_out("p2")
        assert number not in loop.state.notes
        assert store.read(loop.session).entries == loop.log.entries
    assert b"rowing boats" not in bytes_of(tmp_path)
    assert_gone(tmp_path)
