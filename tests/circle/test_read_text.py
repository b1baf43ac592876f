from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.errors import NotRead
from circle.files import read_text
from tests.disks import folder_for_everyone, someone_without_rights


def written(folder: Path, data: bytes) -> Path:
    path = folder / "turns.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Gwen – 3".encode(), "Gwen – 3"),
        (b"\xef\xbb\xbfwho\r\n", "who\r\n"),
        (b"a\rb", "a\rb"),
    ],
)
def test_reads_utf8_with_or_without_its_mark(tmp_path: Path, data: bytes, text: str) -> None:
    assert read_text(written(tmp_path, data), largest_bytes=100) == text


def test_reads_a_file_that_is_exactly_as_large_as_allowed(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, b"x" * 100), largest_bytes=100) == "x" * 100


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "“turns.csv” is empty; expected a text file."),
        (b"\xef\xbb\xbf \r\n", "“turns.csv” is empty; expected a text file."),
        (b"x" * 2001, "“turns.csv” is larger than 2 kB, more than is read from one file."),
        (b"a\0b", "“turns.csv” is not text; expected UTF-8 text."),
        ("who".encode("utf-16"), "“turns.csv” is UTF-16 text; save it as UTF-8."),
        (
            "one\ntwo\nZoë\n".encode("latin-1"),
            "“turns.csv”, line 3: byte 11 is not UTF-8; save the file as UTF-8.",
        ),
        ("Zoë".encode()[:-1], "“turns.csv”, line 1: byte 3 is not UTF-8; save the file as UTF-8."),
    ],
)
def test_says_what_is_wrong_with_a_text(tmp_path: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_text(written(tmp_path, data), largest_bytes=2000)
    assert str(refused.value) == sentence


def test_says_that_a_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotRead, match=r"“gone\.csv” is not there"):
        read_text(tmp_path / "gone.csv", largest_bytes=100)


def test_says_that_it_was_given_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotRead, match="is a folder"):
        read_text(tmp_path, largest_bytes=100)


def test_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotRead, match="“pipe” is not a file"):
        read_text(tmp_path / "pipe", largest_bytes=100)


def test_does_not_read_a_device_for_ever() -> None:
    with pytest.raises(NotRead, match="“zero” is not a file"):
        read_text(Path("/dev/zero"), largest_bytes=100)


def test_says_that_there_is_no_permission() -> None:
    with folder_for_everyone() as folder:
        path = written(folder, b"secret")
        path.chmod(0)
        with someone_without_rights(), pytest.raises(NotRead, match="no permission to read “turns"):
            read_text(path, largest_bytes=100)


@pytest.mark.parametrize("name", ["n" * 300, "nul\0byte", "lone\ud800surrogate"])
def test_says_that_no_file_can_have_that_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotRead, match="could not be read"):
        read_text(tmp_path / name, largest_bytes=100)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        text = read_text(path, largest_bytes=200)
    except NotRead as refused:
        assert_names(path, str(refused))
    else:
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")


def assert_names(path: Path, sentence: str) -> None:
    assert sentence.startswith(f"“{path.name}”")
