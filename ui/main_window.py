"""The window: one page at a time, the keys over it, and a bar for what concerns the whole kit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QLayout, QStackedLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look

if TYPE_CHECKING:
    from ui.actions import Action
    from ui.widgets.keys_overlay import KeysOverlay
    from ui.widgets.message_bar import MessageBar

SMALLEST = (1024, 640)
USUAL = (1366, 768)
SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class _Over(NamedTuple):
    """A page over another one, and what holds of that again once the page has gone."""

    page: QWidget
    under: QWidget
    actions: tuple[Action, ...]
    holds_back: Callable[[], bool] | None


@runtime_checkable
class HasBar(Protocol):
    """A page with a bar of its own."""

    @property
    def bar(self) -> MessageBar: ...

    def tell(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None: ...


class MainWindow(QWidget):
    closed = Signal()
    lock_asked = Signal()
    look_chosen = Signal()
    """Another palette or another size of letters, to be remembered."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._page_actions: tuple[Action, ...] = ()
        self.setWindowTitle("Circlekeeper")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._pages = QStackedLayout()
        self._column.addLayout(self._pages, 1)
        self._over: list[_Over] = []
        self._holds_back: Callable[[], bool] | None = None
        self._bar: MessageBar | None = None
        self._keys: KeysOverlay | None = None
        self.actions_everywhere: tuple[Action, ...] = ()

    def bind_keys(self) -> None:
        """The keys that hold on every page; after the first paint, which does not need them."""
        from ui.actions import bind

        if not self.actions_everywhere:
            self.actions_everywhere = self._table()
            bind(self, self.actions_everywhere)

    def _table(self) -> tuple[Action, ...]:
        from ui.actions import Action

        return (
            Action("keys", _("All the keys"), ("?", "F1"), self.show_keys),
            Action("lock", _("Lock the kit; in a circle, hide the notes"), ("Ctrl+L",), self.lock_asked.emit),
            Action("palette", _("Next palette: light, dark, dim, high contrast"), ("Ctrl+D",), self.next_palette),
            Action("bigger", _("Bigger letters"), ("Ctrl++", "Ctrl+="), self.bigger),
            Action("smaller", _("Smaller letters"), ("Ctrl+-",), self.smaller),
            Action("full_screen", _("Full screen"), ("F11",), self.toggle_full_screen),
        )  # fmt: skip

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    @property
    def page_under(self) -> QWidget | None:
        """The page that another is shown over."""
        return self._over[-1].under if self._over else None

    def forget(self) -> None:
        """All pages go, what the bar says, and whatever was made for them."""
        self._holds_back, self._over, self._page_actions = None, [], ()
        if self._bar is not None:
            self._bar.forget()
        if self._keys is not None:
            self._keys.hide()
        while (page := self._pages.currentWidget()) is not None:
            self.drop_page(page)
        for child in self.children():
            if not isinstance(child, QWidget | QLayout | QShortcut):
                child.deleteLater()

    def show_page(self, page: QWidget, actions: Iterable[Action] = ()) -> None:
        """Shows a page; one that was shown before and is not kept by its maker goes."""
        self._holds_back = None
        self._page_actions = tuple(actions)
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def drop_page(self, page: QWidget) -> None:
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def show_over(
        self, page: QWidget, actions: Iterable[Action], holds_back: Callable[[], bool]
    ) -> None:
        """Shows a page over the one that is shown, which stays as it is until `show_under`. `holds_back`: whether it
        asks first, in its own words, when somebody closes the window.
        """
        if (under := self.page) is not None:
            self._over.append(_Over(page, under, self._page_actions, self._holds_back))
        self.show_page(page, actions)
        self._holds_back = holds_back

    def show_under(self) -> None:
        """Back to the page that another was shown over, which goes."""
        if not self._over:
            return
        over = self._over.pop()
        if self.page is over.page:
            self.show_page(over.under, over.actions)
            self._holds_back = over.holds_back
        self.drop_page(over.page)

    def say_done(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """What was done, and can be undone: no trouble, and no question."""
        self.say(text, *actions, done=True)

    def offer(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """What may be left alone: no trouble, and nothing waits for it."""
        self.say(text, *actions, done=True, away=_("Not now"))

    def say(
        self,
        text: str,
        *actions: tuple[str, Callable[[], object]],
        done: bool = False,
        away: str = "",
    ) -> None:
        if self._bar is None:
            from ui.widgets.message_bar import MessageBar

            self._bar = MessageBar(self._look)
            self._bar.closed.connect(self._bar.put_away)
            self._column.addWidget(self._bar)
        self._bar.show_message(text, actions, done=done, away=away)

    def tell_here(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Says it in the bar of the page where that has one, so that there are never two; and not while it stands there."""
        page = self.page
        if isinstance(page, HasBar):
            if not (page.bar.isVisible() and page.bar.text == text):
                page.tell(text, *actions)
        elif self.said != text:
            self.say(text, *actions)

    def take_back(self, text: str) -> None:
        """What was told here is not so any more."""
        bar = self.page.bar if isinstance(self.page, HasBar) else self._bar
        if bar is not None and bar.isVisible() and bar.text == text:
            bar.closed.emit()

    def be_quiet(self) -> None:
        if self._bar is not None:
            self._bar.put_away()

    @property
    def said(self) -> str:
        """What the bar says; empty when it says nothing."""
        return self._bar.text if self._bar is not None and self._bar.isVisible() else ""

    def show_keys(self) -> None:
        if self._keys is None:
            from ui.widgets.keys_overlay import KeysOverlay

            self._keys = KeysOverlay(self._look, self)
            self._keys.closed.connect(self._back_to_page)
        self._keys.show_actions(self.actions_now)

    def _back_to_page(self) -> None:
        if self.page is not None:
            self.page.setFocus()

    def next_palette(self) -> None:
        self._look.next_palette()
        self.look_chosen.emit()

    def bigger(self) -> None:
        self._scale(next((scale for scale in SCALES if scale > self._look.scale), SCALES[-1]))

    def smaller(self) -> None:
        self._scale(
            next((scale for scale in reversed(SCALES) if scale < self._look.scale), SCALES[0])
        )

    def _scale(self, scale: float) -> None:
        self._look.use_scale(scale)
        self.look_chosen.emit()

    @property
    def actions_now(self) -> tuple[Action, ...]:
        """All that keys can do just now."""
        return (*self._page_actions, *self.actions_everywhere)

    def toggle_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._holds_back is not None and self._holds_back():
            event.ignore()
            return
        self.closed.emit()
        event.accept()
