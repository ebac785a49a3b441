"""Mail through a real server that fails in every way a server can (rows O6, X6)."""

import shutil
import socket
import ssl
import struct
import subprocess
import threading
from email import message_from_bytes
from email.policy import SMTP

import pytest

from app.domain.calendars.calendar_entry import Mailbox
from app.gateways.mail import (
    MailFailure,
    PermanentMailFailure,
    SmtpMailer,
    TemporaryMailFailure,
    mailer_from_url,
)
from app.gateways.smtp import SmtpServer
from tests.support import needs
from tests.support.mail_server import mail_server
from tests.support.mails import INVITATION, mail

SENDER = Mailbox("Sidestage", "calendar@example.org")


@pytest.fixture
def server():
    with mail_server() as (inbox, url):
        yield inbox, url


@pytest.fixture
def inbox(server):
    return server[0]


@pytest.fixture
def mailer(server):
    mailer = SmtpMailer(f"{server[1]}?timeout=1", sender=SENDER)
    yield mailer
    mailer.close()


def ids(inbox):
    return [message_from_bytes(envelope.original_content)["Message-ID"] for envelope in inbox.envelopes]


def test_a_mail_arrives_with_its_envelope_and_every_byte(inbox, mailer):
    mailer.send(mail(text="Dots:\n.\n.x\n..\nend\n", calendar=INVITATION, method="REQUEST"))

    (envelope,) = inbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("calendar@example.org", ["amara@example.org"])
    message = message_from_bytes(envelope.original_content, policy=SMTP)
    assert message.get_body(("plain",)).get_content() == "Dots:\r\n.\r\n.x\r\n..\r\nend\r\n"
    assert [
        part.get_payload(decode=True)
        for part in message.walk()
        if part.get_content_subtype() in {"calendar", "ics"}
    ] == [INVITATION] * 2
    data = envelope.original_content
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")


def test_many_mails_share_one_connection(inbox, mailer):
    for number in range(20):
        mailer.send(mail(message_id=f"<{number}@example.org>"))
    assert ids(inbox) == [f"<{number}@example.org>" for number in range(20)]
    assert inbox.connections == 1


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("reply", "failure"),
    [("451 4.3.0 later", TemporaryMailFailure), ("554 5.6.0 no", PermanentMailFailure)],
)
def test_a_refusal_is_told_apart_and_the_next_mail_goes_out(inbox, mailer, command, reply, failure):
    inbox.answers[command] = reply
    with pytest.raises(failure) as refused:
        mailer.send(mail())
    assert (refused.value.code, refused.value.reply) == (int(reply[:3]), reply[4:])

    inbox.answers.clear()
    mailer.send(mail(message_id="<2@example.org>"))
    assert ids(inbox) == ["<2@example.org>"]
    assert inbox.connections == 1


@pytest.mark.parametrize(
    ("command", "reply", "wrong_address"),
    [
        ("RCPT", "550 5.1.1 no such user", True),
        ("RCPT", "550 no such user", True),
        ("RCPT", "550 5.7.1 we do not like your host", False),
        ("RCPT", "552 5.2.2 mailbox full", False),
        ("DATA", "550 5.1.1 no such user", True),
        ("DATA", "554 5.7.1 looks like spam", False),
        ("MAIL", "550 5.7.1 not from there", False),
    ],
)
def test_only_a_wrong_address_speaks_about_the_recipient(inbox, mailer, command, reply, wrong_address):
    inbox.answers[command] = reply
    with pytest.raises(PermanentMailFailure) as refused:
        mailer.send(mail())
    assert refused.value.about_recipient == wrong_address


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("way", ["drop", "stall", "421 4.3.2 closing"])
def test_a_broken_line_is_temporary_and_the_next_mail_gets_a_new_one(inbox, mailer, command, way):
    mailer.send(mail(message_id="<1@example.org>"))
    inbox.answers[command] = way
    with pytest.raises(TemporaryMailFailure) as broken:
        mailer.send(mail())
    assert inbox.waited_for == 0
    assert broken.value.uncertain == (command == "DATA" and way != "421 4.3.2 closing")

    inbox.answers.clear()
    mailer.send(mail(message_id="<2@example.org>"))
    assert ids(inbox) == ["<1@example.org>", "<2@example.org>"]
    assert inbox.connections == 2


def test_a_line_that_breaks_after_the_mail_was_taken_is_uncertain_and_the_repeat_has_the_same_id(
    inbox, mailer
):
    inbox.answers["DATA"] = "drop after taking"
    with pytest.raises(TemporaryMailFailure) as broken:
        mailer.send(mail())
    assert broken.value.uncertain

    mailer.send(mail())
    assert ids(inbox) == ["<1.0.amara.confirm@example.org>"] * 2


