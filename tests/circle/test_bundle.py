"""A session leaves as a bundle, and comes back from one as it was, once, whatever else is here."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from circle import archiving
from circle import events as e
from circle.age import PassphraseNeeded, WrongPassphrase, sealed
from circle.bundle import MEDIA_TYPE, TooLarge, comments_bundle, session_bundle
from circle.bundle_reading import read_bundle
from circle.comments import Comment
from circle.errors import NotRead
from circle.harvest import Seen
from circle.importing import import_file
from circle.level import Level
from circle.preview import preview
from circle.record import hash_of
from circle.session_notes import SessionNotes
from circle.store import Store
from circle.verifying import verify
from exports import html
from exports.formats import format_of
from tests.circle.hostile_bundles import (
    COMMENT,
    GOOD,
    PASSPHRASE,
    WHOLE,
    Table,
    archive,
    files_of,
    parts_of,
    stated,
)
from tests.exports.an_evening import SESSION, Evening, an_evening, people
from tests.exports.test_what_stays import Try, histories, session_of
from tests.notes import make_notes

CIRCLE = format_of("circle")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


@pytest.fixture
def notes() -> SessionNotes:
    return make_notes(SESSION, an_evening(), Level.ALIASES, Seen.TRAINER)


def file(folder: Path, data: bytes, name: str = "evening.circle") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_bundle_is_a_zip_that_says_what_it_is_in_its_first_bytes(notes: SessionNotes) -> None:
    data = CIRCLE.render(notes)
    assert data[30:38] + data[38 : 38 + len(MEDIA_TYPE)] == b"mimetype" + MEDIA_TYPE.encode()
    assert CIRCLE.media_type == MEDIA_TYPE
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["mimetype", "manifest.json", "session.json", "events.jsonl", "notes.jsonl", "notes.html"]  # fmt: skip
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        manifest = json.loads(opened.read("manifest.json"))
        assert opened.read("notes.html") == html.render(notes)
        points = [json.loads(line)["text"] for line in opened.read("notes.jsonl").splitlines()]
    assert manifest["counts"] == {"events": 31, "people": 6, "rounds": 3, "turns": 3, "notes": 4, "comments": 0}  # fmt: skip
    assert (manifest["level"], manifest["reader"], manifest["holds"]) == ("aliases", "trainer", "session")  # fmt: skip
    assert points == [one.text for one in (*notes.key_points, *notes.notes)]


def test_a_bundle_without_names_counts_nobody() -> None:
    files = files_of(CIRCLE.render(make_notes(SESSION, an_evening(), Level.NOBODY)))
    assert json.loads(files["manifest.json"])["counts"]["people"] is None


numbers = count(1)


@pytest.fixture(scope="module")
def one_kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    folder = tmp_path_factory.mktemp("round")
    with closing(Store.open(folder / "kit")) as opened:
        yield opened, folder / "evening.circle"


@settings(
    max_examples=70,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    history=histories,
    level=st.sampled_from([Level.NOBODY, Level.SEATS, Level.ALIASES]),
    reader=st.sampled_from([Seen.TRAINER, Seen.REPORT]),
    confidential=st.booleans(),
)
def test_a_session_comes_back_as_it_left(
    one_kit: tuple[Store, Path],
    history: list[Try],
    level: Level,
    reader: Seen,
    confidential: bool,
) -> None:
    kit, path = one_kit
    session = f"{next(numbers):08x}"
    notes = make_notes(session, session_of(history, confidential=confidential), level, reader)
    path.write_bytes(session_bundle(notes, b"<p>for people</p>"))
    imported = import_file(kit, path)
    assert (imported.id, imported.outcome) == (session, "new")
    again = make_notes(session, kit.read(session), level, reader)
    assert session_bundle(again, b"<p>for people</p>") == path.read_bytes()
    assert import_file(kit, path).outcome == "already here"


def test_a_sealed_bundle_is_taken_in_with_its_passphrase_only(
    store: Store, tmp_path: Path, notes: SessionNotes
) -> None:
    path = file(tmp_path, sealed(CIRCLE.render(notes), PASSPHRASE))
    with pytest.raises(PassphraseNeeded, match=r"“evening.circle” is kept by a passphrase"):
        import_file(store, path)
    with pytest.raises(WrongPassphrase, match=r"does not open “evening.circle”"):
        import_file(store, path, "another")
    assert store.every_session() == []
    assert preview(store, path, PASSPHRASE).sealed is True
    assert import_file(store, path, PASSPHRASE).outcome == "new"
    assert import_file(store, file(tmp_path, CIRCLE.render(notes))).outcome == "already here"
    assert verify(store).findings == ()


@pytest.mark.parametrize("name", ["evening.zip", "evening", "EVENING.CIRCLE"])
def test_a_bundle_is_known_by_how_it_begins_too(store: Store, tmp_path: Path, name: str) -> None:
    assert import_file(store, file(tmp_path, WHOLE, name)).outcome == "new"


@pytest.mark.parametrize("data", [sealed(b"", "x"), b"-----BEGIN AGE ENCRYPTED FILE-----\n"])
def test_a_sealed_file_is_known_by_how_it_begins(store: Store, tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PassphraseNeeded):
        import_file(store, file(tmp_path, data, "from a trainer.age"))


def test_a_preview_says_what_would_come_of_it_and_changes_nothing(
    store: Store, tmp_path: Path, notes: SessionNotes
) -> None:
    path = file(tmp_path, CIRCLE.render(notes))
    seen = preview(store, path)
    assert (seen.what, seen.session, seen.title, seen.circle) == ("session", SESSION, "Leaving hospital", "Trauma network")  # fmt: skip
    assert (seen.level, seen.reader, seen.confidentiality) == (Level.ALIASES, Seen.TRAINER, "circle")  # fmt: skip
    assert (seen.people, seen.rounds, seen.turns, seen.notes, seen.comments) == (6, 3, 3, 4, 0)
    assert seen.opened == notes.opened
    assert seen.outcome == "new"
    assert store.every_session() == []
    assert preview(None, path) == replace(seen, outcome=None)
    import_file(store, path)
    assert preview(store, path).outcome == "already here"
    other = file(tmp_path, CIRCLE.render(make_notes(SESSION, an_evening(), Level.SEATS)))
    assert preview(store, other).outcome == "kept beside"
    assert import_file(store, other).outcome == "kept beside"
    assert preview(store, other).outcome == "already here"


def test_a_preview_of_a_record_without_names_counts_nobody(tmp_path: Path) -> None:
    data = CIRCLE.render(make_notes(SESSION, an_evening(), Level.NOBODY))
    assert preview(None, file(tmp_path, data)).people is None


def test_a_newer_version_is_said_beforehand_and_refused(store: Store, tmp_path: Path) -> None:
    newer = stated(GOOD, lambda table: table.update(version="2.0"))
    path = file(tmp_path, archive(parts_of(newer)))
    seen = preview(store, path)
    assert seen.outcome == "newer version"
    assert "from a newer Circlekeeper" in seen.why
    with pytest.raises(NotRead, match="newer Circlekeeper"):
        import_file(store, path)
    assert store.every_session() == []


def test_what_a_newer_minor_version_says_besides_is_left_alone(
    store: Store, tmp_path: Path
) -> None:
    def newer(table: Table) -> None:
        table.update(version="1.7", weather={"outside": ["rain"]})

    files = {**GOOD, "pictures.bin": b"\0" * 500}
    path = file(tmp_path, archive(parts_of(stated(files, newer))))
    assert import_file(store, path).outcome == "new"
    known = file(tmp_path, WHOLE)
    assert import_file(store, known).outcome == "already here"


def test_a_session_and_its_comments_come_in_together_or_not_at_all(
    store: Store, tmp_path: Path, notes: SessionNotes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, session_bundle(notes, b"", [COMMENT]))

    def fails(*_given: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(archiving, "write_rows", fails)
        with pytest.raises(RuntimeError):
            import_file(store, path)
    assert (store.every_session(), store.comments()) == ([], ())
    imported = import_file(store, path)
    assert imported.sentence == "“Leaving hospital”: 3 turns, 1 comment."
    about_it = replace(COMMENT, record=hash_of(notes.record))
    assert store.comments(SESSION) == (about_it,)
    assert import_file(store, path).sentence.endswith("Nothing was changed.")


def test_comments_come_back_alone(store: Store, tmp_path: Path) -> None:
    other = replace(COMMENT, id="c0ffee02", text="And what was not said?")
    path = file(tmp_path, comments_bundle(SESSION, [COMMENT, other]))
    assert files_of(path.read_bytes()).keys() == {"mimetype", "manifest.json", "comments.jsonl"}
    seen = preview(store, path)
    assert (seen.what, seen.comments, seen.outcome, seen.title) == ("comments", 2, "new", "")
    imported = import_file(store, path)
    assert imported.sentence.startswith(
        f"2 comments by “Mair” on session {SESSION}. That session is not in"
    )
    assert preview(store, path).outcome == "already here"
    import_file(store, file(tmp_path, WHOLE))
    again = file(tmp_path, comments_bundle(SESSION, [COMMENT]))
    said = import_file(store, again).sentence
    assert said == (
        f"1 comment by “Mair” on “Leaving-hospital-canary”, 11 May 2026 (session {SESSION}) is here already. "
        "Nothing was changed."
    )
    assert store.comments(SESSION) == (COMMENT, other)


def test_only_the_comments_of_a_session_that_is_here_may_be_new(
    store: Store, tmp_path: Path, notes: SessionNotes
) -> None:
    import_file(store, file(tmp_path, CIRCLE.render(notes)))
    imported = import_file(store, file(tmp_path, session_bundle(notes, b"", [COMMENT])))
    assert imported.outcome == "already here"
    assert imported.sentence.endswith("Only the comments are new.")
    assert [one.text for one in store.comments(SESSION)] == [COMMENT.text]


def long(text: str, times: int) -> SessionNotes:
    evening = Evening().does(e.SessionOpened("An evening", people(("Ann",))))
    for n in range(times):
        evening.does(e.NoteWritten(n + 1, text))
    return make_notes(SESSION, evening.does(e.SessionClosed()).log, Level.ALIASES)


def test_texts_that_pack_very_well_are_read_again(tmp_path: Path) -> None:
    path = file(tmp_path, session_bundle(long("a" * 20_000, 40), b" " * 3_000_000))
    assert len(read_bundle(path).record.log.state.notes) == 40  # pyright: ignore[reportOptionalMemberAccess]


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: session_bundle(long("a" * 19_000, 1_100), b""), id="notes"),
        pytest.param(lambda: session_bundle(long("a", 1), b"x" * 20_000_001), id="the copy"),
        pytest.param(
            lambda: comments_bundle(SESSION, [replace(COMMENT, text="\U0001f54a" * 70_000)]),
            id="a line",
        ),
    ],
)
def test_what_could_not_be_read_again_is_not_written(make: Callable[[], bytes]) -> None:
    with pytest.raises(TooLarge, match="does not fit into a bundle"):
        make()


def test_a_comment_that_was_kept_can_be_sent_again(tmp_path: Path) -> None:
    mine: Comment = replace(COMMENT, text="Zwei\nZeilen, “so”.")
    path = file(tmp_path, comments_bundle(SESSION, [mine]))
    assert read_bundle(path).comments == (mine,)
