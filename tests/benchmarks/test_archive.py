"""The archive: what it takes with 1,000,000 turns beside 10,000, adding up stored rows beside all turns, and searches.

Ours is always what a page asks for, with all that it makes of it; what it is beside is bare SQL.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from circle.archived import Measured
from circle.filter import Filter, Searched, Whose
from circle.review import Review, reviewed
from circle.store import Store
from tests.benchmarks import duck
from tests.benchmarks.made_archive import (
    BEGUN,
    CIRCLE,
    COMMON,
    PLACE,
    RARE,
    TEMPLATE,
    archive_kit,
)
from tests.benchmarks.side_by_side import Work, in_turn, tell

SMALL, MIDDLE, LARGE = 100, 1_000, 10_000
"""Sessions, of about 100 turns each."""
TURNS = {SMALL: "10,000 turns", MIDDLE: "100,000 turns", LARGE: "1,000,000 turns"}
ROUNDS = 60


@pytest.fixture(autouse=True)
def no_other_garbage() -> Iterator[None]:
    """As the program does when its window is there."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@contextmanager
def kit_of(sessions: int) -> Iterator[Store]:
    with closing(Store.open(archive_kit(sessions))) as store:
        yield store


def trend(store: Store) -> list[Measured]:
    found = store.measured(Filter(circle=CIRCLE))
    assert len(found) == 50
    return found


def review(store: Store, session: str) -> Review:
    log = store.read(session)
    return reviewed(session, log, store.comments(session), store.arrived(session))


def like(store: Store, tail: str) -> str:
    """A session with a log that ends so: the same log in every kit."""
    return store._rows(
        "SELECT session FROM event WHERE hash = ? AND seq > 50 ORDER BY session LIMIT 1", tail
    )[0][0]


def a_log(store: Store) -> str:
    """How a log ends that all kits have."""
    return store._rows("""
        SELECT hash FROM event WHERE kind = 'SessionClosed' ORDER BY wall_utc, hash LIMIT 1
    """)[0][0]


# Opening, a page, a review, a trend: however large the archive is.


@pytest.mark.parametrize("sessions", [MIDDLE, LARGE])
def test_opening(benchmark: BenchmarkFixture, sessions: int) -> None:
    small, large = archive_kit(SMALL), archive_kit(sessions)
    opened: list[Store] = []

    def close() -> None:
        opened.pop().close()

    taken = in_turn(
        benchmark,
        floor=lambda: opened.append(Store.open(small)),
        before_ours=close,
        ours=lambda: opened.append(Store.open(large)),
        after_ours=lambda *_round: close(),
        rounds=20,
        warm=2,
    ).scaled(1000)
    tell(benchmark, taken.row(f"opening a kit, {TURNS[sessions]}", *beside(sessions)))


ASKED: dict[str, Callable[[Store, str], object]] = {
    "first page of 50": lambda store, tail: store.sessions(),
    "one session's review": lambda store, tail: review(store, like_of(store, tail)),
    "trend of a circle over 50 sessions": lambda store, tail: trend(store),
}
MORE: dict[str, Callable[[Store, str], object]] = {
    "first page, of a place": lambda store, tail: store.sessions(those=Filter(place=PLACE)),
    "first page, of those from elsewhere": lambda store, tail: store.sessions(
        those=Filter(whose=Whose.ARRIVED)
    ),
    "what can be filtered by": lambda store, tail: store.choices(),
    "how many there are": lambda store, tail: store.how_many(),
    "circles by month": lambda store, tail: store.months(),
    "totals": lambda store, tail: store.totals(),
    "a circle's own listening": lambda store, tail: store.listened(CIRCLE),
    "all commitments": lambda store, tail: store.commitments(),
    "what 200 sessions come back to": lambda store, tail: store.coming_back(
        {line.circle for line in store.sessions(most=200)}
    ),
    "what a session comes back to": lambda store, tail: store.commitments([CIRCLE]),
    "search for a rare word": lambda store, tail: store.search(RARE),
    "search for a very common word": lambda store, tail: store.search(f'"{COMMON}"'),
    "search for a word begun": lambda store, tail: store.search(BEGUN),
    "search in comments": lambda store, tail: store.search(COMMON, kinds=[Searched.COMMENT]),
}
_LIKE: dict[Store, str] = {}


def like_of(store: Store, tail: str) -> str:
    if store not in _LIKE:
        _LIKE[store] = like(store, tail)
    return _LIKE[store]


def beside(sessions: int, *, aimed: bool = True) -> tuple[str, str, float | None]:
    return TURNS[SMALL], "ms", 1.2 if aimed and sessions == LARGE else None


@pytest.mark.parametrize("sessions", [MIDDLE, LARGE])
@pytest.mark.parametrize("what", [*ASKED, *MORE])
def test_growth(benchmark: BenchmarkFixture, what: str, sessions: int) -> None:
    asked = {**ASKED, **MORE}[what]
    with kit_of(SMALL) as small, kit_of(sessions) as large:
        tail = a_log(small)
        taken = in_turn(
            benchmark,
            floor=lambda: asked(small, tail),
            ours=lambda: asked(large, tail),
            rounds=ROUNDS if what in ASKED else 15,
            warm=3,
        ).scaled(1000)
    row = taken.row(f"{what}, {TURNS[sessions]}", *beside(sessions, aimed=what in ASKED))
    tell(benchmark, row)


