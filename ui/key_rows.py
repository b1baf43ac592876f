"""The keys of the action table where its pages are not there: for the key card and for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from circle.i18n import gettext as _
from ui.actions import Action, KeysOf, Place
from ui.all_actions import all_actions, place_words
from ui.widgets.keys_overlay import keys_shown

if TYPE_CHECKING:
    from exports.key_card import KeyRow


def rows_by_name() -> dict[str, Action]:
    """As help names them: `live.next`."""
    return {row.name: row for rows in all_actions().values() for row in rows}


def card_rows(keys: KeysOf) -> tuple[tuple[str, tuple[KeyRow, ...]], ...]:
    """For the printed card: what holds while a circle is open, and on every page."""
    from exports.key_card import KeyRow

    rows = all_actions()
    places = Place.LIVE, Place.EVERYWHERE
    return tuple(
        (
            place_words(place),
            tuple(
                KeyRow(_in_letters(shown), words) for shown, words in keys_shown(rows[place], keys)
            ),
        )
        for place in places
    )


def _in_letters(keys: str) -> str:
    """Printed letters have no arrows."""
    return keys.replace("→", _("Arrow right")).replace("←", _("Arrow left"))
