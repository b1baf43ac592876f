"""What is remembered of a circle, and the numbers of its sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from circle import events as e
from circle.circles import (
    Circle,
    Held,
    KnownCircle,
    NoSuchCircle,
    Usual,
    circle_of,
    find_kept,
    find_known,
    known_circles,
    numbered,
)
from circle.clock import Clock
from circle.loop import Loop
from circle.moves import close
from circle.plain import from_plain, to_plain
from circle.store import Store
from circle.wordings import Wording
from tests.fakes import AN_EVENING, FakeClock
from ui.kit_desk import KitDesk
from ui.pages.start_shown import open_shown

KITCHEN = Circle(
    "Kitchen table",
    (Usual("Ann", facilitator=True), Usual("Seat 2"), Usual("Zoë")),
    ("What is said here stays here",),
    "council",
)
PEOPLE = (e.Participant("p1", "Ann", facilitator=True, says_yes=True), e.Participant("p2", "Ben"))
names = st.sampled_from(["Kitchen table", "kitchen  TABLE", "Riverside", ""])
numbers = st.none() | st.integers(1, 40)
helds = st.lists(
    st.builds(
        Held,
        names,
        numbers,
        st.integers(0, 900).map(lambda days: AN_EVENING + timedelta(days=days)),
    ),
    max_size=12,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def hold(store: Store, opened: e.SessionOpened, *, closed: bool = True, day: int = 0) -> Loop:
    clock: Clock = FakeClock(AN_EVENING + timedelta(days=day))
    loop = Loop.begin(store, clock, opened)
    if closed:
        loop.record(close(loop.state))
    return loop


def held_by(store: Store, name: str, number: int | None, **how) -> None:
    hold(store, e.SessionOpened("", PEOPLE, circle=name, number=number), **how)


def test_what_is_kept_comes_back_also_from_another_start(tmp_path: Path):
    with closing(Store.open(tmp_path)) as store:
        store.keep_circle(KITCHEN)
        store.keep_circle(Circle("Riverside"))
        store.keep_circle(replace(KITCHEN, template="story_circle"))
    with closing(Store.open(tmp_path)) as store:
        kitchen, riverside = store.circles()
        assert kitchen.circle == replace(KITCHEN, template="story_circle")
        assert (riverside.circle, riverside.sessions, riverside.last) == (
            Circle("Riverside"),
            0,
            None,
        )


def test_a_circle_says_how_often_it_met_and_when_last(store: Store):
    store.keep_circle(KITCHEN)
    held_by(store, "Kitchen table", 3, day=0)
    held_by(store, "Kitchen table", 4, day=7)
    held_by(store, "", None, day=8)
    held_by(store, "Kitchen table", 5, day=14, closed=False)
    (kitchen,) = store.circles()
    assert (kitchen.sessions, kitchen.next_number) == (3, 6)
    assert kitchen.last == AN_EVENING + timedelta(days=14)


def test_a_reopened_session_counts_once(store: Store):
    loop = hold(store, e.SessionOpened("", PEOPLE, circle="Kitchen table", number=1))
    loop.record(e.SessionReopened())
    (kitchen,) = store.circles()
    assert (kitchen.sessions, kitchen.next_number) == (1, 2)


def test_a_forgotten_circle_keeps_its_sessions_and_goes_on_counting(store: Store):
    store.keep_circle(KITCHEN)
    held_by(store, "Kitchen table", 4)
    store.forget_circle("Kitchen table")
    (kitchen,) = store.circles()
    assert (kitchen.kept, kitchen.circle) == (False, Circle("Kitchen table"))
    assert (kitchen.sessions, kitchen.next_number) == (1, 5)
    assert len(store.sessions()) == 1
    with pytest.raises(NoSuchCircle, match="No circle is called “Kitchen table”"):
        find_kept(store.circles(), "Kitchen table")


@pytest.mark.parametrize("data", ["", "{", "[]", '{"name": 7}', '{"name": "x", "people": [{}]}'])
def test_what_cannot_be_read_is_not_remembered_but_its_name_is(store: Store, data: str):
    store._connection.execute(
        "INSERT INTO circle (name, data) VALUES ('Kitchen table', ?)", (data,)
    )
    (kitchen,) = store.circles()
    assert kitchen.circle == Circle("Kitchen table")


def test_the_first_event_of_an_open_session_may_be_damaged(store: Store):
    held_by(store, "Kitchen table", 4, closed=False)
    store._connection.execute("DROP TRIGGER event_is_append_only_update")
    store._connection.execute("UPDATE event SET data = '{'")
    assert store.circles() == ()


def test_a_table_of_circles_is_strict(store: Store):
    with pytest.raises(dbapi2.IntegrityError):
        store._connection.execute("INSERT INTO circle (name, data) VALUES ('x', x'00')")


def test_nobodys_yes_is_remembered(store: Store):
    opened = e.SessionOpened("", PEOPLE, circle="Kitchen table", agreements=("We listen",))
    kept = circle_of(replace(opened, template="council"))
    assert kept == Circle(
        "Kitchen table",
        (Usual("Ann", facilitator=True), Usual("Ben")),
        ("We listen",),
        "council",
    )
    assert "yes" not in str(to_plain(kept))


def test_a_circle_does_not_forget_its_people_for_seats_that_nobody_named():
    known = KnownCircle(
        Circle("Kitchen table", (Usual("Ann"), Usual("Ben")), ("We listen",), "council")
    )
    seats = tuple(e.Participant(f"p{n}", f"Seat {n}") for n in (1, 2, 3))
    opened = e.SessionOpened("", seats, circle="Kitchen table")
    assert circle_of(opened, known) == known.circle
    named = replace(opened, participants=(e.Participant("p1", "Cleo"), *seats[1:]))
    assert [one.alias for one in circle_of(named, known).people] == ["Cleo", "Seat 2", "Seat 3"]


def test_the_words_of_a_circle_are_those_of_its_last_session():
    opened = e.SessionOpened("An evening", circle="Kitchen table", wording=Wording("host", "Host"))
    assert circle_of(opened).wording == "host"


class TestTheDesk:
    @pytest.fixture
    def desk(self, tmp_path: Path) -> Iterator[KitDesk]:
        from circle.paths import assets
        from circle.templates import read_shelf

        desk = KitDesk(tmp_path, FakeClock(), read_shelf(assets()))
        yield desk
        desk.kit.close()

    def test_a_session_of_a_circle_is_numbered_and_the_circle_remembered(self, desk: KitDesk):
        for spelt, number in (("Kitchen table", 1), ("kitchen TABLE", 2), ("Riverside", 1)):
            desk.begin(e.SessionOpened("", PEOPLE, circle=spelt, template="council"))
            opened = desk.live.state.opened
            assert opened is not None
            assert opened.number == number
            assert opened.circle == ("Riverside" if spelt == "Riverside" else "Kitchen table")
        kitchen, riverside = desk.store.circles()
        assert (kitchen.name, kitchen.sessions, kitchen.next_number) == ("Kitchen table", 2, 3)
        assert kitchen.circle.template == "council"
        assert [one.alias for one in riverside.circle.people] == ["Ann", "Ben"]

    def test_a_session_of_its_own_is_no_circle_and_has_no_number(self, desk: KitDesk):
        desk.begin(e.SessionOpened("", PEOPLE))
        opened = desk.live.state.opened
        assert opened is not None
        assert opened.number is None
        assert desk.store.circles() == ()

    def test_a_number_that_is_given_is_kept(self, desk: KitDesk):
        desk.begin(e.SessionOpened("", PEOPLE, circle="Kitchen table", number=22))
        (kitchen,) = desk.store.circles()
        assert kitchen.next_number == 23
        sign = desk.store.open_sessions()[0]
        shown = open_shown(sign, desk.store.read(sign.session), desk.wall())
        assert "session 22" in shown.heading


@given(
    st.lists(st.builds(Usual, st.text(max_size=20), facilitator=st.booleans()), max_size=6),
    st.lists(st.text(max_size=20), max_size=4),
    st.text(max_size=20),
)
def test_a_circle_survives_being_written_down(people, agreements, name):
    circle = Circle(name, tuple(people), tuple(agreements), "council", "")
    assert from_plain(Circle, to_plain(circle)) == circle


@given(helds)
def test_the_next_number_is_one_more_than_the_highest_and_nobodys_session_counts(held: list[Held]):
    known = known_circles([KITCHEN], held)
    kitchen = find_known(known, "KITCHEN table")
    assert kitchen is not None
    own = [one for one in held if one.circle.split() and one.circle[0] in "kK"]
    assert kitchen.next_number == 1 + max((one.number or 0 for one in own), default=0)
    assert kitchen.sessions == len(own)
    assert kitchen.last == max((one.opened for one in own), default=None)
    assert sum(one.sessions for one in known) == sum(bool(one.circle) for one in held)


@given(helds, st.integers(1, 8))
def test_sessions_held_one_after_the_other_are_numbered_without_a_gap(held: list[Held], n: int):
    first = find_known(known_circles([KITCHEN], held), KITCHEN.name)
    assert first is not None
    given_numbers = []
    for _session in range(n):
        known = find_known(known_circles([KITCHEN], held), KITCHEN.name)
        opened = numbered(e.SessionOpened("", circle="kitchen table"), known)
        assert opened.circle == KITCHEN.name
        given_numbers.append(opened.number)
        held = [*held, Held(opened.circle, opened.number, AN_EVENING)]
    assert given_numbers == list(range(first.next_number, first.next_number + n))
