"""Carrying an order to erase out, from the first to the last, on a kit that nobody else has open: what the window has
done by another process, and the command line does itself.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from circle.backup import back_up_and_forget, backups_in
from circle.erasing import Gone, Order, What, check, erase, of_person, with_versions
from circle.erasing_files import drop_everything, drop_set_aside, erase_from_kit, mark, marked
from circle.errors import Refused
from circle.kit_files import OWN_DOCUMENTS
from circle.restoring import set_aside_in
from circle.self_scan import in_files, in_values, sought
from circle.store import LogDamaged, Store

if TYPE_CHECKING:
    from circle.kept import Left
    from circle.self_scan import Sought, Still


@dataclass(frozen=True, slots=True)
class Touched:
    """A session in which something is to be erased. `opened` is None where its record cannot be read."""

    session: str
    title: str
    opened: datetime | None
    notes: int = 0
    commitments: int = 0
    comments: int = 0
    circle: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What goes with an order, before it is carried out. `left`: what had left the kit; `backups` and `set_aside`: how
    many of each there are.
    """

    order: Order
    touched: tuple[Touched, ...] = ()
    left: tuple[Left, ...] = ()
    backups: int = 0
    set_aside: int = 0
    came_back: int = 0
    """Later sessions that came back to what these promised."""
    circles: tuple[str, ...] = ()
    """Which remember somebody; of a session those that stay remembered."""
    elsewhere: bool = False
    """Whether somebody who is in no session is named in something else."""

    @property
    def finds_any(self) -> bool:
        return self.order.what is not What.PERSON or bool(self.touched) or self.elsewhere


@dataclass(frozen=True, slots=True)
class Erased:
    """`still`: where something else says the same, as people call it. `traces`: files that hold any of it, which none
    should. `kept_back`: a sentence where backups could not be replaced, and hold it.
    """

    order: Order
    left: tuple[Left, ...] = ()
    still: tuple[Still, ...] = ()
    titles: tuple[str, ...] = ()
    """Of the sessions that say the same."""
    traces: tuple[str, ...] = ()
    kept_back: str = ""
    scanned: bool = True
    """Whether anything could be looked for: after the program was stopped in the middle the words are not known."""


def preview(folder: Path, key: bytes | None, order: Order) -> Preview:
    """What would be erased. Raises Refused, also where it cannot be done now."""
    with closing(Store.open(folder, new=False, key=key)) as store:
        return look(store, order)


def look(store: Store, order: Order) -> Preview:
    """Likewise, of a kit that is open."""
    if order.what is What.PERSON and not order.people and not order.sessions:
        order = of_person(store, order.called)
    if order.what in {What.SESSION, What.NOTES}:
        order = replace(order, sessions=with_versions(store, order.sessions))
    check(store, order)
    sessions = _sessions(store, order)
    return Preview(
        order,
        tuple(sorted((_touched(store, one) for one in sessions), key=_newest_first)),
        _left(store, order),
        len(backups_in(store.folder)),
        len(set_aside_in(store.folder)),
        len({later for one in order.sessions for later in store.following(one)} - {*sessions}),
        _circles(store, order),
        elsewhere=not sessions and _is_named(store, order),
    )


def _is_named(store: Store, order: Order) -> bool:
    """In a list, a comment, a template, or what is begun."""
    if order.what is not What.PERSON:
        return False
    still, _rest, _in_index = in_values(store.values(), sought((), [order.called]))
    return bool(still)


def _sessions(store: Store, order: Order) -> list[str]:
    """In which something is to be erased."""
    if order.what is What.EVERYTHING:
        return store.every_session()
    if order.what is What.COMMENT:
        return [home for known_as in order.sessions if (home := store.here(known_as))]
    return [*dict.fromkeys([*order.sessions, *(one for one, _who in order.people)])]


def _left(store: Store, order: Order) -> tuple[Left, ...]:
    if order.what is What.EVERYTHING:
        return tuple(store.exports())
    return tuple(left for one in _sessions(store, order) for left in store.exports(one))


