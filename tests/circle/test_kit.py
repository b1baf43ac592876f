"""Opening the kit: guarded, alone in it, and what cannot be opened stays as it is."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from circle import kit
from circle.circles import Circle
from circle.events import SessionOpened
from circle.kept import Left
from circle.kit_troubles import KitDamaged, KitFull, KitNewer, KitOpenElsewhere, KitTrouble
from circle.log import Log
from circle.reflection import SaidBack
from circle.store import Store
from tests.circle.older_kits import turn_back
from tests.circle.story import AN_EVENING, Story
from tests.disks import folder_for_everyone, make_read_only, own_disk, someone_without_rights


def made_kit(folder: Path) -> Path:
    """A closed kit with one open session; its file."""
    with closing(Store.open(folder)) as store:
        store.append("abc", Story(3).log.entries[0])
    return folder / kit.FILE_NAME


def refusal(folder: Path) -> str:
    """What is said about a kit that does not open; its file is checked to be as it was."""
    path = folder / kit.FILE_NAME
    before = path.read_bytes()
    with pytest.raises(KitTrouble) as refused:
        Store.open(folder)
    assert path.read_bytes() == before
    assert sorted(file.name for file in folder.iterdir()) == [kit.FILE_NAME]
    return str(refused.value)


def test_a_closed_kit_is_one_file_for_its_owner_alone(tmp_path: Path):
    path = made_kit(tmp_path / "deep" / "home")
    assert [*path.parent.iterdir()] == [path]
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in other ways")
def test_an_open_kit_is_its_owners_alone_in_every_file(tmp_path: Path):
    with closing(Store.open(tmp_path)) as store:
        store.append("abc", Story(3).log.entries[0])
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert len(modes) > 1
    assert set(modes.values()) == {0o600}


def test_every_guard_is_on(tmp_path: Path):
    wanted = {
        "journal_mode": "wal",
        "locking_mode": "exclusive",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "user_version": kit.VERSION,
        "application_id": kit.APPLICATION_ID,
    }
    with closing(Store.open(tmp_path)) as store:
        found = {name: store._rows(f"PRAGMA {name}")[0][0] for name in wanted}
    assert found == wanted


@pytest.mark.parametrize("version", range(1, kit.VERSION))
def test_an_older_kit_gets_what_is_new_and_loses_nothing(tmp_path: Path, version: int):
    path = made_kit(tmp_path)
    turn_back(path, version)
    with closing(Store.open(tmp_path)) as store:
        assert len(store.read("abc").entries) == 1
        store.keep_template("ours", "text")
        store.record_exports([Left("abc", AN_EVENING, "circle", "seats", "trainer", sealed=True)])
        store.keep_deck("ours", "prompts")
        store.keep_circle(Circle("Riverside"))
        store.keep_draft("abc", "note", "half a thou")
        store.count_said_back("abc", 1_000, SaidBack.ALMOST)
    with closing(Store.open(tmp_path)) as store:
        assert store.templates() == {"ours": "text"}
        assert store.decks() == {"ours": "prompts"}
        assert store.exports() == [
            Left("abc", AN_EVENING, "circle", "seats", "trainer", sealed=True)
        ]
        assert [one.circle for one in store.circles()] == [Circle("Riverside")]
        assert store.drafts("abc") == {"note": "half a thou"}
        assert store.said_back("abc") == {(1_000, SaidBack.ALMOST): 1}


def test_what_version_5_imported_is_not_ones_own(tmp_path: Path):
    path = made_kit(tmp_path)
    log = Story(3).begins("go_round").at(9_000).closes().log
    first, *others = log.entries
    assert isinstance(first.event, SessionOpened)
    came = Log([replace(first, event=replace(first.event, source="times.csv")), *others])
    with closing(Store.open(tmp_path)) as store:
        store.add_session("came", came)
        store.add_session("ours", log)
    turn_back(path, 5)
    with closing(Store.open(tmp_path)) as store:
        arrived = store.arrived("came")
        assert arrived is not None
        assert (arrived.known_as, arrived.level) == ("came", "")
        assert store.record_of("came") == store.hash_of("came")
        assert store.arrived("ours") is None


def test_the_kit_of_version_3_keeps_all_that_it_has(tmp_path: Path):
    path = made_kit(tmp_path)
    with closing(Store.open(tmp_path)) as store:
        store.keep_template("ours", "text")
        store.keep_circle(Circle("Riverside"))
        store.keep_setting("scale", 1.5)
    turn_back(path, 3)
    with closing(Store.open(tmp_path)) as store:
        assert store.templates() == {"ours": "text"}
        assert [one.circle for one in store.circles()] == [Circle("Riverside")]
        assert store.setting("scale", 1.0) == 1.5
        assert (store.decks(), store.drafts("abc"), store.said_back("abc")) == ({}, {}, {})


def test_any_sqlite_tool_opens_a_closed_kit(tmp_path: Path):
    path = made_kit(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert other.execute("SELECT count(*) FROM event").fetchone() == (1,)


def test_a_second_start_is_refused_and_the_first_goes_on(tmp_path: Path):
    with closing(Store.open(tmp_path)) as store:
        with pytest.raises(KitOpenElsewhere, match="is open in another Circlekeeper"):
            Store.open(tmp_path)
        store.append("abc", Story(3).log.entries[0])
    with closing(Store.open(tmp_path)) as store:
        assert len(store.read("abc").entries) == 1


def test_a_second_program_is_refused_too(tmp_path: Path):
    start = "import sys; from pathlib import Path; from circle.store import Store; Store.open(Path(sys.argv[1]))"
    with closing(Store.open(tmp_path)):
        other = subprocess.run(
            [sys.executable, "-c", start, str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
    assert "KitOpenElsewhere" in other.stderr


def killed_kit(folder: Path, copy: Path) -> Path:
    """A kit as a kill leaves it, its write-ahead log beside it."""
    with closing(Store.open(folder)) as store:
        store.append("abc", Story(3).log.entries[0])
        shutil.copytree(folder, copy)
    assert (copy / (kit.FILE_NAME + "-wal")).stat().st_size
    return copy


def test_a_kit_that_a_kill_left_opens_with_everything_in_it(tmp_path: Path):
    folder = killed_kit(tmp_path / "kit", tmp_path / "killed")
    with closing(Store.open(folder)) as store:
        assert isinstance(store.read("abc").entries[0].event, SessionOpened)
    assert [file.name for file in folder.iterdir()] == [kit.FILE_NAME]


def test_a_kill_before_the_first_write_leaves_a_kit_that_opens(tmp_path: Path):
    """In WAL mode, but without a write-ahead log: looking at it leaves nothing beside it either."""
    with closing(Store.open(tmp_path / "kit")):
        shutil.copytree(tmp_path / "kit", tmp_path / "killed")
    for file in (tmp_path / "killed").glob("*-wal"):
        file.unlink()
    with closing(sqlite3.connect(tmp_path / "killed" / kit.FILE_NAME)) as other:
        other.execute("PRAGMA journal_mode=WAL")
    with closing(Store.open(tmp_path / "killed")) as store:
        assert store.sessions() == []
    assert [file.name for file in (tmp_path / "killed").iterdir()] == [kit.FILE_NAME]


def test_a_newer_kit_that_a_kill_left_is_not_made_older(tmp_path: Path):
    with closing(Store.open(tmp_path / "kit")) as store:
        store._connection.execute(f"PRAGMA user_version={kit.VERSION + 1}")
        shutil.copytree(tmp_path / "kit", tmp_path / "killed")
    for _again in range(2):
        with pytest.raises(KitNewer):
            Store.open(tmp_path / "killed")


def test_an_empty_file_is_a_kit_to_be_made(tmp_path: Path):
    (tmp_path / kit.FILE_NAME).touch()
    with closing(Store.open(tmp_path)) as store:
        assert store.sessions() == []


def test_a_newer_kit_is_left_as_it_is(tmp_path: Path):
    path = made_kit(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version={kit.VERSION + 1}")
    assert "was made by a newer Circlekeeper. It was left as it is." in refusal(tmp_path)


def test_the_file_of_another_program_is_left_as_it_is(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / kit.FILE_NAME)) as other, other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    assert "belongs to another program" in refusal(tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:50], id="cut off in the header"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda data: b"\0" * len(data), id="zeros"),
        pytest.param(lambda data: b"not a kit, but a text\n" * 40, id="text"),
        pytest.param(lambda data: data[:4096] + os.urandom(8192) + data[12288:], id="two pages"),
        pytest.param(lambda data: data[:100] + b"\xff" * 8 + data[108:], id="page header"),
    ],
)
def test_a_damaged_kit_is_left_as_it_is(tmp_path: Path, damage):
    path = made_kit(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert "is damaged. It was left as it is." in refusal(tmp_path)


def test_a_kit_without_its_tables_is_damaged_and_no_riddle(tmp_path: Path):
    path = made_kit(tmp_path)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TABLE setting")
    with closing(Store.open(tmp_path)) as store, pytest.raises(KitDamaged):
        store.setting("colours", "light")


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(KitTrouble, match="not a folder"):
            Store.open(folder)
    assert (tmp_path / "file").read_text() == "x"


def test_a_folder_where_the_kit_should_be_is_said(tmp_path: Path):
    (tmp_path / kit.FILE_NAME).mkdir()
    with pytest.raises(KitTrouble, match="cannot be read"):
        Store.open(tmp_path)


def test_a_disk_that_may_not_be_written_to_is_said(tmp_path: Path):
    with own_disk(tmp_path, kilobytes=4_000):
        made_kit(tmp_path)
        make_read_only(tmp_path)
        assert "cannot be written to. Nothing was changed." in refusal(tmp_path)
        with pytest.raises(KitTrouble, match="cannot be made"):
            Store.open(tmp_path / "other")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in other ways")
@pytest.mark.parametrize("mode", [0o555, 0o000], ids=["read-only", "closed"])
def test_a_folder_without_rights_is_said(mode: int):
    with folder_for_everyone() as folder:
        inside = folder / "kit"
        inside.mkdir()
        inside.chmod(mode)
        with someone_without_rights():
            with pytest.raises(KitTrouble):
                Store.open(inside)
            with pytest.raises(KitTrouble, match="cannot be made"):
                Store.open(folder / "other")
        inside.chmod(0o755)
        assert [*inside.iterdir()] == []


def test_a_full_disk_is_said_when_the_kit_is_made(tmp_path: Path):
    with own_disk(tmp_path, kilobytes=8), pytest.raises(KitFull, match="The disk is full"):
        Store.open(tmp_path / "kit")
