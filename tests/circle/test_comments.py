"""Comments from several copies become one, whatever came first and however often."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle.comments import (
    GONE,
    About,
    Comment,
    CommentKind,
    Key,
    changed,
    comment_line,
    comment_of,
    in_order,
    key_of,
    one_of,
)
from circle.kit import FILE_NAME
from circle.store import Store
from tests.exports.an_evening import SESSION, an_evening

NEW = Comment(
    "c0ffee01",
    SESSION,
    About.ROUND,
    2,
    CommentKind.QUESTION,
    "What did Gwen say?",
    "Mair",
    "2026-06-08T18:30:00.000+00:00",
)

comments = st.builds(
    Comment,
    id=st.sampled_from(("c0ffee01", "c0ffee02", "c0ffee03")),
    session=st.sampled_from((SESSION, "0000beef")),
    about=st.just(About.WHOLE),
    place=st.none(),
    kind=st.sampled_from(CommentKind),
    text=st.sampled_from(("a", "b", "c")),
    by=st.sampled_from(("", "Mair")),
    written_utc=st.sampled_from(
        ("2026-06-08T18:30:00+00:00", "2026-06-08T18:30:00.000+00:00", "2026-06-08T18:31:00+00:00")
    ),
    taken_back=st.booleans(),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(comments, max_size=4), max_size=5), st.randoms())
def test_any_order_and_any_repetition_gives_the_same(
    copies: list[list[Comment]], chance: random.Random
) -> None:
    def kept(some: list[list[Comment]]) -> dict[Key, Comment]:
        here: dict[Key, Comment] = {}
        for copy in some:
            here |= {key_of(one): one for one in changed(here, copy)}
        return here

    once = kept(copies)
    again = [*copies, *copies]
    chance.shuffle(again)
    assert kept(again) == once == one_of(one for copy in copies for one in copy)
    assert changed(once, [one for copy in copies for one in copy]) == ()


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(comments, max_size=4), max_size=4))
def test_two_kits_that_had_the_same_copies_hold_the_same(copies: list[list[Comment]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept: list[tuple[Comment, ...]] = []
        for name, some in (("one", copies), ("other", [*reversed(copies), *copies])):
            with closing(Store.open(Path(folder) / name)) as kit:
                for copy in some:
                    kit.keep_comments(copy)
                kept.append(kit.all_comments())
    assert kept[0] == kept[1]


@given(comments)
def test_a_line_is_read_as_the_comment_that_it_was_made_from(comment: Comment) -> None:
    comment = replace(comment, taken_back=False)
    read = comment_of(json.loads(comment_line(comment)))
    assert replace(read, written_utc=comment.written_utc) == comment
    assert comment_of(json.loads(comment_line(read))) == read
    assert "\n" not in comment_line(comment)


def test_of_each_the_newest_stays(store: Store) -> None:
    newer = replace(NEW, text="What did you hear?", written_utc="2026-06-09T08:00:00.000+02:00")
    assert store.keep_comments([NEW]) == 1
    assert store.keep_comments([NEW]) == 0
    assert store.keep_comments([newer, NEW]) == 1
    assert store.keep_comments([NEW]) == 0
    assert store.comments(SESSION) == (newer,)
    assert store.comments("0000beef") == ()


def test_taking_back_wins_over_other_words_of_the_same_moment(store: Store) -> None:
    gone = replace(NEW, text=GONE, taken_back=True)
    for some in ([NEW, gone], [gone, NEW], [replace(NEW, text="聞こえた？")]):
        store.keep_comments(some)
        assert store.comments(SESSION) == ()


def test_a_name_that_was_taken_out_does_not_come_back_with_an_older_copy(store: Store) -> None:
    log = an_evening()
    store.add_session(SESSION, log, [NEW])
    store.retell({SESSION: log}, names=("Gwen",))
    assert store.keep_comments([NEW]) == 0
    assert [one.text for one in store.comments(SESSION)] == ["What did someone say?"]


def test_they_stand_in_the_order_in_which_they_were_written(store: Store) -> None:
    first = replace(NEW, id="ffff0000", written_utc="2026-06-08T19:00:00.000+02:00")
    store.keep_comments([NEW, first])
    assert store.comments() == (first, NEW) == in_order([NEW, first])


def test_whoever_withdraws_is_in_no_comment_either(store: Store, tmp_path: Path) -> None:
    log = an_evening()
    store.add_session(SESSION, log, [replace(NEW, by="Gwen")])
    store.retell({SESSION: log}, names=("Gwen",))
    (told,) = store.comments(SESSION)
    assert (told.text, told.by) == ("What did someone say?", "someone")
    store.close()
    assert b"What did Gwen say" not in (tmp_path / "kit" / FILE_NAME).read_bytes()


def test_one_that_cannot_be_read_is_left_out(store: Store) -> None:
    store.keep_comments([NEW, replace(NEW, id="c0ffee02")])
    store._connection.execute("UPDATE comment SET data = '{' WHERE id = 'c0ffee02'")
    assert store.comments() == (NEW,)