def _touched(store: Store, session: str) -> Touched:
    comments = len(store.comments(session))
    try:
        state = store.read(session).state
    except LogDamaged:
        return Touched(session, "", None, comments=comments)
    log, begun = store.rows(session), state.opened
    opened = datetime.fromisoformat(log[0][0].wall_utc) if log else None
    called = (begun.title, begun.circle, begun.number) if begun else ("", "", None)
    title, circle, number = called
    return Touched(
        *(session, title, opened, len(state.notes), len(state.commitments), comments),
        *(circle, number),
    )


def _newest_first(one: Touched) -> tuple[bool, float, str]:
    return one.opened is None, -one.opened.timestamp() if one.opened else 0, one.session


def _circles(store: Store, order: Order) -> tuple[str, ...]:
    from circle.circles import without_names

    if order.what is What.PERSON:
        known = [one.circle for one in store.circles() if one.kept]
        return tuple(one.name for one in known if without_names(one, [order.called]) != one)
    return ()


def carry_out(folder: Path, key: bytes | None, order: Order, day: date) -> Erased:
    """Erases, and looks whether anything is left of it. `day`: today, for the name of the backup. Raises Refused: then
    nothing has changed, or, where the mark is there, it was begun and is to be finished with `finish`.
    """
    if order.what is What.EVERYTHING:
        return _erase_everything(folder, key, order)
    with closing(Store.open(folder, new=False, key=key)) as store:
        check(store, order)
        if (begun := marked(folder)) is not None and begun[0].what is not What.EVERYTHING:
            erase(store, begun[0])
        left = _left(store, order)
        mark(folder, order, left)
        gone = erase_from_kit(store, order, left)
        titles, still, rest, in_index = _still(store, gone)
    return _finished(folder, key, Erased(order, left, still, titles), rest, day, in_index=in_index)


def finish(folder: Path, key: bytes | None, day: date) -> Erased | None:
    """Goes on with what was begun when the program stopped; None where nothing was. Raises Refused."""
    if (found := marked(folder)) is None:
        return None
    order, left = found
    if order.what is What.EVERYTHING:
        return _erase_everything(folder, None, order)
    with closing(Store.open(folder, new=False, key=key)) as store:
        gone = erase_from_kit(store, order, left)
        titles, still, rest, in_index = _still(store, gone)
    done = Erased(order, left, still, titles, scanned=bool(gone.texts or gone.names))
    return _finished(folder, key, done, rest, day, in_index=in_index)


def _still(store: Store, gone: Gone) -> tuple[tuple[str, ...], tuple[Still, ...], Sought, bool]:
    still, rest, in_index = in_values(store.values(), sought(gone.texts, gone.names))
    titles = {line.id: line.title for line in store.sessions(most=-1)} if still else {}
    there = dict.fromkeys(titles[one.session] for one in still if one.session in titles)
    return tuple(there), still, rest, in_index


def _finished(
    folder: Path, key: bytes | None, done: Erased, rest: Sought, day: date, *, in_index: bool
) -> Erased:
    """The kit is closed by now."""
    kept_back = ""
    try:
        back_up_and_forget(folder, day, key)
        drop_set_aside(folder)
    except (Refused, OSError) as why:
        kept_back = str(why)
    traces = in_files(folder, rest, leave_out=_leave_out(folder)) if key is None else ()
    index = ("circlekeeper.kit",) if in_index and key is not None else ()
    return replace(done, traces=(*traces, *index), kept_back=kept_back)


def _leave_out(folder: Path) -> list[str]:
    """The files of one's own templates of documents: what they say is the template's, and no trace of what was erased."""
    return [path.name for path in (folder / OWN_DOCUMENTS).rglob("*")]


def _erase_everything(folder: Path, key: bytes | None, order: Order) -> Erased:
    left: tuple[Left, ...] = ()
    if found := marked(folder):
        left = found[1]
    else:
        with closing(Store.open(folder, new=False, key=key)) as store:
            check(store, order)
            left = _left(store, order)
        mark(folder, order, left)
    drop_everything(folder, documents=order.documents)
    with closing(Store.open(folder)):
        return Erased(order, left)
