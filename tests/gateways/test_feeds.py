"""Fetching a calendar: the public net only, bounded, and never a way into private networks."""

import contextlib
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue

import pytest

from app.domain.fair_hours.busy_calendar import SIZE_LIMIT, CalendarTooLarge
from app.domain.web_address import AddressRefused
from app.gateways.feeds import MOST_LOOK_UPS, FeedRefused, FeedUnreachable, HttpFeeds, is_public
from tests.support.processes import PATIENCE

ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


REDIRECTS = {
    "/moved": "/calendar.ics",
    "/inside": "http://inside.example.org/calendar.ics",
    "/loop": "/loop",
    "/metadata": "http://169.254.169.254/latest/meta-data",
}


def dripped(write, pieces=b"H" * 600):
    """Write a byte every 0.1 s, at most for a minute; tell whether the reader stayed to the end."""
    try:
        for piece in pieces:
            write(bytes([piece]))
            time.sleep(0.1)
    except OSError:
        return False
    return True


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        part = self.path.partition("?")[0]
        if part in REDIRECTS:
            self.answer(302, b"", Location=REDIRECTS[part])
        elif part == "/slow-head":
            self.server.read_to_its_end.put(dripped(self.wfile.write))
        elif part == "/slow":
            self.send_response(200)
            self.end_headers()
            self.server.read_to_its_end.put(dripped(self.wfile.write))
        elif part == "/big":
            self.send_response(200)
            self.end_headers()
            for _ in range(60):
                self.wfile.write(b"x" * (SIZE_LIMIT // 40))
        else:
            self.answer(*((200, ICS) if part == "/calendar.ics" else (404, b"")))

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    server.read_to_its_end = SimpleQueue()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def port(server):
    return server.server_address[1]


def feeds(**more):
    """The gateway before a small net in which feeds.example.org, this test's server, counts as open."""
    hosts = {"feeds.example.org": ["127.0.0.1"], "inside.example.org": ["10.0.0.7"]}
    return HttpFeeds(
        resolve=lambda host, _port: hosts[host], is_open=lambda number: number == "127.0.0.1", **more
    )


def test_a_calendar_is_fetched(port):
    assert feeds().fetch(f"http://feeds.example.org:{port}/calendar.ics?token=a") == ICS


def test_a_redirect_is_followed(port):
    assert feeds().fetch(f"http://feeds.example.org:{port}/moved") == ICS


@pytest.mark.parametrize("path", ["inside", "metadata"])
def test_a_redirect_goes_through_the_same_gate(port, path):
    with pytest.raises((FeedRefused, AddressRefused)):
        feeds().fetch(f"http://feeds.example.org:{port}/{path}")


def test_a_loop_ends(port):
    with pytest.raises(FeedUnreachable, match="too many redirects"):
        feeds().fetch(f"http://feeds.example.org:{port}/loop")


def test_what_is_too_large_is_not_read_to_its_end(port):
    with pytest.raises(CalendarTooLarge):
        feeds().fetch(f"http://feeds.example.org:{port}/big")


@pytest.mark.parametrize("path", ["slow", "slow-head"])
def test_what_drips_is_given_up(server, port, path):
    with pytest.raises(FeedUnreachable, match="timeout"):
        feeds(seconds=0.5).fetch(f"http://feeds.example.org:{port}/{path}")
    assert server.read_to_its_end.get(timeout=PATIENCE) is False


def test_a_look_up_that_hangs_is_given_up_and_others_go_on(port):
    end, found = threading.Event(), []

    def hang(*_asked):
        end.wait()
        found.append("an answer")
        return []

    try:
        for _ in range(MOST_LOOK_UPS + 1):
            with pytest.raises(FeedUnreachable, match="timeout"):
                HttpFeeds(resolve=hang, seconds=0.1).fetch("https://a.example.org/")
        assert found == []
    finally:
        end.set()
    assert feeds().fetch(f"http://feeds.example.org:{port}/calendar.ics") == ICS


def test_a_handshake_that_drips_is_given_up():
    """The beginning of a server's answer, one byte at a time: no single read ever takes long."""
    read_to_its_end = SimpleQueue()

    def greet(door):
        with door.accept()[0] as line:
            read_to_its_end.put(dripped(line.send, b"\x16\x03\x03\x40\x00" + b"\x02" * 600))

    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=greet, args=(door,), daemon=True).start()
        with pytest.raises(FeedUnreachable, match="timeout"):
            feeds(seconds=0.5).fetch(f"https://feeds.example.org:{door.getsockname()[1]}/calendar.ics")
        assert read_to_its_end.get(timeout=PATIENCE) is False


def test_an_error_page_is_no_calendar(port):
    with pytest.raises(FeedUnreachable, match="HTTP 404"):
        feeds().fetch(f"http://feeds.example.org:{port}/nothing")


@pytest.mark.parametrize(
    "numbers", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["169.254.169.254"], ["fd00::1"], []]
)
def test_a_name_that_leads_inside_is_refused_before_any_connection(numbers):
    with pytest.raises(FeedRefused):
        HttpFeeds(resolve=lambda _host, _port: numbers).fetch("https://feeds.example.org/a.ics")


def test_the_checked_address_is_the_one_that_is_opened(port):
    """A second look-up that answers otherwise (DNS rebinding) is never made."""
    asked = []

    def once(host, _port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    found = HttpFeeds(resolve=once, is_open=lambda number: number == "127.0.0.1")
    assert found.fetch(f"http://feeds.example.org:{port}/calendar.ics") == ICS
    assert asked == ["feeds.example.org"]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://feeds.example.org/a",
        "gopher://feeds.example.org/",
        "http://localhost/a.ics",
        "http://127.0.0.1/a.ics",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://user:secret@feeds.example.org/",
        "http://feeds.internal/",
        "not an address",
        "",
    ],
)
def test_other_addresses_are_refused(address):
    with pytest.raises(AddressRefused):
        HttpFeeds().fetch(address)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd12::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_of_the_public_net(number, public):
    assert is_public(number) is public


def test_a_closed_port_is_told_without_details():
    with contextlib.closing(socket.socket()) as unused:
        unused.bind(("127.0.0.1", 0))
        closed = unused.getsockname()[1]
    with pytest.raises(FeedUnreachable, match="no connection"):
        feeds().fetch(f"http://feeds.example.org:{closed}/a.ics")
