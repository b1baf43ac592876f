"""What bad input gets: one sentence that names the file, the line and what was expected; nothing half-imported."""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from circle import kit
from circle.store import Store
from tests.disks import make_read_only, own_disk
from tests.ui.typed import Typed, typed_apart, typed_here

GOOD = "SPEAKER m 1 0.5 2.125 <NA> <NA> Ann <NA> <NA>\nSPEAKER m 1 4 3 <NA> <NA> Ben <NA> <NA>\n"
HEADER = "person,start_s,end_s\n"


def rttm(**changed: str) -> bytes:
    """Two good lines, and one with a field changed."""
    fields = {"start": "9", "length": "1", "who": "Ann", **changed}
    line = f"SPEAKER m 1 {fields['start']} {fields['length']} <NA> <NA> {fields['who']} <NA> <NA>\n"
    return (GOOD + line).encode()


FILES: dict[str, tuple[str, bytes, str]] = {
    "empty rttm": ("m.rttm", b"", "“m.rttm” is empty"),
    "empty csv": ("m.csv", b"", "“m.csv” is empty"),
    "empty json": ("m.json", b"", "“m.json” is empty"),
    "blank": ("m.rttm", b" \n\n \n", "“m.rttm” is empty"),
    "only remarks": ("m.rttm", b";; nothing yet\n", "“m.rttm” has no turns; expected"),
    "binary": ("m.rttm", bytes(range(256)) * 40, "“m.rttm” is not text"),
    "binary csv": ("m.csv", b"PK\x03\x04" + bytes(400), "“m.csv” is not text"),
    "binary json": ("m.json", bytes(400), "“m.json” is not text"),
    "a picture without an ending": ("holiday", b"\x89PNG\r\n" + bytes(9), "“holiday”"),
    "truncated rttm": ("m.rttm", GOOD.encode()[:-30], "“m.rttm”, line 2:"),
    "truncated csv": ("m.csv", (HEADER + "Ann,0,5\nBen,5").encode(), "“m.csv”, line 3:"),
    "truncated csv in a quotation": (
        "m.csv",
        (HEADER + 'Ann,0,5\n"Ben,5').encode(),
        "“m.csv”, line 3:",
    ),
    "truncated json": (
        "m.json",
        b'{"format":"circlekeeper-session",\n"version"',
        "“m.json” is damaged, or no session from this program. Nothing was taken in. Export it again,",
    ),
    "latin-1": ("m.rttm", GOOD.replace("Ben", "Zo\xeb").encode("latin-1"), "“m.rttm”, line 2:"),
    "utf-16": ("m.csv", HEADER.encode("utf-16"), "“m.csv” is UTF-16 text; save it as UTF-8"),
    "negative start": ("m.rttm", rttm(start="-1"), "“m.rttm”, line 3: “-1” is not a time"),
    "negative length": ("m.rttm", rttm(length="-0.5"), "line 3: “-0.5” is not a time"),
    "nan": ("m.rttm", rttm(start="NaN"), "line 3: “NaN” is not a time; expected seconds"),
    "infinite": ("m.rttm", rttm(length="inf"), "line 3: “inf” is not a time"),
    "far away": ("m.rttm", rttm(start="1e99"), "line 3: “1e99” is not a time"),
    "nan in csv": ("m.csv", (HEADER + "Ann,0,nan\n").encode(), "“m.csv”, line 2: “nan”"),
    "overlapping": ("m.csv", (HEADER + "Ann,0,5\nBen,4,6\n").encode(), "“m.csv”, line 3: the turn"),
    "backwards": ("m.csv", (HEADER + "Ann,5,4\n").encode(), "“m.csv”, line 2: the turn ends"),
    "a line of 10 MB": ("m.rttm", GOOD.encode() + b"x" * 10_000_000, "“m.rttm”, line 3:"),
    "a line of 10 MB in csv": ("m.csv", (HEADER + "A" * 10_000_000).encode(), "“m.csv”, line 2:"),
    "a line of 10 MB in json": ("m.json", b'{"format":"' + b"x" * 10_000_000, "“m.json”"),
    "a name of 10 MB": ("m.rttm", rttm(who="A" * 10_000_000), "“m.rttm”, line 3:"),
    "too large": ("m.rttm", b"x" * 20_000_001, "“m.rttm” is larger than 20 MB"),
    "another major version": (
        "m.json",
        b'{"format":"circlekeeper-session","version":"9.0"}',
        "“m.json” is from a newer Circlekeeper.",
    ),
    "no version": ("m.json", b'{"format":"circlekeeper-session"}', "“m.json”"),
    "another format": ("m.json", b'{"format":"cookbook","version":"1.0"}', "“m.json”"),
    "a list": ("m.json", b"[]", "(it is not a session; expected an object"),
    "a number": ("m.json", b"12", "(it is not a session"),
    "nested": ("m.json", b"[" * 100_000, "“m.json”"),
    "a huge number": ("m.json", b'{"version":' + b"9" * 5_000 + b"}", "“m.json”"),
    "a page": (
        "m.pdf",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(9),
        "“m.pdf” is none of the files",
    ),
    "a letter in Word": ("m.docx", b"PK\x03\x04" + bytes(400), "“m.docx” is none of the files"),
    "a bundle that was changed": (
        "m.circle",
        b"PK\x03\x04" + bytes(400),
        "“m.circle” is damaged, or no bundle",
    ),
    "none of the formats": ("m.txt", b"Dear all,\n", "“m.txt” is none of the files"),
    "two recordings": (
        "m.rttm",
        GOOD.replace("m 1 4", "n 1 4").encode(),
        "line 2: “n” is a second",
    ),
    "another list": ("m.rttm", b"LEXEME x\nhello\n", "“m.rttm”, line 2: “hello” is not RTTM"),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path) -> Typed:
    return typed_here(capsys, home)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_imported(typed: Typed, tmp_path: Path, home: Path, case: str):
    name, data, said = FILES[case]
    why = typed("import", written(tmp_path, name, data)).why
    assert said in why
    assert "Nothing was taken in." in why
    assert len(why) < 400
    with closing(Store.open(home)) as store:
        assert (store.every_session(), store.sessions(), store.search("Ann")) == ([], [], [])


