"""Colours and fonts: four palettes, one family of letters, one scale for all of it."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from circle.preferences import Appearance
    from ui.as_the_computer import AsTheComputer
    from ui.icons import Icons

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0

FAMILIES = (
    "Atkinson Hyperlegible Next",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
)
_FIRST_FONTS = ("AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-SemiBold")


class Role(StrEnum):
    """What a text is for."""

    BODY = "body"
    STRONG = "strong"
    SMALL = "small"
    LABEL = "label"
    NAME = "name"
    KEY = "key"
    TIMES = "times"
    HEADING = "heading"
    PROMPT = "prompt"
    READ = "read"
    """What is read aloud, from where one stands."""
    TITLE = "title"
    CLOCK = "clock"


_PIXELS = {
    Role.BODY: 15,
    Role.STRONG: 15,
    Role.SMALL: 13,
    Role.LABEL: 13,
    Role.NAME: 14,
    Role.KEY: 12,
    Role.TIMES: 15,
    Role.HEADING: 17,
    Role.PROMPT: 19,
    Role.READ: 23,
    Role.TITLE: 30,
    Role.CLOCK: 76,
}
_PLAIN = {Role.BODY, Role.SMALL, Role.KEY, Role.TIMES, Role.READ}
_TABULAR = {Role.TIMES, Role.CLOCK}


class Theme(NamedTuple):
    """The colours of one palette.

    `soft` is ink for what matters less, `calm` for what cannot be used now. `on_moss` and `on_clay`
    are for words on those fills, `clay_words` for words in clay on any of the backgrounds.
    """

    name: str
    paper: QColor
    card: QColor
    ink: QColor
    soft: QColor
    calm: QColor
    line: QColor
    moss: QColor
    moss_tint: QColor
    on_moss: QColor
    clay: QColor
    clay_tint: QColor
    on_clay: QColor
    clay_words: QColor


LIGHT = Theme(
    name="light",
    paper=QColor("#FAF6EF"),
    card=QColor("#FFFDF9"),
    ink=QColor("#2A2730"),
    soft=QColor("#6B6672"),
    calm=QColor("#85808B"),
    line=QColor("#E5DDD0"),
    moss=QColor("#2F6F62"),
    moss_tint=QColor("#E3EEE9"),
    on_moss=QColor("#FFFFFF"),
    clay=QColor("#B9552F"),
    clay_tint=QColor("#F8E6DA"),
    on_clay=QColor("#FFFFFF"),
    clay_words=QColor("#9A421F"),
)
DARK = Theme(
    name="dark",
    paper=QColor("#1D1C22"),
    card=QColor("#26252C"),
    ink=QColor("#F1ECE4"),
    soft=QColor("#A9A3AF"),
    calm=QColor("#827C89"),
    line=QColor("#3A3842"),
    moss=QColor("#7FC4B3"),
    moss_tint=QColor("#23382F"),
    on_moss=QColor("#1D1C22"),
    clay=QColor("#F0A27C"),
    clay_tint=QColor("#43302A"),
    on_clay=QColor("#1D1C22"),
    clay_words=QColor("#F0A27C"),
)
DIM = Theme(
    name="dim",
    paper=QColor("#121115"),
    card=QColor("#18171B"),
    ink=QColor("#B5AEA3"),
    soft=QColor("#8C8691"),
    calm=QColor("#6E6974"),
    line=QColor("#2A282E"),
    moss=QColor("#629889"),
    moss_tint=QColor("#16241E"),
    on_moss=QColor("#121115"),
    clay=QColor("#B37453"),
    clay_tint=QColor("#2B1F1A"),
    on_clay=QColor("#121115"),
    clay_words=QColor("#B8795A"),
)
HIGH_CONTRAST = Theme(
    name="high_contrast",
    paper=QColor("#FFFFFF"),
    card=QColor("#FFFFFF"),
    ink=QColor("#000000"),
    soft=QColor("#33303A"),
    calm=QColor("#5C5863"),
    line=QColor("#6A6570"),
    moss=QColor("#0B4A3E"),
    moss_tint=QColor("#E3F1EC"),
    on_moss=QColor("#FFFFFF"),
    clay=QColor("#7A2F10"),
    clay_tint=QColor("#FCEBE0"),
    on_clay=QColor("#FFFFFF"),
    clay_words=QColor("#7A2F10"),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, DIM, HIGH_CONTRAST)}

CLEAR = QColor(0, 0, 0, 0)
SHEET = QColor("#FFFDF9")
"""What a picture of a document is on, in every palette: it is a page that is seen, not a part of the window."""
WHITE = QColor("#FFFFFF")
"""What a logo is on: its own colours are meant for paper."""
TOUCHED, PRESSED = 0.03, 0.06
"""So much ink is in a ground under the pointer, and while it is pressed; twice as much in a fill."""


def text_pairs(theme: Theme) -> tuple[tuple[QColor, QColor], ...]:
    """Every pair of words and background that is used."""
    under_hand = (theme.paper, theme.card, theme.moss_tint)
    grounds = (
        *(theme.paper, theme.card, theme.moss_tint, theme.clay_tint),
        *(touched(theme, on, pressed=deep) for on in under_hand for deep in (False, True)),
    )
    words = (theme.ink, theme.soft, theme.moss, theme.clay_words)
    on_any = ((word, ground) for word in words for ground in grounds)
    fills = (theme.moss, *(mixed(theme.moss, theme.ink, 2 * part) for part in (TOUCHED, PRESSED)))
    on_fills = ((theme.on_moss, fill) for fill in fills)
    return tuple(chain(on_any, on_fills, ((theme.on_clay, theme.clay),)))


def calm_pairs(theme: Theme) -> tuple[tuple[QColor, QColor], ...]:
    """Words that cannot be used now, the shapes that carry meaning, and the rings of the focus: at least 3 to 1."""
    paper, card = theme.paper, theme.card
    tints = (theme.moss_tint, theme.clay_tint)
    shapes = (theme.ink, theme.soft, theme.moss, theme.clay)
    calm = ((theme.calm, on) for on in (paper, card, theme.moss_tint))
    anywhere = ((shape, on) for shape in shapes for on in (paper, card, *tints))
    joints = ((joined(theme, on), on) for on in (paper, card))
    return tuple(chain(calm, anywhere, joints))


def touched(theme: Theme, ground: QColor, *, pressed: bool = False) -> QColor:
    """A ground under the pointer: a little nearer to the ink, and a tint nearer to the card, where its words are as
    easy to read.
    """
    if ground == theme.moss_tint:
        return mixed(ground, theme.card, 0.6 if pressed else 0.35)
    return mixed(ground, theme.ink, PRESSED if pressed else TOUCHED)


def joined(theme: Theme, ground: QColor) -> QColor:
    """What joins neighbours of one group on the ring."""
    return mixed(theme.moss, ground, 0.28)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21, by WCAG 2.2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """`one` with a `part` (0 to 1) of `other` in it."""
    rest = 1 - part
    return QColor.fromRgbF(
        one.redF() * rest + other.redF() * part,
        one.greenF() * rest + other.greenF() * part,
        one.blueF() * rest + other.blueF() * part,
    )


def palette(theme: Theme) -> QPalette:
    """What Qt's own widgets paint with."""
    made = QPalette(
        theme.ink, theme.card, theme.line, theme.line, theme.line, theme.ink, theme.paper
    )
    for role, colour in _palette_roles(theme).items():
        made.setColor(role, colour)
    for role in (Part.WindowText, Part.Text, Part.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.calm)
    return made


