"""All rows of the action table whose keys can be changed, whether or not their pages are there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from circle.i18n import gettext as _
from ui.actions import Action, Place, rows_at


class _Nobody:
    """Stands for a page or a session that is not there: rows about it can be read, and do nothing."""

    def __getattr__(self, name: str) -> _Nobody:
        return self

    def __call__(self, *_given: object) -> None: ...


def all_actions() -> Mapping[Place, tuple[Action, ...]]:
    """In the order in which they are shown."""
    from ui.in_the_room import room_actions
    from ui.main_window import everywhere_actions
    from ui.pages.close_actions import close_actions
    from ui.pages.live_actions import live_actions
    from ui.pages.prepare import prepare_actions
    from ui.pages.review import review_actions
    from ui.pages.start_actions import start_actions
    from ui.widgets.review_ways import ways_actions

    nobody: Any = _Nobody()
    return {
        Place.EVERYWHERE: everywhere_actions(nobody),
        Place.LIVE: (
            *live_actions(nobody, nobody).values(),
            *rows_at(Place.LIVE, room_actions(nobody)),
        ),
        Place.PREPARE: prepare_actions(nobody),
        Place.CLOSE: (*close_actions(nobody, nobody), *rows_at(Place.CLOSE, room_actions(nobody))),
        Place.START: start_actions(nobody),
        Place.REVIEW: (*review_actions(nobody), *ways_actions(nobody)),
    }


def place_words(place: Place) -> str:
    words = {
        Place.EVERYWHERE: _("On every page"),
        Place.LIVE: _("While the circle is open"),
        Place.PREPARE: _("Prepare"),
        Place.CLOSE: _("Close"),
        Place.START: _("Start"),
        Place.REVIEW: _("Review"),
    }
    return words.get(place, _("On this page"))