@pytest.mark.parametrize("case", [case for case in FILES if FILES[case][0] == "m.rttm"])
def test_a_file_that_cannot_be_held_again_makes_no_kit(
    typed: Typed, tmp_path: Path, home: Path, case: str
):
    name, data, said = FILES[case]
    assert said in typed("replay", written(tmp_path, name, data)).why
    assert not home.exists()


@pytest.mark.parametrize("command", ["import", "replay"])
def test_what_is_not_a_file(typed: Typed, tmp_path: Path, command: str):
    assert "“m.rttm” is not there" in typed(command, tmp_path / "m.rttm").why
    if command == "replay":
        assert "is a folder" in typed(command, tmp_path).why
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.rttm")
        assert "“pipe.rttm” is not a file" in typed(command, tmp_path / "pipe.rttm").why


def test_good_files_beside_bad_ones_come_in(typed: Typed, tmp_path: Path):
    good = written(tmp_path, "good.rttm", GOOD.encode())
    bad = written(tmp_path, "bad.rttm", rttm(start="NaN"))
    answer = typed("import", bad, good, tmp_path / "none.csv")
    assert answer.code == 1
    assert "2 turns" in answer.out
    assert [line.split(",")[0].split(" is ")[0] for line in answer.err.splitlines()] == [
        "“bad.rttm”",
        "“none.csv”",
    ]


