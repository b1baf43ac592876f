"""The one writer of files, which writes whole or not at all, and the reader of text files."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from circle.device_names import is_device
from circle.errors import NotOpened, NotRead, Refused, quoted
from circle.i18n import gettext as _

_NOT_IN_A_NAME = '<>:"/\\|?*'
_LONGEST_BYTES = 120
_ZEROS = 1 << 20
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""What no text holds, whatever its encoding."""


class NotWritten(Refused):
    """A file was not written, and nothing else was changed. `said` is the sentence without `rest`, for whoever
    knows more of what became of others.
    """

    def __init__(self, said: str, rest: str = "") -> None:
        super().__init__(f"{said} {rest}".rstrip())
        self.said = said


def write_new(folder: Path, name: str, data: bytes) -> Path:
    """Writes `data` to a new file and returns where it is once it is safe on the disk.

    A file that is there already is kept: the new one is called name-2, name-3 … instead.
    Only its owner may read it. Raises NotWritten, with nothing left behind, on any failure.
    """
    check_name(name)
    try:
        with _temporary(folder) as (descriptor, temporary):
            _write(descriptor, data)
            _check(temporary, data)
            return _put_in_place(temporary, folder, name)
    except OSError as error:
        raise NotWritten(
            why_not_written(folder, name, error), _("Nothing else was changed.")
        ) from error


def replace_file(path: Path, data: bytes) -> None:
    """Only its owner may read it. It is as it was or as it is to be, whatever happens. Raises OSError."""
    new = path.with_name(path.name + ".new")
    flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    _write(os.open(new, flags, 0o600), data)
    patiently(lambda: new.replace(path))
    sync_folder(path.parent)


def check_name(name: str) -> None:
    """Raises ValueError where it is a way to somewhere and no name."""
    if Path(name).name != name or name in {"", ".."}:
        raise ValueError(f"not a name of a file: {name!r}")


def make_folder(folder: Path) -> bool:
    """Makes a folder that is not there, in one that is, and says whether it did. Raises NotWritten where
    nothing could be saved in it.
    """
    try:
        folder.mkdir()
    except FileExistsError as there:
        if not folder.is_dir():
            error: OSError = NotADirectoryError(errno.ENOTDIR, there.strerror)
        elif not os.access(folder, os.W_OK | os.X_OK):
            error = PermissionError(errno.EACCES, there.strerror)
        else:
            return False
    except OSError as other:
        error = other
    else:
        return True
    why = _("Nothing can be saved in {folder}. {reason}")
    said = why.format(folder=quoted(folder, longest=300), reason=_reason(error))
    raise NotWritten(said, _("Nothing else was changed."))


def safe_file_name(text: str, *, fallback: str = "circle", longest: int = 80) -> str:
    """A name that Windows, macOS and Linux all take, in at most `longest` letters and 120 bytes.

    `fallback` is taken when nothing else is left, and put before names that Windows reserves.
    An ending such as ".html" is added afterwards.
    """
    letters = (_in_a_name(letter) for letter in unicodedata.normalize("NFC", text))
    name = " ".join("".join(letters).split())
    name = unicodedata.normalize("NFC", name)[:longest]
    name = name.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(" .-")
    if is_device(name):
        return safe_file_name(f"{fallback} {name}", fallback="circle", longest=longest)
    return name or fallback


def read_text(path: Path, *, largest_bytes: int, any_encoding: bool = False) -> str:
    """The text of a UTF-8 file, without its byte order mark, line ends as they are.

    `any_encoding`: UTF-16 and Windows-1252 too, as spreadsheets write them. Raises NotRead when it
    is missing, a folder, not permitted, empty, too large, not text or in another encoding.
    """
    file = quoted(path.name)
    data = read_bytes(path, largest_bytes=largest_bytes)
    text = (_decoded_somehow if any_encoding else _decoded)(data, file)
    if not text.strip():
        raise NotRead(_("{file} is empty; expected a text file.").format(file=file))
    return text


def read_bytes(path: Path, *, largest_bytes: int, wanted: str = "") -> bytes:
    """A whole file. `wanted` says what it should be; else a text file. Raises NotRead as read_text does, but for
    what is in it.
    """
    data = _read(path, largest_bytes, wanted or _("a text file"))
    if len(data) > largest_bytes:
        why = _("{file} is larger than {largest}, more than is read from one file.")
        raise NotOpened(why.format(file=quoted(path.name), largest=size_words(largest_bytes)))
    return data


@contextmanager
def _temporary(folder: Path) -> Generator[tuple[int, Path]]:
    """A new file, readable by its owner alone, that is gone afterwards whatever happens."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".circlekeeper-", suffix=".part")
    temporary = Path(name)
    try:
        yield descriptor, temporary
    finally:
        with suppress(OSError):
            patiently(lambda: temporary.unlink(missing_ok=True))


def _write(descriptor: int, data: bytes) -> None:
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        sync(descriptor)
    finally:
        os.close(descriptor)


def _check(path: Path, data: bytes) -> None:
    if path.read_bytes() != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _put_in_place(temporary: Path, folder: Path, name: str) -> Path:
    path = _named(temporary, folder, name)
    try:
        patiently(lambda: temporary.unlink(missing_ok=True))
        sync_folder(folder)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _named(temporary: Path, folder: Path, name: str) -> Path:
    number = 1
    while True:
        path = folder / numbered(name, number)
        try:
            _give_name(temporary, path)
        except FileExistsError:
            number += 1
        else:
            return path


def numbered(name: str, number: int) -> str:
    """The name, or from 2 on name-2, name-3 …"""
    path = Path(name)
    return name if number == 1 else f"{path.stem}-{number}{path.suffix}"


def _give_name(temporary: Path, path: Path) -> None:
    """Raises FileExistsError rather than take a name that is taken, however short the race."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # FAT, as on most memory sticks, and some network disks know no links
        _rename(temporary, path)


