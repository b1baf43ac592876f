"""What is erased is in no byte of the kit's folder any more, and all else is as it was."""

from __future__ import annotations

import os
import sys
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest

from circle import events as e
from circle.circles import Circle, Usual
from circle.erased import Kind, Piece
from circle.erasing import Order, What
from circle.erasing_files import mark, marked
from circle.erasing_work import Erased, carry_out, finish, preview
from circle.errors import Refused
from circle.kept import Arrived
from circle.kit_files import BACKUPS
from circle.loop import Loop
from circle.store import Store
from circle.verifying import verify
from tests.circle import erasable as words
from tests.circle.erasable import DAY, KEY, Kit, hits
from tests.fakes import AN_EVENING, FakeClock
from ui.erasing_words import before
from ui.erasing_words import done as told

if TYPE_CHECKING:
    from types import FrameType

CALLS = {
    "execute",
    "executemany",
    "fetchall",
    "unlink",
    "rename",
    "mkdir",
    "fsync",
    "write",
    "rmdir",
    "link",
}


@pytest.fixture(scope="module")
def plain_kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return Kit(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def locked_kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return Kit(tmp_path_factory.mktemp("locked"), KEY)


@pytest.fixture
def kit(plain_kit: Kit, tmp_path: Path) -> Kit:
    return plain_kit.copied(tmp_path / "kit")


@pytest.fixture
def locked(locked_kit: Kit, tmp_path: Path) -> Kit:
    return locked_kit.copied(tmp_path / "kit")


def done(kit: Kit, order: Order) -> Erased:
    erased = carry_out(kit.folder, kit.key, order, DAY)
    assert not erased.kept_back
    with closing(kit.open()) as store:
        assert not verify(store).findings
    return erased


def written(kit: Kit, *pieces: Piece) -> Order:
    return Order(What.WRITTEN, (kit.first,), pieces)


def everything(kit: Kit) -> list[tuple[str, str, str | bytes]]:
    with closing(kit.open()) as store:
        return [*store.values()]


def everything_but(kit: Kit, session: str) -> dict[str, object]:
    """What the kit holds of the other sessions."""
    with closing(kit.open()) as store:
        return {
            one: (store.rows(one), store.archived(one), store.comments(one))
            for one in store.every_session()
            if one != session
        }


def test_a_note_goes_with_all_its_words_before_and_after_it_was_edited(kit: Kit) -> None:
    before = everything_but(kit, kit.first)
    assert hits(kit.folder, words.NOTE, words.EDITED) == words.words_of(
        words.NOTE
    ) | words.words_of(words.EDITED)
    erased = done(kit, written(kit, Piece(Kind.NOTE, kit.number(words.EDITED))))
    assert not hits(kit.folder, words.NOTE, words.EDITED)
    assert (erased.traces, erased.still, erased.scanned) == ((), (), True)
    texts = [one.text for one in kit.log(kit.first).state.notes.values()]
    assert texts == [words.KEPT, words.OTHER, words.POINT]
    assert everything_but(kit, kit.first) == before


def test_nothing_says_in_the_record_that_a_note_was_there_but_its_number_and_time(kit: Kit) -> None:
    before = kit.log(kit.first).entries
    done(kit, written(kit, Piece(Kind.NOTE, kit.number(words.EDITED))))
    after = kit.log(kit.first).entries
    assert [(one.seq, one.at_ms, one.wall) for one in after] == [
        (one.seq, one.at_ms, one.wall) for one in before
    ]
    changed = [two.event for one, two in zip(before, after, strict=True) if one != two]
    assert all(isinstance(one, e.Withdrawn) for one in changed)
    assert len(changed) == 2


def test_what_is_begun_with_the_words_of_a_note_goes_with_it(kit: Kit) -> None:
    with closing(kit.open()) as store:
        store.keep_draft(kit.first, "key point", f"{words.OTHER} again")
    done(kit, written(kit, Piece(Kind.NOTE, kit.number(words.OTHER))))
    with closing(kit.open()) as store:
        assert store.drafts(kit.first) == {"note": words.DRAFT}
    assert not hits(kit.folder, words.OTHER)


COPY = "0c0ffee0c0ff"


@pytest.fixture
def with_copy(kit: Kit) -> Kit:
    """Another version of the first session came back from elsewhere."""
    with closing(kit.open()) as store:
        log = store.read(kit.first)
        store.add_session(COPY, log, arrived=Arrived(kit.first, AN_EVENING, "aliases", "trainer"))
    return kit


def test_a_note_goes_from_another_version_of_its_session_too(with_copy: Kit) -> None:
    done(with_copy, written(with_copy, Piece(Kind.NOTE, with_copy.number(words.OTHER))))
    assert not hits(with_copy.folder, words.OTHER)
    assert words.POINT in [one.text for one in with_copy.log(COPY).state.notes.values()]


def test_a_session_goes_with_its_other_versions(with_copy: Kit) -> None:
    seen = preview(with_copy.folder, None, Order(What.SESSION, (with_copy.first,)))
    assert {one.session for one in seen.touched} == {with_copy.first, COPY}
    done(with_copy, seen.order)
    assert not hits(with_copy.folder, words.OTHER, words.COMMENT)


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Kind.COMMITMENT, words.PROMISE), (Kind.REFLECTION, words.MOMENT)],
)
def test_what_else_was_written_goes_too(kit: Kit, kind: Kind, text: str) -> None:
    number = next(
        one.seq
        for one in kit.log(kit.first).entries
        if isinstance(
            one.event, e.CommitmentMade if kind is Kind.COMMITMENT else e.ReflectionWritten
        )
    )
    assert hits(kit.folder, text)
    done(kit, written(kit, Piece(kind, number)))
    assert not hits(kit.folder, text)
    assert hits(kit.folder, words.EDITED, words.ANSWER)


