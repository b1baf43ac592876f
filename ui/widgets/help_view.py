"""A page of help to read: headings, paragraphs, lists, keys and links, with the caret of a screen reader in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from circle.help_pages import Form, Kind, found_in
from ui.theme import Look, Role
from ui.widgets.scroll_column import QuietBar
from ui.widgets.shapes import paint_focus

if TYPE_CHECKING:
    from circle.help_pages import Block, HelpPage, Part

_WIDEST = 820
"""Longer lines are hard to read."""

_Flag = Qt.TextInteractionFlag
_NO_BREAK = "\N{NO-BREAK SPACE}"
"""What is pressed together stands on one line."""


class HelpView(QTextBrowser):
    link_chosen = Signal(str)
    """The name of a page."""

    def __init__(
        self, look: Look, keys: Mapping[str, str], *, parent: QWidget | None = None
    ) -> None:
        """`keys`: what stands for the key of each action, by its name."""
        super().__init__(parent)
        self._look, self._keys = look, keys
        self._page: HelpPage | None = None
        self._sought: tuple[str, ...] = ()
        self._first: QTextCursor | None = None
        """Where the first of the sought words stands."""
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(QuietBar(look))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(_Flag.TextBrowserInteraction | _Flag.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(self._choose)
        look.changed.connect(self._write)

    def show_page(self, page: HelpPage, sought: Sequence[str] = ()) -> None:
        """`sought`: words that are marked."""
        is_new = page is not self._page
        self._page, self._sought = page, tuple(sought)
        self._write()
        if is_new:
            self.verticalScrollBar().setValue(0)
        if self._first is not None:
            self._bring_in_sight(self._first)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self.viewport()) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_focus(painter, self.viewport().rect(), self._look.theme.moss, corner=10)

    def _choose(self, to: QUrl) -> None:
        self.link_chosen.emit(to.toString())

    def _bring_in_sight(self, cursor: QTextCursor) -> None:
        at = self.cursorRect(cursor)
        if not self.viewport().rect().contains(at):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + at.top() - self.viewport().height() // 3)

    def _write(self) -> None:
        if self._page is None:
            return
        look, scrolled = self._look, self.verticalScrollBar().value()
        self._dress()
        document = self.document()
        document.clear()
        document.setDefaultFont(look.font(Role.BODY))
        document.setIndentWidth(look.px(22))
        document.setDocumentMargin(16)
        self.setMaximumWidth(look.px(_WIDEST))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        title = Role.TITLE if look.scale < 1.5 else Role.PROMPT
        self._write_heading(cursor, self._page.title, title, 1, is_first=True)
        for block in self._page.blocks:
            self._write_block(cursor, block)
        cursor.endEditBlock()
        self.setAccessibleName(self._page.title)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(scrolled)
        self._mark()

    def _write_block(self, cursor: QTextCursor, block: Block) -> None:
        if block.form is Form.HEADING:
            words = "".join(self._words(part) for part in block.parts)
            self._write_heading(cursor, words, Role.HEADING, 2)
            return
        shape = self._shape(8 if block.form is Form.PARAGRAPH else 4)
        cursor.insertBlock(shape, self._letters(Role.BODY))
        if block.form is Form.ITEM:
            listed = QTextListFormat()
            listed.setStyle(QTextListFormat.Style.ListDisc)
            before = cursor.block().previous().textList()
            before.add(cursor.block()) if before else cursor.createList(listed)
        elif cursor.currentList() is not None:
            cursor.currentList().remove(cursor.block())
            cursor.setBlockFormat(shape)
        for part in block.parts:
            cursor.insertText(self._words(part), self._format(part))

    def _write_heading(
        self, cursor: QTextCursor, words: str, role: Role, level: int, *, is_first: bool = False
    ) -> None:
        shape = self._shape(0 if is_first else 22)
        shape.setHeadingLevel(level)
        letters = self._letters(role)
        if is_first:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape, letters)
            if cursor.currentList() is not None:
                cursor.currentList().remove(cursor.block())
                cursor.setBlockFormat(shape)
        cursor.insertText(words, letters)

    def _words(self, part: Part) -> str:
        if part.kind is not Kind.KEY:
            return part.text
        key = self._keys.get(part.to, part.to)
        return key.replace(" ", _NO_BREAK)

    def _shape(self, above: int) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        shape.setTopMargin(self._look.px(above))
        shape.setBottomMargin(self._look.px(4))
        shape.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return shape

    def _letters(self, role: Role) -> QTextCharFormat:
        letters = QTextCharFormat()
        letters.setFont(self._look.font(role))
        letters.setForeground(self._look.theme.ink)
        return letters

    def _format(self, part: Part) -> QTextCharFormat:
        letters = self._letters(Role.BODY if part.kind is Kind.PLAIN else Role.STRONG)
        match part.kind:
            case Kind.KEY:
                letters.setBackground(self._look.theme.moss_tint)
            case Kind.LINK:
                letters.setForeground(self._look.theme.moss)
                letters.setFontUnderline(True)
                letters.setAnchor(True)
                letters.setAnchorHref(part.to)
            case _:
                pass
        return letters

    def _mark(self) -> None:
        """What was looked for, in each block."""
        marks: list[QTextEdit.ExtraSelection] = []
        self._first = None
        document = self.document()
        block = document.begin()
        while self._sought and block.isValid():
            for start, end in found_in(block.text(), self._sought):
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(document)
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                self._first = self._first or QTextCursor(cursor)
                mark.cursor = cursor
                letters = QTextCharFormat()
                letters.setBackground(self._look.theme.clay_tint)
                letters.setForeground(self._look.theme.ink)
                mark.format = letters
                marks.append(mark)
            block = block.next()
        self.setExtraSelections(marks)

    def _dress(self) -> None:
        theme, colours = self._look.theme, QPalette()
        colours.setColor(QPalette.ColorRole.Base, theme.card)
        colours.setColor(QPalette.ColorRole.Text, theme.ink)
        colours.setColor(QPalette.ColorRole.Link, theme.moss)
        self.setPalette(colours)
