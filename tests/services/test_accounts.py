import re
from datetime import timedelta

import pytest

from app.extensions import db
from app.models import Device, OutboxMessage, SignInRequest
from app.services import accounts
from tests.support.attendees import deliver
from tests.support.world import START

AMARA = "amara@example.org"


def ask(app, email=AMARA, now=START):
    accounts.request_link(email=email, next_url="/desk", locale="en", now=now)
    db.session.commit()


def mailed(outgoing):
    text = outgoing.sent[-1].text
    link, code = re.search(r"/sign-in/(\S+)", text), re.search(r"\b\d{6}\b", text)
    return link.group(1), code.group(0)


def test_the_mailed_link_signs_in_once(app, outgoing):
    ask(app)
    assert deliver(app) == 1
    token, _ = mailed(outgoing)
    device_token, next_url = accounts.use_link(token=token, device_label="a phone", now=START)
    assert next_url == "/desk"
    assert accounts.device_of(token=device_token, now=START).account.email == AMARA
    with pytest.raises(accounts.LinkNotUsable):
        accounts.use_link(token=token, device_label="a phone", now=START)


def test_the_code_does_what_the_link_does(app, outgoing):
    ask(app)
    deliver(app)
    _, code = mailed(outgoing)
    device_token, _ = accounts.use_code(
        email=" Amara@Example.org", code=f" {code} ", device_label="", now=START
    )
    assert accounts.device_of(token=device_token, now=START).account.email == AMARA


def test_neither_lives_longer_than_twenty_minutes(app, outgoing):
    ask(app)
    deliver(app)
    token, code = mailed(outgoing)
    late = START + timedelta(minutes=20)
    with pytest.raises(accounts.LinkNotUsable):
        accounts.use_link(token=token, device_label="", now=late)
    with pytest.raises(accounts.LinkNotUsable):
        accounts.use_code(email=AMARA, code=code, device_label="", now=late)


def test_five_wrong_codes_close_the_request(app, outgoing):
    ask(app)
    deliver(app)
    _, code = mailed(outgoing)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(accounts.LinkNotUsable):
            accounts.use_code(email=AMARA, code=wrong, device_label="", now=START)
    with pytest.raises(accounts.LinkNotUsable):
        accounts.use_code(email=AMARA, code=code, device_label="", now=START)


def test_an_address_is_not_flooded(app):
    for _ in range(6):
        ask(app)
    with pytest.raises(accounts.TooManyRequests):
        ask(app)
    ask(app, now=START + timedelta(hours=1, seconds=1))


def test_nothing_that_opens_a_door_is_stored(app, outgoing):
    ask(app)
    deliver(app)
    token, code = mailed(outgoing)
    device_token, _ = accounts.use_link(token=token, device_label="", now=START)
    request, device = db.session.query(SignInRequest).one(), db.session.query(Device).one()
    stored = f"{vars(request)} {vars(device)} {db.session.query(OutboxMessage).one().payload}"
    assert [secret for secret in (token, code, device_token) if secret in stored] == []


def test_a_used_request_is_not_mailed_any_more(app, outgoing):
    ask(app)
    request = db.session.query(SignInRequest).one()
    accounts.use_link(token=accounts.token_of(request), device_label="", now=START)
    db.session.commit()
    assert deliver(app) == 0
    assert outgoing.sent == []


def test_signing_out_ends_the_device(app):
    token = accounts.make_link_token(email=AMARA, now=START)
    device_token, _ = accounts.use_link(token=token, device_label="", now=START)
    accounts.sign_out(device=accounts.device_of(token=device_token, now=START), now=START)
    assert accounts.device_of(token=device_token, now=START) is None


def test_an_operator_is_named_by_their_address_known_or_new(app):
    made = accounts.set_operator(email=" Amara@Example.org", operator=True, now=START)
    assert (made.email, made.is_operator) == (AMARA, True)
    again = accounts.set_operator(email=AMARA, operator=False, now=START)
    assert (again is made, again.is_operator) == (True, False)
