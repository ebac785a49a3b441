"""Under which host the installation's mails and calendar entries are kept apart from all others."""

from dataclasses import replace

import pytest

from app.services import addresses


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
def test_the_host_is_without_port_and_an_ipv6_address_whole(app, settings, monkeypatch, base, host):
    monkeypatch.setitem(app.config, "SETTINGS", replace(settings, base_url=base))
    assert (addresses.host(), addresses.message_id("a")) == (host, f"<a@{host}>")


def test_an_address_in_a_mail_is_the_installation_s_own_whoever_asks(app):
    with app.test_request_context(base_url="https://mallory.example.org"):
        assert addresses.absolute("partners.desk", token="abc") == "http://localhost/partner/abc"
