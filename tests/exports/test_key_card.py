"""The key card: one page of paper with every key of an open circle, for everyone to read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from exports import aside
from exports.house import Paper
from exports.key_card import KeyGroups, KeyRow, plain_text, render
from tests.exports.paper import needs_poppler, poppler
from tests.ui.typed import typed_here
from ui.key_rows import card_rows
from ui.keymap import Keymap

DAY = datetime(2026, 5, 11, tzinfo=UTC)
SIZES = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}


@pytest.fixture(scope="module", autouse=True)
def ended() -> Iterator[None]:
    yield
    aside.stop()


def words_of(document: bytes) -> str:
    return " ".join(poppler("pdftotext", document, "-raw").split())


@needs_poppler
@pytest.mark.parametrize("paper", Paper)
def test_it_is_one_page_with_every_key_and_its_words(paper: Paper):
    document = render(card_rows(Keymap().keys), DAY, paper)
    with pikepdf.open(io.BytesIO(document)) as read:
        (page,) = read.pages
        assert tuple(round(float(one)) for one in page.mediabox[2:]) == SIZES[paper]
        assert bool(read.Root.MarkInfo.Marked)
        assert str(read.Root.Lang) == "en"
    words = words_of(document)
    for title, rows in card_rows(Keymap().keys):
        assert title in words
        for row in rows:
            assert row.words in words
            assert all(key in words for key in row.keys.split(" · "))


@needs_poppler
def test_letters_are_large_and_it_is_light_to_print():
    document = render(card_rows(Keymap().keys), DAY)
    html = poppler("pdftotext", document, "-bbox")
    found = re.findall(r'yMin="([\d.]+)"[^>]*yMax="([\d.]+)">(?:Silence|Bell|Undo)', html)
    assert found
    assert all(float(low) - float(high) > 11 for high, low in found)
    with pikepdf.open(io.BytesIO(document)) as read:
        drawn = read.pages[0].Contents.read_bytes().decode("latin-1")
    assert not re.search(r"\bre\s+f\b", drawn), "nothing is filled but letters"


@needs_poppler
def test_ones_own_keys_stand_on_it_and_however_many_it_stays_one_page():
    rows = tuple(
        KeyRow(f"Ctrl Shift F{n} · Alt {n}", "What it does in quite a few words " * 3)
        for n in range(40)
    )
    document = render([("Ours", rows)], DAY)
    with pikepdf.open(io.BytesIO(document)) as read:
        assert len(read.pages) == 1
    assert "Ctrl Shift F39" in words_of(document)


@needs_poppler
def test_a_letter_without_a_shape_stops_no_card():
    groups: KeyGroups = [("Keys", [KeyRow("\N{SNOWMAN}", "\N{GRINNING FACE} and #markup[x]")])]
    assert "#markup[x]" in words_of(render(groups, DAY))


def test_as_text_each_has_a_line():
    text = plain_text(card_rows(Keymap().keys))
    assert re.search(r"^  Space · Arrow right +Pass the piece", text, re.MULTILINE)
    assert "On every page\n" in text
    assert "1 – 9" in text
    assert "Give the piece to seat 3" not in text


def test_the_command_writes_it_and_keeps_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    typed = typed_here(capsys, tmp_path / "kit")
    assert "Ctrl E" in typed("keys").out
    for name in ("card.pdf", "card-2.pdf"):
        done = typed("keys", "--pdf", tmp_path / "card.pdf", "--paper", "letter")
        assert done.out.strip() == str(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
    gone = typed("keys", "--pdf", tmp_path / "gone" / "card.pdf")
    assert gone.code == 1
    assert not (tmp_path / "kit").exists(), "it has no need of a kit"
