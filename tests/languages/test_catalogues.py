"""The catalogues that ship: complete, whole, and made of what translators wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from circle.i18n import DOMAIN, use_language
from circle.languages import read_by_natives
from circle.paths import assets
from circle.templates import read_shelf
from tests.languages import messages
from tests.languages.messages import Language, Message

CODES = ("ar", "cy", "es", "fr", "pl", "uk")
PLURAL = Message("", "{n} voice", "{n} voices")
FOUND = {
    Message("", "{name} speaks"): ["one.py"],
    PLURAL: ["one.py"],
    Message("turn", "Held"): ["two.py"],
}


@pytest.fixture(scope="module")
def found() -> messages.Found:
    return messages.messages()


def test_there_are_six_languages_besides_english():
    assert messages.codes() == [*CODES]


@pytest.mark.parametrize("code", CODES)
def test_every_word_is_translated_and_the_catalogue_is_made_of_that(
    code: str, found: messages.Found
):
    language = messages.read(code)
    assert language.troubles == []
    assert messages.untranslated(language, found) == []
    made, file = messages.catalogue(language, found), messages.po_file(code)
    assert messages.po_bytes(made) == file.read_bytes(), "script/messages makes it anew"
    assert messages.mo_bytes(made) == file.with_suffix(".mo").read_bytes(), (
        "script/messages makes it anew"
    )


@pytest.mark.parametrize("code", CODES)
def test_what_ships_as_data_is_whole_in_every_language(code: str):
    folder = assets() / "locale"
    english = read_shelf(assets())
    try:
        assert use_language(code, folder) == ""
        shelf = read_shelf(assets())
    finally:
        use_language(None, folder)
    assert not shelf.broken
    assert [one.name for one in shelf.templates] == [one.name for one in english.templates]
    assert [one.title for one in shelf.templates] != [one.title for one in english.templates]
    assert {one.language for one in shelf.decks} == {code}
    assert not read_by_natives(code, folder)


def test_words_are_found_in_python_and_in_what_ships_as_data(found: messages.Found):
    assert found[Message("", "The piece is in the centre")] == ["circle/wording.py"]
    assert "assets/session_templates/council.toml" in found[Message("", "You can always pass")]
    assert Message("", "{n} person", "{n} people") in found


def a_language() -> Language:
    said = {
        Message("", "{name} speaks"): ("Mae {name} yn siarad",),
        PLURAL: ("{n} llais", "{n} lais", "{n} llais", "{n} llais"),
        Message("turn", "Held"): ("Yn siarad",),
    }
    return Language("cy", said)


def test_what_is_translated_stays_and_what_is_gone_is_dropped(tmp_path: Path):
    messages.write(a_language(), FOUND, tmp_path)
    kept = {Message("turn", "Held"): ["two.py"], Message("", "New"): ["one.py"]}
    messages.write(messages.read("cy", tmp_path), kept, tmp_path)
    again = messages.read("cy", tmp_path)
    assert again.said == {Message("turn", "Held"): ("Yn siarad",)}
    assert messages.untranslated(again, kept) == [Message("", "New")]
    assert "speaks" not in messages.po_file("cy", tmp_path).read_text()


def test_writing_it_again_changes_no_byte(tmp_path: Path):
    messages.write(a_language(), FOUND, tmp_path)
    file = messages.po_file("cy", tmp_path)
    before = file.read_bytes(), file.with_suffix(".mo").read_bytes()
    messages.write(messages.read("cy", tmp_path), FOUND, tmp_path)
    assert (file.read_bytes(), file.with_suffix(".mo").read_bytes()) == before
    assert file.with_suffix(".mo").name == f"{DOMAIN}.mo"


def test_that_a_native_speaker_has_read_it_stays(tmp_path: Path):
    messages.write(a_language(), FOUND, tmp_path)
    file = messages.po_file("cy", tmp_path)
    file.write_text(file.read_text().replace("X-Read-By-Native: no", "X-Read-By-Native: yes"))
    messages.write(messages.read("cy", tmp_path), FOUND, tmp_path)
    assert read_by_natives("cy", tmp_path)


@pytest.mark.parametrize(
    ("message", "said", "why"),
    [
        (Message("", "{name} speaks"), ("Mae {enw} yn siarad",), "other words in braces"),
        (Message("", "{name} speaks"), ("Mae rhywun yn siarad",), "other words in braces"),
        (Message("", "{name} speaks"), ("{name.__class__}",), "other words in braces"),
        (Message("", "Held"), ("{name}",), "other words in braces"),
        (PLURAL, ("{n} llais", "{n} lais"), "2 forms instead of 4"),
        (Message("", "Held"), ("",), "an empty form"),
    ],
)
def test_a_translation_that_would_lose_something_is_refused(
    message: Message, said: tuple[str, ...], why: str
):
    assert why in messages.wrong(message, said, 4)


def test_a_refused_translation_is_named_and_not_taken(tmp_path: Path):
    messages.write(a_language(), FOUND, tmp_path)
    file = messages.po_file("cy", tmp_path)
    file.write_text(file.read_text().replace("Mae {name} yn", "Mae {enw} yn"))
    language = messages.read("cy", tmp_path)
    assert len(language.troubles) == 1
    assert "{enw}" in language.troubles[0]
    assert Message("", "{name} speaks") not in language.said
