"""Data kept by a passphrase, in the age v1 file format (age-encryption.org/v1), which other programs open too."""

from __future__ import annotations

import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import TYPE_CHECKING

from circle.errors import NotOpened, NotRead, Refused, quoted
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_WORK = 16
"""Of scrypt: 2 to this power, times 1 KiB of memory. Old laptops have 64 MiB to spare."""

_MOST_WORK = 18
"""What the program `age` writes, and 256 MiB."""

_VERSION = b"age-encryption.org/v1\n"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_ARMOR_END = b"-----END AGE ENCRYPTED FILE-----"
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt (?P<salt>[A-Za-z0-9+/]{22}) (?P<work>[1-9][0-9]{0,5})\n"
    rb"(?P<key>[A-Za-z0-9+/]{43})\n"
    rb"---(?= (?P<mac>[A-Za-z0-9+/]{43})\n)"
)
"""A passphrase stands alone in a header; the match is what the MAC covers."""

_WITH_A_KEY = re.compile(rb"age-encryption\.org/v1\n-> (?!scrypt )[!-~]+ ")

_KEY_BYTES, _SALT_BYTES, _TAG_BYTES = 16, 16, 16
_CHUNK = 64 * 1024


class WrongPassphrase(Refused):
    """The passphrase does not open the data."""


class PassphraseNeeded(NotRead):
    """The data is sealed, and no passphrase was given."""


class Damaged(NotRead):
    """The data is not as it was sealed, or cannot be opened with any passphrase here."""


def is_sealed(data: bytes) -> bool:
    """By how it begins; it may be damaged further on."""
    return data.startswith(_VERSION[:18]) or data.lstrip().startswith(_ARMOR[:14])


def sealed(data: bytes, passphrase: str) -> bytes:
    """Other bytes every time. A passphrase is not empty."""
    if not passphrase:
        raise ValueError("nothing is kept by an empty passphrase")
    key, salt, nonce = (os.urandom(n) for n in (_KEY_BYTES, _SALT_BYTES, 16))
    wrapped = _cipher(_stretched(passphrase, salt, _WORK)).encrypt(bytes(12), key, None)
    stanza = b"-> scrypt %b %d\n%b\n" % (_base64(salt), _WORK, _base64(wrapped))
    header = _VERSION + stanza + b"---"
    head = header + b" " + _base64(_mac(key, header)) + b"\n" + nonce
    cipher = _cipher(_derived(key, salt=nonce, info=b"payload"))
    parts = range(0, max(len(data), 1), _CHUNK)
    view = memoryview(data)
    chunks = (
        cipher.encrypt(_nonce(at // _CHUNK, last=at == parts[-1]), view[at : at + _CHUNK], None)
        for at in parts
    )
    return b"".join((head, *chunks))


def opened(data: bytes, passphrase: str, *, file: str = "") -> bytes:
    """What was sealed, whole or not at all; `file` is named in what is said otherwise.

    Raises PassphraseNeeded, WrongPassphrase, Damaged, or NotOpened.
    """
    name = quoted(file) if file else _("The file")
    if not passphrase:
        why = _("{file} is kept by a passphrase. Ask whoever sent it, and open it with that.")
        raise PassphraseNeeded(why.format(file=name))
    try:
        return _opened(_out_of_armor(data), passphrase)
    except _Unopened:
        why = _(
            "The passphrase does not open {file}. Nothing was taken in. Capital letters and spaces matter; "
            "ask whoever sent it."
        )
        raise WrongPassphrase(why.format(file=name)) from None
    except _Broken as broken:
        raise Damaged(_("{file}: {what}.").format(file=name, what=broken)) from None
    except MemoryError:
        why = _("There is not enough memory to open {file}. Close other programs and try again.")
        raise NotOpened(why.format(file=name)) from None


class _Broken(ValueError):
    """What is wrong, without the name of the file."""


class _Unopened(ValueError):
    pass


def _opened(data: bytes, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    header = _header(data)
    salt, wrapped, mac = (_unbase64(header[name]) for name in ("salt", "key", "mac"))
    work = int(header["work"])
    if work > _MOST_WORK:
        why = _(
            "it asks for more work and memory than is safe; expected a work factor of {n} at most"
        )
        raise _Broken(why.format(n=_MOST_WORK))
    try:
        key = _cipher(_stretched(passphrase, salt, work)).decrypt(bytes(12), wrapped, None)
    except InvalidTag:
        raise _Unopened from None
    if not _same(_mac(key, header[0]), mac):
        raise _changed()
    return _payload(memoryview(data)[header.end("mac") + 1 :], key)


def _header(data: bytes) -> re.Match[bytes]:
    header = _HEADER.match(data)
    if header is not None:
        return header
    if not data.startswith(_VERSION):
        raise _Broken(_("it is not sealed as this program does it; expected age, version 1"))
    if _WITH_A_KEY.match(data):
        raise _Broken(_("it was sealed with a key; expected one that a passphrase opens"))
    raise _changed()


def _payload(data: memoryview, key: bytes) -> bytes:
    nonce, chunks = bytes(data[:16]), data[16:]
    if len(nonce) < 16 or len(chunks) < _TAG_BYTES:
        raise _changed()
    cipher = _cipher(_derived(key, salt=nonce, info=b"payload"))
    return b"".join(_decrypted(cipher, chunks))


def _decrypted(cipher: ChaCha20Poly1305, chunks: memoryview) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag

    each = _CHUNK + _TAG_BYTES
    starts = range(0, len(chunks), each)
    for start in starts:
        last = start == starts[-1]
        try:
            chunk = cipher.decrypt(
                _nonce(start // each, last=last), chunks[start : start + each], None
            )
        except (InvalidTag, ValueError):
            raise _changed() from None
        if last and start and not chunk:
            raise _changed()
        yield chunk


def _changed() -> _Broken:
    return _Broken(_("it is cut short or was changed on the way; expected it as it was sent"))


def _out_of_armor(data: bytes) -> bytes:
    text = data.strip(b" \t\r\n")
    if not text.startswith(_ARMOR[:14]):
        return data
    first, *lines = text.replace(b"\r\n", b"\n").split(b"\n")
    last = lines.pop() if lines else b""
    *whole, rest = lines or [b""]
    if first != _ARMOR or last != _ARMOR_END or not 0 < len(rest) <= 64:
        raise _changed()
    if any(len(line) != 64 for line in whole):
        raise _changed()
    return _strictly(b"".join(lines))


def _strictly(text: bytes) -> bytes:
    """Each of the bytes has one way to be written, and only that is taken."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        raise _changed() from None
    if b64encode(data) != text:
        raise _changed()
    return data


def _unbase64(text: bytes) -> bytes:
    return _strictly(text + b"=" * (-len(text) % 4))


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(key: bytes) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    salt = b"age-encryption.org/v1/scrypt" + salt
    return Scrypt(salt, length=32, n=2**work, r=8, p=1).derive(
        passphrase.encode(errors="surrogateescape")
    )


def _derived(key: bytes, *, salt: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length=32, salt=salt, info=info).derive(key)


def _mac(key: bytes, header: bytes) -> bytes:
    import hmac

    return hmac.digest(_derived(key, salt=b"", info=b"header"), header, "sha256")


def _same(one: bytes, other: bytes) -> bool:
    import hmac

    return hmac.compare_digest(one, other)
