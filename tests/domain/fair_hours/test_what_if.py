"""What one person's place on the list costs the others."""

from app.domain.fair_hours.request import MeetingRequest
from app.domain.fair_hours.what_if import Change, what_if
from tests.support.fair_hours_cases import AMARA, WEDNESDAY, two_who_never_meet, wall


def test_what_if_one_of_them_is_dropped_or_need_not_come():
    early, late = two_who_never_meet()
    request = MeetingRequest((early, late), "UTC", WEDNESDAY, WEDNESDAY)
    dropped = what_if(request, "late", Change.DROPPED)
    optional = what_if(request, "late", Change.OPTIONAL)
    assert (dropped.suits_all_musts, dropped.best.wall) == (True, wall("2027-01-13T06:00"))
    assert (optional.suits_all_musts, [one.ident for one in optional.best.absent]) == (True, ["late"])


def test_dropping_the_only_person_leaves_nobody():
    request = MeetingRequest((AMARA,), "UTC", WEDNESDAY, WEDNESDAY)
    assert what_if(request, "amara", Change.DROPPED).best is None