def test_what_became_of_a_commitment_goes_and_the_commitment_stays(kit: Kit) -> None:
    number = next(
        one.seq
        for one in kit.log(kit.second).entries
        if isinstance(one.event, e.CommitmentFollowed)
    )
    done(kit, Order(What.WRITTEN, (kit.second,), (Piece(Kind.ANSWER, number),)))
    assert not hits(kit.folder, words.ANSWER)
    assert hits(kit.folder, words.PROMISE)


def test_a_comment_goes_and_does_not_come_back_with_an_older_copy(kit: Kit) -> None:
    with closing(kit.open()) as store:
        (comment,) = store.comments(kit.first)
    done(kit, Order(What.COMMENT, (kit.first,), comment=comment.id))
    assert not hits(kit.folder, words.COMMENT)
    with closing(kit.open()) as store:
        assert not store.comments(kit.first)
        assert store.keep_comments([comment]) == 0


def test_the_notes_of_a_session_go_and_its_turns_stay(kit: Kit) -> None:
    before = everything_but(kit, kit.first)
    with closing(kit.open()) as store:
        line = next(one for one in store.sessions() if one.id == kit.first)
    done(kit, Order(What.NOTES, (kit.first,)))
    gone = (
        words.NOTE,
        words.EDITED,
        words.OTHER,
        words.POINT,
        words.KEPT,
        words.MOMENT,
        words.DRAFT,
        words.COMMENT,
    )
    assert not hits(kit.folder, *gone)
    with closing(kit.open()) as store:
        after = next(one for one in store.sessions() if one.id == kit.first)
    assert (after.title, after.turns, after.heard, after.length_ms) == (
        line.title,
        line.turns,
        line.heard,
        line.length_ms,
    )
    assert everything_but(kit, kit.first)[kit.apart] == before[kit.apart]


def test_a_session_goes_with_all_that_the_kit_has_of_it(kit: Kit) -> None:
    before = everything_but(kit, kit.first)
    seen = preview(kit.folder, None, Order(What.SESSION, (kit.first,)))
    erased = done(kit, Order(What.SESSION, (kit.first,)))
    assert not hits(kit.folder, words.NOTE, words.EDITED, words.OTHER, words.POINT, words.KEPT, words.MOMENT, words.DRAFT, words.COMMENT, words.PROMISE, "Under the pear-tree")  # fmt: skip
    there = words.bytes_of(kit.folder)
    assert b"Under the pear tree" not in there
    assert there.count(kit.first.encode()) > 0, "the later session says which it came back to"
    assert [(one.format, one.reader) for one in erased.left] == [("pdf", "trainer")]
    assert (seen.backups, seen.set_aside, seen.came_back) == (1, 1, 1)
    with closing(kit.open()) as store:
        assert sorted(store.every_session()) == sorted([kit.second, kit.apart])
        assert not store.exports()
        (followed,) = store.read(kit.second).state.followed.values()
    assert (followed.text, followed.words) == ("–", words.ANSWER)
    assert everything_but(kit, kit.first)[kit.apart] == before[kit.apart]


