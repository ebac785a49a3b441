"""Who tries personal links is slowed by the address it comes from; right links open all the same (row X4)."""

import pytest
from limits import parse

from app.extensions import db
from app.services.partners import links as partner_links
from app.web.http import guessing
from tests.support import desk, partners, speaking
from tests.support.world import START

WRONG = "A" * 43
DOORS = ("/partner/{}", "/speak/{}", "/my/{}", "/join/{}", "/poll/{}", "/my-events/{}.ics")


@pytest.fixture(autouse=True)
def _limited(app, monkeypatch):
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    app.extensions["wrong_links"].storage.reset()


def tries(client, count, **more):
    return [
        client.get(DOORS[n % len(DOORS)].format(f"{WRONG[:-2]}{n:02}"), **more).status_code
        for n in range(count)
    ]


def test_wrong_links_of_any_kind_count_together_and_end_in_clear_words(client, app):
    assert tries(client, 20) == [404] * 20
    answer = client.get(f"/partner/{WRONG}")
    assert (answer.status_code, "do not exist were tried from your connection" in answer.text) == (429, True)


def test_a_right_link_opens_beside_wrong_ones_from_the_same_address(client, app):
    event = desk.event()
    partner, speaker = partners.page_of(partners.asked(event)), speaking.page_of(speaking.invited(event))
    tries(client, 25)
    assert [client.get(page).status_code for page in (partner, speaker)] == [200, 200]


def test_another_address_is_not_slowed(client, app):
    tries(client, 25)
    other = client.get(f"/partner/{WRONG}", environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert other.status_code == 404


def test_whoever_goes_on_opens_nothing_personal_for_a_while(client, app, monkeypatch):
    monkeypatch.setattr(guessing, "MANY", parse("30 per hour"))
    page = partners.page_of(partners.asked(desk.event()))
    tries(client, 31)
    assert (client.get(page).status_code, client.get("/").status_code) == (429, 200)
    answer = client.get(page, environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert answer.status_code == 200


def test_a_withdrawn_link_is_no_guess(client, app):
    link = partners.asked(desk.event())
    partner_links.revoke(link, now=START)
    db.session.commit()
    page = partners.page_of(link)
    answers = [client.get(page) for _once in range(25)]
    assert {answer.status_code for answer in answers} == {410}
    assert ("This link was withdrawn" in answers[0].text, "Error 404" in answers[0].text) == (True, False)


def test_what_a_right_link_no_longer_leads_to_is_no_guess(client, app):
    page = speaking.page_of(speaking.invited(desk.event()))
    answers = [client.head(f"{page}/uploads/{'a' * 32}").status_code for _once in range(25)]
    assert set(answers) <= {404, 409, 412}
    assert client.get(f"/partner/{WRONG}").status_code == 404
