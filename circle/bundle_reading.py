"""A bundle read as if it were hostile: what it says is counted, hashed and compared before any of it is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from circle.age import is_sealed, opened
from circle.bundle import (
    COMMENTS,
    EVENTS,
    FORMAT,
    HTML,
    LARGEST_BYTES,
    LARGEST_ENTRY_BYTES,
    LONGEST_LINE_BYTES,
    MANIFEST,
    MEDIA_TYPE,
    MIMETYPE,
    MOST_UNPACKED_BYTES,
    NOTES,
    SESSION,
    VERSION,
    Holds,
    Stated,
)
from circle.clock import SystemClock
from circle.comments import Comment, check_not_ahead, comment_of
from circle.errors import Wrong, quoted
from circle.files import read_bytes, size_words
from circle.i18n import gettext as _
from circle.level import Level
from circle.packed import Entry, entries_of, unpacked
from circle.plain import WrongShape, from_plain
from circle.record import (
    MOST_EVENTS,
    Record,
    check_version,
    record_of,
    refusal,
    too_many_events,
)
from circle.strict_json import MOST_VALUES, parse, too_many_values, unfit, values_in

MOST_COMMENTS = 5000

_NEEDED = {
    Holds.SESSION: frozenset({SESSION, EVENTS}),
    Holds.COMMENTS: frozenset({COMMENTS}),
}
_MAY_BE = {
    Holds.SESSION: frozenset({SESSION, EVENTS, NOTES, HTML, COMMENTS}),
    Holds.COMMENTS: frozenset({COMMENTS}),
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """`record` is None where it holds comments alone. `session`: the id of the session that all of it is about."""

    holds: Holds
    session: str
    record: Record | None
    comments: tuple[Comment, ...]
    sealed: bool


@dataclass(frozen=True, slots=True)
class _Counts:
    events: int = 0
    notes: int = 0
    comments: int = 0


@dataclass(frozen=True, slots=True)
class _Manifest:
    version: str
    holds: Holds
    session: str
    entries: tuple[Stated, ...]
    counts: _Counts
    level: Level | None = None

    @property
    def is_newer(self) -> bool:
        """It may hold more than is known here."""
        return int(self.version.partition(".")[2]) > int(VERSION.partition(".")[2])


def read_bundle(path: Path, passphrase: str = "") -> Bundle:
    """What a bundle holds. Raises NotRead naming the file and what was expected; record.NewerVersion,
    age.PassphraseNeeded or age.Damaged among it; or age.WrongPassphrase.
    """
    data = read_bytes(path, largest_bytes=LARGEST_BYTES, wanted=_("a bundle"))
    sealed = is_sealed(data)
    if sealed:
        data = opened(data, passphrase, file=path.name)
    try:
        return _Reading(path.name, data, sealed=sealed).bundle()
    except Wrong as wrong:
        raise refusal(wrong, path.name) from None


class _Reading:
    """One bundle, as it is taken apart: `_room` is how many bytes more it may unpack to."""

    def __init__(self, file: str, data: bytes, *, sealed: bool) -> None:
        self._file, self._data, self._sealed = file, data, sealed
        self._room = MOST_UNPACKED_BYTES
        self._now = SystemClock().read().wall
        self._entries = {one.name: one for one in _with_mimetype(entries_of(data), data)}

    def bundle(self) -> Bundle:
        manifest = self._manifest()
        self._check_entries(manifest)
        files = {one.name: self._stated(one) for one in manifest.entries if self._is_read(one)}
        self._data = b""
        self._check_notes(files.get(NOTES, b""), manifest.counts.notes)
        comments = tuple(self._comments(files.get(COMMENTS, b""), manifest))
        record = self._record(files, manifest) if manifest.holds is Holds.SESSION else None
        if record is not None:
            comments = tuple(replace(one, record=one.record or record.hash) for one in comments)
        return Bundle(manifest.holds, manifest.session, record, comments, self._sealed)

    def _manifest(self) -> _Manifest:
        entry = self._entries.get(MANIFEST)
        if entry is None:
            raise Wrong(_("it has no {name}; expected a bundle").format(name=quoted(MANIFEST)))
        table = self._table(b"".join(self._unpacked(entry, LONGEST_LINE_BYTES)), MANIFEST)
        if table.get("format") != FORMAT:
            why = _("it is not a bundle; expected the format {it}")
            raise Wrong(why.format(it=quoted(FORMAT)))
        check_version(table, VERSION)
        try:
            return from_plain(_Manifest, table)
        except WrongShape as error:
            raise refusal(Wrong(error), self._file, MANIFEST) from None

    def _check_entries(self, manifest: _Manifest) -> None:
        """The archive, the manifest and what is known here agree on what there is."""
        stated = [one.name for one in manifest.entries]
        if sorted(stated) != sorted(self._entries.keys() - {MANIFEST, MIMETYPE}):
            raise Wrong(_("its list of contents is another than what it holds; expected the same"))
        unknown = sorted(set(stated) - _MAY_BE[manifest.holds])
        if unknown and not manifest.is_newer:
            why = _("it holds {name}, which does not belong in it; expected a bundle")
            raise Wrong(why.format(name=quoted(unknown[0])))
        if missing := sorted(_NEEDED[manifest.holds] - set(stated)):
            raise Wrong(_("it has no {name}; expected a bundle").format(name=quoted(missing[0])))

    def _is_read(self, stated: Stated) -> bool:
        """What a newer program has put in beside is left where it is."""
        return stated.name in _MAY_BE[Holds.SESSION]

    def _stated(self, stated: Stated) -> bytes:
        """An entry that is what the manifest says. Nobody here reads the copy for people."""
        from hashlib import sha256

        digest, size, kept = sha256(), 0, list[bytes]()
        for piece in self._unpacked(self._entries[stated.name], LARGEST_ENTRY_BYTES):
            digest.update(piece)
            size += len(piece)
            if stated.name != HTML:
                kept.append(piece)
        if (size, digest.hexdigest()) != (stated.size, stated.sha256):
            why = _("{name} is not what it was when it was packed; expected it as it was sent")
            raise Wrong(why.format(name=quoted(stated.name)))
        return b"".join(kept)

    def _unpacked(self, entry: Entry, most: int) -> Iterator[bytes]:
        """What an entry says that it comes to is held against it, so all that is said can be counted first."""
        self._room -= entry.size
        for too_much, allowed in ((entry.size > most, most), (self._room < 0, MOST_UNPACKED_BYTES)):
            if too_much:
                why = _("it holds more than {size} once it is unpacked; expected a session")
                raise Wrong(why.format(size=size_words(allowed)))
        return unpacked(self._data, entry)

    def _table(self, data: bytes, part: str) -> dict[str, object]:
        value = parse(self._text(data, part), file=self._file, part=part)
        if why := unfit(value):
            raise refusal(Wrong(why), self._file, part)
        if not isinstance(value, dict):
            raise refusal(Wrong(_("it is not an object; expected one")), self._file, part)
        return cast("dict[str, object]", value)

    def _record(self, files: Mapping[str, bytes], manifest: _Manifest) -> Record:
        count = files[EVENTS].count(b"\n")
        if count > MOST_EVENTS:
            raise refusal(Wrong(too_many_events(count)), self._file, EVENTS)
        if count != manifest.counts.events:
            raise self._miscounted(EVENTS)
        table = self._table(files[SESSION], SESSION)
        events = (value for _place, value in self._lines(files[EVENTS], EVENTS))
        record = record_of(table, file=self._file, events=events)
        if (record.id, record.level) != (manifest.session, manifest.level):
            why = _("its list of contents is that of another session; expected the same")
            raise Wrong(why)
        return record

    def _check_notes(self, data: bytes, count: int) -> None:
        """They are for other programs; here the events say all that they do."""
        for place, value in self._lines(data, NOTES):
            why = unfit(value)
            if not why and not isinstance(value, dict):
                why = _("it is not an object; expected one")
            if why:
                raise refusal(Wrong(why), self._file, place)
        if data.count(b"\n") != count:
            raise self._miscounted(NOTES)

    def _comments(self, data: bytes, manifest: _Manifest) -> Iterator[Comment]:
        count = data.count(b"\n")
        if count > MOST_COMMENTS:
            why = _("it has {n} comments; expected at most {most}")
            why = why.format(n=count, most=MOST_COMMENTS)
            raise refusal(Wrong(why), self._file, COMMENTS)
        if count != manifest.counts.comments:
            raise self._miscounted(COMMENTS)
        for place, value in self._lines(data, COMMENTS):
            try:
                check_not_ahead(comment := comment_of(value), self._now)
            except Wrong as wrong:
                raise refusal(wrong, self._file, place) from None
            if comment.session != manifest.session:
                why = _("it is about another session; expected comments on one")
                raise refusal(Wrong(why), self._file, place)
            yield comment

    def _miscounted(self, name: str) -> Wrong:
        why = _("{name} has more or fewer lines than the list of contents says; expected as many")
        return Wrong(why.format(name=quoted(name)))

    def _lines(self, data: bytes, part: str) -> Iterator[tuple[str, object]]:
        """The value on each line, and where it is."""
        if values_in(data) > MOST_VALUES:
            raise refusal(Wrong(too_many_values()), self._file, part)
        if data and not data.endswith(b"\n"):
            why = _("its last line is cut short; expected a line feed after each")
            raise refusal(Wrong(why), self._file, part)
        for number, line in enumerate(_split(data), 1):
            place = _("{file}, line {line}").format(file=part, line=number)
            if len(line) > LONGEST_LINE_BYTES:
                why = _("it is longer than {n} kB; expected shorter lines")
                why = why.format(n=LONGEST_LINE_BYTES // 1000)
                raise refusal(Wrong(why), self._file, place)
            text = self._text(line, place)
            yield place, parse(text, file=self._file, part=part, line=number)

    def _text(self, data: bytes, place: str) -> str:
        try:
            return data.decode()
        except UnicodeDecodeError:
            why = _("it is not UTF-8 text; expected it as it was sent")
            raise refusal(Wrong(why), self._file, place) from None


def _split(data: bytes) -> Iterator[bytes]:
    """Line by line, so that no second copy of all is made."""
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        yield data[at:end]
        at = end + 1


def _with_mimetype(entries: tuple[Entry, ...], data: bytes) -> tuple[Entry, ...]:
    """The first says what the file is, to whoever looks at its first bytes."""
    first = entries[0]
    if first.name != MIMETYPE or not first.is_stored or first.size > 100:
        why = _("it is not a bundle; expected a file that this program wrote")
        raise Wrong(why)
    if b"".join(unpacked(data, first)) != MEDIA_TYPE.encode():
        why = _("it is a file of another kind; expected {it}")
        raise Wrong(why.format(it=quoted(MEDIA_TYPE)))
    return entries
