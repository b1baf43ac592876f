"""Takes the words of Python and of the assets into the catalogues: `.po` for translators, `.mo` for the program."""

from __future__ import annotations

import io
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from circle.help_pages import texts
from circle.i18n import DOMAIN, same_placeholders
from circle.shipped_words import WORDS

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "assets" / "locale"
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_PLURALS = {
    "cy": (4, "n==1 ? 0 : n==2 ? 1 : (n!=8 && n!=11) ? 2 : 3"),
    "fr": (2, "n > 1"),
}
"""Where translators count otherwise than Babel does."""
_BY_NATIVE = "X-Read-By-Native"


class Message(NamedTuple):
    """`many` is empty where there is no plural, `context` where a word has one meaning only."""

    context: str
    one: str
    many: str = ""


Said = tuple[str, ...]
"""What a message is in another language: a form for each number, or one."""
Found = Mapping[Message, Sequence[str]]
"""All messages and the files they stand in."""


@dataclass
class Language:
    """What a catalogue holds; `troubles` says which of its translations are refused, and why."""

    code: str
    said: dict[Message, Said] = field(default_factory=dict)
    by_native: str = "no"
    troubles: list[str] = field(default_factory=list)


def messages(root: Path = ROOT) -> Found:
    found: dict[Message, list[str]] = {}
    for file in sorted(
        one for part in ("circle", "exports", "ui") for one in (root / part).rglob("*.py")
    ):
        _note(found, _in_python(file), file.relative_to(root))
    for file in sorted((root / "assets").rglob("*.toml")):
        words = _in_assets(tomllib.loads(file.read_text(encoding="utf-8")), "")
        _note(found, words, file.relative_to(root))
    for file, text in texts(root / "assets" / "help"):
        _note(found, iter((Message("", text),)), file.relative_to(root))
    return found


def _note(found: dict[Message, list[str]], words: Iterator[Message], file: Path) -> None:
    for one in words:
        places = found.setdefault(one, [])
        if file.as_posix() not in places:
            places.append(file.as_posix())


def _in_python(file: Path) -> Iterator[Message]:
    for _line, said, _comments, context in extract_from_file("python", file, keywords=_KEYWORDS):
        one, many = said if isinstance(said, tuple) else (said, "")
        if one:
            yield Message(context or "", one, many)


def _in_assets(value: object, key: str) -> Iterator[Message]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _in_assets(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from _in_assets(inside, key)
    elif isinstance(value, str) and key in WORDS and value:
        yield Message("", value)


def wrong(message: Message, said: Said, forms: int) -> str:
    """Why a translation is refused; empty when it is not."""
    if len(said) != (forms if message.many else 1):
        return f"{len(said)} forms instead of {forms if message.many else 1}"
    texts = [text for text in (message.one, message.many) if text]
    for form in said:
        if not form:
            return "an empty form"
        if not any(same_placeholders(form, text) for text in texts):
            return f"other words in braces: {form!r}"
    return ""


class _Catalogue(Catalog):
    """Without dates, so that nothing changes where no word does."""

    by_native = "no"

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"nplurals={self.num_plurals}; plural={self.plural_expr};"),
            (_BY_NATIVE, self.by_native),
        ]


def plural_of(code: str) -> tuple[int, str]:
    if code in _PLURALS:
        return _PLURALS[code]
    plural = get_plural(code)
    return plural.num_plurals, plural.plural_expr


def po_file(code: str, locale: Path = LOCALE) -> Path:
    return locale / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str, locale: Path = LOCALE) -> Language:
    """What there is of a language; nothing where there is no catalogue yet."""
    language, file = Language(code), po_file(code, locale)
    if not file.exists():
        return language
    text = file.read_text(encoding="utf-8")
    if by_native := re.search(rf'^"{_BY_NATIVE}: (\w+)', text, re.MULTILINE):
        language.by_native = by_native[1]
    forms, _rule = plural_of(code)
    for one in read_po(io.BytesIO(text.encode()), locale=code, charset="utf-8"):
        if not one.id:
            continue
        ids = one.id if isinstance(one.id, tuple | list) else (one.id, "")
        said = tuple(one.string) if isinstance(one.string, tuple | list) else (one.string or "",)
        message = Message(one.context or "", *ids)
        if not any(said):
            continue
        if why := wrong(message, said, forms):
            language.troubles.append(f"{file}: {message.one!r}: {why}")
        else:
            language.said[message] = said
    return language


def catalogue(language: Language, found: Found) -> Catalog:
    """In the order of files, with an empty translation where there is none."""
    made = _Catalogue(
        locale=language.code,
        header_comment=f"# Circlekeeper: {language.code}",
        charset="utf-8",
        fuzzy=False,
    )
    made._num_plurals, made._plural_expr = plural_of(language.code)
    made.by_native = language.by_native
    for message, files in found.items():
        said = language.said.get(message, ())
        made.add(
            (message.one, message.many) if message.many else message.one,
            (said if message.many else said[0]) if said else None,
            locations=[(file, 0) for file in files],
            context=message.context or None,
        )
    return made


def po_bytes(made: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, made, width=100, include_lineno=False, ignore_obsolete=True)
    return stream.getvalue()


def mo_bytes(made: Catalog) -> bytes:
    """Messages without a translation are left out: they are English."""
    stream = io.BytesIO()
    write_mo(stream, made)
    return stream.getvalue()


def write(language: Language, found: Found, locale: Path = LOCALE) -> None:
    made, file = catalogue(language, found), po_file(language.code, locale)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(po_bytes(made))
    file.with_suffix(".mo").write_bytes(mo_bytes(made))


def untranslated(language: Language, found: Found) -> list[Message]:
    return [one for one in found if one not in language.said]


def codes(locale: Path = LOCALE) -> list[str]:
    return sorted(file.parts[-3] for file in locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def main(begun: Sequence[str]) -> int:
    found, refused = messages(), 0
    for code in sorted({*codes(), *begun}):
        language = read(code)
        write(language, found)
        missing = untranslated(language, found)
        print(f"{code}: {len(found) - len(missing)} of {len(found)} translated")
        for message in missing[:20]:
            print(f"  {message.one!r} ({', '.join(found[message][:2])})")
        for trouble in language.troubles:
            print(f"  refused: {trouble}")
        refused += len(language.troubles)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
