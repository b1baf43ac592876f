"""Comments and what answers them. Pure: what somebody made up to answer in a ring is shown as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from circle.comments import Comment, in_order


@dataclass(frozen=True, slots=True)
class Placed:
    """`depth`: 0, or more for what answers another that is here."""

    comment: Comment
    depth: int


def first_of(comments: Iterable[Comment]) -> dict[str, Comment]:
    """Of each comment of one session, by its id, the one that the answers go back to."""
    by_id = {one.id: one for one in comments}
    found: dict[str, Comment] = {}
    for one in by_id.values():
        path = _back(one, by_id, found)
        last = path[-1]
        first = found.get(last.id) or (min(path, key=_by_id) if _goes_on(last, by_id) else last)
        found |= dict.fromkeys((step.id for step in path), first)
    return found


def _back(
    comment: Comment, by_id: Mapping[str, Comment], found: Mapping[str, Comment]
) -> list[Comment]:
    """From a comment along what it answers, until that is known, or is not here, or comes back."""
    path, been = [comment], {comment.id}
    while path[-1].id not in found:
        before = by_id.get(path[-1].answers)
        if before is None or before.id in been:
            break
        path.append(before)
        been.add(before.id)
    return path


def _goes_on(comment: Comment, by_id: Mapping[str, Comment]) -> bool:
    return comment.answers in by_id


def _by_id(comment: Comment) -> str:
    return comment.id


def threads(
    comments: Sequence[Comment], place: Callable[[Comment], tuple[int, ...]]
) -> tuple[Placed, ...]:
    """The comments of one session in the order of their places, each followed by what answers it."""
    first = first_of(comments)
    begins = [one for one in in_order(comments) if first[one.id] is one]
    answers: dict[str, list[Comment]] = {}
    for one in in_order(comments):
        if first[one.id] is not one:
            answers.setdefault(one.answers, []).append(one)
    return tuple(
        placed for one in sorted(begins, key=place) for placed in _with_answers(one, answers)
    )


def _with_answers(first: Comment, answers: Mapping[str, list[Comment]]) -> Iterator[Placed]:
    waiting = [Placed(first, 0)]
    while waiting:
        yield (now := waiting.pop())
        waiting += [Placed(one, now.depth + 1) for one in reversed(answers.get(now.comment.id, []))]


def home_of(
    comments: Sequence[Comment], versions: Sequence[str], version_of: Callable[[str], str]
) -> dict[str, str]:
    """Of each comment, by its id, to which version of a session that is here it belongs: that whose record it was
    written about, else the first one. What answers belongs with what it answers. `version_of` gives the version
    that has a record, or "".
    """
    homes: dict[str, str] = {}
    for first in {one.id: one for one in first_of(comments).values()}.values():
        homes[first.id] = (version_of(first.record) if first.record else "") or versions[0]
    return {one: homes[first.id] for one, first in first_of(comments).items()}
