"""Erasing from a kit: what is meant, what goes with it, and the one act that does it in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from circle.called import called_in, without
from circle.comments import GONE
from circle.erased import (
    Kind,
    Piece,
    gone_texts,
    pieces_of,
    pieces_with,
    told_without,
    without_promises_of,
)
from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.retelling import names_of, told_without_names
from circle.retelling import told_without as told_without_person
from circle.retention_kept import forget_longer
from circle.store import LogDamaged, Store

if TYPE_CHECKING:
    from circle.comments import Comment
    from circle.log import Log


class What(StrEnum):
    WRITTEN = "written"
    """Notes, commitments, answers and reflections of one session, as the order names them."""
    NOTES = "notes"
    """All that was written in sessions, and about them. Their turns and figures stay."""
    COMMENT = "comment"
    PERSON = "person"
    SESSION = "session"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be erased. `pieces`: in the one session. `comment`: its id, of the session as it is known elsewhere.
    `people`: whom records mean, each with the session. `called`: what they are called, which no file keeps.
    `documents`: with everything, one's own templates of documents, too.
    """

    what: What
    sessions: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    comment: str = ""
    people: tuple[tuple[str, str], ...] = ()
    called: str = ""
    documents: bool = False


@dataclass(slots=True)
class Gone:
    """What the act erased: texts and names that should be nowhere to be found afterwards."""

    texts: list[str] = field(default_factory=list[str])
    names: list[str] = field(default_factory=list[str])


def of_person(store: Store, called: str) -> Order:
    """Everybody in the kit who is or ever was called so, or by a longer name with this in it. `sessions`: those in
    which they are named and were not. Raises Refused.
    """
    if not called.strip():
        raise Refused(_("Say what they are called. Nothing was erased."))
    people: list[tuple[str, str]] = []
    named: list[str] = []
    for session, log in _logs(store):
        there = [one for one in log.state.people if _is_called(log, one, called)]
        people += [(session, one) for one in there]
        if not there and _texts_named(log, called):
            named.append(session)
    return Order(What.PERSON, tuple(named), people=tuple(people), called=called.strip())


def _logs(store: Store) -> Iterator[tuple[str, Log]]:
    """Those that can be read."""
    for session in store.every_session():
        with suppress(LogDamaged):
            yield session, store.read(session)


def _is_called(log: Log, person: str, name: str) -> bool:
    """As somebody says it: "Sam" is also "Sam Okafor"."""
    said = {
        called for entry in log.entries for who, called in called_in(entry.event) if who == person
    }
    return any(without(one, [name]) != one for one in said)


def _texts_named(log: Log, name: str) -> bool:
    return bool(gone_texts(log, told_without_names(log, [name])))


def erase(store: Store, order: Order) -> Gone:
    """All of it is durable, or nothing has changed. Raises Refused. What is not there any more is passed over, so that
    an order can be carried out again.
    """
    gone = Gone()
    with store.together():
        match order.what:
            case What.WRITTEN:
                for session in _present(store, order.sessions):
                    _erase_pieces(store, session, order.pieces, gone)
            case What.NOTES:
                for session in _present(store, order.sessions):
                    _erase_notes(store, session, gone)
            case What.COMMENT:
                for known_as in order.sessions:
                    _erase_comments(store, known_as, [order.comment], gone)
            case What.PERSON:
                _erase_person(store, order, gone)
            case What.SESSION:
                _erase_sessions(store, order.sessions, gone)
            case What.EVERYTHING:
                raise ValueError(order.what)  # it has no database: circle/erasing_files.py
    return gone


def check(store: Store, order: Order) -> None:
    """Raises Refused where it cannot be done now."""
    running = {one.session for one in store.open_sessions()}
    if order.what in {What.SESSION, What.NOTES} and running & {*order.sessions}:
        raise Refused(
            _("That session is still open. End it first, then erase it. Nothing was erased.")
        )
    if order.what is What.EVERYTHING and running:
        raise Refused(_("A session is still open. End it first, then erase. Nothing was erased."))


