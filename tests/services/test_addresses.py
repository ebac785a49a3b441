"""Under which host the installation's mails and calendar entries are kept apart from all others."""

import re

import pytest

from app.installation import installation
from app.services import addresses
from tests.support.world import installed_with


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("https://events.example.org", "events.example.org"),
        ("https://Events.example.org:8443", "events.example.org"),
        ("http://[2001:db8::7]", "[2001:db8::7]"),
        ("http://[2001:db8::7]:8080", "[2001:db8::7]"),
        ("http://localhost:8000", "localhost"),
    ],
)
def test_the_host_is_without_port_and_an_ipv6_address_whole(app, monkeypatch, base, host):
    installed_with(app, monkeypatch, base_url=base)
    assert (installation().host, addresses.message_id("a")) == (host, f"<a@{host}>")


def test_the_pages_that_mails_and_calendars_name_are_there(app):
    asked = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    there = {re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule) for rule in asked}
    assert {page for page in addresses.PagePath if page.partition("?")[0] not in there} == set()


def test_an_address_in_a_mail_is_the_installation_s_own_whoever_asks(app):
    with app.test_request_context(base_url="https://mallory.example.org"):
        assert (
            addresses.absolute(addresses.PagePath.PARTNER_DESK, token="abc") == "http://localhost/partner/abc"
        )


def test_a_uid_is_of_one_entry_on_this_host(app):
    made = {addresses.new_uid() for _ in range(20)}
    assert len(made) == 20
    assert {uid.rpartition("@")[2] for uid in made} == {"localhost"}
