"""A zero byte is text to Python and SQLite, and none to PostgreSQL: it is an answer, never a 500 (row X5)."""

import pytest

from app.services import demo
from tests.support.world import START

ADDRESSES = [
    "/events/a%00b",
    "/events/a%00b.ics",
    "/forums/a%00b",
    "/organisations/a%00b",
    "/people/a%00b",
    "/my/a%00b",
    "/search?q=a%00b",
    "/archive?theme=a%00b",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_in_an_address(client, app, address):
    demo.load(now=START)
    assert client.get(address).status_code in {200, 400, 404}


@pytest.mark.parametrize(
    "address", ["/desk/events/a%00b", "/desk/events/last-island-warnings-2027/agenda/a%00b"]
)
def test_in_an_address_of_the_desk(client, app, sign_in, amara, address):
    demo.load(now=START)
    assert sign_in(client, amara).get(address).status_code in {400, 404}


def test_in_what_a_form_carries_for_itself(client, app, sign_in, amara):
    sign_in(client, amara)
    answer = client.post("/desk/events/new", data={"title": "Reef", "creation_key": "a\0b"})
    assert answer.status_code == 303
