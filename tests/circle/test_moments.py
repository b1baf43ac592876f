"""A session gone through: what stood at each moment, with what was put right later."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from circle import events as e
from circle.log import Log, state_at
from circle.moments import Moments
from circle.moves import NotAllowed
from circle.timeline import Hand, intervals
from tests.benchmarks.made import a_long_session
from tests.circle.story import Story, chain, whole
from tests.circle.test_invariants import ACTS, MANY, Session, Try, tries


def held_once(count: int, history: list[Try]) -> Session:
    """Whatever of it a facilitator may do; then the session is closed."""
    session = Session(count)
    for its in history:
        session.now_ms += its.step_ms
        try:
            session.record(ACTS[its.act](session, its))
        except NotAllowed:
            continue
    session.now_ms += 1_000
    if session.state.ended_ms is None:
        session.record(e.SessionClosed())
    return session


def moments_of(log: Log) -> list[int]:
    """Each at which something happened, or the floor changed, and those around it."""
    there = {entry.at_ms for entry in log.entries}
    there |= {span.start_ms for span in (log.state.head.back() if log.state.head else ())}
    return sorted({at_ms + by for at_ms in there for by in (-1, 0, 1) if at_ms + by >= 0})


def hand_in(log: Log, at_ms: int) -> Hand:
    tiles = intervals(log.state.head, log.state.ended_ms or 0)
    return next(tile.hand for tile in reversed(tiles) if tile.start_ms <= at_ms)


@settings(MANY, max_examples=50)
@given(st.integers(0, 5), st.lists(tries, min_size=20, max_size=60))
def test_every_moment_is_as_a_replay_says_and_whoever_is_drawn_as_holding_the_piece_holds_it(
    count: int, history: list[Try]
) -> None:
    log = held_once(count, history).log
    moments = Moments(log)
    for at_ms in moments_of(log):
        state = moments.state(at_ms)
        replayed = state_at(log.effective, at_ms)
        became = [span for span in chain(log.state) if span[0] <= at_ms]
        if chain(replayed) == became:
            assert whole(state) == whole(replayed)
        if at_ms < (log.state.ended_ms or 0):
            assert state.hand == hand_in(log, at_ms)


def test_a_long_session_is_at_every_act_what_a_replay_up_to_it_says() -> None:
    log = a_long_session()
    moments = Moments(log)
    for entry in log.entries[::25]:
        assert whole(moments.state(entry.at_ms)) == whole(state_at(log.entries, entry.at_ms))


def test_what_was_taken_back_never_was() -> None:
    story = Story(4).begins().gives("Ann").at(10_000).gives("Ben").at(12_000).undoes()
    moments = Moments(story.at(20_000).closes().log)
    assert story.alias(moments.state(11_000).hand.holder) == "Ann"


def test_a_turn_that_was_somebody_elses_was_theirs_from_its_first_moment() -> None:
    story = Story(4).begins().gives("Ann").at(10_000).gives("Ben").at(20_000).gives("Dan")
    moments = Moments(story.at(60_000).reassigns(2, "Cleo").closes().log)
    then = moments.state(15_000)
    assert story.alias(then.hand.holder) == "Cleo"
    assert then.round
    assert {*then.round.turns} == {story.id("Ann"), story.id("Cleo")}
