import io

import pytest
from PIL import Image

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.gateways.pictures import LARGEST_PHOTO, PictureRefused, as_portrait
from app.models import Participation, Person
from app.services.partners.affiliations import given_of
from app.services.speakers import links as speaker_links
from app.services.speakers import profile_files, profiles
from tests.support import desk, speaking
from tests.support.files import EXE, PDF

HAND = speaker_links.BY_HAND


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def link(client, event):
    made = speaking.invited(event)
    client.post(f"{speaking.page_of(made)}/answer", data={"do": "accept"})
    return made


@pytest.fixture
def profile(link):
    return f"{speaking.page_of(link)}/profile"


def jpeg(size=(800, 1200), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", **more)
    return out.getvalue()


def png(width, height):
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def with_gps():
    exif = Image.Exif()
    exif[0x010F] = "A telling camera"
    exif.get_ifd(0x8825)[2] = (6.0, 27.0, 0.0)
    return jpeg(exif=exif)


def photo(data, name="me.jpg"):
    return {"photo": (io.BytesIO(data), name), "upper": "0.3"}


def fresh(link):
    db.session.expire_all()
    return db.session.get_one(type(link), link.id)


def test_a_new_person_is_led_through_seven_small_steps(client, link, profile, event):
    assert client.get(profile).location == f"{profile}/name"
    steps = [
        ("name", {"name": "Chie Tanabe", "honorific": "Dr", "with_honorific": "y", "pronouns": "she/her"}),
        ("saying", {"pronunciation": "chee-eh"}),
        ("affiliations", {"lines-0-organisation": "Reef Observatory", "lines-0-title": "director",
                          "lines-1-organisation": "Open Seas", "lines-1-country": "Japan"}),
        ("place", {"country": "JP", "zone": "Tokyo, Japan", "language": "ja"}),
        ("bio", {"bio": "Counts corals at night."}),
        ("photo", photo(jpeg())),
        ("needs", {"needs": "Captions, please.", "phone": "+81 90 0000 0000"}),
    ]  # fmt: skip
    for number, (step, data) in enumerate(steps):
        assert f"Step {number + 1} of 7" in client.get(f"{profile}/{step}").text
        answer = client.post(f"{profile}/{step}", data=data)
        following = f"{profile}/{steps[number + 1][0]}" if number < 6 else profile
        assert (answer.status_code, answer.location) == (303, following)
    made = fresh(link)
    part, person = made.participation, made.participation.person
    assert (part.name_printed, part.pronunciation, part.bio) == (
        "Dr Chie Tanabe",
        "chee-eh",
        "Counts corals at night.",
    )
    assert given_of(part) == [
        AffiliationGiven("Reef Observatory", "director"),
        AffiliationGiven("Open Seas", "", "JP"),
    ]
    assert (person.zone, person.country, person.language) == ("Asia/Tokyo", "JP", "ja")
    assert (person.name, person.honorific, part.pronouns, person.aliases) == (
        "Chie Tanabe",
        "Dr",
        "she/her",
        [],
    )
    assert (made.needs, made.phone) == ("Captions, please.", "+81 90 0000 0000")
    assert (profiles.missing(made), "Complete" in client.get(profile).text) == ([], True)


def test_private_facts_are_in_no_public_byte(client, link, profile, event):
    client.post(f"{profile}/needs", data={"needs": "A secret need", "phone": "+81 90 1234"})
    client.post(f"{profile}/saying", data={"pronunciation": "said-so"})
    person = fresh(link).participation.person
    event = db.session.get_one(type(event), event.id)
    event.state, event.published_at = EventState.PUBLISHED, event.created_at
    pages = [client.get(f"/events/{event.slug}").text, client.get(f"/people/{person.slug}").text]
    secrets = ("A secret need", "+81 90 1234", "said-so", "chie@example.org", "Asia/Tokyo")
    assert [(secret in page) for page in pages for secret in secrets] == [False] * 10
    assert "Chie Tanabe" in pages[0]


def test_a_photo_loses_where_it_was_taken_and_is_shown(client, link, profile, event):
    sent = with_gps()
    assert b"A telling camera" in sent
    client.post(f"{profile}/photo", data=photo(sent))
    key = fresh(link).participation.photo_key
    answer = client.get(f"/{key}-512.webp")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert (b"telling" in answer.data, b"Exif" in answer.data) == (False, False)
    assert Image.open(io.BytesIO(answer.data)).size == (512, 512)
    event = db.session.get_one(type(event), event.id)
    event.state, event.published_at = EventState.PUBLISHED, event.created_at
    assert f'src="/{key}-128.jpg"' in client.get(f"/events/{event.slug}").text


@pytest.mark.parametrize(
    "data",
    [
        EXE,
        PDF,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        jpeg()[:300],
        jpeg() + b"PK\x05\x06" + bytes(18),
        b"",
        b"GIF89a<html>",
        png(8000, 6300),
    ],
    ids=["exe", "pdf", "svg", "truncated", "zip behind", "empty", "gif", "50.4 megapixels"],
)
def test_what_is_no_picture_is_refused_at_its_field(client, link, profile, data):
    answer = client.post(f"{profile}/photo", data=photo(data))
    assert (answer.status_code, 'id="photo-error"' in answer.text) == (422, True)
    assert fresh(link).participation.photo_key == ""


def test_a_decompression_bomb_is_refused_before_it_unfolds():
    with pytest.raises(PictureRefused, match="too many pixels: at most 50 million"):
        as_portrait(png(30_000, 30_000))
    with pytest.raises(PictureRefused, match="too large"):
        as_portrait(jpeg() + bytes(LARGEST_PHOTO))


def test_another_photo_takes_the_place_and_the_old_file_goes(client, link, profile):
    client.post(f"{profile}/photo", data=photo(jpeg()))
    old = fresh(link).participation.photo_key
    client.post(f"{profile}/photo", data=photo(jpeg(size=(600, 600), quality=10)) | {"upper": "0.5"})
    out = io.BytesIO()
    Image.new("RGB", (600, 600), "red").save(out, "PNG")
    client.post(f"{profile}/photo", data=photo(out.getvalue()))
    new = fresh(link).participation.photo_key
    assert (new != old, client.get(f"/{old}-128.webp").status_code) == (True, 404)
    client.post(f"{profile}/photo", data={"no_photo": "y", "upper": "0.3"})
    assert (fresh(link).participation.photo_key, client.get(f"/{new}-128.webp").status_code) == ("", 404)


def test_a_fault_before_the_commit_keeps_the_old_photo(client, link, profile, world, monkeypatch):
    client.post(f"{profile}/photo", data=photo(jpeg()))
    before = dict(world.storage.files)

    def full(*_given, **_more):
        raise MemoryError

    monkeypatch.setattr(profiles, "_done", full)
    with pytest.raises(MemoryError):
        client.post(f"{profile}/photo", data=photo(png(300, 300)))
    assert (len(before), world.storage.files) == (6, before)


def test_a_photo_is_cut_while_no_transaction_is_open(client, profile, monkeypatch):
    seen, real = [], profile_files.as_portrait
    monkeypatch.setattr(
        profile_files,
        "as_portrait",
        lambda data, *, upper: seen.append(db.session().in_transaction()) or real(data, upper=upper),
    )
    assert client.post(f"{profile}/photo", data=photo(jpeg())).status_code == 303
    assert seen == [False]


def test_what_an_event_showed_stays_when_it_was_held(client, link, profile, event):
    client.post(f"{profile}/bio", data={"bio": "Counts corals."})
    event = db.session.get_one(type(event), event.id)
    event.state = EventState.HELD
    assert "its page keeps what it showed on the day" in client.get(f"{profile}/bio").text
    client.post(f"{profile}/bio", data={"bio": "Directs the institute."})
    client.post(f"{profile}/name", data={"name": "Chie Mori"})
    client.post(f"{profile}/affiliations", data={"lines-0-organisation": "Dry Field Institute"})
    part = fresh(link).participation
    assert (part.bio, part.name_printed, given_of(part)) == ("Counts corals.", "Chie Tanabe", [])
    assert (part.person.bio, part.person.name) == ("Directs the institute.", "Chie Mori")
    assert [one.name for one in part.person.aliases] == ["Chie Tanabe"]


def test_somebody_known_is_asked_whether_it_is_still_right(client, link, profile, amara):
    for step, data in (
        ("affiliations", {"lines-0-organisation": "Reef Observatory"}),
        ("place", {"zone": "Tokyo, Japan", "language": ""}),
        ("bio", {"bio": "Counts corals."}),
    ):
        client.post(f"{profile}/{step}", data=data)
    other = desk.event("second-reefs", team={Role.LEAD: amara})
    again = speaking.invited(other)
    page = speaking.page_of(again)
    client.post(f"{page}/answer", data={"do": "accept"})
    shown = client.get(f"{page}/profile").text
    assert ("Is this still right?" in shown, "Counts corals." in shown, "Reef Observatory" in shown) == (
        True,
    ) * 3
    client.submit(f"{page}/profile")
    part = fresh(again).participation
    assert (part.bio, given_of(part)) == ("Counts corals.", [AffiliationGiven("Reef Observatory")])
    assert profiles.missing(fresh(again)) == []


def test_a_link_by_hand_neither_shows_nor_changes_what_belongs_to_other_events(client, link, profile, amara):
    client.post(f"{profile}/bio", data={"bio": "Known elsewhere."})
    client.post(f"{profile}/place", data={"zone": "Tokyo, Japan", "language": ""})
    other = desk.event("second-reefs")
    hand = f"{speaking.page_of(speaking.invited(other), HAND)}/profile"
    assert "Known elsewhere." not in client.get(f"{hand}/bio").text
    assert "Tokyo, Japan" not in client.get(f"{hand}/place").text
    client.post(f"{hand}/bio", data={"bio": "Written by somebody else."})
    client.post(f"{hand}/place", data={"zone": "Lagos", "language": ""})
    person = fresh(link).participation.person
    assert (person.bio, person.zone) == ("Known elsewhere.", "Asia/Tokyo")


def test_a_later_edit_leaves_other_events_as_they_are(client, link, profile, amara):
    client.post(f"{profile}/affiliations", data={f"lines-{n}-organisation": f"Body {n}" for n in range(3)})
    again = speaking.invited(desk.event("second-reefs", team={Role.LEAD: amara}))
    two = {"lines-0-organisation": "Body 2", "lines-1-organisation": "Body 0"}
    client.post(f"{speaking.page_of(again)}/profile/affiliations", data=two)
    names = [
        [one.organisation for one in given_of(fresh(one_link).participation)] for one_link in (link, again)
    ]
    assert names == [["Body 0", "Body 1", "Body 2"], ["Body 2", "Body 0"]]


@pytest.mark.parametrize(
    ("step", "data", "words"),
    [
        ("name", {"name": "   "}, "Write your name."),
        ("name", {"name": "x" * 201}, "At most 200 characters"),
        ("bio", {"bio": "x" * 601}, "At most 600 characters"),
        ("place", {"zone": "Nowhere-on-Sea", "language": ""}, "No place of this name is known."),
        ("place", {"zone": "", "country": "Atlantis", "language": ""}, "No country goes by this name."),
        ("affiliations", {"lines-0-title": "director"}, "Name the organisation, or empty the whole line."),
    ],
)
def test_a_refused_step_keeps_what_was_typed(client, profile, step, data, words):
    answer = client.post(f"{profile}/{step}", data=data)
    assert (answer.status_code, words in answer.text) == (422, True)


def test_a_refused_file_has_to_be_chosen_again_and_the_words_fit_what_was_wrong(client, profile):
    answer = client.post(f"{profile}/photo", data=photo(png(30_000, 30_000), "big.png")).text
    again = "What you typed is still here. A file has to be chosen again."
    assert ("too many pixels: at most 50 million" in answer, again in answer) == (True, True)


def test_thirty_affiliations_are_too_many_to_print(client, link, profile):
    data = {f"lines-{n}-organisation": f"Body {n}" for n in range(30)}
    answer = client.post(f"{profile}/affiliations", data=data)
    assert (answer.status_code, "At most 12 affiliations fit beside a name." in answer.text) == (422, True)
    assert [f'value="Body {n}"' in answer.text for n in range(30)] == [True] * 30
    assert given_of(fresh(link).participation) == []


def test_a_wrong_country_is_named_once_with_its_row(client, profile):
    data = {f"lines-{n}-organisation": f"Body {n}" for n in range(4)} | {"lines-2-country": "Atlantis"}
    page = client.post(f"{profile}/affiliations", data=data).text
    summary = page.partition('id="errors"')[2].partition("</ul>")[0]
    assert [summary.count(words) for words in ("<li>", 'href="#lines-2-country"', "row 3", "No country")] == [
        1, 1, 1, 1,
    ]  # fmt: skip
    assert "This does not fit here" not in page


def test_lines_are_added_and_moved_without_scripts(client, profile):
    rows = {"lines-0-organisation": "Body 0", "lines-1-organisation": "Body 1"}
    more = client.post(f"{profile}/affiliations", data=rows | {"do": "more"}).text
    assert "lines-2-organisation" in more
    up = client.post(f"{profile}/affiliations", data=rows | {"do": "up:1"}).text
    assert up.index("Body 1") < up.index("Body 0")


def test_the_record_and_the_part_exist_once(link):
    assert (db.session.query(Person).count(), db.session.query(Participation).count()) == (1, 1)
