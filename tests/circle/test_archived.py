"""What the archive answers: lists by what they are filtered by, series, totals, months, and texts that hold words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle import moves
from circle.archived import SessionLine
from circle.comments import About, Comment, CommentKind
from circle.filter import Filter, Searched, Whose
from circle.harvest import NoteKind
from circle.kept import Arrived
from circle.log import Log
from circle.store import Store
from tests.circle.story import FORMS, Story

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def evening(
    day: int, *, circle: str = "Riverside", note: str = "", template: str = "", place: str = ""
) -> Log:
    """So many days after the first; Ann leads, Ben has the piece for half a minute of a minute."""
    story = Story(3, circle=circle).at(1_000).begins("go_round").gives("Ben").at(31_000).centres()
    story.does(e.NoteWritten(1, note or f"Note of day {day}", NoteKind.KEY_POINT))
    log = story.at(61_000).closes().log
    first = log.entries[0].event
    assert isinstance(first, e.SessionOpened)
    leading = replace(first.participants[0], facilitator=True)
    people = (leading, *first.participants[1:])
    opened = replace(first, participants=people, template=template, place=place)
    entries = [replace(log.entries[0], event=opened), *log.entries[1:]]
    moved = timedelta(days=day) + (DAY - log.entries[0].wall)
    return Log(replace(entry, wall=entry.wall + moved) for entry in entries)


def ids(lines: list[SessionLine]) -> list[str]:
    return [line.id for line in lines]


def comment(session: str, text: str, name: str = "c0ffee01") -> Comment:
    written = "2026-06-08T18:30:00.000+00:00"
    return Comment(name, session, About.WHOLE, None, CommentKind.NOTICING, text, "Sam", written)


def test_pages_follow_one_another_without_a_gap(store: Store) -> None:
    for day in range(7):
        store.add_session(f"day{day}", evening(day // 2))
    seen: list[str] = []
    last = None
    while page := store.sessions(most=3, before=last):
        seen += ids(page)
        last = page[-1]
    assert seen == ids(store.sessions(most=-1))
    assert len(seen) == store.how_many() == 7


@pytest.mark.parametrize(
    ("those", "found"),
    [
        (Filter(circle="RIVER  side"), ["b"]),
        (Filter(led_by="Ann"), ["c", "b", "a"]),
        (Filter(led_by="Ben"), []),
        (Filter(template="story"), ["a"]),
        (Filter(place="Hall"), ["c"]),
        (Filter(since=date(2026, 3, 2)), ["c", "b"]),
        (Filter(until=date(2026, 3, 1)), ["a"]),
        (Filter(since=date(2026, 3, 2), until=date(2026, 3, 2)), ["b"]),
        (Filter(whose=Whose.ARRIVED), ["c"]),
        (Filter(whose=Whose.OWN), ["b", "a"]),
    ],
)
def test_only_what_is_meant_is_listed_counted_and_searched(
    store: Store, those: Filter, found: list[str]
) -> None:
    store.add_session("a", evening(0, template="story"))
    store.add_session("b", evening(1, circle="River Side"))
    store.add_session("c", evening(2, place="Hall"), arrived=Arrived("c", DAY, "seats", "trainer"))
    assert ids(store.sessions(those=those)) == found
    assert store.how_many(those) == store.totals(those).sessions == len(found)
    assert [one.id for one in store.measured(those)] == found[::-1]
    assert [hit.session for hit in store.search("note", those=those)] == found
    assert sum(one.sessions for one in store.months(those)) == len(found)


def test_a_line_says_who_led_and_how_it_came(store: Store) -> None:
    store.add_session(
        "a", evening(0), arrived=Arrived("other", DAY, "seats", "trainer", sealed=True)
    )
    store.keep_comments([comment("other", "How still it was.")])
    (line,) = store.sessions()
    assert (line.led_by, line.arrived, line.comments) == (("Ann",), True, 1)
    assert store.arrived("a") == Arrived("other", DAY, "seats", "trainer", sealed=True)
    assert store.arrived("b") is None
    assert [one.text for one in store.comments("a")] == ["How still it was."]


def test_a_session_in_figures(store: Store) -> None:
    store.add_session("a", evening(0))
    (one,) = store.measured()
    assert (one.people, one.heard, one.offered, one.not_reached) == (3, 1, 1, 2)
    assert (one.held_ms, one.length_ms, one.facilitators, one.facilitators_ms) == (
        30_000,
        61_000,
        1,
        0,
    )
    assert one.hoover == pytest.approx(2 / 3)


def test_totals_and_months(store: Store) -> None:
    for day in (0, 3, 40):
        store.add_session(f"day{day}", evening(day))
    store.add_session("other", evening(1, circle="Kitchen table"))
    totals = store.totals()
    assert (totals.sessions, totals.people, totals.held_ms) == (4, 12, 120_000)
    assert [(one.month, one.circle, one.sessions) for one in store.months()] == [
        ("2026-04", "Riverside", 1),
        ("2026-03", "Kitchen table", 1),
        ("2026-03", "Riverside", 2),
    ]


def test_what_sessions_can_be_chosen_by(store: Store) -> None:
    store.add_session("a", evening(0, circle="RIVERSIDE", template="story", place="Hall"))
    store.add_session("b", evening(1))
    choices = store.choices()
    assert (choices.circles, choices.led_by) == (("Riverside",), ("Ann",))
    assert (choices.templates, choices.places) == (("story",), ("Hall",))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("muesli", True),
        ("MÜSLI", True),
        ("mus", True),
        ("for the", True),
        ('"for the morning"', True),
        ('"morning for"', False),
        ('"for the mor"', False),
        ('müsli "the morning', True),
        ("usli", False),
        ('" "', False),
        ("AND OR NEAR( *", False),
        ("-", False),
    ],
)
def test_words_are_found_begun_folded_and_in_quotes(
    store: Store, words: str, *, found: bool
) -> None:
    store.add_session("a", evening(0, note="Muesli for the morning, müsli"))
    assert bool(store.search(words)) is found


def test_the_newest_is_found_first_whichever_was_taken_in_first(store: Store) -> None:
    for day in (3, 1, 2):
        store.add_session(f"day{day}", evening(day))
    first = store.search("note", most=2)
    assert [hit.session for hit in first] == ["day3", "day2"]
    assert [hit.session for hit in store.search("note", before=first[-1].id)] == ["day1"]


def test_every_kind_of_text_is_found(store: Store) -> None:
    log = evening(0, note="zebra point")
    entries = [*log.entries[:-1]]
    last = log.entries[-1]
    for event in (
        e.NoteWritten(2, "zebra note"),
        e.PromptOffered("zebra prompt", e.Whom.ROOM, ""),
        e.CommitmentMade(1, "zebra promise", "", ""),
        e.SessionClosed(),
    ):
        entries.append(replace(last, seq=len(entries) + 1, event=event))
    first = entries[0].event
    assert isinstance(first, e.SessionOpened)
    entries[0] = replace(entries[0], event=replace(first, title="zebra title"))
    store.add_session("a", Log(entries), [comment("a", "zebra comment")])
    hits = store.search("zebra")
    assert {hit.kind for hit in hits} == {*Searched}
    assert [hit.text for hit in store.search("zebra", kinds=[Searched.COMMENT])] == [
        "zebra comment"
    ]


def test_a_comment_that_was_written_anew_is_found_by_its_new_words_only(store: Store) -> None:
    store.add_session("a", evening(0), [comment("a", "first words")])
    newer = replace(comment("a", "other words"), written_utc="2026-07-01T00:00:00.000+00:00")
    store.keep_comments([newer])
    assert not store.search("first")
    assert [hit.kind for hit in store.search("other")] == [Searched.COMMENT]


def test_a_comment_on_another_session_takes_nobodys_place(store: Store) -> None:
    store.keep_comments([comment("aaaa", "mine")])
    later = replace(comment("bbbb", "theirs"), written_utc="2099-01-01T00:00:00.000+00:00")
    store.keep_comments([later])
    assert [one.text for one in store.comments("aaaa")] == ["mine"]


def test_sessions_from_elsewhere_promise_nothing_here(store: Store) -> None:
    log = evening(0)
    promised = replace(log.entries[-1], event=e.CommitmentMade(1, "Ring them", "", ""))
    closes = replace(log.entries[-1], seq=log.entries[-1].seq + 1)
    told = Log([*log.entries[:-1], promised, closes])
    store.add_session("a", told)
    store.add_session("b", told, arrived=Arrived("a", DAY))
    assert [one.session for one in store.commitments()] == ["a"]
    assert len(store.listened("Riverside")) == 1


def test_sessions_that_opened_at_the_same_moment_come_one_by_one(store: Store) -> None:
    for name in ("d", "a", "c", "b"):
        store.add_session(name, evening(0, note="the same note"))
    store.add_session("older", evening(-1))
    seen: list[str] = []
    last = None
    while page := store.sessions(most=1, before=last):
        seen += ids(page)
        last = page[-1]
    assert seen == ["a", "b", "c", "d", "older"]
    hits = [hit.session for hit in store.search("note", those=Filter(since=date(2026, 3, 1)))]
    assert sorted(hits) == ["a", "b", "c", "d"]


def test_of_sessions_that_opened_at_the_same_moment_those_are_found_that_are_meant(
    store: Store,
) -> None:
    store.add_session("here", evening(0, place="Hall"))
    store.add_session("elsewhere", evening(0, place="Garden"))
    assert [hit.session for hit in store.search("note", those=Filter(place="Hall"))] == ["here"]
    assert store.search("note", those=Filter(place="Nowhere")) == []


def test_filters_and_pages_go_together(store: Store) -> None:
    for day in range(8):
        store.add_session(
            f"day{day}",
            evening(
                day, template="story" if day % 2 else "", place="Hall" if day > 2 else "Garden"
            ),
            arrived=Arrived(f"there{day}", DAY) if day > 4 else None,
        )
    those = Filter("Riverside", "Ann", "story", "Hall", since=date(2026, 3, 3), whose=Whose.ARRIVED)
    assert store.sessions(those=replace(those, circle="Kitchen table")) == []
    assert ids(store.sessions(those=those)) == ["day7", "day5"]
    (first,) = store.sessions(most=1, those=those)
    assert ids(store.sessions(those=those, before=first)) == ["day5"]
    hits = store.search("note", those=those, most=1)
    assert [hit.session for hit in hits] == ["day7"]
    further = store.search("note", those=those, before=hits[-1].id)
    assert [hit.session for hit in further] == ["day5"]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [(3, 5, [5, 4, 3]), (None, 2, [2, 1]), (30, None, [30]), (31, None, [])],
)
def test_many_sessions_are_searched_from_day_to_day(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    *,
    since: int | None,
    until: int | None,
    found: list[int],
) -> None:
    """Few or many, they are found by other ways."""
    for day in (30, 2, 5, 1, 4, 3):
        store.add_session(f"day{day}", evening(day - 1))
    days = [None if day is None else date(2026, 3, day) for day in (since, until)]
    for few in (100, 0):
        monkeypatch.setattr("circle.archived_words._FEW", few)
        hits = store.search("note", those=Filter(since=days[0], until=days[1]))
        assert [hit.session for hit in hits] == [f"day{day}" for day in found]


def test_a_session_that_is_reopened_is_in_no_list_until_it_is_closed_again(store: Store) -> None:
    log = evening(0)
    store.add_session("a", log)
    store.add_session("b", evening(-1))
    last = log.entries[-1]
    log.append(replace(last, seq=last.seq + 1, event=e.SessionReopened()))
    store.append("a", log.entries[-1])
    assert ids(store.sessions()) == ids(store.sessions(those=Filter(circle="riverside"))) == ["b"]
    assert (store.how_many(), store.totals().sessions) == (1, 1)
    assert [one.id for one in store.measured()] == ["b"]
    assert sum(one.sessions for one in store.months()) == 1
    assert {hit.session for hit in store.search("note")} == {"b"}
    log.append(replace(last, seq=last.seq + 2))
    store.append("a", log.entries[-1], closed=log)
    assert ids(store.sessions()) == ["a", "b"]
    assert [hit.session for hit in store.search("note")] == ["a", "b"]


@pytest.mark.parametrize("day", [date.min, date(1999, 1, 1), date(2101, 1, 1), date.max])
def test_a_day_of_no_session_is_before_or_after_them_all(store: Store, day: date) -> None:
    store.add_session("a", evening(0))
    before = day < DAY.date()
    assert bool(store.sessions(those=Filter(since=day))) is before
    assert bool(store.search("note", those=Filter(until=day))) is not before


@pytest.mark.parametrize("words", ["note\0day", "\0note", "note \udcff"])
def test_signs_that_are_no_letters_are_blanks_of_a_search(store: Store, words: str) -> None:
    store.add_session("a", evening(0))
    assert [one.session for one in store.search(words)] == ["a"]
    assert store.sessions(those=Filter(circle=words)) == []
    assert store.search(words, before=-(1 << 70)) == []


def test_what_can_be_chosen_stands_once_and_in_order(store: Store) -> None:
    for day, (circle, place) in enumerate(
        [
            ("Zebra", "Hall"),
            ("", ""),
            ("apple tree", "Garden"),
            ("Apple  Tree", "Hall"),
            ("Émile", ""),
        ]
    ):
        store.add_session(f"day{day}", evening(day, circle=circle, place=place))
    choices = store.choices()
    assert choices.circles[:2] == ("Apple  Tree", "Zebra")
    assert len(choices.circles) == 3
    assert (choices.led_by, choices.places, choices.templates) == (("Ann",), ("Garden", "Hall"), ())


def test_pages_and_sums_are_read_from_indexes_without_sorting(store: Store) -> None:
    """Or ten thousand sessions would be."""
    plan = store._rows(
        "EXPLAIN QUERY PLAN SELECT id FROM session WHERE circle_key = 'a' ORDER BY opened_utc DESC, id"
    )
    assert "session_by_circle" in plan[0][3]
    assert len(plan) == 1
    plan = store._rows("EXPLAIN QUERY PLAN SELECT total(people), total(held_ms) FROM session")
    assert "COVERING INDEX session_by_day" in plan[0][3]


@pytest.mark.parametrize("hidden", [True, False])
def test_what_was_said_in_a_confidential_round_is_found_only_where_that_is_asked_for(
    store: Store, *, hidden: bool
) -> None:
    story = Story(5)
    plan = e.RoundPlan("go_round", prompt="What brought you?", confidential=hidden)
    story.does(moves.begin_round(story.state, form=FORMS["go_round"], plan=plan))
    for event in (
        e.NoteWritten(1, "zebra note"),
        e.NoteWritten(2, "zebra point", NoteKind.KEY_POINT),
        e.PromptOffered("zebra prompt", e.Whom.ROOM, ""),
    ):
        story.log_event(event)
    story.ends_round().does(e.NoteWritten(3, "zebra after"))
    store.add_session("a", story.closes().log)
    found = [hit.text for hit in store.search("zebra")]
    within = ["zebra note", "zebra point", "zebra prompt"]
    assert set(found) == ({"zebra after"} if hidden else {*within, "zebra after"})
    everything = {hit.text for hit in store.search("zebra", confidential=True)}
    assert everything == {*within, "zebra after"}
    assert store.search("brought")


def test_signs_that_mark_what_was_found_are_no_part_of_a_text(store: Store) -> None:
    store.add_session("a", evening(0, note="a \x02odd\x03 note\x02"), [comment("a", "\x03odd too")])
    found = {hit.text: hit.marks for hit in store.search("odd")}
    assert found == {"a odd note": ((2, 5),), "odd too": ((0, 3),)}
