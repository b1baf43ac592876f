"""Web pages as a browser shows them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from circle.level import Level
from circle.templates import Shape
from exports import html
from tests.exports.an_evening import SESSION
from tests.exports.five_sessions import FIVE, Written
from tests.notes import make_notes

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SCRIPT = "<script>document.title='taken over'</script><img src=x onerror=document.title='taken'>"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed here")


def browsed(page: bytes, folder: Path, *asks: str) -> str:
    """What the browser prints when it is asked about a page."""
    assert CHROMIUM
    file = folder / "notes.html"
    file.write_bytes(page)
    command = [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'browser'}", *asks, file.as_uri()]
    ended = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return ended.stdout.decode()


def test_what_people_wrote_is_read_and_does_nothing(tmp_path: Path) -> None:
    log = FIVE[Shape.STORY](Written(point=SCRIPT))
    page = html.render(make_notes(SESSION, log, Level.SEATS))
    seen = browsed(page, tmp_path, "--dump-dom")
    assert "&lt;script&gt;document.title" in seen
    assert "<title>taken" not in seen
    assert "<img src" not in seen


def test_it_is_printed_on_paper_with_its_level(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler is not installed here")
    paper = tmp_path / "paper.pdf"
    page = html.render(make_notes(SESSION, FIVE[Shape.POWER](), Level.NOBODY))
    browsed(page, tmp_path, f"--print-to-pdf={paper}")
    read = subprocess.run(["pdftotext", paper, "-"], capture_output=True, check=True, timeout=60)
    first, *_others = read.stdout.decode().split("\f")
    assert "Without names" in first
    assert "Commitments" in read.stdout.decode()
