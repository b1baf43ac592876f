"""What the menu of a seat offers besides: roles, and more time for whoever sits there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from circle.i18n import gettext as _
from circle.people import Role
from circle.wording import more_time_words, role_words

_PERCENTS = (0, 25, 50, 75, 100, 150, 200)


def add_roles(
    menu: QMenu, roles: tuple[Role, ...], choose: Callable[[tuple[Role, ...]], object]
) -> None:
    """The facilitator's is not among them: it has its own place in the menu."""
    within = menu.addMenu(_("Roles"))
    for role in Role:
        if role is Role.FACILITATOR:
            continue
        others = {*roles} ^ {role}
        new = tuple(one for one in Role if one in others)
        _add_check(within, role_words(role), partial(choose, new), checked=role in roles)


def add_more_time(menu: QMenu, percent: int, choose: Callable[[int], object]) -> None:
    within = menu.addMenu(_("More time for them"))
    for one in _PERCENTS:
        _add_check(within, more_time_words(one), partial(choose, one), checked=one == percent)


def _add_check(menu: QMenu, words: str, act: Callable[[], object], *, checked: bool) -> None:
    action = menu.addAction(words[:1].upper() + words[1:], act)
    action.setCheckable(True)
    action.setChecked(checked)
