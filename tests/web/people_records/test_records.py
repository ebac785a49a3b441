"""People across events on the desk: proposals, a merge with its preview, undo, spellings (row P8)."""

import re

import pytest
from sqlalchemy import select

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import Account, Participation, Person, PersonMerge
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk, speaking
from tests.support.events import actor_of
from tests.support.personas import AMARA, BO
from tests.support.world import START

PUBLIC = {"state": EventState.PUBLISHED}
LEAD = {Role.LEAD: AMARA}


def accepted(event, name, email=None):
    return speaking.somebody(event, name, email, state=ParticipationState.ACCEPTED).person


@pytest.fixture
def two(app):
    """Juan Loubier in one public event, Juan Louvier in another, both Amara's."""
    kept = accepted(desk.event("reefs", team=LEAD, **PUBLIC), "Juan Loubier", "juan@example.org")
    gone = accepted(desk.event("seeds", team=LEAD, title="Seeds", **PUBLIC), "loubier, JUAN", "j@example.org")
    kept.country, gone.country = "FR", "CA"
    db.session.commit()
    return kept, gone


def names_in(page):
    return [re.sub(r"<[^>]+>", "", name) for name in re.findall(r'<p class="name">(.*?)</p>', page)]


def test_proposals_say_why_and_lead_to_the_comparison(client, sign_in, two):
    sign_in(client, AMARA)
    page = client.get("/desk/people").text
    assert names_in(page) == ["Juan Loubier", "loubier, JUAN"]
    assert "The names have the same parts in another order." in page
    assert "/desk/people/juan-loubier/merge/loubier-juan" in page


def test_from_two_records_to_one_and_back(client, sign_in, two):
    sign_in(client, AMARA)
    address = "/desk/people/juan-loubier/merge/loubier-juan"
    page = client.get(address).text
    assert "j@example.org" in page
    answer = client.submit(address, {"email": "gone", "country": "gone", "name": "kept"})
    assert answer.status_code == 303
    (kept,) = db.session.scalars(select(Person).where(Person.slug == "juan-loubier"))
    assert (kept.name, kept.email, kept.country) == ("Juan Loubier", "j@example.org", "CA")
    old = client.get("/people/loubier-juan")
    assert (old.status_code, old.location) == (302, "/people/juan-loubier")
    assert old.headers["Cache-Control"] == "no-store"
    page = client.get("/people/juan-loubier").text
    assert ("/events/reefs" in page, "/events/seeds" in page) == (True, True)
    assert client.submit(answer.location, button="Undo").status_code == 303
    assert client.get("/people/loubier-juan").status_code == 200
    assert client.get("/desk/people").text.count("Compare and merge") == 1


def test_a_merged_address_leads_nowhere_before_anything_of_the_person_is_public(client, sign_in, app):
    one = accepted(desk.event("reefs", team=LEAD), "Juan Loubier", "juan@example.org")
    other = accepted(desk.event("seeds", team=LEAD, title="Seeds"), "loubier, JUAN")
    db.session.commit()
    sign_in(client, AMARA)
    answer = client.submit(f"/desk/people/{one.slug}/merge/{other.slug}", {"name": "kept"})
    assert answer.status_code == 303
    assert client.get(f"/people/{other.slug}").status_code == 404


def test_a_second_click_finds_it_done(client, sign_in, two):
    sign_in(client, AMARA)
    address = "/desk/people/juan-loubier/merge/loubier-juan"
    for _click in range(2):
        assert client.post(address, data={"email": "kept"}).status_code == 303
    assert client.post("/desk/people/loubier-juan/merge/juan-loubier").status_code == 303
    assert db.session.query(PersonMerge).count() == 1
    sign_in(client, BO)
    assert client.get("/desk/people/juan-loubier/merge/loubier-juan").status_code == 404
    assert client.get(f"/desk/people/merges/{db.session.query(PersonMerge).one().key}").status_code == 404


def test_not_the_same_is_remembered(client, sign_in, two):
    sign_in(client, AMARA)
    assert client.submit("/desk/people", button="Not the same").status_code == 303
    assert "Nobody seen double" in client.get("/desk/people").text


