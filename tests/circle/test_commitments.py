"""What people said they would do comes back until it is done or let go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle import events as e
from circle import moves, note_moves
from circle.called import without_anyone
from circle.commitments import OpenCommitment, by_circle, kept_of, open_before, still_open
from circle.harvest import Became
from circle.log import Log
from circle.plans import Opener, RoundPlan
from circle.retelling import names_of, told_without
from circle.store import Store
from circle.verifying import verify
from tests.circle.story import AN_EVENING, people

RIVERSIDE = "Riverside"


@dataclass
class Meeting:
    """One session of a circle, so many weeks after the first."""

    id: str
    week: int = 0
    circle: str = RIVERSIDE
    log: Log = field(default_factory=Log)

    def __post_init__(self) -> None:
        self.does(e.SessionOpened("", people(3), circle=self.circle))

    def does(self, event: e.Event) -> Meeting:
        wall = AN_EVENING + timedelta(weeks=self.week)
        self.log.append(e.Logged(self.log.next_seq, 0, wall, event))
        return self

    def promises(self, text: str, *, who: str = "", by: str = "") -> int:
        number = self.log.next_seq
        self.does(note_moves.commit(self.log.state, number=number, text=text, who=who, by=by))
        return number

    def answers(self, one: tuple[str, int], became: Became, words: str = "") -> Meeting:
        session, number = one
        return self.does(
            note_moves.follow_commitment(
                self.log.state,
                session=session,
                number=number,
                text="",
                became=became,
                words=words,
            )
        )

    def undoes(self) -> Meeting:
        return self.does(moves.undo(self.log))

    def closes(self) -> Meeting:
        return self.does(moves.close(self.log.state))

    @property
    def kept(self):
        opened = self.log.entries[0].wall
        return kept_of(self.id, self.circle, opened, self.log.state)


def opens(*meetings: Meeting) -> tuple[OpenCommitment, ...]:
    return still_open(meeting.kept for meeting in meetings)


def texts(found: tuple[OpenCommitment, ...]) -> list[str]:
    return [one.text for one in found]


def test_it_comes_back_with_who_and_by_when():
    first = Meeting("one")
    first.promises("Invite two residents", who="p2", by="2026-06-08")
    first.promises("Begin with a story")
    invite, begin = opens(first)
    assert (invite.text, invite.who_alias, invite.by) == (
        "Invite two residents",
        "Ben",
        "2026-06-08",
    )
    assert (begin.text, begin.who_alias, begin.by) == ("Begin with a story", "", "")
    assert invite.made_on == AN_EVENING


@pytest.mark.parametrize("became", [Became.DONE, Became.LET_GO])
def test_done_or_let_go_it_is_gone(became: Became):
    first, second = Meeting("one"), Meeting("two", 1)
    number = first.promises("Invite")
    second.answers(("one", number), became)
    assert opens(first, second) == ()


def test_still_open_it_comes_again_with_what_happened():
    first, second = Meeting("one"), Meeting("two", 1)
    number = first.promises("Invite")
    second.answers(("one", number), Became.OPEN, "One has come")
    (found,) = opens(first, second)
    assert (found.text, found.last_words) == ("Invite", "One has come")


def test_what_nobody_asked_about_is_still_there_a_session_later():
    first = Meeting("one")
    first.promises("Invite")
    assert texts(opens(first, Meeting("two", 1), Meeting("three", 2))) == ["Invite"]


def test_what_was_changed_removed_or_undone_in_an_earlier_session_counts():
    first, second = Meeting("one"), Meeting("two", 1)
    invite, begin = first.promises("Invite"), first.promises("Begin")
    first.promises("A slip")
    first.undoes()
    first.does(note_moves.remove_commitment(first.log.state, number=begin))
    changed = note_moves.change_commitment(first.log.state, number=invite, text="Invite three")
    first.does(changed)
    second.answers(("one", invite), Became.DONE).undoes()
    assert texts(opens(first, second)) == ["Invite three"]


def test_a_session_asks_only_about_what_was_open_when_it_began():
    meetings = [Meeting("one"), Meeting("two", 1), Meeting("three", 2), Meeting("x", 0, "Other")]
    number = meetings[0].promises("Invite")
    meetings[1].promises("Later")
    meetings[3].promises("Elsewhere")
    meetings[2].answers(("one", number), Became.DONE)
    kept = [one.kept for one in sorted(meetings, key=lambda one: one.week)]

    def before(week: int, session: str) -> list[str]:
        opened = AN_EVENING + timedelta(weeks=week, microseconds=700)
        return texts(open_before(kept, " riverSIDE ", session=session, opened=opened))

    assert before(0, "one") == []
    assert before(1, "two") == ["Invite"]
    assert before(2, "three") == ["Invite", "Later"]
    assert before(3, "four") == ["Later"]
    assert set(by_circle(kept)) == {"riverside", "other"}


ACTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([*Became, "undo", "redo"])), max_size=12
)


@given(st.lists(ACTS, max_size=4))
def test_it_is_open_exactly_if_its_newest_answer_is_not_done_or_let_go(sessions: list[list]):
    """Whatever the order of answers, undoing and doing again."""
    first = Meeting("one")
    made = [("one", first.promises(f"Thing {n}")) for n in range(3)]
    meetings, newest = [first], dict[tuple[str, int], Became]()
    for week, acts in enumerate(sessions, 1):
        meeting = Meeting(f"s{week}", week)
        said: list[tuple[tuple[str, int], Became]] = []
        undone: list[tuple[tuple[str, int], Became]] = []
        for which, act in acts:
            if act == "undo" and said:
                meeting.undoes()
                undone.append(said.pop())
            elif act == "redo" and undone:
                meeting.does(moves.redo(meeting.log))
                said.append(undone.pop())
            elif isinstance(act, Became):
                meeting.answers(made[which % 3], act)
                said.append((made[which % 3], act))
                undone.clear()
        newest.update(said)
        meetings.append(meeting)
    wanted = [one for one in made if newest.get(one) in (None, Became.OPEN)]
    assert [one.key for one in opens(*meetings)] == wanted


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


def keep(store: Store, *meetings: Meeting) -> None:
    for one in meetings:
        store.add_session(one.id, one.closes().log)


def two_meetings() -> tuple[Meeting, Meeting]:
    first, second = Meeting("one"), Meeting("two", 1)
    first.promises("Ben asks Ben’s panel", who="p2", by="2026-06-08")
    begin = first.promises("Begin with a story")
    second.answers(("one", begin), Became.OPEN, "The panel was away")
    return first, second


def test_the_kit_knows_what_the_logs_say(store: Store):
    meetings = two_meetings()
    keep(store, *reversed(meetings))
    assert store.commitments() == tuple(one.kept for one in meetings)
    assert verify(store).findings == ()


def test_what_is_changed_after_the_session_counts_at_once(store: Store):
    first, _second = two_meetings()
    keep(store, first)
    (promise, _other) = first.log.state.commitments
    change = note_moves.remove_commitment(first.log.state, number=promise)
    entry = e.Logged(first.log.next_seq, 0, AN_EVENING, change)
    first.log.append(entry)
    store.append("one", entry, closed=first.log)
    assert texts(still_open(store.commitments())) == ["Begin with a story"]
    assert verify(store).findings == ()


@pytest.mark.parametrize("table", ["commitment", "followed"])
def test_a_row_that_differs_from_the_log_is_found(store: Store, table: str):
    keep(store, *two_meetings())
    store._connection.execute(f"UPDATE {table} SET number = number + 10")
    assert any(one.sentence.endswith(f"{table}.") for one in verify(store).findings)


def test_a_session_that_is_open_again_is_not_asked(store: Store):
    keep(store, *two_meetings())
    store._connection.execute(
        "INSERT INTO sign_of_life (session, at_ms, wall_utc) VALUES ('one', 0, '2026-03-12T18:30:00.000+00:00')"
    )
    assert [one.session for one in store.commitments()] == ["two"]


def test_whoever_withdraws_is_gone_from_what_comes_back(store: Store):
    keep(store, *two_meetings())
    log = store.read("one")
    store.retell({"one": told_without(log, "p2")}, names=names_of(log, "p2"))
    ask, _begin = still_open(store.commitments())
    assert (ask.text, ask.who_alias) == ("Seat 2 asks Seat 2’s panel", "Seat 2")
    rows = store._connection.execute("SELECT text, who FROM commitment").fetchall()
    assert "Ben" not in str(rows)
    assert verify(store).findings == ()


def test_a_session_of_no_circle_brings_nothing_back(store: Store):
    alone = Meeting("alone", circle="")
    alone.promises("Invite")
    keep(store, alone)
    assert store.commitments() == ()
    assert by_circle([replace(alone.kept, circle="  ")]) == {}


SAID = st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 4), st.sampled_from([None, *Became]))
"""Of which circle a session is, which earlier commitment it answers, and how; None: it makes one of its own."""


@settings(deadline=None, max_examples=40)
@given(drawn=st.lists(SAID, min_size=1, max_size=8), seed=st.randoms(use_true_random=False))
def test_how_many_come_back_is_how_many_are_open(
    drawn: list[tuple[str, int, Became | None]], seed: Random
):
    """Of two circles, that answer for each other now and then, and met twice in the same week."""
    made: list[tuple[str, int]] = []
    meetings: list[Meeting] = []
    for n, (circle, which, became) in enumerate(drawn):
        meeting = Meeting(f"s{n}", n // 2, circle)
        if became is None or not made:
            made.append((meeting.id, meeting.promises(f"Promise {n}")))
        else:
            meeting.answers(made[which % len(made)], became)
        meetings.append(meeting)
    seed.shuffle(meetings)
    with TemporaryDirectory() as folder, closing(Store.open(Path(folder))) as store:
        keep(store, *meetings)
        found = {name: still_open(said) for name, said in by_circle(store.commitments()).items()}
        counted = {name: len(there) for name, there in found.items() if there}
        assert store.coming_back(["A", "b", "", "unknown"]) == counted
        assert store.commitments(["A"]) == by_circle(store.commitments()).get("a", ())
        assert store.coming_back([]) == {}


def test_what_is_carried_on_names_no_opener_without_a_seat() -> None:
    plan = RoundPlan("opening_speaker", openers=(Opener("", "", "Mary Jones"),))
    opened = e.SessionOpened("An evening", people(2), (plan,))
    log = Log([e.Logged(1, 0, AN_EVENING, opened)])
    text = without_anyone("Ask Mary Jones for the list, and Ann.", log)
    assert "Mary" not in text
    assert "Ann" not in text
    assert text.startswith("Ask someone")