# Adding up what was stored when a session was closed, beside reading every turn.

TOTALS = "SELECT count(DISTINCT session), count(*), sum(length_ms) FROM turn"
MONTHS = """
    SELECT substr(opened_utc, 1, 7), circle_key, count(DISTINCT session.id), sum(turn.length_ms)
    FROM turn JOIN session ON session.id = turn.session GROUP BY 1, 2 ORDER BY 1 DESC, 2
"""
EVERY = """
    WITH held AS (SELECT session, person, sum(length_ms) AS held FROM turn GROUP BY session, person),
    placed AS (
        SELECT session, held, row_number() OVER (PARTITION BY session ORDER BY held) AS place,
            count(*) OVER (PARTITION BY session) AS n FROM held)
    SELECT session, sum((2 * place - n - 1) * held) * 1.0 / (max(n) * sum(held)) FROM placed GROUP BY session
"""


def ours_of(store: Store) -> dict[str, tuple[str, Work]]:
    return {
        "totals over all people": (TOTALS, store.totals),
        "trend over all, circles by month": (MONTHS, store.months),
        "every session in figures": (EVERY, lambda: store.measured(most=-1)),
    }


NAMES = ("totals over all people", "trend over all, circles by month", "every session in figures")


@pytest.mark.parametrize("what", NAMES)
def test_beside_all_turns(benchmark: BenchmarkFixture, what: str) -> None:
    with kit_of(LARGE) as store:
        sql, ours = ours_of(store)[what]
        taken = in_turn(
            benchmark, floor=lambda: store._rows(sql), ours=ours, rounds=5, warm=1
        ).scaled(1000)
    tell(benchmark, taken.row(what, "bare SQL over 1,000,000 turns", "ms", 0.05))


@pytest.mark.parametrize("what", NAMES)
def test_beside_duckdb(benchmark: BenchmarkFixture, what: str) -> None:
    folder = archive_kit(LARGE)
    with kit_of(LARGE) as store, duck.of(store, folder) as connection:
        sql, ours = ours_of(store)[what]
        taken = in_turn(
            benchmark,
            floor=lambda: connection.execute(sql).fetchall(),
            ours=ours,
            rounds=20,
            warm=3,
        ).scaled(1000)
    tell(benchmark, taken.row(what, "the same SQL in DuckDB", "ms", 1.5))


def test_what_is_added_up_is_the_same(benchmark: BenchmarkFixture) -> None:
    """Or the figures above would say nothing."""
    with kit_of(SMALL) as store:
        totals = benchmark.pedantic(store.totals, rounds=1)
        assert store._rows(TOTALS) == [(totals.sessions, totals.turns, totals.held_ms)]
        months = sum(one.sessions for one in store.months())
        assert sum(row[2] for row in store._rows(MONTHS)) == months == SMALL
        stored = {one.id: one.gini for one in store.measured(most=-1)}
        assert dict(store._rows(EVERY)) == pytest.approx(stored)


# Searches, beside FTS5 asked for the same texts.

_BARE = """
    SELECT words.id, words.session, session.title, words.kind, words.place, session.opened_utc, session.circle,
        session.number, highlight(words_fts, 0, char(2), char(3))
    FROM words_fts CROSS JOIN words ON words.id = words_fts.rowid CROSS JOIN session ON session.id = words.session
    WHERE words_fts MATCH ? {} ORDER BY words_fts.rowid DESC LIMIT 50
"""
OF_A_TEMPLATE = f"AND template = '{TEMPLATE}'"
SEARCHES = {
    "a rare word": (f'"{RARE}"*', RARE, Filter(), ""),
    "a very common word": (f'"{COMMON}"', f'"{COMMON}"', Filter(), ""),
    "a very common word, maybe begun": (f'"{COMMON}"*', COMMON, Filter(), ""),
    "a word begun": (f'"{BEGUN}"*', BEGUN, Filter(), ""),
    "of one template": (f'"{COMMON}"', f'"{COMMON}"', Filter(template=TEMPLATE), OF_A_TEMPLATE),
    "of one circle": (
        f'"{COMMON}"',
        f'"{COMMON}"',
        Filter(circle=CIRCLE),
        f"AND circle = '{CIRCLE}'",
    ),
}


@pytest.mark.parametrize("what", SEARCHES)
def test_search(benchmark: BenchmarkFixture, what: str) -> None:
    match, words, those, bare = SEARCHES[what]
    with kit_of(LARGE) as store:
        sql = _BARE.format(bare)
        found = [row[0] for row in store._rows(sql, match)]
        assert found
        assert [hit.id for hit in store.search(words, those=those)] == found
        taken = in_turn(
            benchmark,
            floor=lambda: store._rows(sql, match),
            ours=lambda: store.search(words, those=those),
            rounds=ROUNDS,
            warm=3,
        ).scaled(1000)
    tell(benchmark, taken.row(f"search, {what}", "bare FTS5 query, marked", "ms", 2.0))
