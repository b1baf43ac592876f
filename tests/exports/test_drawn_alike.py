"""A browser, Qt and the typesetter draw the same picture, as nearly as letters let them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from circle.level import Level
from circle.paths import assets
from exports.blocks import Picture
from exports.charts import pictures
from exports.svg import CLAY, MOSS
from tests.exports.an_evening import SESSION
from tests.exports.test_charts import everything
from tests.notes import make_notes
from ui.theme import Look
from ui.widgets.picture_view import for_qt

APART = 32
"""How far two drawings may be from each other, from 0 to 255, anywhere when they are seen from afar."""
_AFAR = 12
_CHROMIUM = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--hide-scrollbars",
)
_TYPST = """
import sys, typst
from pathlib import Path
folder = Path(sys.argv[1])
typst.compile(
    str(folder / "all.typ"), output=str(folder / "typst-{p}.png"), format="png", ppi=72.0,
    font_paths=[sys.argv[2]], ignore_system_fonts=True,
)
"""

DRAWN: tuple[Picture, ...] = (
    *pictures(make_notes(SESSION, everything(), Level.ALIASES)),
    *pictures(make_notes(SESSION, everything(), Level.NOBODY)),
)


def size_of(picture: Picture) -> QSize:
    return QSvgRenderer(QByteArray(picture.svg.encode())).viewBoxF().size().toSize()


def by_qt(picture: Picture) -> QImage:
    size = size_of(picture)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    renderer = QSvgRenderer(QByteArray(for_qt(picture.svg).encode()))
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    return image


def by_typst(folder: Path) -> list[QImage]:
    """In a process of its own: it keeps memory."""
    text = "#set page(width: auto, height: auto, margin: 0pt)\n"
    for i, picture in enumerate(DRAWN):
        (folder / f"{i}.svg").write_text(picture.svg, "utf-8")
        text += f'#image("{i}.svg", width: 720pt)\n#pagebreak(weak: true)\n'
    (folder / "all.typ").write_text(text, "utf-8")
    code = [sys.executable, "-c", _TYPST, str(folder), str(assets() / "fonts")]
    subprocess.run(code, check=True, timeout=60)
    return [QImage(str(folder / f"typst-{i}.png")) for i in range(1, len(DRAWN) + 1)]


def by_chromium(program: str, folder: Path) -> list[QImage]:
    """All of them one below the other, cut apart."""
    page, shot = folder / "all.html", folder / "all.png"
    fonts = (assets() / "fonts").as_uri()
    face = f"font-family:'Atkinson Hyperlegible Next';src:url({fonts}/AtkinsonHyperlegibleNext"
    style = f"@font-face{{{face}-Regular.ttf)}}@font-face{{font-weight:600;{face}-SemiBold.ttf)}}"
    drawn = "".join(picture.svg for picture in DRAWN)
    style += "body{margin:0}svg{display:block}"
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{drawn}", "utf-8")
    sizes = [size_of(one) for one in DRAWN]
    high = sum(size.height() for size in sizes) + 20
    own = (f"--user-data-dir={folder / 'chromium'}", f"--screenshot={shot}")
    window = f"--window-size=720,{high}"
    subprocess.run(
        [program, *_CHROMIUM, *own, window, page.as_uri()],
        check=True,
        timeout=60,
        capture_output=True,
    )
    whole, top, found = QImage(str(shot)), 0.0, list[QImage]()
    for picture, size in zip(DRAWN, sizes, strict=True):
        found.append(whole.copy(0, round(top), 720, size.height()))
        top += QSvgRenderer(QByteArray(picture.svg.encode())).viewBoxF().height()
    return found


def from_afar(image: QImage, size: QSize) -> bytes:
    assert not image.isNull()
    small = image.convertToFormat(QImage.Format.Format_RGB32).scaled(
        size / _AFAR,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return bytes(small.convertToFormat(QImage.Format.Format_RGB32).constBits())


def apart(one: QImage, other: QImage) -> int:
    size = one.size()
    pairs = zip(from_afar(one, size), from_afar(other, size), strict=True)
    return max(abs(first - second) for first, second in pairs)


@pytest.fixture(scope="module")
def by_qt_all(qapp: QApplication) -> list[QImage]:
    look = Look(assets())
    look.load_other_scripts()
    return [by_qt(one) for one in DRAWN]


def test_the_typesetter_draws_as_qt_does(by_qt_all: list[QImage], tmp_path: Path) -> None:
    for ours, theirs in zip(by_qt_all, by_typst(tmp_path), strict=True):
        assert apart(ours, theirs) < APART


def test_a_browser_draws_as_qt_does(by_qt_all: list[QImage], tmp_path: Path) -> None:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed, so no browser was asked")
    for ours, theirs in zip(by_qt_all, by_chromium(program, tmp_path), strict=True):
        assert apart(ours, theirs) < APART


def test_a_picture_that_lacks_something_would_be_noticed(by_qt_all: list[QImage]) -> None:
    for picture, whole in zip(DRAWN, by_qt_all, strict=True):
        for ink in (MOSS, CLAY):
            without = Picture("", "", picture.svg.replace(ink, "#FFFFFF"))
            if without.svg != picture.svg:
                assert apart(whole, by_qt(without)) > APART
