"""How listening moves over the sessions of a circle: small numbers by hand, gaps that stay gaps, no person in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import events as e
from circle import kit, moves, note_moves
from circle.listened import Listened, Part, listened, listened_of, rows_of
from circle.log import Log
from circle.over_time import expectation_words, over_time, over_time_words
from circle.reflection import (
    Gathered,
    Heard,
    HeardCount,
    Occasion,
    Reflection,
    Stance,
    StanceCount,
)
from circle.retelling import names_of, told_without
from circle.store import Store
from circle.summary import summarise
from circle.verifying import verify
from tests.circle.older_kits import turn_back
from tests.circle.story import AN_EVENING, FORMS, NAMES

U, R, F, A, S, D = Stance
RIVERSIDE = "Riverside"
SEVEN = Gathered(
    7,
    (StanceCount(U, 4), StanceCount(F, 0)),
    (HeardCount(Heard.MOSTLY, 5), HeardCount(Heard.PARTLY, 2)),
)


class Evening:
    """One session of a circle, so many weeks after the first; times are in seconds. Ann facilitates."""

    def __init__(
        self,
        week: int = 0,
        *,
        circle: str = RIVERSIDE,
        number: int | None = None,
        measured: bool = True,
        leads: tuple[str, ...] = ("p1",),
        order: tuple[str, ...] = ("p1", "p2", "p3", "p4"),
        names: tuple[str, ...] = NAMES,
    ) -> None:
        self.log, self.now_ms = Log(), 0
        self.wall = AN_EVENING + timedelta(weeks=week)
        called = {f"p{n}": name for n, name in enumerate(names, 1)}
        people = tuple(e.Participant(who, called[who], facilitator=who in leads) for who in order)
        self.does(
            e.SessionOpened("", people, circle=circle, number=number or week + 1, measured=measured)
        )

    @property
    def state(self):
        return self.log.state

    def does(self, event: e.Event) -> Evening:
        wall = self.wall + timedelta(milliseconds=self.now_ms)
        self.log.append(e.Logged(self.log.next_seq, self.now_ms, wall, event))
        return self

    def after(self, seconds: int) -> Evening:
        self.now_ms += seconds * 1_000
        return self

    def begins(self, form: str = "open", *, measured: bool = True, confidential: bool = False):
        plan = e.RoundPlan(form, measured=measured, confidential=confidential)
        return self.does(moves.begin_round(self.state, form=FORMS[form], plan=plan))

    def holds(self, person: str, seconds: int) -> Evening:
        return self.does(moves.give_piece(self.state, to=person)).after(seconds)

    def quiet(self, seconds: int) -> Evening:
        self.does(moves.begin_silence(self.state)).after(seconds)
        return self.does(moves.end_silence(self.state))

    def ends(self) -> Evening:
        return self.does(moves.end_round(self.state))

    def notices(self, *stances: Stance, occasion: Occasion = Occasion.CLOSE, keep: str = ""):
        reflection = Reflection(occasion, stances, keep)
        return self.does(note_moves.reflect(self.state, reflection=reflection))

    def expects(self, *stances: Stance) -> Evening:
        return self.notices(*stances, occasion=Occasion.BEFORE)

    def gathers(self, gathered: Gathered) -> Evening:
        return self.does(note_moves.gather_listening(self.state, gathered=gathered))

    def closes(self) -> Evening:
        return self.does(moves.close(self.state))

    @property
    def said(self) -> Listened:
        return listened(self.state, summarise(self.state, self.now_ms))


def whole_evening(**given: object) -> Evening:
    """100 s: Ann, who facilitates, holds 30, Ben 50, Cleo passes, Dan is not reached, and 20 are silence."""
    evening = Evening(**given)  # pyright: ignore[reportArgumentType]
    evening.expects(R).begins().holds("p1", 30).holds("p2", 50)
    evening.does(moves.centre_piece(evening.state))
    evening.does(moves.pass_turn(evening.state, evening.now_ms, for_now=False, who="p3"))
    evening.quiet(20).ends().notices(F, U).gathers(SEVEN)
    return evening.closes()


def test_the_numbers_of_an_evening():
    said = whole_evening().said
    assert (said.noticed, said.expected, said.gathered) == ((U, F), (R,), SEVEN)
    assert said.silence == Part(20_000, 100_000)
    assert (said.offered, said.heard) == (Part(3, 4), Part(2, 4))
    assert said.held == Part(30_000, 80_000)
    assert Part(30_000, 80_000).share == 0.375


def test_a_confidential_round_is_in_no_figure():
    evening = Evening().begins(confidential=True).holds("p4", 500).quiet(100).ends()
    evening.begins().holds("p1", 10).holds("p2", 30).quiet(40).ends()
    said = evening.closes().said
    assert said.silence == Part(40_000, 80_000)
    assert (said.offered, said.heard, said.held) == (Part(2, 4), Part(2, 4), Part(10_000, 40_000))


GAPS: dict[str, tuple[Evening, set[str]]] = {
    "nothing happened": (Evening(), {"silence", "offered", "heard", "held"}),
    "an hour and nobody held it": (Evening().after(3_600).begins(), {"held"}),
    "all is confidential": (
        Evening().begins(confidential=True).holds("p2", 5).quiet(5).ends(),
        {"silence", "offered", "heard", "held"},
    ),
    "no round is measured": (
        Evening().begins(measured=False).holds("p2", 5).quiet(5).ends(),
        {"silence", "held"},
    ),
    "the session is not measured": (
        Evening(measured=False).begins().holds("p2", 5).quiet(5).ends(),
        {"silence", "held"},
    ),
    "a session that is not measured has no rounds": (
        Evening(measured=False).after(60),
        {"silence", "offered", "heard", "held"},
    ),
    "nobody facilitates": (Evening(leads=()).begins().holds("p2", 5).ends(), {"held"}),
    "one is there": (Evening(order=("p1",)).begins().holds("p1", 5).ends(), {"held"}),
    "the piece is offered to nobody": (
        Evening().begins("silent").after(60).ends(),
        {"offered", "heard", "held"},
    ),
}


@pytest.mark.parametrize("case", GAPS)
def test_what_is_not_known_is_a_gap_and_never_nothing(case: str):
    evening, gaps = GAPS[case]
    said = evening.closes().said
    figures = ("silence", "offered", "heard", "held")
    assert {name for name in figures if getattr(said, name) is None} == gaps
    assert (said.noticed, said.expected, said.gathered) == (None, None, None)


def test_nobody_offered_is_nothing_and_no_gap():
    said = Evening().begins("go_round").after(60).ends().closes().said
    assert (said.offered, said.heard, said.silence) == (Part(0, 4), Part(0, 4), Part(0, 60_000))


def test_a_reflection_without_stances_and_one_after_a_round_are_no_note_of_the_close():
    evening = Evening().begins().notices(keep="Cleo’s pause")
    after = Reflection(Occasion.ROUND, (F,), round=0)
    evening.does(note_moves.reflect(evening.state, reflection=after))
    evening.gathers(replace(SEVEN, round=0))
    assert (evening.said.noticed, evening.said.gathered) == (None, None)


def test_the_newest_note_counts():
    evening = Evening().notices(F).notices(D)
    assert evening.said.noticed == (D,)


def noted(*notes: tuple[Stance, ...] | None) -> list[Listened]:
    return [Listened(noticed=one) for one in notes]


TOO_LITTLE = "so far: too little to tell how the listening moves."
SENTENCES = [
    (noted(), f"0 sessions {TOO_LITTLE}"),
    (noted((F,)), f"1 session {TOO_LITTLE}"),
    (noted((F,), (U,)), f"2 sessions {TOO_LITTLE}"),
    (noted(None, None, None), "Over 3 sessions: your own listening was not noted."),
    (
        noted((F,), None, (U,)),
        "Over 3 sessions: your own listening was noted in 2, too little to tell how it moves.",
    ),
    (
        noted((F,), (F, U), (U,)),
        "Over 3 sessions: you noticed wanting to fix something in 2 of the first 2, and not in the last one.",
    ),
    (
        noted((F,), (U,), (F, A), None, (A,), (F,), (U,)),
        (
            "Over 7 sessions, 6 of them with a note of your own listening: "
            "you noticed wanting to fix something in 2 of the first 3, and in 1 of the last 3."
        ),
    ),
    (
        noted((U,), (F,), (F,), (U,)),
        "Over 4 sessions: what you noticed is alike in the first 2 and in those after.",
    ),
    (
        noted((U,), (U,), (D, U)),
        "Over 3 sessions: you noticed drifting away in none of the first 2, and in the last one.",
    ),
    (
        noted((), (), (D,), (D,)),
        "Over 4 sessions: you noticed drifting away in none of the first 2, and in 2 of the last 2.",
    ),
]


@pytest.mark.parametrize(("sessions", "words"), SENTENCES)
def test_the_sentence_for_the_whole(sessions: list[Listened], words: str):
    assert over_time_words(sessions) == words


EXPECTED = [
    (None, (F,), ""),
    (
        (R,),
        (F,),
        "You expected to be getting your answer ready; you noticed wanting to fix something.",
    ),
    ((R,), None, "You expected to be getting your answer ready; what came is not noted."),
    ((U,), (U,), "You expected to be listening to understand, and that is what you noticed."),
    (
        (R, A),
        (U, A, D),
        (
            "You expected to be getting your answer ready and waiting for what you agree with; "
            "you noticed listening to understand, waiting for what you agree with and drifting away."
        ),
    ),
]


@pytest.mark.parametrize(("expected", "came", "words"), EXPECTED)
def test_what_was_expected_against_what_came(
    expected: tuple[Stance, ...] | None, came: tuple[Stance, ...] | None, words: str
):
    assert expectation_words(Listened(noticed=came, expected=expected)) == words


def stances() -> st.SearchStrategy[tuple[Stance, ...] | None]:
    some = st.sets(st.sampled_from(Stance), min_size=1)
    return st.none() | some.map(lambda found: tuple(one for one in Stance if one in found))


def parts() -> st.SearchStrategy[Part | None]:
    return st.none() | st.integers(1, 10**9).flatmap(
        lambda whole: st.integers(0, whole).map(lambda part: Part(part, whole))
    )


LISTENED = st.builds(
    Listened,
    noticed=stances(),
    expected=stances(),
    gathered=st.sampled_from([None, SEVEN, Gathered(5, (), ())]),
    silence=parts(),
    offered=parts(),
    heard=parts(),
    held=parts(),
    number=st.none() | st.integers(1, 99),
)


@given(st.lists(LISTENED, max_size=8))
def test_each_series_has_one_entry_a_session_in_order_and_gaps_stay_gaps(
    sessions: list[Listened],
):
    told = over_time(sessions)
    for name in ("silence", "offered", "heard", "held"):
        assert getattr(told, name) == tuple(getattr(one, name) for one in sessions)
    assert [one.stance for one in told.stances] == [*Stance]
    for series in told.stances:
        wanted = [None if one.noticed is None else series.stance in one.noticed for one in sessions]
        assert [*series.noticed] == wanted


@given(LISTENED)
def test_its_rows_say_the_same(one: Listened):
    rows = [(row["kind"], row["what"], row["part"], row["whole"]) for row in rows_of(one)]
    assert listened_of(reversed(rows), number=one.number, opened=None) == one
    assert rows == sorted(rows)


PEOPLE = ("p1", "p2", "p3", "p4")


@given(st.permutations(PEOPLE), st.permutations(NAMES), st.lists(stances(), min_size=1, max_size=4))
def test_neither_names_nor_the_order_of_people_change_anything(
    order: list[str], names: list[str], notes: list[tuple[Stance, ...] | None]
):
    def told(order: tuple[str, ...], names: tuple[str, ...]):
        evenings = [whole_evening(week=n, order=order, names=names) for n in range(len(notes))]
        for evening, note in zip(evenings, notes, strict=True):
            evening.notices(*(note or ()))
        return over_time([one.said for one in evenings])

    assert told(tuple(order), tuple(names)) == told(PEOPLE, NAMES)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


def test_the_kit_says_what_the_logs_say_of_one_circle_in_order(store: Store):
    evenings = [
        whole_evening(week=0),
        Evening(1, circle=" riverSIDE ").begins().notices(D).closes(),
        whole_evening(week=2),
    ]
    for n in (2, 0, 1):
        store.add_session(f"s{n}", evenings[n].log)
    store.add_session("else", whole_evening(circle="Elsewhere").log)
    store.add_session("none", whole_evening(circle="").log)
    wanted = [
        replace(one.said, number=week, opened=one.wall) for week, one in enumerate(evenings, 1)
    ]
    assert [*store.listened("RIVERSIDE")] == wanted
    assert [*store.listened(RIVERSIDE, until="s1")] == wanted[:2]
    assert store.listened("") == store.listened("Nowhere") == ()
    assert verify(store).findings == ()


def test_what_is_noted_after_the_close_counts_at_once(store: Store):
    evening = whole_evening()
    store.add_session("one", evening.log)
    evening.notices(S)
    store.append("one", evening.log.entries[-1], closed=evening.log)
    assert [one.noticed for one in store.listened(RIVERSIDE)] == [(S,)]
    assert verify(store).findings == ()


def test_a_session_that_is_open_again_does_not_count(store: Store):
    store.add_session("one", whole_evening().log)
    store._connection.execute(
        "INSERT INTO sign_of_life (session, at_ms, wall_utc) VALUES ('one', 0, '2026-03-12T18:30:00.000+00:00')"
    )
    assert store.listened(RIVERSIDE) == ()


def test_a_row_that_differs_from_the_log_is_found(store: Store):
    store.add_session("one", whole_evening().log)
    store._connection.execute("UPDATE listening SET part = part + 1 WHERE kind = 'silence'")
    assert [one.sentence for one in verify(store).findings] == [
        "The archive of session one differs from its record: listening."
    ]


def test_nobody_is_in_the_table_and_withdrawing_leaves_it_as_the_log_is(store: Store):
    store.add_session("one", whole_evening().log)
    before = store.listened(RIVERSIDE)
    rows = store._connection.execute("SELECT kind, what FROM listening").fetchall()
    assert not {word for row in rows for word in row} & {*NAMES, *PEOPLE}
    log = store.read("one")
    store.retell({"one": told_without(log, "p2")}, names=names_of(log, "p2"))
    assert store.listened(RIVERSIDE) == before
    assert verify(store).findings == ()


def test_sessions_of_an_older_kit_are_there_too_and_a_damaged_one_stops_nothing(tmp_path: Path):
    with closing(Store.open(tmp_path)) as store:
        for week in range(3):
            store.add_session(f"s{week}", whole_evening(week=week).log)
        before = store.listened(RIVERSIDE)
        with store._rewritable():
            store._connection.execute(
                "UPDATE event SET data = '{' WHERE session = 's1' AND seq = 3"
            )
    turn_back(tmp_path / kit.FILE_NAME, 3)
    with closing(Store.open(tmp_path)) as store:
        one, damaged, three = store.listened(RIVERSIDE)
        assert (one, three) == (before[0], before[2])
        assert damaged.silence is None
        sentences = [found.sentence for found in verify(store).findings]
    assert len(sentences) == 1
    assert "s1 is damaged from event 3" in sentences[0]