def test_strangers_find_no_record(client, sign_in, two):
    sign_in(client, BO)
    assert "Nobody seen double" in client.get("/desk/people").text
    for path in ("juan-loubier", "juan-loubier/merge/loubier-juan"):
        assert client.get(f"/desk/people/{path}").status_code == 404
        assert client.post(f"/desk/people/{path}").status_code == 404
    assert client.post("/desk/people/juan-loubier/not/loubier-juan").status_code == 404


def test_a_person_of_others_too_is_left_to_the_operator_and_their_address_unseen(client, sign_in, two):
    kept, _gone = two
    foreign = desk.event("foreign", team={Role.LEAD: BO})
    people.add_participation(
        foreign, part=PrintedPart(name="Juan Loubier"), known=kept, actor=actor_of(BO), now=START
    )
    for person in (AMARA, BO):
        sign_in(client, person)
        assert "juan@example.org" not in client.get("/desk/people/juan-loubier").text
    sign_in(client, AMARA)
    address = "/desk/people/juan-loubier/merge/loubier-juan"
    page = client.get(address).text
    assert ("juan@example.org" in page, "whoever runs this installation decides" in page) == (False, True)
    assert client.post(address, data={"email": "kept"}).status_code == 422
    db.session.get(Account, BO.account.id).is_operator = True
    db.session.commit()
    sign_in(client, BO)
    page = client.get(address).text
    assert ("juan@example.org" in page, "j@example.org" in page) == (False, False)
    assert client.submit(address, {"email": "gone"}).status_code == 303


def test_an_alias_is_found_by_everybody(client, sign_in, two):
    sign_in(client, AMARA)
    answer = client.submit("/desk/people/juan-loubier", {"aliases": "Juan Louvier\nХуан Лубье"})
    assert answer.status_code == 303
    for words in ("Louvier", "Loubier", "лубье"):
        page = client.get("/search", query_string={"q": words}).text
        assert "/people/juan-loubier" in page
        assert "Juan Loubier" in client.get("/desk/people", query_string={"q": words}).text


def test_no_spelling_is_taken_from_a_person_of_others(client, sign_in, two):
    kept, _gone = two
    foreign = desk.event("foreign", team={Role.LEAD: BO})
    people.add_participation(
        foreign, part=PrintedPart(name="Juan Loubier"), known=kept, actor=actor_of(BO), now=START
    )
    sign_in(client, AMARA)
    assert client.submit("/desk/people/juan-loubier", {"aliases": "Juan Louvier"}).status_code == 303
    refused = client.submit("/desk/people/juan-loubier", {"aliases": ""})
    assert (refused.status_code, "no spelling is taken away here" in refused.text) == (422, True)


def test_a_part_in_the_archive_stays_as_printed(client, sign_in, two):
    _kept, gone = two
    part = db.session.scalar(select(Participation).where(Participation.person_id == gone.id))
    part.state = ParticipationState.SPOKE
    event = db.session.get(desk.Event, part.event_id)
    event.state = EventState.ARCHIVED
    db.session.commit()
    before = re.search(r"<bdi>loubier, JUAN</bdi>", client.get("/events/seeds").text)
    sign_in(client, AMARA)
    client.submit("/desk/people/juan-loubier/merge/loubier-juan", {"name": "kept"})
    after = re.search(r"<bdi>loubier, JUAN</bdi>", client.get("/events/seeds").text)
    assert (before is not None, after is not None) == (True, True)


def test_the_list_takes_as_many_queries_for_three_pairs_as_for_one(client, sign_in, two, count_queries):
    sign_in(client, AMARA)
    client.get("/desk/people")
    counts = []
    events = list(db.session.scalars(select(desk.Event).order_by(desk.Event.id)))
    for number in range(3):
        accepted(events[0], f"Ana Silva {number}x")
        accepted(events[1], f"Silva {number}x Ana")
        with count_queries() as asked:
            client.get("/desk/people")
        counts.append(len(asked))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 9