def test_a_line_that_breaks_in_the_middle_of_the_mail_cannot_have_delivered_it():
    def hang_up_in_the_middle(door):
        line, _ = door.accept()
        with line:
            for reply in (b"220 hi", b"250 hello", b"250 ok", b"250 ok", b"354 go on"):
                line.sendall(reply + b"\r\n")
                line.recv(4096)
            line.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )  # reset, no good-bye

    with socket.create_server(("127.0.0.1", 0)) as door:
        server = threading.Thread(target=hang_up_in_the_middle, args=(door,))
        server.start()
        mailer = SmtpMailer(f"smtp://127.0.0.1:{door.getsockname()[1]}?timeout=5", sender=SENDER)
        with pytest.raises(TemporaryMailFailure) as broken:
            mailer.send(mail(text="x" * 16 * 2**20))
        server.join()
    assert not broken.value.uncertain


def test_a_server_that_is_not_there_is_temporary():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        mailer = SmtpMailer(f"smtp://127.0.0.1:{taken.getsockname()[1]}?timeout=1", sender=SENDER)
        with pytest.raises(TemporaryMailFailure) as missing:
            mailer.send(mail())
    assert (missing.value.code, missing.value.uncertain) == (None, False)


def test_a_server_that_says_nothing_is_temporary():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailer = SmtpMailer(f"smtp://127.0.0.1:{silent.getsockname()[1]}?timeout=0.3", sender=SENDER)
        with pytest.raises(TemporaryMailFailure):
            mailer.send(mail())


def test_a_server_without_tls_does_not_get_a_mail_that_asks_for_it(server):
    inbox, url = server
    with pytest.raises(TemporaryMailFailure):
        SmtpMailer(f"{url}?starttls=1", sender=SENDER).send(mail())
    assert inbox.envelopes == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Make a certificate for the loopback that nobody trusts until told."""
    folder = tmp_path_factory.mktemp("tls")
    key, chain = folder / "key.pem", folder / "chain.pem"
    words = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=loopback"
    )
    words += " -addext subjectAltName=IP:127.0.0.1"
    subprocess.run([*words.split(), "-keyout", key, "-out", chain], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return chain, context


@pytest.mark.skipif(shutil.which("openssl") is None, reason=needs.missing("openssl", "openssl"))
@pytest.mark.parametrize(("way", "scheme"), [("tls_context", "smtp"), ("ssl_context", "smtps")])
def test_a_secured_line_needs_a_trusted_certificate(certificate, monkeypatch, way, scheme):
    chain, context = certificate
    with mail_server(**{way: context}) as (inbox, url):
        address = url.replace("smtp:", f"{scheme}:") + ("?starttls=1" if scheme == "smtp" else "")
        with pytest.raises(TemporaryMailFailure, match="certificate"):
            SmtpMailer(address, sender=SENDER).send(mail())
        assert inbox.envelopes == []

        monkeypatch.setenv("SSL_CERT_FILE", str(chain))
        mailer = SmtpMailer(address, sender=SENDER)
        mailer.send(mail())
        mailer.close()
    assert ids(inbox) == ["<1.0.amara.confirm@example.org>"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_a_server_that_wants_a_sign_in_gets_it_and_a_wrong_one_loses_no_mail():
    with mail_server(sign_in=True) as (inbox, url):
        right = SmtpMailer(url.replace("//", "//side:p%40ss%2Fword@"), sender=SENDER)
        right.send(mail())
        right.close()
        for who, code in (("", 530), ("side:wrong@", 535)):
            wrong = SmtpMailer(url.replace("//", f"//{who}"), sender=SENDER)
            with pytest.raises(TemporaryMailFailure) as refused:
                wrong.send(mail())
            assert refused.value.code == code
            wrong.close()
    assert ids(inbox) == ["<1.0.amara.confirm@example.org>"]


def test_an_impossible_address_never_reaches_the_server(inbox, mailer):
    with pytest.raises(PermanentMailFailure):
        mailer.send(mail(to_email="a@example.org\r\nRCPT TO:<b@example.org>"))
    assert inbox.connections == 0


def test_reading_the_address_of_a_server():
    assert SmtpServer.from_url(
        "smtp://me%40here:p%3Aw@mail.example.org:587?starttls=1&timeout=5"
    ) == SmtpServer("mail.example.org", 587, "me@here", "p:w", tls=False, starttls=True, timeout=5.0)
    assert SmtpServer.from_url("smtps://mail.example.org") == SmtpServer(
        "mail.example.org", 465, None, None, tls=True, starttls=False, timeout=20.0
    )


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mail.example.org", "begins with smtp://"),
        ("http://mail.example.org", "begins with smtp://"),
        ("smtp://", "begins with smtp://"),
        ("smtp://me:secret@mail.example.org:x", "are numbers"),
        ("smtp://me:secret@mail.example.org?timeout=soon", "are numbers"),
        ("smtp://me:secret@mail.example.org?tls=1", "not tls"),
    ],
)
def test_a_wrong_address_is_named_without_its_password(tmp_path, url, says):
    with pytest.raises(ValueError, match=says) as wrong:
        mailer_from_url(url, tmp_path, sender=SENDER)
    assert "secret" not in str(wrong.value)


def test_every_failure_is_a_mail_failure():
    assert issubclass(TemporaryMailFailure, MailFailure)
    assert issubclass(PermanentMailFailure, MailFailure)
    assert str(TemporaryMailFailure("later", code=451)) == "451 later"
    assert str(PermanentMailFailure("no address")) == "no address"
