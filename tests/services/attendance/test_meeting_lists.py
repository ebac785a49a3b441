"""Who came, by the meeting tool's list: noted beside the registrations, by address or a name that one has."""

import pytest

from app.domain.attendance.meeting_lists import MeetingListRefused
from app.services.attendance import meeting_lists
from tests.support.attendees import public_event, register
from tests.support.desk import AMARA, history
from tests.support.meeting_lists import ZOOM
from tests.support.world import START


def take(event, text):
    return meeting_lists.take(event, data=text.encode(), actor=AMARA, now=START)


def came(*people):
    return [one.in_meeting_list for one in people]


@pytest.fixture
def event(app):
    return public_event()


def test_who_is_named_by_address_or_name_came_and_the_others_are_counted(event):
    bo, chie, dov = register(event, "B. L.", "bo@example.org"), register(event), register(event, "Dov")
    outcome = take(event, ZOOM)
    assert (outcome.people, outcome.registered, outcome.others) == (3, 2, 1)
    assert (came(bo, chie, dov), event.joined_others) == ([True, True, False], 1)
    assert history(event) == [("meeting_list", "", "2 + 1")]


def test_a_newer_list_takes_the_place_of_the_older_one(event):
    bo, chie = register(event, "Bo"), register(event)
    take(event, ZOOM)
    outcome = take(event, "Name,Email\nChie Tanabe,\n")
    assert (outcome.lines, outcome.others, came(bo, chie), event.joined_others) == (1, 0, [False, True], 0)


def test_a_name_that_two_have_tells_neither_from_the_other(event):
    one, other = (
        register(event, "Chie Tanabe", "c1@example.org"),
        register(event, "chie TANABE", "c2@example.org"),
    )
    outcome = take(event, "Name,Email\nChie Tanabe,\n")
    assert (outcome.others, came(one, other)) == (1, [False, False])


def test_a_name_in_brackets_is_read_too(event):
    bo = register(event, "Bo Lindqvist")
    take(event, "Name,Email\nBo L. (Bo Lindqvist),\n")
    assert came(bo) == [True]


def test_an_address_that_nobody_confirmed_did_not_come(app):
    event = public_event(confirm_email=True)
    chie = register(event)
    outcome = take(event, "Name,Email\nChie Tanabe,chie@example.org\n")
    assert (outcome.registered, outcome.others, came(chie)) == (0, 1, [False])


def test_what_is_no_list_is_refused_and_changes_nothing(event):
    chie = register(event)
    with pytest.raises(MeetingListRefused):
        take(event, "%PDF-1.7")
    assert (came(chie), event.joined_others, history(event)) == ([False], 0, [])
