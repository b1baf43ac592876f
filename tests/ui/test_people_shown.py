"""What the panel of people says of a session."""

from __future__ import annotations

from circle import moves
from circle.events import Participant, SessionOpened
from tests.circle.story import Story
from ui.widgets.people_shown import people_shown


def test_people_stand_in_the_order_of_their_seats_and_then_those_who_left() -> None:
    story = Story(3).joins("Late Lena", seat=1).steps_out("Ben").leaves("Ann")
    shown = people_shown(story.state)
    assert [(row.lead, row.text, row.below) for row in shown.rows] == [
        ("1", "Late Lena", "here"),
        ("2", "Ben", "has stepped out"),
        ("3", "Cleo", "here"),
        ("", "Ann", "has left"),
    ]
    assert shown.heading == "People · 2 here"
    assert shown.rows[1].said == "Ben, seat 2, has stepped out"
    assert shown.rows[3].said == "Ann, has left"


def test_it_says_who_facilitates_and_who_said_yes() -> None:
    story = Story(1)
    host = Participant("p1", "Host", facilitator=True)
    story.log = type(story.log)()
    story.log_event(moves.open_session(story.state, SessionOpened("An evening", (host,))))
    story.does(moves.say_consent(story.state, person="p1", says_yes=True))
    assert people_shown(story.state).rows[0].below == "here · facilitator · said yes"


def test_what_can_be_done_follows_from_where_a_person_is() -> None:
    story = Story(3).steps_out("Ben").leaves("Ann")
    shown = people_shown(story.state)
    ben, ann = shown.person("p2"), shown.person("p1")
    assert ben is not None
    assert ann is not None
    assert (ben.here, ben.left, ben.seat) == (False, False, 0)
    assert (ann.here, ann.left, ann.seat) == (False, True, None)
    assert shown.person("p9") is None
