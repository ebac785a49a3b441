"""The lists that meeting tools write, as they write them: everybody once."""

import pytest

from app.domain.attendance.meeting_lists import MeetingListRefused, read
from tests.support.meeting_lists import TEAMS, ZOOM

WEBEX = (
    '"Meeting Name";"First Name";"Last Name";"Attendee Email";"Join Time"\r\n"Reefs";"Bo";"Lindqvist";'
    '"bo@example.org";"09:58"\r\n"Reefs";"Chie";"Tanabe";"";"10:01"\r\n'
)


def people(text):
    return [(one.name, one.email, one.lines) for one in read(text)]


def test_zoom_counts_who_came_back_once():
    assert people(ZOOM) == [
        ("Amara Okafor", "amara@example.org", 1),
        ("Bo L. (Bo Lindqvist)", "bo@example.org", 2),
        ("Chie Tanabe", "", 2),
    ]


def test_teams_lists_participants_and_then_their_comings_and_goings():
    assert people(TEAMS) == [("Bo Lindqvist", "bo@example.org", 1), ("Chie Tanabe (Guest)", "", 1)]


def test_first_and_last_names_are_put_together():
    assert people(WEBEX) == [("Bo Lindqvist", "bo@example.org", 1), ("Chie Tanabe", "", 1)]


def test_a_second_device_without_an_address_is_the_same_person():
    text = "Name,Email\nBo Lindqvist,bo@example.org\nBo Lindqvist,\n李 明,\n李明,li@example.org\n"
    assert people(text) == [
        ("Bo Lindqvist", "bo@example.org", 1),
        ("李 明", "", 1),
        ("李明", "li@example.org", 1),
    ]


def test_two_people_of_one_name_with_addresses_are_two():
    assert len(read("Name,Email\nBo,bo@example.org\nBo,bo.l@example.org\nBo,\n")) == 3


@pytest.mark.parametrize(
    "text", ["", " \n", "\0", "a,b\nc,d\n", "hello", "\n" * 20_001 + "Name,Email\n", "x" * 300_000]
)
def test_what_is_no_list_is_refused(text):
    with pytest.raises(MeetingListRefused):
        read(text)


def test_names_alone_are_enough():
    assert people("Name\nBo\nChie\nBo\n") == [("Bo", "", 2), ("Chie", "", 1)]
