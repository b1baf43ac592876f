"""The page that is read aloud, over a session that is open or over: what the group says can change at any time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from circle.people import Consent
from ui.live_session import LiveSession
from ui.theme import Look


def ask_the_group(part: QWidget, look: Look, live: LiveSession) -> None:
    """Opens it over the page that `part` is on; the focus comes back to where it was."""
    from ui.pages.read_aloud import ReadAloud, to_read

    page = ReadAloud(look, _page_of(part), to_read(live.state))
    page.left.connect(_taking(live, part.window().focusWidget()))
    page.open()


def _taking(live: LiveSession, focused: QWidget | None) -> Callable[[Consent], None]:
    def take(consent: Consent) -> None:
        if consent != live.state.consent:
            live.say_for_group(consent)
        if focused is not None:
            focused.setFocus()

    return take


def _page_of(part: QWidget) -> QWidget:
    """The outermost widget inside the window, or the window where there is none between."""
    page = part
    while (
        not page.isWindow() and (above := page.parentWidget()) is not None and not above.isWindow()
    ):
        page = above
    return page if page is not part else part.window()
