"""The mailbox over IMAP, against a server of a few lines that speaks the protocol."""

import re
import socketserver
import threading

import pytest

from app.domain.mail.mime import READ_LIMIT
from app.gateways.inbox import READ_MARK, ImapInbox, InboxAway, NoInbox, inbox_from_url


class _Server(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("* OK ready")
        for line in self.rfile:
            tag, _, command = line.decode().strip().partition(" ")
            self.server.heard.append(command)
            words = command.upper()
            if words.startswith("LOGIN") and '"p@ss word"' not in command:
                self._say(f"{tag} NO wrong")
                continue
            for answer in self._answers(words):
                self._say(answer)
            self._say(f"{tag} OK done")
            if words == "LOGOUT":
                return

    def _answers(self, words):
        if words == "LOGOUT":
            yield "* BYE"
        elif words.startswith("CAPABILITY"):
            yield "* CAPABILITY IMAP4rev1"
        elif words.startswith("SELECT"):
            yield from ("* 2 EXISTS", f"* OK [PERMANENTFLAGS (\\Seen{self.server.free})] ok")
        elif words.startswith("UID SEARCH"):
            yield "* SEARCH " + " ".join(self.server.mails)
        elif found := re.match(r"UID FETCH (\d+)", words):
            body = self.server.mails[found[1]][:READ_LIMIT]
            yield f"* 1 FETCH (UID {found[1]} BODY[]<0> {{{len(body)}}}\r\n{body})"

    def _say(self, line):
        self.wfile.write(line.encode() + b"\r\n")


@pytest.fixture
def server():
    class _Threads(socketserver.ThreadingTCPServer):
        allow_reuse_address, daemon_threads = True, True

    with _Threads(("127.0.0.1", 0), _Server) as running:
        running.mails = {"4": "one\r\n", "9": "x" * (READ_LIMIT + 9)}
        running.heard, running.free = [], " \\*"
        thread = threading.Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def inbox_at(server, password="p%40ss%20word"):  # noqa: S107 - of the server above
    return ImapInbox(f"imap://calendar:{password}@127.0.0.1:{server.server_address[1]}/INBOX")


def commands(server, word):
    return [line for line in server.heard if line.upper().startswith(word)]


def test_mails_are_read_without_marking_them_and_large_ones_only_in_part(server):
    mails = dict(inbox_at(server).unread(10))
    assert {number: len(raw) for number, raw in mails.items()} == {"4": 5, "9": READ_LIMIT}
    assert commands(server, "UID SEARCH")[0].endswith(f"UNSEEN UNKEYWORD {READ_MARK}")
    assert all("BODY.PEEK" in line for line in commands(server, "UID FETCH"))
    assert commands(server, "UID STORE") == []


def test_no_more_are_read_than_asked_for(server):
    assert [number for number, _ in inbox_at(server).unread(1)] == ["4"]


@pytest.mark.parametrize(
    ("free", "stored"),
    [(" \\*", [("4", "\\Seen"), ("9", READ_MARK)]), ("", [("4", "\\Seen")])],
)
def test_what_was_taken_is_marked_and_what_people_wrote_stays_unread_on_every_server(server, free, stored):
    server.free = free
    inbox = inbox_at(server)
    inbox.done({"4": True, "9": False})
    assert [number for number, _ in inbox.unread(10)] == ["4"]  # this server forgets marks, and 9 was seen
    found = [re.match(r"UID STORE (\S+) \+FLAGS \((.+)\)", line) for line in commands(server, "UID STORE")]
    assert [(one[1], one[2]) for one in found] == stored


def test_a_wrong_password_and_a_server_that_is_away_are_one_refusal(server):
    with pytest.raises(InboxAway, match="refuses"):
        list(inbox_at(server, "wrong").unread(1))
    server.shutdown()
    server.server_close()
    with pytest.raises(InboxAway):
        list(inbox_at(server).unread(1))


def test_without_a_setting_nothing_comes_in():
    inbox = inbox_from_url(None)
    assert isinstance(inbox, NoInbox)
    inbox.done({"1": True})
    assert list(inbox.unread(5)) == []


def test_a_mailbox_needs_a_name_and_a_password():
    with pytest.raises(ValueError, match="imaps://"):
        inbox_from_url("imaps://host/INBOX")
