"""What our own mail server found out about a sender counts, and nobody else's word."""

import pytest

from app.domain.mail.mail_proof import proven_sender

OURS = "mx.example.org; dmarc=pass header.from=example.org"


def mail(*results, sender="Chie <Chie@example.org>"):
    heads = [f"Authentication-Results: {result}" for result in results]
    return "\r\n".join([*heads, f"From: {sender}", "", "Hello"]).encode()


@pytest.mark.parametrize(
    "result",
    [
        OURS,
        "MX.example.org 1; spf=fail; dmarc=pass (policy=none) header.from=example.org",
        'mx.example.org; DMARC = PASS header.from="Example.ORG"',
    ],
)
def test_a_pass_of_our_own_server_proves_the_sender(result):
    assert proven_sender(mail(result), server="mx.example.org") == "chie@example.org"


@pytest.mark.parametrize(
    "raw",
    [
        mail(),
        mail("elsewhere.example.org; dmarc=pass header.from=example.org"),
        mail("mx.example.org; dmarc=fail header.from=example.org", OURS),
        mail("mx.example.org; dmarc=pass header.from=example.com"),
        mail("mx.example.org; dmarc=passed header.from=example.org"),
        mail("mx.example.org; x=dmarc=pass header.from=example.org"),
        mail("mx.example.org (; dmarc=pass header.from=example.org)"),
        mail("mx.example.org; dmarc=pass"),
        mail(OURS, sender="a@example.org, b@example.org"),
        mail(OURS, sender="nobody"),
        mail(OURS, sender="chie@evil.example.org"),
        b"",
    ],
)
def test_anything_else_proves_nothing(raw):
    assert proven_sender(raw, server="mx.example.org") is None


def test_of_several_headers_the_first_counts():
    assert (
        proven_sender(mail(OURS, "mx.example.org; dmarc=fail"), server="mx.example.org") == "chie@example.org"
    )