def test_a_person_is_out_of_every_session_and_list(kit: Kit) -> None:
    seen = preview(kit.folder, None, Order(What.PERSON, called="Gwenllian"))
    assert {one.session for one in seen.touched} == {kit.first, kit.second, kit.apart}
    assert seen.circles == ("Garden",)
    erased = done(kit, seen.order)
    assert not hits(kit.folder, "Gwenllian", "Prydderch")
    assert hits(kit.folder, "Hamidou", words.EDITED, words.PROMISE)
    assert (erased.traces, erased.still) == ((), ())
    with closing(kit.open()) as store:
        assert [one.alias for one in store.circles()[0].circle.people] == ["Hamidou"]
        assert store.templates() == {"evening": 'title = "For someone"\n'}
        assert [one.text for one in store.read(kit.apart).state.notes.values()] == [
            "someone was missed."
        ]


def test_a_person_who_is_in_no_session_any_more_is_found_in_lists_and_comments(kit: Kit) -> None:
    with closing(kit.open()) as store:
        store.keep_circle(Circle("Garden", (Usual("Blodwen"),)))
        store.keep_draft(kit.apart, "note", "Blodwen was missed")
        store.keep_template("evening", 'title = "For Blodwen"\n')
    seen = preview(kit.folder, None, Order(What.PERSON, called="Blodwen"))
    assert (seen.touched, seen.finds_any, seen.circles) == ((), True, ("Garden",))
    assert "“Blodwen” is in no session, but in a list" in before(seen)[0]
    assert done(kit, seen.order).still == ()
    assert not hits(kit.folder, "Blodwen")
    assert not preview(kit.folder, None, Order(What.PERSON, called="Blodwen")).finds_any


def test_everything_goes_and_an_empty_kit_is_there(kit: Kit) -> None:
    own = kit.folder / "document_templates"
    own.mkdir()
    (own / "notes.md.j2").write_text("Our house style")
    carry_out(kit.folder, None, Order(What.EVERYTHING), DAY)
    assert not hits(
        kit.folder, words.NOTE, words.KEPT, words.KEPT_TOO, words.PROMISE, "Gwenllian", "Elsewhere"
    )
    with closing(kit.open()) as store:
        assert not store.every_session()
    assert sorted(path.name for path in kit.folder.iterdir()) == ["circlekeeper.erasing", "circlekeeper.kit", "document_templates"]  # fmt: skip
    carry_out(kit.folder, None, Order(What.EVERYTHING, documents=True), DAY)
    assert not own.exists()


