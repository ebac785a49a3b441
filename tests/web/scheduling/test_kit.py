"""The partner kit: hours with the right letters, a picture, a frame and plain HTML (row O10)."""

import io
from datetime import datetime
from html import unescape

import pytest
from PIL import Image

from app.domain.access import Role
from app.domain.clocks.promised_time import promise
from app.domain.lifecycle import EventState
from app.domain.program.kit_text import label_at
from app.extensions import db
from app.models import OrganiserRole
from app.services import slugs
from app.services.partners import organisations
from app.services.scheduling import events
from tests.support import desk, speaking
from tests.support.events import actor_of
from tests.support.personas import AMARA, BO
from tests.support.world import START

KIT = "/desk/events/twelve-reefs/kit"


@pytest.fixture
def event(app):
    made = desk.event(
        state=EventState.PUBLISHED,
        team={Role.LEAD: AMARA, Role.CO_ORGANISER: BO},
        aim='See "reefs" & <seas>.',
        title="Twelve <reefs>",
    )
    organisations.add_organiser(
        made, name="Dry Field Institute", role=OrganiserRole.LEAD, actor=actor_of(AMARA), now=START
    )
    move(made, datetime(2027, 5, 4, 10, 0))  # noqa: DTZ001
    return made


def move(event, wall, zone="America/New_York"):
    time = promise(wall_start=wall, zone=zone, minutes=90)
    events.schedule(event, time=time, reason="A reason", actor=actor_of(AMARA), now=START)
    db.session.commit()


@pytest.mark.parametrize(
    ("month", "zone", "label"),
    [
        (5, "America/New_York", "EDT (UTC−4)"),
        (2, "America/New_York", "EST (UTC−5)"),
        (5, "Asia/Kolkata", "IST (UTC+5:30)"),
        (5, "Pacific/Apia", "UTC+13"),
        (5, "Etc/UTC", "UTC"),
    ],
)
def test_letters_are_those_of_the_day(month, zone, label):
    wall = datetime(2023, month, 2, 10, 0)  # noqa: DTZ001
    assert label_at(promise(wall_start=wall, zone="America/New_York", minutes=90), zone) == label


def test_text_and_hours_in_the_chosen_zones(client, sign_in, event):
    sign_in(client, BO)
    query = {"zone": ["Asia/Kolkata", "Pacific/Auckland", "Etc/UTC", "Nonsense/Zone"]}
    page = client.get(KIT, query_string=query).text
    text = page.split('id="kit-text"')[1].split(">", 1)[1].split("</textarea>")[0]
    assert text.splitlines() == [
        "Twelve &lt;reefs&gt;",
        "See &#34;reefs&#34; &amp; &lt;seas&gt;.",
        "",
        "Tuesday, 4 May 2027",
        "10:00 – 11:30 New York, EDT (UTC−4)",
        "19:30 – 21:00 Kolkata, IST (UTC+5:30)",
        "02:00 – 03:30 Auckland, NZST (UTC+12), Wed 5 May",
        "14:00 – 15:30 UTC",
        "",
        "Organised by Dry Field Institute",
        "Register and read more: http://localhost/events/twelve-reefs",
    ]


def test_at_first_it_is_written_for_the_people_of_the_event(client, sign_in, event):
    speaking.somebody(event).person.zone = "Africa/Nairobi"
    sign_in(client, AMARA)
    page = client.get(KIT).text
    assert "17:00 – 18:30 Nairobi, EAT (UTC+3)" in page
    assert "Chie Tanabe" not in page


def test_one_more_city_is_added_or_asked(client, sign_in, event):
    sign_in(client, AMARA)
    assert "15:00 – 16:30 Lagos, WAT (UTC+1)" in client.get(KIT, query_string={"place": "Lagos"}).text
    refused = client.get(KIT, query_string={"place": "EST"})
    assert (refused.status_code, 'value="EST"' in refused.text) == (422, True)


def test_the_plain_html_is_text_and_one_link(client, sign_in, event):
    sign_in(client, AMARA)
    page = client.get(KIT).text
    html = unescape(page.split('id="kit-html"')[1].split(">", 1)[1].split("</textarea>")[0])
    assert 'href="http://localhost/events/twelve-reefs">Twelve &lt;reefs&gt;</a>' in html
    assert '<time datetime="2027-05-04T14:00:00Z">' in html
    assert [word for word in ("<script", "<style", "style=", "src=", "<reefs>") if word in html] == []


def test_the_picture_is_named_on_the_page_and_keeps_its_address(client, event):
    page = client.get("/events/twelve-reefs").text
    assert '<meta property="og:image" content="http://localhost/events/twelve-reefs/picture.png">' in page
    first = client.get("/events/twelve-reefs/picture.png")
    assert (first.mimetype, Image.open(io.BytesIO(first.data)).size) == ("image/png", (1200, 630))
    assert "Set-Cookie" not in first.headers
    again = client.get("/events/twelve-reefs/picture.png", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    move(event, datetime(2028, 2, 2, 10, 0))  # noqa: DTZ001
    moved = client.get("/events/twelve-reefs/picture.png", headers={"If-None-Match": first.headers["ETag"]})
    assert (moved.status_code, moved.data == first.data) == (200, False)
    event.title = "Thirteen reefs"
    slugs.follow_title(event)
    old = client.get("/events/twelve-reefs/picture.png")
    assert (old.status_code, old.location) == (301, "/events/thirteen-reefs/picture.png")


@pytest.mark.parametrize("title", ["雨" * 200, "🙂", "تحذيرات", "Word" * 80, "A " * 300, "\u202eabc"])
def test_any_title_makes_a_picture(client, event, title):
    event.title = title
    assert client.get("/events/twelve-reefs/picture.png").status_code == 200


def test_the_frame_may_stand_anywhere_and_runs_nothing(client, event):
    answer = client.get("/events/twelve-reefs/embed")
    policy = answer.headers["Content-Security-Policy"]
    assert ("frame-ancestors *" in policy, "default-src 'none'" in policy) == (True, True)
    assert ("script" in policy, "<script" in answer.text, "Set-Cookie" in answer.headers) == (
        False,
        False,
        False,
    )
    assert "10:00 – 11:30 New York, EDT (UTC−4)" in answer.text
    assert "frame-ancestors 'none'" in client.get("/events/twelve-reefs").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["picture.png", "embed"])
def test_a_draft_shows_nothing(client, event, path):
    event.state = EventState.DRAFT
    assert client.get(f"/events/twelve-reefs/{path}").status_code == 404
