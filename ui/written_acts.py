"""What can be written in a session, each act one method: notes, key points, commitments, one's own listening."""

from __future__ import annotations

from collections.abc import Callable, Collection

from circle import events as e
from circle import note_moves
from circle.harvest import Became, NoteKind, Seen, Side
from circle.reflection import Gathered, Reflection
from circle.session import State

Act = Callable[[Callable[[State, int], e.Event]], bool]


class WrittenActs:
    """Every method says whether it was done."""

    def __init__(self, act: Act, next_number: Callable[[], int]) -> None:
        self._act, self._next_number = act, next_number

    def write_note(
        self,
        text: str,
        kind: NoteKind = NoteKind.NOTE,
        group: int | None = None,
        *,
        side: Side | None = None,
        round: int | None = None,
    ) -> bool:
        return self._act(
            lambda state, _now: note_moves.write_note(
                state,
                number=self._next_number(),
                text=text,
                kind=kind,
                group=group,
                side=side,
                round=round,
            )
        )

    def edit_note(self, number: int, text: str) -> bool:
        return self._act(lambda state, _now: note_moves.edit_note(state, number=number, text=text))

    def remove_note(self, number: int) -> bool:
        return self._act(lambda state, _now: note_moves.remove_note(state, number=number))

    def show_note(self, number: int, seen: Seen) -> bool:
        return self._act(lambda state, _now: note_moves.show_note(state, number=number, seen=seen))

    def change_kind(self, number: int, kind: NoteKind) -> bool:
        return self._act(
            lambda state, _now: note_moves.change_kind(state, number=number, kind=kind)
        )

    def place_note(
        self,
        number: int,
        *,
        round: int | None = None,
        group: int | None = None,
        side: Side | None = None,
    ) -> bool:
        return self._act(
            lambda state, _now: note_moves.place_note(
                state, number=number, round=round, group=group, side=side
            )
        )

    def move_note(self, number: int, before: int | None) -> bool:
        return self._act(
            lambda state, _now: note_moves.move_note(state, number=number, before=before)
        )

    def merge_notes(self, number: int, other: int, text: str = "") -> bool:
        return self._act(
            lambda state, _now: note_moves.merge_notes(state, number=number, other=other, text=text)
        )

    def agree_harvest(self, notes: Collection[int], commitments: Collection[int] = ()) -> bool:
        return self._act(
            lambda state, _now: note_moves.agree_harvest(
                state, notes=notes, commitments=commitments
            )
        )

    def choose_sides(self, sides: tuple[Side, ...]) -> bool:
        return self._act(lambda state, _now: note_moves.choose_sides(state, sides=sides))

    def commit(self, text: str, *, who: str = "", by: str = "") -> bool:
        return self._act(
            lambda state, _now: note_moves.commit(
                state, number=self._next_number(), text=text, who=who, by=by
            )
        )

    def change_commitment(
        self, number: int, text: str, *, who: str = "", by: str = "", seen: Seen | None = None
    ) -> bool:
        return self._act(
            lambda state, _now: note_moves.change_commitment(
                state, number=number, text=text, who=who, by=by, seen=seen
            )
        )

    def remove_commitment(self, number: int) -> bool:
        return self._act(lambda state, _now: note_moves.remove_commitment(state, number=number))

    def follow_commitment(
        self,
        session: str,
        number: int,
        *,
        text: str,
        became: Became,
        words: str = "",
        seen: Seen = Seen.MINE,
    ) -> bool:
        return self._act(
            lambda state, _now: note_moves.follow_commitment(
                state,
                session=session,
                number=number,
                text=text,
                became=became,
                words=words,
                seen=seen,
            )
        )

    def reflect(self, reflection: Reflection) -> bool:
        return self._act(lambda state, _now: note_moves.reflect(state, reflection=reflection))

    def gather_listening(self, gathered: Gathered) -> bool:
        return self._act(lambda state, _now: note_moves.gather_listening(state, gathered=gathered))
