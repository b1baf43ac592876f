"""Where the groups and their people stand in a list: a title, and under it people in lines that go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ui.widgets.groups_shown import GroupShown, MemberShown

_GAP, _BETWEEN = 6.0, 6.0


@dataclass(frozen=True, slots=True)
class MemberPlaced:
    """`line`: which line of people from the top of the list, from 0."""

    shown: MemberShown
    box: QRectF
    line: int


@dataclass(frozen=True, slots=True)
class GroupsLayout:
    titles: tuple[tuple[str, QRectF], ...] = ()
    members: tuple[MemberPlaced, ...] = ()
    height: float = 0

    def member_at(self, x: float, y: float) -> int | None:
        boxes = (member.box for member in self.members)
        return next((i for i, box in enumerate(boxes) if box.contains(x, y)), None)

    def beside(self, at: int, *, up: bool) -> int:
        """The member nearest to one in the line above or below; the same where there is no such line."""
        here = self.members[at]
        line = here.line + (-1 if up else 1)
        middle = here.box.center().x()
        others = [i for i, other in enumerate(self.members) if other.line == line]
        return min(others, key=lambda i: abs(self.members[i].box.center().x() - middle), default=at)


def lay_groups(
    groups: Sequence[GroupShown],
    *,
    width: float,
    wide: Callable[[MemberShown], float],
    title: float,
    high: float,
    mirrored: bool = False,
) -> GroupsLayout:
    """`wide`: how wide somebody is when nothing is cut short; `title`, `high`: the height of a title and of a person."""
    titles: list[tuple[str, QRectF]] = []
    members: list[MemberPlaced] = []
    y, line = 0.0, -1
    for group in groups:
        y += _BETWEEN if titles else 0.0
        titles.append((group.title, QRectF(0, y, width, title)))
        y, x, line = y + title, 0.0, line + 1
        for member in group.members:
            size = min(width, wide(member))
            if x and x + size > width:
                x, y, line = 0.0, y + high, line + 1
            left = width - x - size if mirrored else x
            members.append(MemberPlaced(member, QRectF(left, y, size, high), line))
            x += size + _GAP
        y += high
    return GroupsLayout(tuple(titles), tuple(members), y)
