"""What a passphrase keeps opens in other programs, theirs opens here, and nothing that was changed opens at all."""

from __future__ import annotations

import base64
import os
import pty
import shutil
import subprocess
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from pyrage import passphrase as theirs  # pyright: ignore[reportAttributeAccessIssue]

from circle.age import Damaged, PassphraseNeeded, WrongPassphrase, is_sealed, opened, sealed

PASSPHRASE = "four small words hérè"
TEXT = b"What was said here stays here."
CHUNK = 64 * 1024

needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not here")


def lightly(passphrase: str, salt: bytes, work: int) -> bytes:
    """In place of scrypt, for tests that open hundreds of times."""
    return sha256(b"%b %b %d" % (passphrase.encode(), salt, work)).digest()


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("circle.age._stretched", lightly)


with pytest.MonkeyPatch.context() as patched:
    patched.setattr("circle.age._stretched", lightly)
    SEALED = sealed(TEXT, PASSPHRASE)


def lines(data: bytes) -> list[bytes]:
    return data.split(b"\n", 4)


def with_line(number: int, line: bytes) -> bytes:
    parts = lines(SEALED)
    parts[number] = line
    return b"\n".join(parts)


def armored(data: bytes, *, end: str = "\n") -> bytes:
    text = base64.b64encode(data).decode()
    body = [text[at : at + 64] for at in range(0, len(text), 64)]
    whole = ["-----BEGIN AGE ENCRYPTED FILE-----", *body, "-----END AGE ENCRYPTED FILE-----", ""]
    return end.join(whole).encode()


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200_000])
def test_what_was_sealed_is_opened_whatever_its_length(size: int) -> None:
    data = os.urandom(size)
    assert opened(sealed(data, PASSPHRASE), PASSPHRASE) == data


def test_the_same_data_is_sealed_otherwise_each_time() -> None:
    assert sealed(TEXT, PASSPHRASE) != SEALED
    assert TEXT not in SEALED


@pytest.mark.parametrize("size", [0, CHUNK, CHUNK + 1])
def test_another_library_opens_it(size: int) -> None:
    data = os.urandom(size)
    assert theirs.decrypt(sealed(data, PASSPHRASE), PASSPHRASE) == data


