"""The shape of the JSON-LD (row M8)."""

from datetime import UTC, datetime

import pytest

from app.domain.lifecycle import EventState
from app.domain.program.structured_data import EventFacts, Party, Video, event

URL = "https://side.example.org/events/reefs"


def facts(**changes):
    given = {
        "url": URL,
        "title": "Twelve reefs",
        "description": "",
        "state": EventState.HELD,
        "starts_at": datetime(2023, 5, 2, 14, tzinfo=UTC),
        "ends_at": datetime(2023, 5, 2, 15, 30, tzinfo=UTC),
        "zone": "America/New_York",
    }
    return EventFacts(**(given | changes))


def test_the_smallest_event():
    assert event(facts()) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": URL,
        "url": URL,
        "name": "Twelve reefs",
        "description": "Twelve reefs",
        "startDate": "2023-05-02T10:00:00-04:00",
        "endDate": "2023-05-02T11:30:00-04:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": URL},
    }


@pytest.mark.parametrize(
    ("state", "earlier", "status", "previous"),
    [
        (EventState.PUBLISHED, [], "EventScheduled", None),
        (
            EventState.PUBLISHED,
            [datetime(2023, 3, 1, 15, tzinfo=UTC)],
            "EventRescheduled",
            "2023-03-01T10:00:00-05:00",
        ),
        (
            EventState.HELD,
            [datetime(2023, 3, 1, 15, tzinfo=UTC), datetime(2023, 4, 1, 14, tzinfo=UTC)],
            "EventRescheduled",
            ["2023-03-01T10:00:00-05:00", "2023-04-01T10:00:00-04:00"],
        ),
        (EventState.POSTPONED, [], "EventPostponed", None),
        (
            EventState.CANCELLED,
            [datetime(2023, 3, 1, 15, tzinfo=UTC)],
            "EventCancelled",
            "2023-03-01T10:00:00-05:00",
        ),
    ],
)
def test_a_move_keeps_the_earlier_start_by_the_clock_of_its_own_day(state, earlier, status, previous):
    found = event(facts(state=state, earlier_starts=earlier))
    assert (found["eventStatus"], found.get("previousStartDate")) == (
        f"https://schema.org/{status}",
        previous,
    )


def test_people_organisations_forum_and_recordings_hang_below_the_event():
    video = Video(
        name="Recording",
        url=URL,
        uploaded_at=datetime(2023, 5, 18, tzinfo=UTC),
        content_url=f"{URL}/r.mp4",
        media_type="video/mp4",
    )
    found = event(
        facts(
            organisers=[Party(name="Diesis", url="https://side.example.org/organisations/diesis")],
            speakers=[Party(name="Amara Okafor"), Party(name="Bo Lindqvist")],
            forum=Party(name="STI Forum"),
            languages=["en", "fr"],
            videos=[video],
        )
    )
    assert {
        key: found[key] for key in ("organizer", "performer", "superEvent", "inLanguage", "recordedIn")
    } == {
        "organizer": [
            {
                "@type": "Organization",
                "name": "Diesis",
                "url": "https://side.example.org/organisations/diesis",
            }
        ],
        "performer": [
            {"@type": "Person", "name": "Amara Okafor"},
            {"@type": "Person", "name": "Bo Lindqvist"},
        ],
        "superEvent": {"@type": "Event", "name": "STI Forum"},
        "inLanguage": ["en", "fr"],
        "recordedIn": {
            "@type": "VideoObject",
            "name": "Recording",
            "description": "Twelve reefs",
            "uploadDate": "2023-05-18T00:00:00+00:00",
            "url": URL,
            "contentUrl": f"{URL}/r.mp4",
            "encodingFormat": "video/mp4",
        },
    }
