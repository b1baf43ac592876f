"""Makes docs/pictures/every-page: each page in a language, in the four palettes, at the usual size of letters and twice
that, on one sheet.

    python -m tests.ui.pictures_of_every_page [FOLDER [PAGE …]]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from circle import i18n
from circle.paths import assets
from circle.preferences import Preferences
from exports import aside
from tests.ui.every_page import PAGES, at_page
from tests.ui.facilitator import Facilitator
from ui.application import make_app
from ui.main_window import USUAL
from ui.pseudo import use_pseudo
from ui.theme import THEMES

LANGUAGES = ("en", "ar", "pseudo")
_CALLED = {"en": "English", "ar": "Arabic", "pseudo": "nobody’s"}
SCALES = (1.0, 2.0)
TILE = QSize(683, 384)
GAP = 8
QUALITY = 60
STATES = frozenset(
    [
        "start_found",
        "prepare_names",
        "prepare_round",
        "prepare_without_template",
        "live_before",
        "live_centre",
        "live_paused",
        "live_break",
        "live_threes",
        "live_saying_back",
        "live_turns",
        "live_plan",
        "live_listening",
        "live_finding",
        "live_note",
        "live_prompt",
        "live_asked_to_end",
        "close_notes",
        "close_turns",
        "review_filters",
        "review_found",
        "review_put_right",
        "erase_preview",
    ]
)
"""Of pages that are shown otherwise: no sheets of their own."""


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["HOME"] = "/home/sam"
    os.environ["TZ"] = "UTC"
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures/every-page")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_app(sys.argv)
    pages = sys.argv[2:] or [page for page in PAGES if page not in STATES]
    for page in pages:
        for language in LANGUAGES:
            with (
                tempfile.TemporaryDirectory() as kit,
                _speaking(app, language) as preferences,
                at_page(app, Path(kit), page, preferences) as desk,
            ):
                file = folder / f"{page}-{language}.webp"
                _sheet(app, desk).save(str(file), quality=QUALITY)
                print(file, flush=True)
    aside.stop()
    if not sys.argv[2:]:
        (folder / "README.md").write_text(_index(pages))
    return 0


def _index(pages: Sequence[str]) -> str:
    lines = [
        "# Every page",
        "",
        "Left the usual size of letters, right twice that; from the top light, dark, dim and high contrast. The last column is in a language",
        "that nobody speaks: each word that can be translated is accented, in brackets, and two fifths longer.",
        "",
        "| page | | | |",
        "| --- | --- | --- | --- |",
    ]
    for page in pages:
        links = (f"[{_CALLED[one]}]({page}-{one}.webp)" for one in LANGUAGES)
        lines.append(f"| {page.replace('_', ' ')} | {' | '.join(links)} |")
    return "\n".join(lines) + "\n"


@contextmanager
def _speaking(app: QApplication, language: str) -> Iterator[Preferences | None]:
    try:
        if language == "pseudo":
            use_pseudo()
            yield None
        else:
            yield Preferences(language=language)
    finally:
        i18n.use_language(None, assets() / "locale")
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _sheet(app: QApplication, desk: Facilitator) -> QImage:
    across, down = len(SCALES), len(THEMES)
    size = QSize(across * (TILE.width() + GAP), down * (TILE.height() + GAP))
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#888888"))
    window, look = desk.window, desk.circlekeeper.look
    window.resize(*USUAL)
    with QPainter(sheet) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for column, scale in enumerate(SCALES):
            look.use_scale(scale)
            for row, theme in enumerate(THEMES):
                look.use(theme)
                for _turn in range(3):
                    app.processEvents()
                corner = QPoint(column * (TILE.width() + GAP), row * (TILE.height() + GAP))
                painter.drawImage(QRect(corner, TILE), window.grab().toImage())
    return sheet


if __name__ == "__main__":
    sys.exit(main())
