"""The keys of the action table where its pages are not there: for the key card and for help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from circle.i18n import gettext as _
from ui.actions import Action
from ui.main_window import everywhere_actions
from ui.pages.live_actions import live_actions
from ui.pages.start_actions import start_actions
from ui.widgets.keys_overlay import KeysOf, keys_shown

if TYPE_CHECKING:
    from exports.key_card import KeyRow


class _Nobody:
    """Stands for a page or a session that is not there: rows about it can be read, and do nothing."""

    def __getattr__(self, name: str) -> _Nobody:
        return self

    def __call__(self, *_given: object) -> None: ...


def all_rows() -> dict[str, tuple[Action, ...]]:
    """By where they hold, in the order in which they are shown."""
    nobody: Any = _Nobody()
    return {
        "live": tuple(live_actions(nobody, nobody).values()),
        "everywhere": everywhere_actions(nobody),
        "start": start_actions(nobody),
    }


def rows_by_name() -> dict[str, Action]:
    """As help names them: `live.next`."""
    return {f"{place}.{row.id}": row for place, rows in all_rows().items() for row in rows}


def usual_keys(action: Action) -> tuple[str, ...]:
    return action.keys


def card_rows(keys: KeysOf = usual_keys) -> tuple[tuple[str, tuple[KeyRow, ...]], ...]:
    """For the printed card: what holds while a circle is open, and on every page."""
    from exports.key_card import KeyRow

    rows = all_rows()
    titled = ((_("While the circle is open"), rows["live"]), (_("On every page"), rows["everywhere"]))  # fmt: skip
    return tuple(
        (
            title,
            tuple(KeyRow(_in_letters(shown), words) for shown, words in keys_shown(those, keys)),
        )
        for title, those in titled
    )


def _in_letters(keys: str) -> str:
    """Printed letters have no arrows."""
    return keys.replace("→", _("Arrow right")).replace("←", _("Arrow left"))
