"""Recording addresses: which play in the page, which are links, which are refused (row M2, habit 11)."""

import pytest

from app.domain.files.embeds import Embed, embed_of
from app.domain.web_address import AddressRefused, checked, host

YOUTUBE = "https://www.youtube-nocookie.com"
ID = "dQw4w9WgXcQ"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    ("address", "src"),
    [
        (f"https://www.youtube.com/watch?v={ID}", f"/embed/{ID}?rel=0"),
        (f"https://m.youtube.com/watch?feature=share&v={ID}&t=1h2m3s", f"/embed/{ID}?rel=0&start=3723"),
        (f"https://youtu.be/{ID}?t=90", f"/embed/{ID}?rel=0&start=90"),
        (f"http://youtube.com/live/{ID}?si=x", f"/embed/{ID}?rel=0"),
        (f"https://www.youtube.com/embed/{ID}?start=5", f"/embed/{ID}?rel=0&start=5"),
        (f"https://youtu.be/{ID}?t=soon", f"/embed/{ID}?rel=0"),
    ],
)
def test_youtube_plays_without_cookies(address, src):
    assert embed_of(address) == Embed(src=YOUTUBE + src, csp_source=YOUTUBE, title="YouTube")


@pytest.mark.parametrize(
    ("address", "src", "title"),
    [
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1", "Vimeo"),
        (
            "https://vimeo.com/123456789/0a1b2c3d4e",
            "https://player.vimeo.com/video/123456789?dnt=1&h=0a1b2c3d4e",
            "Vimeo",
        ),
        (
            "https://player.vimeo.com/video/123456789?h=0a1b2c3d4e",
            "https://player.vimeo.com/video/123456789?dnt=1&h=0a1b2c3d4e",
            "Vimeo",
        ),
        (
            "https://vimeo.com/channels/staffpicks/123456789",
            "https://player.vimeo.com/video/123456789?dnt=1",
            "Vimeo",
        ),
        (
            f"https://framatube.org/videos/watch/{UUID}",
            f"https://framatube.org/videos/embed/{UUID}?p2p=0",
            "PeerTube",
        ),
        (
            "https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "https://framatube.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?p2p=0",
            "PeerTube",
        ),
        (
            "https://archive.org/details/reef-session_2027",
            "https://archive.org/embed/reef-session_2027",
            "Internet Archive",
        ),
    ],
)
def test_known_sites_play_in_the_page(address, src, title):
    assert embed_of(address) == Embed(src=src, csp_source="/".join(src.split("/")[:3]), title=title)


@pytest.mark.parametrize(
    "address",
    [
        "https://webtv.un.org/en/asset/k1x/k1xabc",
        "https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://www.youtube.com/@somebody",
        "https://www.youtube.com/watch?v=short",
        f"https://www.youtube.com/watch?v={ID}%22onload",
        f"https://youtube.com.example.org/watch?v={ID}",
        f"https://youtube.com:8443/watch?v={ID}",
        "https://vimeo.com/showcase/1234567",
        "https://vimeo.com/123456789?h=<x>".replace("<", "%3C").replace(">", "%3E"),
        "https://archive.org/search?query=x",
    ],
)
def test_everything_else_is_a_plain_link(address):
    assert embed_of(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "//example.org/x",
        "example.org/video",
        "https://",
        "https:///x",
        "https://user:pass@example.org/x",
        "https://example.org@evil.example/x",
        "https://example.org/a b",
        "https://example.org\\@evil.example/",
        "https://example.org/\u202egpj.exe",
        "https://example.org:port/",
        "https://[::1]/",
        "https://[fe80::1]/",
        "http://localhost/x",
        "http://localhost:8000/x",
        "http://intranet/x",
        "http://127.0.0.1/x",
        "http://10.0.0.8/x",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://printer.local/",
        "http://db.internal./",
        "https://exa_mple..org/",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_what_is_no_public_address_is_refused(address):
    with pytest.raises(AddressRefused) as refused:
        checked(address)
    assert (refused.value.field, refused.value.status) == ("url", 422)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/x?y=z#t",
        "https://täst.example.org/ü",
        "https://xn--tst-qla.example.org/",
        "https://8.8.8.8/x",
    ],
)
def test_public_addresses_stay_as_they_were_typed(address):
    assert checked(f"  {address} ") == address


def test_a_host_is_named_without_www():
    assert host("https://WWW.Example.org/x") == "example.org"