def with_versions(store: Store, sessions: Iterable[str]) -> tuple[str, ...]:
    """Other versions of the same session that are kept beside it go with it."""
    return tuple(
        dict.fromkeys(
            one for session in sessions for one in (session, *store.versions_beside(session))
        )
    )


def _present(store: Store, sessions: Iterable[str]) -> list[str]:
    there = {*store.every_session()}
    return [one for one in sessions if one in there]


def _erase_pieces(store: Store, session: str, pieces: Collection[Piece], gone: Gone) -> None:
    log = store.read(session)
    told = {session: told_without(log, pieces)}
    texts = gone_texts(log, told[session])
    gone.texts += texts
    for copy in store.versions_beside(session):
        other = store.read(copy)
        if alike := pieces_with(other, texts):
            told[copy] = told_without(other, alike)
    promised = [one.number for one in pieces if one.kind is Kind.COMMITMENT]
    if promised:
        told |= _without_promises(store, {session: promised}, told)
    _retell(store, told)
    for one in told:
        store.drop_drafts(one, texts)


def _without_promises(
    store: Store, promised: dict[str, list[int]], told: dict[str, Log]
) -> dict[str, Log]:
    """The logs of later sessions that came back to what these promised; no numbers: to any."""
    found: dict[str, Log] = {}
    for session, numbers in promised.items():
        for later in store.following(session):
            log = found.get(later) or told.get(later) or store.read(later)
            found[later] = without_promises_of(log, [session], numbers, instead=GONE)
    return found


def _retell(store: Store, told: dict[str, Log]) -> None:
    if told:
        store.retell(told, names=())


def _erase_notes(store: Store, session: str, gone: Gone) -> None:
    log = store.read(session)
    _erase_pieces(store, session, pieces_of(log), gone)
    gone.texts += store.drafts(session).values()
    store.drop_drafts(session, ())
    for one in store.all_comments(session):
        _erase_comments(store, one.session, [one.id], gone)


def _erase_comments(store: Store, known_as: str, ids: Collection[str], gone: Gone) -> None:
    for one in _comments(store, known_as):
        if one.id in ids and one.text != GONE:
            gone.texts.append(one.text)
            store.drop_comment(known_as, one.id)


def _comments(store: Store, known_as: str) -> list[Comment]:
    return [one for one in store.all_comments() if one.session == known_as]


def _erase_person(store: Store, order: Order, gone: Gone) -> None:
    told: dict[str, Log] = {}
    names = dict.fromkeys([order.called] if order.called else [])
    for session, person in order.people:
        if session in told or session in _present(store, [session]):
            log = told.get(session) or store.read(session)
            names |= dict.fromkeys(names_of(log, person))
            told[session] = told_without_person(log, person)
    for session in _present(store, order.sessions):
        told[session] = told_without_names(store.read(session), names)
    called = tuple(names)
    gone.names += called
    if called:
        store.retell(told, names=called)
        store.forget_also(lambda text: without(text, called))


def _erase_sessions(store: Store, sessions: Collection[str], gone: Gone) -> None:
    there = _present(store, sessions)
    told = _without_promises(store, {one: [] for one in there}, {})
    told = {session: log for session, log in told.items() if session not in there}
    for session in there:
        gone.texts += store.drafts(session).values()
        gone.texts += [one.text for one in store.all_comments(session) if one.text != GONE]
        with suppress(LogDamaged):
            log = store.read(session)
            gone.texts += gone_texts(log, told_without(log, pieces_of(log)))
    _retell(store, told)
    store.drop_sessions(there)
    forget_longer(store, there)


def named(order: Order, sessions: Collection[str]) -> Order:
    """The order for these sessions alone, of those in which somebody is named."""
    return replace(
        order,
        sessions=tuple(one for one in order.sessions if one in sessions),
        people=tuple(one for one in order.people if one[0] in sessions),
    )


def not_there(words: str) -> Refused:
    why = _("{what} is not in the kit. Nothing was erased.")
    return Refused(why.format(what=quoted(words)))
