"""The ways to a kit's key: each opens it, nothing else does, and what was changed in the file is noticed."""

import json
import unicodedata
from collections.abc import Iterator

import pytest

from circle import vault
from circle.recovery_code import new_code
from circle.vault import Way

KEY = bytes(range(32))
PASSPHRASE = "rain over the café"


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """How long a passphrase takes is nothing that these tests are about."""
    work, vault.WORK = vault.WORK, 14
    yield
    vault.WORK = work


@pytest.fixture(scope="module")
def code() -> str:
    return new_code()


@pytest.fixture(scope="module")
def made(code: str) -> bytes:
    return vault.new_vault(KEY, PASSPHRASE, code)


def test_the_passphrase_and_the_code_open_it(made: bytes, code: str):
    assert vault.opened(made, PASSPHRASE) == (KEY, Way.PASSPHRASE)
    assert vault.opened(made, code) == (KEY, Way.CODE)
    assert vault.opened(made, code.lower().replace("-", " ")) == (KEY, Way.CODE)


def test_it_is_a_small_file_that_holds_neither_of_them(made: bytes, code: str):
    assert len(made) < 1_000
    for secret in (PASSPHRASE, code, code.replace("-", ""), KEY.hex()):
        assert secret.encode() not in made
    assert KEY not in made


def test_the_letters_may_be_composed_in_another_way(made: bytes):
    assert vault.opened(made, unicodedata.normalize("NFD", PASSPHRASE))[0] == KEY


@pytest.mark.parametrize("wrong", ["", " ", "rain over the cafe", PASSPHRASE + " ", "\ud800"])
def test_another_passphrase_opens_nothing(made: bytes, wrong: str):
    with pytest.raises(vault.WrongPassphrase, match="as often as you like"):
        vault.opened(made, wrong)


def test_another_whole_code_opens_nothing(made: bytes):
    with pytest.raises(vault.WrongPassphrase):
        vault.opened(made, new_code())


def test_a_passphrase_that_looks_like_a_code_opens_it(code: str):
    other = new_code()
    made = vault.new_vault(KEY, other, code)
    assert vault.opened(made, other) == (KEY, Way.PASSPHRASE)


def test_after_a_change_the_old_passphrase_is_refused_and_the_code_still_opens(
    made: bytes, code: str
):
    changed = vault.with_way(made, KEY, Way.PASSPHRASE, "snow")
    assert vault.opened(changed, "snow")[0] == KEY
    assert vault.opened(changed, code)[0] == KEY
    with pytest.raises(vault.WrongPassphrase):
        vault.opened(changed, PASSPHRASE)


def test_a_new_code_takes_the_place_of_the_old_one(made: bytes, code: str):
    other = new_code()
    changed = vault.with_way(made, KEY, Way.CODE, other)
    assert vault.opened(changed, other) == (KEY, Way.CODE)
    assert vault.opened(changed, PASSPHRASE)[0] == KEY
    with pytest.raises(vault.WrongPassphrase):
        vault.opened(changed, code)


def test_the_same_passphrase_makes_another_file_each_time(made: bytes, code: str):
    assert vault.new_vault(KEY, PASSPHRASE, code) != made


def changed(made: bytes, **of_first: object) -> bytes:
    plain = json.loads(made)
    plain["slots"][0] |= of_first
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    "of_first",
    [
        {"work": 13},
        {"work": 19},
        {"work": 16.0},
        {"work": True},
        {"work": 10**400},
        {"r": 9},
        {"p": 2},
        {"kdf": "none"},
        {"salt": "AAAA"},
        {"salt": 5},
        {"key": "not base64"},
        {"way": "code"},
        {"way": None},
    ],
)
def test_what_no_such_file_says_is_damage(made: bytes, of_first: dict[str, object]):
    with pytest.raises(vault.KeyDamaged, match="Put back a copy"):
        vault.opened(changed(made, **of_first), PASSPHRASE)


def test_other_work_than_was_asked_for_is_noticed(made: bytes):
    with pytest.raises(vault.WrongPassphrase):
        vault.opened(changed(made, work=15), PASSPHRASE)


def test_a_key_under_another_name_is_noticed(made: bytes, code: str):
    plain = json.loads(made)
    first, second = plain["slots"]
    first["way"], second["way"] = second["way"], first["way"]
    with pytest.raises(vault.WrongPassphrase):
        vault.opened(json.dumps(plain).encode(), PASSPHRASE)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"null",
        b"[" * 5000,
        b'{"format": "circlekeeper-key", "version": "1.0", "slots": []}',
        b'{"format": "circlekeeper-key", "version": "1", "slots": [1]}',
        b'{"format": "circlekeeper-key", "version": "1.0", "slots": 1, "slots": 2}',
        b" " * 5000,
    ],
)
def test_what_is_no_such_file_is_damage(data: bytes):
    with pytest.raises(vault.KeyDamaged):
        vault.check(data)


def test_every_shortened_file_is_damage(made: bytes):
    for length in range(len(made.rstrip())):
        with pytest.raises(vault.KeyDamaged):
            vault.check(made[:length])


def test_a_newer_version_is_refused_and_a_newer_minor_one_is_read(made: bytes):
    newer = made.replace(b'"1.0"', b'"2.0"')
    with pytest.raises(vault.KeyNewer, match="newer Circlekeeper"):
        vault.opened(newer, PASSPHRASE)
    assert vault.opened(made.replace(b'"1.0"', b'"1.7"'), PASSPHRASE)[0] == KEY


def test_a_way_that_a_newer_version_knows_stays_in_the_file(made: bytes):
    plain = json.loads(made)
    plain["slots"].append(plain["slots"][0] | {"way": "trainer"})
    after = vault.with_way(json.dumps(plain).encode(), KEY, Way.PASSPHRASE, "snow")
    assert [slot["way"] for slot in json.loads(after)["slots"]] == ["code", "trainer", "passphrase"]
