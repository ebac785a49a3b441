"""What meeting tools write above their columns, and where they say that somebody did not come."""

import pytest

from app.domain.attendance.meeting_list_heads import columns, did_not_come


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (["Name (Original Name)", "User Email", "Join Time"], {"name": 0, "email": 1, "joined": 2}),
        (["First Name", "Last Name", "Attendee Email"], {"first": 0, "last": 1, "email": 2}),
        (["user_name", "E-Mail"], {"name": 0, "email": 1}),
        (["Nom", "Prénom", "Adresse e-mail"], {"last": 0, "first": 1, "email": 2}),
        (["Nom", "Adresse e-mail"], {"name": 0, "email": 1}),
        (["Name", "Name"], {"name": 0}),
        (["Topic", "Duration"], {}),
        (["Join Time"], {}),
        ([], {}),
    ],
)
def test_columns_are_known_by_the_labels_of_many_tools(head, found):
    assert columns(head) == found


@pytest.mark.parametrize(
    ("said", "has_times", "missed"),
    [
        ({"attended": "No"}, False, True),
        ({"attended": "Yes"}, False, False),
        ({"waiting": "yes"}, False, True),
        ({"joined": "--"}, True, True),
        ({"joined": "--"}, False, False),
        ({"joined": "09:58"}, True, False),
        ({}, True, False),
    ],
)
def test_a_row_that_says_so_did_not_come(said, has_times, missed):
    assert did_not_come(said, has_times=has_times) is missed
