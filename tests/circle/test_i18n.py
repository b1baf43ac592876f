from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from circle.i18n import (
    gettext,
    language,
    language_of,
    languages,
    ngettext,
    pgettext,
    speaking,
    use_language,
    use_language_of_environment,
)
from circle.languages import read_by_natives

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


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ({"LANG": "cy_GB.UTF-8"}, "cy"),
        ({"LANGUAGE": "fr:cy", "LANG": "en_GB.UTF-8"}, "cy"),
        ({"LANGUAGE": "en:cy"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "cy"}, "en"),
        ({"LANG": "de_DE@euro"}, "en"),
        ({}, "en"),
    ],
)
def test_the_first_language_that_is_there_counts(
    locales: Path, said: dict[str, str], spoken: str
) -> None:
    assert language_of(said, locales) == spoken


def test_where_the_environment_says_nothing_the_computer_is_asked(locales: Path) -> None:
    assert language_of({}, locales, ("de-DE", "cy-GB")) == "cy"
    assert language_of({"LANG": "en_GB"}, locales, ("cy-GB",)) == "en"


HEAD = "Content-Type: text/plain; charset={charset}\nPlural-Forms: nplurals={n}; plural={rule};\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"This is no catalogue.",
        catalogue(WELSH)[:90],
        catalogue({"": HEAD.format(charset="UTF-8", n=2, rule="n >"), "Silence": "Tawelwch"}),
        catalogue(
            {"": HEAD.format(charset="UTF-8", n=2, rule="__import__"), "Silence": "Tawelwch"}
        ),
        catalogue(
            {"": HEAD.format(charset="UTF-8", n=2, rule="n / (n - 3)"), "Silence": "Tawelwch"}
        ),
        catalogue({"": HEAD.format(charset="klingon", n=2, rule="n != 1"), "Silence": "Tawelwch"}),
    ],
)
def test_a_broken_catalogue_is_named_and_it_is_english(locales: Path, data: bytes) -> None:
    file = locales / "fr" / "LC_MESSAGES" / "circlekeeper.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    trouble = use_language("fr", locales)
    assert "“fr” cannot be read" in trouble
    assert "your kit is safe" in trouble
    assert gettext("Silence") == "Silence"
    assert language() == "en"


def test_a_plural_form_that_is_not_there_is_english(locales: Path) -> None:
    file = locales / "fr" / "LC_MESSAGES" / "circlekeeper.mo"
    file.parent.mkdir(parents=True)
    head = HEAD.format(charset="UTF-8", n=2, rule="n")
    file.write_bytes(catalogue({"": head, "{n} voice\0{n} voices": "{n} voix\0{n} voix"}))
    use_language("fr", locales)
    assert ngettext("{n} voice", "{n} voices", 7) == "{n} voices"


def test_a_translation_that_names_other_things_in_braces_is_not_used(locales: Path) -> None:
    file = locales / "fr" / "LC_MESSAGES" / "circlekeeper.mo"
    file.parent.mkdir(parents=True)
    words = {
        "": WELSH[""],
        "{name} speaks": "{nom} parle",
        "{name} rests": "{name.__class__} se repose",
        "{name} passed": "{name} a passé, dit {name}",
        "{name} waits": "{name} attend {",
        "{name} leaves": "{name} part }",
        "Silence": "Silence }",
        "{n} voice\0{n} voices": "une voix\0{m} voix",
    }
    file.write_bytes(catalogue(words))
    use_language("fr", locales)
    for said in ("{name} waits", "{name} leaves", "Silence"):
        assert gettext(said) == said, "a brace that stands alone would stop the program"
    assert gettext("{name} speaks") == "{name} speaks"
    assert gettext("{name} rests") == "{name} rests"
    assert gettext("{name} passed") == "{name} a passé, dit {name}"
    assert ngettext("{n} voice", "{n} voices", 1) == "{n} voice"
    assert ngettext("{n} voice", "{n} voices", 5) == "{n} voices"


def test_a_part_of_the_program_speaks_another_language_meanwhile(locales: Path) -> None:
    use_language(None, locales)
    with speaking("cy"):
        assert (language(), gettext("Silence")) == ("cy", "Tawelwch")
        with ThreadPoolExecutor(1) as another:
            assert another.submit(gettext, "Silence").result() == "Silence"
        with speaking("en"):
            assert gettext("Silence") == "Silence"
        with speaking("fr"):
            assert gettext("Silence") == "Silence"
        with speaking(""):
            assert gettext("Silence") == "Tawelwch"
    assert gettext("Silence") == "Silence"


def test_the_languages_that_are_there(locales: Path) -> None:
    assert languages(locales) == ("en", "cy")
    assert not read_by_natives("cy", locales)
    assert read_by_natives("en", locales)


def test_no_name_of_a_language_leads_out_of_the_folder(locales: Path) -> None:
    assert use_language("../cy", locales / "fr") == ""
    assert language() == "en"
