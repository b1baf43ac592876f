"""Which prompt the Live page shows, and why: chosen for the moment, left alone while somebody speaks. No Qt here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.next_act import next_planned
from circle.prompting import NO_RULES, PromptRules, choose, deck_of, moment_of, suggestion
from circle.prompts import Deck, Prompt, When, Whom
from circle.session import Phase, State

ALOUD = (Whom.ROOM, Whom.OWN)


@dataclass(frozen=True, slots=True)
class ToOffer:
    """What R would offer."""

    text: str
    whom: Whom = Whom.ROOM
    deck: str = ""


@dataclass(frozen=True, slots=True)
class PromptShown:
    """`reason`: why it is suggested, where a rule does. `about`: for whom it is, where not simply for the room.
    `another`: whether there is one.
    """

    heading: str = ""
    text: str = ""
    reason: str = ""
    about: str = ""
    offer: str = ""
    can_offer: bool = False
    another: bool = False


class PromptChoice:
    """`rules`: when a prompt is suggested by itself."""

    def __init__(self, decks: Sequence[Deck]) -> None:
        self._decks = tuple(decks)
        self.rules = NO_RULES
        self._prompt: Prompt | None = None
        self._place: tuple[When | None, int | None] | None = None
        self._reason, self._reason_turns = "", 0
        self._made = set[str]()
        self._shown_for: object = None
        self._shown = PromptShown()

    @property
    def has_decks(self) -> bool:
        return any(deck.prompts for deck in self._decks)

    def use(self, rules: PromptRules) -> None:
        self.rules = rules

    def follow(self, state: State, now_ms: int) -> None:
        """Chooses anew where the session is at another moment. While somebody holds the piece nothing changes."""
        if self._prompt is not None and is_speaking(state):
            return
        if self._reason_turns != state.turns:
            self._reason = ""
        if self._prompt is None or self._place != _place(state):
            self._place, self._reason = _place(state), ""
            self._prompt = self._choose(state, ALOUD) or self._prompt
        self._suggest(state, now_ms)

    def _suggest(self, state: State, now_ms: int) -> None:
        if self.rules == NO_RULES:
            return
        if now := suggestion(state, self.rules, now_ms, made=self._made):
            self._made.add(now.key)
            whom = ALOUD if now.whom is Whom.ROOM else (now.whom,)
            if prompt := self._choose(state, whom):
                self._prompt, self._reason, self._reason_turns = prompt, now.reason, state.turns

    def another(self, state: State) -> None:
        """Asked for, so it may come at any time, and from among those for the facilitator alone, too."""
        self._reason = ""
        text = self._prompt.text if self._prompt else ""
        self._prompt = self._choose(state, tuple(Whom), after=text) or self._prompt

    def to_offer(self, state: State) -> ToOffer | None:
        """None when there is nothing that has not been offered."""
        prompt = self._prompt
        if prompt is None or prompt.text in state.offered_prompts:
            return None
        return ToOffer(prompt.text, prompt.whom, deck_of(state, self._decks, prompt))

    def shown(self, state: State) -> PromptShown:
        """Found anew only where something may be another: passing the piece is to cost nothing here."""
        key = (self._prompt, self._reason, self._place, state.offered)
        if key != self._shown_for:
            self._shown_for, self._shown = key, self._find_shown(state)
        return self._shown

    def _find_shown(self, state: State) -> PromptShown:
        prompt = self._prompt
        if prompt is None:
            return PromptShown(text=_("Every question has been offered."))
        name = deck_of(state, self._decks, prompt)
        offered = prompt.text in state.offered_prompts
        following = self._choose(state, tuple(Whom), after=prompt.text)
        return PromptShown(
            heading=next((deck.title for deck in self._decks if deck.name == name), ""),
            text=prompt.text,
            reason="" if offered else self._reason,
            about=about_words(prompt.whom),
            offer=offered_words(prompt.whom) if offered else offer_words(prompt.whom),
            can_offer=not offered,
            another=following is not None and following.text != prompt.text,
        )

    def _choose(self, state: State, whom: Collection[Whom], *, after: str = "") -> Prompt | None:
        return choose(state, self._decks, whom=whom, after=after)


def _place(state: State) -> tuple[When | None, int | None]:
    """The moment, and the round that runs or comes."""
    round = state.round
    return moment_of(state), next_planned(state) if round is None else round.index


def is_speaking(state: State) -> bool:
    """Whether somebody holds the piece, or groups talk."""
    return state.whose_turn is not None or state.phase is Phase.GROUPS


def offer_words(whom: Whom) -> str:
    return {
        Whom.ROOM: _("Offer to the room"),
        Whom.OWN: _("Offer to the room"),
        Whom.FACILITATOR: _("Keep for me"),
    }[whom]


def offered_words(whom: Whom) -> str:
    return {
        Whom.ROOM: _("Offered to the room"),
        Whom.OWN: _("Each for themselves"),
        Whom.FACILITATOR: _("Kept for me"),
    }[whom]


def about_words(whom: Whom) -> str:
    return {
        Whom.ROOM: "",
        Whom.OWN: _("Each for themselves, in silence"),
        Whom.FACILITATOR: _("For me alone"),
    }[whom]


def question_line(state: State, *, is_cut: bool) -> str:
    """The question of the round that comes; of the one that runs, where the head has no room for all of it."""
    if (round := state.round) is not None:
        question = round.plan.prompt or round.plan.title
        return _("Now: {question}").format(question=question) if question and is_cut else ""
    if (row := next_planned(state)) is None:
        return ""
    plan = state.plan[row]
    question = plan.prompt or plan.title
    return _("Coming: {question}").format(question=question) if question else ""
