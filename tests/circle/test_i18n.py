from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from circle.i18n import (
    gettext,
    ngettext,
    pgettext,
    use_language,
    use_language_of_environment,
)

WELSH = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n",
    "Silence": "Tawelwch",
    "turn\4Held": "Yn siarad",
    "{n} voice\0{n} voices": "{n} llais\0{n} lleisiau",
}


@pytest.fixture
def locales(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "cy" / "LC_MESSAGES" / "circlekeeper.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(catalogue(WELSH))
    yield tmp_path
    use_language(None, tmp_path)


def catalogue(words: Mapping[str, str]) -> bytes:
    """A gettext .mo file: two tables of length and offset, then all texts."""
    texts = [text.encode() for text in (*sorted(words), *(words[key] for key in sorted(words)))]
    head = struct.pack("<7I", 0x950412DE, 0, len(words), 28, 28 + 8 * len(words), 0, 0)
    table, data = b"", b""
    for text in texts:
        table += struct.pack("<2I", len(text), 28 + 16 * len(words) + len(data))
        data += text + b"\0"
    return head + table + data


def test_speaks_english_until_told_otherwise() -> None:
    assert gettext("Silence") == "Silence"
    assert ngettext("{n} voice", "{n} voices", 1) == "{n} voice"
    assert ngettext("{n} voice", "{n} voices", 2) == "{n} voices"
    assert pgettext("turn", "Held") == "Held"


def test_speaks_a_language_that_is_there(locales: Path) -> None:
    use_language("cy", locales)
    assert gettext("Silence") == "Tawelwch"
    assert ngettext("{n} voice", "{n} voices", 2) == "{n} lleisiau"
    assert pgettext("turn", "Held") == "Yn siarad"
    assert gettext("Not translated") == "Not translated"


@pytest.mark.parametrize("code", [None, "", "fr"])
def test_speaks_english_again(locales: Path, code: str | None) -> None:
    use_language("cy", locales)
    use_language(code, locales)
    assert gettext("Silence") == "Silence"


def test_speaks_the_language_of_the_environment(
    locales: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "cy")
    use_language_of_environment(locales)
    assert gettext("Silence") == "Tawelwch"
    monkeypatch.setenv("LANGUAGE", "fr")
    use_language_of_environment(locales)
    assert gettext("Silence") == "Silence"


def test_without_catalogues_the_environment_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "cy")
    use_language_of_environment(tmp_path / "none")
    assert gettext("Silence") == "Silence"
