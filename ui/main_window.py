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
    from ui.actions import Action, Bound
    from ui.keymap import Keymap
    from ui.widgets.command_palette import CommandPalette
    from ui.widgets.keys_overlay import KeysOverlay
    from ui.widgets.message_bar import MessageBar

SMALLEST = (1024, 640)
USUAL = (1366, 768)
_NOT_BY_WORDS = ("inside_", "leave", "commands")
"""What a part does by itself, and what is done by leaving the field."""
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
    def mention(self, text: str) -> None: ...
    def take_back(self, text: str) -> None: ...


class MainWindow(QWidget):
    closed = Signal()
    lock_asked = Signal()
    help_asked = Signal()
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
        self._above: QWidget | None = None
        self._over: list[_Over] = []
        self._holds_back: Callable[[], bool] | None = None
        self._bar: MessageBar | None = None
        self._keys: KeysOverlay | None = None
        self._commands: CommandPalette | None = None
        self.actions_everywhere: tuple[Action, ...] = ()
        self._bound: Bound | None = None
        self._held: dict[str, tuple[str, ...]] = {}
        self.keymap: Keymap | None = None
        """None as long as no key was ever another than usual."""

    def bind_keys(self) -> None:
        """The keys that hold on every page; after the first paint, which does not need them."""
        from ui.actions import Bound

        if not self.actions_everywhere:
            self.actions_everywhere = everywhere_actions(self)
            self._bound = Bound(self, self.actions_everywhere)
            self._hold_keys()

    def use_keys(self, keymap: Keymap) -> None:
        """These keys from now on."""
        if self.keymap is not None or not keymap.is_usual:
            self.keymap = keymap
            self._hold_keys()

    def keys_anywhere(self, action: Action) -> tuple[str, ...]:
        """Of an action of any page: those that were chosen, or the usual ones."""
        return self.keymap.keys(action) if self.keymap else action.keys

    def keys_of(self, action: Action) -> tuple[str, ...]:
        """Those that hold now."""
        return self._held.get(action.name, action.keys)

    def _hold_keys(self) -> None:
        """The page's keys and those of the window, as they hold now."""
        if self._bound is None or self.keymap is None:
            return
        from ui.actions import Bound

        here = self.page.findChildren(Bound) if self.page else []
        rows = [action for bound in here for action in bound.actions]
        everywhere = self.actions_everywhere
        self._held = self.keymap.held(rows, everywhere)
        for bound in (*here, self._bound):
            bound.hold(self._held)
        self._look.call_keys(self.keymap.shown(rows, everywhere))

    def stand_above(self, strip: QWidget | None) -> None:
        """Stays above the pages, but for one that lies over another, until there is another or none; the one before goes."""
        if self._above is not None:
            self._above.hide()
            self._above.deleteLater()
        self._above = strip
        if strip is not None:
            self._column.insertWidget(0, strip)

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    @property
    def page_under(self) -> QWidget | None:
        """The page that all others are shown over, where one is shown over another."""
        return self._over[0].under if self._over else None

    def forget(self) -> None:
        """All pages go, what the bar says, and whatever was made for them."""
        self._holds_back, self._over, self._page_actions = None, [], ()
        if self._bar is not None:
            self._bar.forget()
            self._column.removeWidget(self._bar)
            self._bar.deleteLater()
            self._bar = None
        if self._keys is not None:
            self._keys.hide()
            self._keys.deleteLater()
            self._keys = None
        if self._commands is not None:
            self._commands.put_away()
            self._commands.deleteLater()
            self._commands = None
        if self.actions_everywhere:
            self.actions_everywhere = everywhere_actions(
                self
            )  # their words may be in another language
        while (page := self._pages.currentWidget()) is not None:
            self.drop_page(page)
        for child in self.children():
            if not isinstance(child, QWidget | QLayout | QShortcut):
                child.deleteLater()

    def show_page(self, page: QWidget, actions: Iterable[Action] = ()) -> None:
        """Shows a page; one that was shown before and is not kept by its maker goes."""
        self._holds_back = None
        if self._commands is not None:
            self._commands.put_away()
        self._page_actions = tuple(actions)
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._hold_keys()
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
        self._show_above()

    def show_under(self) -> None:
        """Back to the page that another was shown over, which goes."""
        if not self._over:
            return
        over = self._over.pop()
        if self.page is over.page:
            self.show_page(over.under, over.actions)
            self._holds_back = over.holds_back
        self.drop_page(over.page)
        self._show_above()

    def drop_over(self) -> None:
        """Another page has come: what lay over the one before goes, with what it lay over."""
        while self._over:
            over = self._over.pop()
            if over.page is not self.page:
                self.drop_page(over.page)
        self._show_above()

    def _show_above(self) -> None:
        if self._above is not None:
            self._above.setVisible(not self._over)

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

    def mention_here(self, text: str) -> None:
        """Likewise, where nobody asked for it: a question that stands there comes first."""
        if isinstance(page := self.page, HasBar):
            page.mention(text)
        else:
            self.tell_here(text)

    def take_back(self, text: str) -> None:
        """What was told here is not so any more."""
        if isinstance(page := self.page, HasBar):
            page.take_back(text)
        elif self.said == text:
            self.be_quiet()

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
        self._keys.show_actions(self._page_actions, self.actions_everywhere, self.keys_of)

    def show_commands(self) -> None:
        """What can be done on the page and everywhere, to be found by its words."""
        if self._commands is None:
            from ui.widgets.command_palette import CommandPalette

            self._commands = CommandPalette(self._look, self)
            self._commands.closed.connect(self._back_to_page)
        offered = [row for row in self.actions_now if not row.id.startswith(_NOT_BY_WORDS)]
        locks = next(row for row in self.actions_everywhere if row.id == "lock")
        self._commands.open(offered, self.keys_of, locks.keys)

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


def everywhere_actions(window: MainWindow) -> tuple[Action, ...]:
    """What can be done on every page."""
    from ui.actions import Action, Place, rows_at

    rows = (
        Action("keys", _("All the keys"), ("?", "F1"), window.show_keys),
        Action("help", _("Help"), ("Shift+F1",), window.help_asked.emit),
        Action("commands", _("Find what can be done, by its words"), ("Ctrl+K",), window.show_commands),
        Action("lock", _("Lock the kit; in a circle, hide the notes"), ("Ctrl+L",), window.lock_asked.emit),
        Action("palette", _("Next palette: light, dark, dim, high contrast"), ("Ctrl+D",), window.next_palette),
        Action("bigger", _("Bigger letters"), ("Ctrl++", "Ctrl+="), window.bigger),
        Action("smaller", _("Smaller letters"), ("Ctrl+-",), window.smaller),
        Action("full_screen", _("Full screen"), ("F11",), window.toggle_full_screen),
    )  # fmt: skip
    return rows_at(Place.EVERYWHERE, rows)