Part = QPalette.ColorRole


def _palette_roles(theme: Theme) -> dict[QPalette.ColorRole, QColor]:
    return {
        Part.Window: theme.paper,
        Part.WindowText: theme.ink,
        Part.Base: theme.card,
        Part.AlternateBase: theme.paper,
        Part.Text: theme.ink,
        Part.PlaceholderText: theme.soft,
        Part.Button: theme.card,
        Part.ButtonText: theme.ink,
        Part.BrightText: theme.on_moss,
        Part.Highlight: theme.moss,
        Part.HighlightedText: theme.on_moss,
        Part.Accent: theme.moss,
        Part.Link: theme.moss,
        Part.LinkVisited: theme.moss,
        Part.ToolTipBase: theme.card,
        Part.ToolTipText: theme.ink,
        Part.Light: theme.card,
        Part.Midlight: theme.line,
        Part.Mid: theme.line,
        Part.Dark: theme.line,
        Part.Shadow: theme.line,
    }


class Look(QObject):
    """The palette and the size of the letters that are in use. Made once, after the application."""

    changed = Signal()

    def __init__(self, assets: Path) -> None:
        super().__init__()
        self._app: QApplication | None = None
        self._computer: AsTheComputer | None = None
        self._caret_ms: int | None = None
        """How long the caret takes to blink where things may move; None while it has not been stopped."""
        self._effects: list[Qt.UIEffect] = []
        """Those that were switched off."""
        self._folder = assets / "fonts"
        self._assets = assets
        self._fonts: dict[Role, QFont] = {}
        self._missing: list[str] = []
        self._called: Mapping[str, str] = {}
        self.chosen = ""
        """The name of the palette; empty: as the computer has it."""
        self.theme, self.scale = LIGHT, 1.0
        self.still = self._wants_still = False
        """Nothing moves but what time itself moves: as it is wanted here, or of the whole computer."""
        self._load(_FIRST_FONTS)

    @cached_property
    def icons(self) -> Icons:
        from ui.icons import Icons

        return Icons(self._assets / "icons")

    def load_other_scripts(self) -> None:
        """The letters of other scripts, and the italics: after the first paint."""
        files = sorted(self._folder.glob("*.ttf"))
        self._load([file.stem for file in files if file.stem not in _FIRST_FONTS])
        self.changed.emit()

    def missing_words(self) -> str:
        """What there is to say of letters that are not there, or cannot be read; empty when nothing is."""
        there = {file.stem for file in self._folder.glob("*.ttf")}
        missing = sorted({*self._missing, *(name for name in _regular() if name not in there)})
        if not missing:
            return ""
        from circle.i18n import gettext as _

        why = _(
            "Letters that belong to Circlekeeper cannot be read: {names}. All else works, with letters of this computer. "
            "Install Circlekeeper again to have them back."
        )
        return why.format(names=", ".join(missing))

    def use(self, theme: str) -> None:
        """Takes a palette by its name. KeyError when there is none."""
        self.chosen = THEMES[theme].name
        self._wear(self.scale)

    def use_scale(self, scale: float) -> None:
        """Takes a size of letters, 0.8 to 2.0 times the usual."""
        self._wear(scale)

    def wear(self, wanted: Appearance) -> None:
        """What is preferred."""
        self.chosen, self._wants_still = wanted.palette, wanted.still
        self._wear(wanted.percent / 100)

    def follow(self, computer: AsTheComputer) -> None:
        """Is as the computer is, now and whenever that changes, in all that nobody chose here."""
        self._computer = computer
        computer.changed.connect(self._wear_again)
        self._wear_again()

    def next_palette(self) -> None:
        names = list(THEMES)
        self.use(names[(names.index(self.theme.name) + 1) % len(names)])

    def _wear_again(self) -> None:
        self._wear(self.scale)

    def _wear(self, scale: float) -> None:
        before = self.theme, self.scale, self.still
        computer = self._computer
        self.theme = THEMES[self.chosen or (computer.palette if computer else LIGHT.name)]
        self.scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
        self.still = self._wants_still or (computer is not None and computer.is_still)
        if before != (self.theme, self.scale, self.still):
            self._fonts.clear()
            self.changed.emit()

    def font(self, role: Role, *, pixels: int | None = None) -> QFont:
        """The font for a role; `pixels` where the place decides on the size."""
        if role not in self._fonts:
            self._fonts[role] = _font(role, round(_PIXELS[role] * self.scale))
        font = QFont(self._fonts[role])
        if pixels is not None:
            font.setPixelSize(pixels)
        return font

    def metrics(self, role: Role) -> QFontMetricsF:
        return QFontMetricsF(self.font(role))

    def px(self, usual: float) -> int:
        """A length that grows with the letters, from what it is at scale 1."""
        return round(usual * self.scale)

    def call_keys(self, called: Mapping[str, str]) -> None:
        """What is shown on buttons instead of the usual keys, as these are shown; empty words: nothing."""
        if called != self._called:
            self._called = called
            self.changed.emit()

    def key(self, usual: str) -> str:
        """What is shown of a key by now."""
        return self._called.get(usual, usual)

    def apply(self, app: QApplication) -> None:
        """Dresses an application, and again whenever the look changes."""
        self._app = app
        self._dress()
        self.changed.connect(self._dress)

    def _dress(self) -> None:
        if self._app is None:
            return
        self._app.setPalette(palette(self.theme))
        self._app.setFont(self.font(Role.BODY))
        QToolTip.setPalette(palette(self.theme))
        QToolTip.setFont(self.font(Role.SMALL))
        self._be_still(self._app)

    def _be_still(self, app: QApplication) -> None:
        """Stops what Qt itself moves, the caret and what slides or fades, and lets it go on as it was."""
        if self.still and self._caret_ms is None:
            self._caret_ms = app.cursorFlashTime()
            app.setCursorFlashTime(0)
            self._effects = [one for one in Qt.UIEffect if app.isEffectEnabled(one)]
            self._let_move(app, on=False)
        elif not self.still and self._caret_ms is not None:
            app.setCursorFlashTime(self._caret_ms)
            self._let_move(app, on=True)
            self._caret_ms = None

    def _let_move(self, app: QApplication, *, on: bool) -> None:
        for effect in self._effects:
            app.setEffectEnabled(effect, on)

    def _load(self, names: list[str] | tuple[str, ...]) -> None:
        for name in names:
            if not _add(self._folder / f"{name}.ttf"):
                self._missing.append(name)


@cache
def _add(file: Path) -> bool:
    """Once in a process: after each that is added Qt looks for the letters of all words again. Says whether Qt
    could read it; one that is not there it is not asked for, since it would complain on the terminal.
    """
    return file.is_file() and QFontDatabase.addApplicationFont(str(file)) >= 0


def _regular() -> list[str]:
    """The least that every family of letters has."""
    return [f"{family.replace(' ', '')}-Regular" for family in FAMILIES]


def _font(role: Role, pixels: int) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Normal if role in _PLAIN else QFont.Weight.DemiBold)
    if role in _TABULAR:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