def changed_record(change: Callable[[dict], object]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        record = json.loads(data)
        change(record)
        return json.dumps(record).encode()

    return changed


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda data: data.replace(b"Ann", b"Eve"), id="a name changed"),
        pytest.param(changed_record(lambda r: r["events"].pop(2)), id="an event missing"),
        pytest.param(changed_record(lambda r: r["events"].reverse()), id="events reversed"),
        pytest.param(changed_record(lambda r: r.update(version="2.0")), id="newer version"),
        pytest.param(changed_record(lambda r: r.update(version="new")), id="unknown version"),
        pytest.param(changed_record(lambda r: r.update(hash="0" * 64)), id="another hash"),
        pytest.param(changed_record(lambda r: r.update(events=None)), id="no events"),
        pytest.param(changed_record(lambda r: r.update(id="../../up")), id="an id that is a path"),
        pytest.param(lambda data: data.replace(b'"at_ms":0', b'"at_ms":NaN', 1), id="NaN"),
        pytest.param(lambda data: data.replace(b'"at_ms":0', b'"at_ms":-5', 1), id="negative"),
        pytest.param(lambda data: data + data, id="twice"),
    ],
)
def test_a_damaged_record_changes_nothing(
    typed: Typed, tmp_path: Path, home: Path, damage: Callable[[bytes], bytes]
):
    good = written(tmp_path, "good.rttm", GOOD.encode())
    session = typed("import", good).out.split()[0]
    typed("export", session, "--format", "json", "--who", "aliases", "--out", tmp_path)
    (record,) = tmp_path.glob("*.json")
    changed = damage(record.read_bytes())
    assert changed != record.read_bytes()
    before = (home / kit.FILE_NAME).read_bytes()
    why = typed("import", written(tmp_path, "bad.json", changed)).why
    assert "“bad.json”" in why
    assert logs(home) == logs_in(before, tmp_path)


def logs(home: Path) -> list[tuple]:
    with closing(sqlite3.connect(home / kit.FILE_NAME)) as other:
        return [
            *other.execute("SELECT * FROM event ORDER BY 1, 2"),
            *other.execute("SELECT * FROM session"),
            *other.execute("SELECT * FROM turn"),
        ]


def logs_in(data: bytes, folder: Path) -> list[tuple]:
    (folder / "before").mkdir()
    (folder / "before" / kit.FILE_NAME).write_bytes(data)
    return logs(folder / "before")


COMMANDS = [("list",), ("show", "4f2a"), ("export", "4f2a"), ("verify",), ("import", "m.rttm")]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
class TestKits:
    """Each command says the same of a kit that does not open, and leaves it as it is."""

    @pytest.fixture
    def path(self, home: Path) -> Path:
        with closing(Store.open(home)):
            pass
        return home / kit.FILE_NAME

    def refused(self, typed: Typed, path: Path, words: tuple[str, ...]) -> str:
        before = path.read_bytes()
        why = typed(*words).why
        assert path.read_bytes() == before
        assert sorted(file.name for file in path.parent.iterdir()) == [kit.FILE_NAME]
        assert str(path.parent) in why
        return why

    def test_a_newer_kit(self, typed: Typed, path: Path, words: tuple[str, ...]):
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA user_version=99")
        assert "newer Circlekeeper. It was left as it is." in self.refused(typed, path, words)

    def test_a_damaged_kit(self, typed: Typed, path: Path, words: tuple[str, ...]):
        data = path.read_bytes()
        path.write_bytes(data[:4096] + bytes(4096) + data[8192:])
        assert "is damaged. It was left as it is." in self.refused(typed, path, words)

    def test_a_kit_cut_short(self, typed: Typed, path: Path, words: tuple[str, ...]):
        path.write_bytes(path.read_bytes()[:5000])
        assert "is damaged. It was left as it is." in self.refused(typed, path, words)

    def test_a_kit_that_is_open_elsewhere(self, typed: Typed, path: Path, words: tuple[str, ...]):
        with closing(Store.open(path.parent)):
            before = path.read_bytes()
            assert "is open in another Circlekeeper" in typed(*words).why
            assert path.read_bytes() == before

    def test_a_folder_that_is_a_file(
        self, typed: Typed, home: Path, words: tuple[str, ...], tmp_path: Path
    ):
        home.write_text("not a folder")
        assert "is not a folder" in typed(*words).why
        assert home.read_text() == "not a folder"

    def test_a_disk_that_may_not_be_written_to(
        self, typed: Typed, home: Path, words: tuple[str, ...]
    ):
        """On a tmpfs that is mounted anew as read-only: root may write to a folder without rights."""
        home.mkdir()
        with own_disk(home, kilobytes=4_000):
            with closing(Store.open(home)):
                pass
            make_read_only(home)
            why = self.refused(typed, home / kit.FILE_NAME, words)
            assert "cannot be written to. Nothing was changed." in why