def _rename(temporary: Path, path: Path) -> None:
    from circle.new_name import NoSuchCall, rename_new

    try:
        patiently(lambda: rename_new(temporary, path))
    except NoSuchCall:
        _replace_placeholder(temporary, path)


def _replace_placeholder(temporary: Path, path: Path) -> None:
    """A kill in the middle leaves an empty file of that name: for disks that know nothing better."""
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        os.close(descriptor)
        patiently(lambda: temporary.replace(path))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def patiently(act: Callable[[], object]) -> None:
    """Does it. On Windows a virus scanner holds a new file for a moment, and nobody else can move it."""
    for pause_s in (0.05, 0.1, 0.2, 0.4):
        try:
            act()
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(pause_s)  # noqa: TID251 - it is the scanner's time
        else:
            return
    act()


def write_over(descriptor: int) -> None:
    """Zeros in place of all that is in a file: the least that a disk can do to what is removed. Raises OSError."""
    rest = os.fstat(descriptor).st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    while rest > 0:
        rest -= os.write(descriptor, bytes(min(rest, _ZEROS)))
    sync(descriptor)


def sync(descriptor: int) -> None:
    """What was written is on the disk afterwards."""
    os.fsync(descriptor)
    if sys.platform == "darwin":  # there fsync stops at the drive's own cache
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)


def sync_folder(folder: Path) -> None:
    """The names in it are on the disk afterwards."""
    if os.name == "nt":  # folders cannot be opened, and NTFS keeps its own journal
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network disks cannot
            raise
    finally:
        os.close(descriptor)


def why_not_written(folder: Path, name: str, error: OSError) -> str:
    """In a sentence, with what to do."""
    return _("{name} was not saved in {folder}. {reason}").format(
        name=quoted(name), folder=quoted(folder, longest=300), reason=_reason(error)
    )


def _reason(error: OSError) -> str:
    match error.errno:
        case errno.ENOENT:
            return _("That folder does not exist: choose another one.")
        case errno.ENOTDIR:
            return _("That is not a folder: choose one.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return _("Nothing may be written there: choose another folder.")
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return _("There is no room left: make some, or choose another disk.")
        case errno.ENAMETOOLONG:
            return _("The name is too long: choose a shorter one.")
        case _other:
            return _("The disk answered {answer}: try again, or choose another disk.").format(
                answer=quoted(error.strerror)
            )


def _in_a_name(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in _NOT_IN_A_NAME:
        return "-"
    return "" if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"} else letter


def _read(path: Path, largest_bytes: int, wanted: str) -> bytes:
    file = quoted(path.name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            why = _("{file} is a folder; expected {wanted}.")
            raise NotOpened(why.format(file=file, wanted=wanted))
        if not stat.S_ISREG(mode):  # a pipe would wait for ever, a device never end
            why = _("{file} is not a file; expected {wanted}.")
            raise NotOpened(why.format(file=file, wanted=wanted))
        with path.open("rb") as opened:
            return opened.read(largest_bytes + 1)
    except FileNotFoundError:
        why = _("{file} is not there; expected {wanted}.")
        raise NotOpened(why.format(file=file, wanted=wanted)) from None
    except PermissionError:
        raise NotOpened(_("There is no permission to read {file}.").format(file=file)) from None
    except (OSError, ValueError) as error:  # ValueError: a name that no disk can hold
        answer = quoted(getattr(error, "strerror", None) or error)
        sentence = _("{file} could not be read: the disk answered {answer}.")
        raise NotOpened(sentence.format(file=file, answer=answer)) from None


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotRead(_("{file} is UTF-16 text; save it as UTF-8.").format(file=file))
    if b"\0" in data:
        raise NotRead(_("{file} is not text; expected UTF-8 text.").format(file=file))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _("{file}, line {line}: byte {offset} is not UTF-8; save the file as UTF-8.")
        line = data.count(b"\n", 0, error.start) + 1
        raise NotRead(sentence.format(file=file, line=line, offset=error.start + 1)) from None


def _decoded_somehow(data: bytes, file: str) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if not _CONTROLS.search(text):
                return text
    raise NotRead(
        _("{file} is not text. Save it as a text or CSV file, or copy the names.").format(file=file)
    )


def size_words(in_bytes: int) -> str:
    """As in 20 MB."""
    if in_bytes < 1_000_000:
        return _("{n} kB").format(n=f"{in_bytes / 1000:g}")
    return _("{n} MB").format(n=f"{in_bytes / 1_000_000:g}")
