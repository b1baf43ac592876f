"""The commitments that a session came with, and what is done when the circle says what became of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from circle.commitments import OpenCommitment, open_before
from circle.errors import Refused
from circle.harvest import Became, Seen
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from circle.log import Log
    from circle.store import Store
    from ui.live_session import LiveSession


class LastTime:
    """`commitments` were open when the session began, the oldest first."""

    def __init__(self, live: LiveSession, store: Store) -> None:
        self._live, self._store = live, store
        self._logs: dict[str, Log] = {}
        self.commitments = self._find()

    def _find(self) -> tuple[OpenCommitment, ...]:
        opened = self._live.state.opened
        if opened is None or not opened.circle:
            return ()
        began = self._live.log.entries[0].wall
        kept = self._store.commitments([opened.circle])
        return open_before(kept, opened.circle, session=self._live.id, opened=began)

    def answer(
        self, one: OpenCommitment, became: Became, words: str = "", seen: Seen = Seen.MINE
    ) -> bool:
        """One act. Nobody of that earlier session is named in what is kept here: it may leave with this one."""
        try:
            happened = self._without_names(one.session, words) if words.strip() else ""
        except Refused:
            why = _(
                "The names in what happened could not be looked for, so nothing was kept. "
                "Leave the words out, or write others."
            )
            self._live.refused.emit(why)
            return False
        return self._live.written.follow_commitment(
            one.session,
            one.number,
            text=self._text(one),
            became=became,
            words=happened,
            seen=seen,
        )

    def show_to(self, one: OpenCommitment, seen: Seen) -> bool:
        """Who may see what became of it."""
        now = self._live.state.followed.get(one.key)
        return now is not None and self.answer(one, now.became, now.words, seen)

    def _text(self, one: OpenCommitment) -> str:
        """Empty where names could not be looked for."""
        try:
            return self._without_names(one.session, one.text)
        except Refused:
            return ""

    def _without_names(self, session: str, text: str) -> str:
        from circle.called import without_anyone

        if session not in self._logs:
            self._logs[session] = self._store.read(session)
        return without_anyone(text, self._logs[session])