@pytest.mark.parametrize(
    "words", [one for one in COMMANDS if one[0] != "import"], ids=lambda words: words[0]
)
def test_where_there_is_no_kit_none_is_made(typed: Typed, home: Path, words: tuple[str, ...]):
    assert typed(*words).why.startswith(f"There is no kit in {home}.")
    assert not home.exists()


def test_a_full_disk_takes_a_session_whole_or_not_at_all(typed: Typed, home: Path, tmp_path: Path):
    lines = [f"SPEAKER m 1 {2 * n} 1 <NA> <NA> person{n % 9} <NA> <NA>\n" for n in range(9_000)]
    large = written(tmp_path, "large.rttm", "".join(lines).encode())
    small = written(tmp_path, "small.rttm", GOOD.encode())
    home.mkdir()
    with own_disk(home, kilobytes=1_500):
        assert typed("import", small).code == 0
        before = logs(home)
        no_backup, full = typed("import", large).err.splitlines()
        assert no_backup.startswith("No backup was made, because there is too little room")
        assert full.startswith("The disk is full")
        assert logs(home) == before
        assert typed("verify").code == 0


def test_an_export_to_a_folder_that_is_missing_a_file_or_full(
    typed: Typed, tmp_path: Path, home: Path
):
    session = typed("import", written(tmp_path, "m.rttm", GOOD.encode())).out.split()[0]
    missing = tmp_path / "missing"
    assert "That folder does not exist" in typed("export", session, "--out", missing / "notes").why
    assert not missing.exists()
    assert "That is not a folder" in typed("export", session, "--out", tmp_path / "m.rttm").why
    small = tmp_path / "small"
    small.mkdir()
    with own_disk(small, kilobytes=4):
        assert "There is no room left" in typed("export", session, "--out", small).why
        assert [*small.iterdir()] == []
    with closing(Store.open(home)) as store:
        assert store.sessions()[0].exported is False


def test_a_log_that_was_changed_is_found_by_verify_and_shown_by_nobody(
    typed: Typed, tmp_path: Path, home: Path
):
    session = typed("import", written(tmp_path, "m.rttm", GOOD.encode())).out.split()[0]
    with closing(sqlite3.connect(home / kit.FILE_NAME)) as other, other:
        other.execute("DROP TRIGGER event_is_append_only_update")
        other.execute("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 3")
    assert f"session {session} is damaged from event 3 on" in typed("show", session).why
    assert "damaged from event 3 on" in typed("export", session, "--out", tmp_path).why
    verified = typed("verify")
    assert verified.code == 1
    layout, record = verified.lines
    assert "not laid out as it was: event_is_append_only_update" in layout
    assert session in record
    assert typed("list").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is of Linux")
def test_output_that_cannot_be_written_is_one_line(home: Path):
    with closing(Store.open(home)):
        pass
    with Path("/dev/full").open("wb") as full:
        answer = typed_apart("--home", home, "list", to=full)
    assert answer.why == (
        "The computer answered “No space left on device”. What was saved before is safe; try again."
    )


def test_a_whole_process_says_no_more_than_the_sentence(tmp_path: Path):
    bad = written(tmp_path, "m.rttm", rttm(start="NaN"))
    answer = typed_apart("import", bad, "--home", tmp_path / "home")
    assert answer.why.startswith("“m.rttm”, line 3: “NaN” is not a time; expected seconds")
