"""A passphrase comes from the first line of a file, whatever editor wrote it."""

from pathlib import Path

import pytest

from circle.errors import NotRead, Refused
from ui.passphrase import ask_passphrase, read_passphrase


def file(folder: Path, data: bytes) -> Path:
    path = folder / "words.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (b"four small words here", "four small words here"),
        (b"four\r\nsecond line\r\n", "four"),
        (b"\xef\xbb\xbffour\n", "four"),
        (b" two  spaces \n", " two  spaces "),
        ("Zoe\u0308\n".encode(), "Zo\u00eb"),
    ],
)
def test_the_first_line_is_the_passphrase(tmp_path: Path, data: bytes, passphrase: str) -> None:
    assert read_passphrase(file(tmp_path, data)) == passphrase


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "“words.txt” is empty"),
        (b"\nfour\n", "The first line of “words.txt” is empty"),
        (b"  \t\nfour\n", "The first line of “words.txt” is empty"),
        (b"x" * 1001, "longer than 1000 characters"),
        (b"x\n" * 40_000, "larger than 64 kB"),
        ("four".encode("utf-16"), "save it as UTF-8"),
        (b"f\xebur", "not UTF-8"),
        (b"fo\0ur", "is not text"),
    ],
)
def test_what_is_no_passphrase_gets_a_sentence_that_does_not_quote_it(
    tmp_path: Path, data: bytes, said: str
) -> None:
    with pytest.raises(NotRead, match=said) as caught:
        read_passphrase(file(tmp_path, data))
    assert "four" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotRead, match=r"“gone.txt” is not there"):
        read_passphrase(tmp_path / "gone.txt")


def test_without_a_terminal_nobody_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused, match=r"--passphrase-file"):
        ask_passphrase("Passphrase")
    assert capsys.readouterr().err == ""
