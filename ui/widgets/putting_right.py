"""The way to put a turn of a session right that is reviewed: a button, and what it unfolds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.tab_order import follow, tabbed_in

if TYPE_CHECKING:
    from ui.live_session import LiveSession
    from ui.widgets.turns_panel import TurnsPanel


class PuttingRight(QWidget):
    """Only of a session of one's own. Who asked for it unfolds it, and folds it."""

    asked = Signal()
    left = Signal()
    focused = Signal(object)
    """The button of its two that has the keys now."""

    def __init__(self, look: Look, key: str, *, parent: QWidget | None = None) -> None:
        """`key`: that does the same as the button."""
        super().__init__(parent)
        self._look = look
        self._panel: TurnsPanel | None = None
        words = _("Put a turn right…")
        self.button = KeyButton(look, words, key, kind=Kind.QUIET, small=True)
        self.done = KeyButton(look, _("Fold it away"), _("Esc"), kind=Kind.QUIET, small=True)
        self.done.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for button in (self.button, self.done):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.installEventFilter(self)
        self.button.clicked.connect(self.asked)
        self.done.clicked.connect(self.left)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        inside = tabbed_in(self._panel) if self._panel is not None else ()
        return (self.button, *inside, self.done)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit(watched)
        return False

    @property
    def has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def panel(self) -> TurnsPanel | None:
        """While it is unfolded."""
        is_open = self._panel is not None and not self._panel.isHidden()
        return self._panel if is_open else None

    def unfold(self, live: LiveSession, at_ms: int) -> None:
        """The turn at that moment is chosen."""
        self.fold()
        panel = self._panel = self._panel_of(live)
        self.button.hide()
        self.done.show()
        panel.show()
        panel.show_state()
        panel.go_to_moment(at_ms)
        panel.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _panel_of(self, live: LiveSession) -> TurnsPanel:
        """Made once, when it is first asked for; then it is of one session after the other."""
        if self._panel is not None:
            self._panel.use(live)
            return self._panel
        from ui.widgets.turns_panel import TurnsPanel

        panel = TurnsPanel(self._look, live, asks_why=True)
        self._column.insertWidget(0, panel)
        follow((self.button, *tabbed_in(panel), self.done))
        return panel

    def fold(self) -> None:
        """The keys go to the button where they were in it."""
        panel = self.panel
        if panel is None:
            return
        had_focus = self.has_focus
        self.done.hide()
        self.button.show()
        if had_focus:
            self.button.setFocus()
        panel.hide()
        if panel.why is not None:
            panel.why.forget()