def run_age(*words: str | Path, typed: int) -> None:
    """Types the passphrase at the terminal of `age`, which takes it from nowhere else."""
    master, slave = pty.openpty()
    program = subprocess.Popen(
        ["setsid", "--ctty", "--wait", "age", *map(str, words)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    try:
        for _time in range(typed):
            said = b""
            while not said.rstrip().endswith(b":"):
                said += os.read(master, 1000)
            os.write(master, PASSPHRASE.encode() + b"\n")
        with suppress(OSError):
            while os.read(master, 1000):
                pass
        assert program.wait(timeout=30) == 0
    finally:
        program.kill()
        program.wait()
        os.close(master)


@needs_age
def test_the_program_age_opens_it(tmp_path: Path) -> None:
    data = os.urandom(100_000)
    (tmp_path / "sealed").write_bytes(sealed(data, PASSPHRASE))
    run_age("-d", "-o", tmp_path / "opened", tmp_path / "sealed", typed=1)
    assert (tmp_path / "opened").read_bytes() == data


@needs_age
def test_what_the_program_age_sealed_is_opened_here(tmp_path: Path) -> None:
    """It takes scrypt's 2 to the 18, the most that is taken here."""
    data = os.urandom(100_000)
    (tmp_path / "plain").write_bytes(data)
    run_age("-p", "-a", "-o", tmp_path / "sealed", tmp_path / "plain", typed=2)
    found = (tmp_path / "sealed").read_bytes()
    assert is_sealed(found)
    assert found.startswith(b"-----BEGIN")
    assert opened(found, PASSPHRASE) == data


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_armor_is_taken_off(end: str) -> None:
    assert is_sealed(armored(SEALED, end=end))
    assert opened(armored(SEALED, end=end), PASSPHRASE) == TEXT
    assert opened(b"\n  \n" + armored(SEALED, end=end) + b"\n\n", PASSPHRASE) == TEXT


@pytest.mark.usefixtures("light")
def test_another_passphrase_does_not_open_it_and_is_not_told() -> None:
    with pytest.raises(WrongPassphrase, match=r"does not open “evening.circle”") as caught:
        opened(SEALED, "four small words", file="evening.circle")
    assert "four" not in str(caught.value)


@pytest.mark.usefixtures("light")
def test_without_a_passphrase_one_is_asked_for() -> None:
    with pytest.raises(PassphraseNeeded, match=r"“evening.circle” is kept by a passphrase"):
        opened(SEALED, "", file="evening.circle")
    with pytest.raises(ValueError, match="empty"):
        sealed(TEXT, "")


@pytest.mark.usefixtures("light")
def test_a_file_that_was_cut_short_anywhere_is_not_opened() -> None:
    for size in range(len(SEALED)):
        with pytest.raises(Damaged):
            opened(SEALED[:size], PASSPHRASE)


@pytest.mark.usefixtures("light")
def test_a_file_in_which_any_byte_was_changed_is_not_opened() -> None:
    for at in range(len(SEALED)):
        changed = bytearray(SEALED)
        changed[at] ^= 1
        with pytest.raises((Damaged, WrongPassphrase)):
            opened(bytes(changed), PASSPHRASE)


@pytest.mark.usefixtures("light")
def test_armor_that_was_cut_short_anywhere_is_not_opened() -> None:
    whole = armored(SEALED).rstrip()
    for size in range(len(whole)):
        with pytest.raises(Damaged):
            opened(whole[:size], PASSPHRASE)


STANZA, BODY, MAC = lines(SEALED)[1:4]
X25519 = b"-> X25519 " + base64.b64encode(bytes(32)).rstrip(b"=") + b"\n" + BODY


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(with_line(0, b"age-encryption.org/v2"), "version 1", id="another version"),
        pytest.param(
            with_line(1, STANZA + b"\n" + BODY + b"\n" + STANZA), "changed", id="two stanzas"
        ),
        pytest.param(
            b"age-encryption.org/v1\n" + X25519 + b"\n" + MAC + b"\n", "sealed with a key", id="key"
        ),
        pytest.param(
            with_line(1, STANZA + b"\n" + BODY + b"\n" + X25519.split(b"\n")[0]),
            "changed",
            id="a key beside the passphrase",
        ),
        pytest.param(with_line(1, STANZA[:-2] + b"19"), "work factor of 18", id="work 19"),
        pytest.param(with_line(1, STANZA[:-2] + b"30"), "work factor of 18", id="work 30"),
        pytest.param(with_line(1, STANZA[:-2] + b"99999"), "work factor of 18", id="work 99999"),
        pytest.param(with_line(1, STANZA[:-2] + b"016"), "changed", id="work 016"),
        pytest.param(with_line(1, STANZA[:-2] + b"0"), "changed", id="work 0"),
        pytest.param(with_line(1, STANZA[:-2] + b"-1"), "changed", id="work -1"),
        pytest.param(with_line(1, STANZA + b" more"), "changed", id="a third argument"),
        pytest.param(
            with_line(1, STANZA.replace(b" scrypt ", b"  scrypt ")), "changed", id="space"
        ),
        pytest.param(with_line(2, BODY + b"="), "changed", id="padded"),
        pytest.param(with_line(2, BODY[:-1]), "changed", id="a short key"),
        pytest.param(with_line(3, MAC[:-1]), "changed", id="a short MAC"),
        pytest.param(with_line(3, MAC[:4] + base64.b64encode(bytes(32))[:43]), "changed", id="MAC"),
        pytest.param(SEALED.replace(b"\n", b"\r\n", 4), "version 1", id="lines of Windows"),
        pytest.param(SEALED + b"x", "changed", id="one byte more"),
        pytest.param(SEALED + SEALED, "changed", id="twice"),
        pytest.param(armored(SEALED) + b"x", "changed", id="more after the armor"),
        pytest.param(b"x" + armored(SEALED), "version 1", id="more before the armor"),
        pytest.param(armored(SEALED).replace(b"AGE", b"PGP"), "version 1", id="other armor"),
        pytest.param(armored(armored(SEALED)), "version 1", id="armor in armor"),
        pytest.param(b"", "version 1", id="empty"),
    ],
)
def test_what_is_not_as_it_was_sealed_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Damaged, match=said) as caught:
        opened(data, PASSPHRASE, file="evening.circle")
    assert str(caught.value).startswith("“evening.circle”: it ")
    assert str(caught.value).endswith(".")


@pytest.mark.usefixtures("light")
def test_base64_that_can_be_written_in_another_way_is_refused() -> None:
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for number, text in ((2, BODY), (3, MAC)):
        other = letters[letters.index(text[-1]) | 1]
        assert other != text[-1]
        with pytest.raises(Damaged, match="changed"):
            opened(with_line(number, text[:-1] + bytes([other])), PASSPHRASE)


@pytest.mark.usefixtures("light")
def test_chunks_in_another_order_are_refused() -> None:
    data = sealed(bytes(3 * CHUNK), PASSPHRASE)
    start, each = len(data) - 3 * (CHUNK + 16), CHUNK + 16
    first, second, rest = (
        data[start : start + each],
        data[start + each :][:each],
        data[start:][2 * each :],
    )
    for changed in (second + first + rest, first + rest, first + second, first + first + rest):
        with pytest.raises(Damaged, match="changed"):
            opened(data[:start] + changed, PASSPHRASE)
