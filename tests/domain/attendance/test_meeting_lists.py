"""The lists that meeting tools write, as they write them: everybody once."""

import pytest

from app.domain.attendance.meeting_lists import MeetingListRefused, read

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,Twelve reefs,11/03/2027 09:50:00 AM,11/03/2027 11:31:00 AM,amara@example.org,101,5

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Amara Okafor,amara@example.org,11/03/2027 09:50:00 AM,11/03/2027 11:31:00 AM,101,No
Bo L. (Bo Lindqvist),bo@example.org,11/03/2027 09:58:00 AM,11/03/2027 10:20:00 AM,22,Yes
Bo L. (Bo Lindqvist),BO@example.org,11/03/2027 10:23:00 AM,11/03/2027 11:30:00 AM,67,Yes
Chie Tanabe,,11/03/2027 10:01:00 AM,11/03/2027 10:30:00 AM,29,Yes
chie tanabe,,11/03/2027 10:31:00 AM,11/03/2027 11:30:00 AM,59,Yes
"""
TEAMS = (
    "1. Summary\nMeeting title\tTwelve reefs\nAttended participants\t3\n\n"
    "2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Bo Lindqvist\t3/11/27, 9:58:00 AM\t3/11/27, 11:30:00 AM\t1h 32m\tbo@example.org\tbo@example.org\tHost\n"
    "Chie Tanabe (Guest)\t3/11/27, 10:01:00 AM\t3/11/27, 11:30:00 AM\t1h 29m\t\t\tAttendee\n\n"
    "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\n"
    "Bo Lindqvist\t3/11/27, 9:58:00 AM\t3/11/27, 10:20:00 AM\t22m\n"
    "Bo Lindqvist\t3/11/27, 10:23:00 AM\t3/11/27, 11:30:00 AM\t1h 7m\n"
)
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