@pytest.mark.skipif(os.name == "nt", reason="there not everybody may make links")
def test_everything_goes_from_backups_that_lie_elsewhere(kit: Kit, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (kit.folder / BACKUPS).rename(elsewhere)
    (kit.folder / BACKUPS).symlink_to(elsewhere)
    (elsewhere / "holidays.txt").write_text("nothing of ours")
    carry_out(kit.folder, None, Order(What.EVERYTHING), DAY)
    assert [path.name for path in elsewhere.iterdir()] == ["holidays.txt"]


def test_of_a_person_whose_name_was_not_kept_it_is_said_that_it_was_not_looked_for(
    kit: Kit,
) -> None:
    mark(kit.folder, preview(kit.folder, None, Order(What.PERSON, called="Gwenllian")).order)
    erased = finish(kit.folder, None, DAY)
    assert erased is not None
    assert "Erase them once more" in " ".join(told(erased))
    assert "nothing of it was found" not in " ".join(told(erased))


def test_a_kit_that_a_passphrase_keeps_is_erased_from_alike(locked: Kit) -> None:
    number = locked.number(words.EDITED)
    erased = done(locked, written(locked, Piece(Kind.NOTE, number)))
    assert (erased.traces, erased.still) == ((), ())
    with closing(locked.open()) as store:
        said = [value for _table, _session, value in store.values()]
    assert not [one for one in said if isinstance(one, str) and "marigold" in one.lower()]
    assert not [one for one in said if isinstance(one, bytes) and b"marigold" in one.lower()]


def test_of_a_kit_that_a_passphrase_keeps_the_key_goes_with_everything(locked: Kit) -> None:
    carry_out(locked.folder, KEY, Order(What.EVERYTHING), DAY)
    assert sorted(path.name for path in locked.folder.iterdir()) == [
        "circlekeeper.erasing",
        "circlekeeper.kit",
    ]
    with closing(Store.open(locked.folder, new=False)) as store:
        assert not store.every_session()


def test_what_another_note_says_is_told_and_stays(kit: Kit) -> None:
    with closing(kit.open()) as store:
        loop = Loop.look_back(store, FakeClock(), kit.second)
        loop.record(e.NoteWritten(loop.log.next_seq, f"Again: {words.OTHER}!"))
    erased = done(kit, written(kit, Piece(Kind.NOTE, kit.number(words.OTHER))))
    assert {one.session for one in erased.still} == {kit.second}
    assert erased.titles == ("Autumn",)
    assert erased.traces == ()


def test_what_is_left_in_a_file_is_found(kit: Kit) -> None:
    (kit.folder / "copy of it.txt").write_text(f"xx{words.OTHER.upper()}xx")
    erased = done(kit, written(kit, Piece(Kind.NOTE, kit.number(words.OTHER))))
    assert erased.traces == ("copy of it.txt",)


def test_a_session_that_runs_is_erased_only_once_it_has_ended(kit: Kit) -> None:
    with closing(kit.open()) as store:
        loop = Loop.begin(store, FakeClock(), e.SessionOpened("Now"))
    for order in (Order(What.SESSION, (loop.session,)), Order(What.EVERYTHING)):
        with pytest.raises(Refused, match="still open"):
            preview(kit.folder, None, order)
        with pytest.raises(Refused, match="still open"):
            carry_out(kit.folder, None, order, DAY)
    assert marked(kit.folder) is None
    assert hits(kit.folder, words.NOTE)


def test_the_mark_holds_nobodys_words(kit: Kit) -> None:
    order = preview(kit.folder, None, Order(What.PERSON, called="Gwenllian")).order
    mark(kit.folder, order)
    assert "gwenllian" not in (kit.folder / "circlekeeper.erasing").read_text().lower()
    found = marked(kit.folder)
    assert found is not None
    assert found[0].people == order.people


def test_what_was_begun_is_finished_and_finished_again_does_no_harm(kit: Kit) -> None:
    mark(kit.folder, Order(What.SESSION, (kit.first,)))
    for scanned in (True, False):
        finished = finish(kit.folder, None, DAY)
        assert finished is not None
        assert finished.scanned is scanned
        assert not hits(kit.folder, words.NOTE, words.POINT, words.COMMENT)
    with closing(kit.open()) as store:
        assert not verify(store).findings


def killed_at(kit: Kit, order: Order, call: int) -> bool:
    """Erases in another process, which ends at one of its calls to the database or the disk as a kill would end it.
    Whether it came so far.
    """
    if (child := os.fork()) == 0:
        calls = count(1)

        def look(_frame: FrameType, what: str, called: object) -> None:
            if (
                what == "c_call"
                and getattr(called, "__name__", "") in CALLS
                and next(calls) == call
            ):
                os._exit(9)

        sys.setprofile(look)
        with suppress(BaseException):
            carry_out(kit.folder, kit.key, order, DAY)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks, which Windows cannot")
@pytest.mark.parametrize("what", [What.NOTES, What.SESSION, What.PERSON, What.EVERYTHING])
def test_a_kill_leaves_all_of_it_or_a_mark_with_which_it_is_finished(
    plain_kit: Kit, tmp_path: Path, what: What
) -> None:
    order = Order(what, (plain_kit.first,))
    if what is What.PERSON:
        order = preview(plain_kit.folder, None, Order(what, called="Prydderch")).order
    gone = {What.PERSON: ("Prydderch",)}.get(what, (words.NOTE, words.POINT, words.COMMENT))
    before = everything(plain_kit)
    moments, n = {"before": 0, "begun": 0}, 1
    while killed_at(copy := plain_kit.copied(tmp_path / str(n)), order, n):
        if marked(copy.folder) is None:
            moments["before"] += 1
            assert everything(copy) == before
        else:
            moments["begun"] += 1
            assert finish(copy.folder, None, DAY)
            assert not hits(copy.folder, *gone)
            with closing(copy.open()) as store:
                assert not verify(store).findings
        rmtree(copy.folder)
        n += 1 + n // 2
    assert moments["before"] > 1
    assert moments["begun"] > 3
