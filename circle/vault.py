"""What a passphrase opens: the random key of a kit, once for each way to it. Bytes in, bytes out.

A way is a passphrase or a recovery code. Another one is written into its slot; the kit itself stays as it is.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, cast

from circle import strict_json
from circle.errors import NotRead, Refused, Wrong
from circle.i18n import gettext as _
from circle.recovery_code import is_like_a_code, read_code

LARGEST_BYTES = 4_000

KEY_BYTES = 32

WORK = 16
"""Of scrypt: 2 to this power, times 1 KiB of memory. Old laptops have 64 MiB to spare."""

_LEAST_WORK, _MOST_WORK = 14, 18
_FORMAT, _VERSION = "circlekeeper-key", "1.0"
_SALT_BYTES, _SEALED_BYTES = 16, KEY_BYTES + 16
_MOST_SLOTS = 8


class WrongPassphrase(Refused):
    """It opens none of the ways."""


class KeyDamaged(NotRead):
    """What should be opened is not as it was written."""


class KeyNewer(Refused):
    """It was written by a newer version."""


class Way(Enum):
    PASSPHRASE = "passphrase"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Slot:
    """The key, kept by one way to it."""

    way: str
    """Of a Way, or one that a newer version knows."""
    work: int
    salt: bytes
    sealed: bytes

    @property
    def about(self) -> bytes:
        """What cannot be changed without its being noticed."""
        what = (_FORMAT, _VERSION.partition(".")[0], self.way, "scrypt", self.work, 8, 1)
        return " ".join(map(str, what)).encode() + self.salt


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def new_vault(key: bytes, passphrase: str, code: str) -> bytes:
    """The file that both open. Takes a moment, as each use of a passphrase does."""
    return _written((_slot(Way.PASSPHRASE, passphrase, key), _slot(Way.CODE, code, key)))


def with_way(vault: bytes, key: bytes, way: Way, secret: str) -> bytes:
    """The file with another passphrase, or another code; the one before opens it no more. Raises KeyDamaged,
    KeyNewer.
    """
    slots = [slot for slot in _slots(vault) if slot.way != way.value]
    return _written((*slots, _slot(way, secret, key)))


def opened(vault: bytes, secret: str) -> tuple[bytes, Way]:
    """The key, and by which way it came: a recovery code is taken for one wherever it may be typed.

    Raises WrongPassphrase, KeyDamaged, KeyNewer.
    """
    slots = {slot.way: slot for slot in _slots(vault)}
    ways = (Way.CODE, Way.PASSPHRASE) if is_like_a_code(secret) else (Way.PASSPHRASE,)
    for way in ways:
        if (slot := slots.get(way.value)) and (key := _unsealed(slot, secret)):
            return key, way
    raise WrongPassphrase(
        _(
            "That passphrase does not open this kit. Nothing was changed. Try again, as often as you like; "
            "a recovery code opens it, too."
        )
    )


def check(vault: bytes) -> None:
    """Raises KeyDamaged or KeyNewer where no passphrase could open it."""
    _slots(vault)


def _slot(way: Way, secret: str, key: bytes) -> Slot:
    empty = Slot(way.value, WORK, secrets.token_bytes(_SALT_BYTES), b"")
    sealed = _cipher(empty, secret).encrypt(_ONCE, key, empty.about)
    return replace(empty, sealed=sealed)


_ONCE = bytes(12)
"""A salt of its own makes each cipher another one, which is used this once."""


def _unsealed(slot: Slot, secret: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag

    try:
        return _cipher(slot, secret).decrypt(_ONCE, slot.sealed, slot.about)
    except InvalidTag:
        return None


def _cipher(slot: Slot, secret: str) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    typed = (
        read_code(secret) if slot.way == Way.CODE.value else unicodedata.normalize("NFC", secret)
    )
    stretched = Scrypt(slot.salt, length=KEY_BYTES, n=2**slot.work, r=8, p=1)
    return ChaCha20Poly1305(stretched.derive(typed.encode(errors="surrogatepass")))


def _written(slots: tuple[Slot, ...]) -> bytes:
    plain = [
        {
            "way": slot.way,
            "kdf": "scrypt",
            "work": slot.work,
            "r": 8,
            "p": 1,
            "salt": b64encode(slot.salt).decode(),
            "key": b64encode(slot.sealed).decode(),
        }
        for slot in slots
    ]
    text = {"format": _FORMAT, "version": _VERSION, "slots": plain}
    return (json.dumps(text, indent=1) + "\n").encode()


def _slots(vault: bytes) -> tuple[Slot, ...]:
    try:
        read = _read(vault)
        slots = tuple(map(_slot_of, _list(read, "slots")))
        if not 0 < len(slots) <= _MOST_SLOTS or len({slot.way for slot in slots}) < len(slots):
            raise Wrong
    except (Wrong, NotRead, UnicodeDecodeError):
        raise damaged() from None
    return slots


def damaged() -> KeyDamaged:
    return KeyDamaged(
        _(
            "The file circlekeeper.key is damaged or gone, and so is its copy in the folder “backups”. Without it no "
            "passphrase opens this kit. Nothing was changed. Put back a copy of that file, if you have one."
        )
    )


def _read(vault: bytes) -> Mapping[str, Any]:
    if len(vault) > LARGEST_BYTES:
        raise Wrong
    read = strict_json.parse(vault.decode(), file="circlekeeper.key")
    if strict_json.unfit(read) or not isinstance(read, dict):
        raise Wrong
    table = cast("dict[str, Any]", read)
    major, _dot, minor = str(table.get("version")).partition(".")
    if table.get("format") != _FORMAT or not (major.isdecimal() and minor.isdecimal()):
        raise Wrong
    if int(major) > int(_VERSION.partition(".")[0]):
        raise _newer()
    return table


def _newer() -> KeyNewer:
    return KeyNewer(
        _(
            "The passphrase of this kit was set by a newer Circlekeeper. It was left as it is. "
            "Open it with that version."
        )
    )


def _slot_of(plain: object) -> Slot:
    if not isinstance(plain, dict):
        raise Wrong
    table = cast("dict[str, Any]", plain)
    way, work = table.get("way"), table.get("work")
    fixed = (table.get("kdf"), table.get("r"), table.get("p"))
    if not isinstance(way, str) or type(work) is not int or fixed != ("scrypt", 8, 1):
        raise Wrong
    if not _LEAST_WORK <= work <= _MOST_WORK:
        raise Wrong
    salt, sealed = _bytes(table, "salt", _SALT_BYTES), _bytes(table, "key", _SEALED_BYTES)
    return Slot(way, work, salt, sealed)


def _list(table: Mapping[str, Any], name: str) -> list[object]:
    found = table.get(name)
    if not isinstance(found, list):
        raise Wrong
    return cast("list[object]", found)


def _bytes(table: Mapping[str, Any], name: str, length: int) -> bytes:
    text = table.get(name)
    if not isinstance(text, str):
        raise Wrong
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        raise Wrong from None
    if len(data) != length:
        raise Wrong
    return data
