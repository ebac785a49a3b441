"""Who lists pages finds every public one, and none that is private."""

from xml.etree import ElementTree as ET

from app.services import demo
from tests.support.world import START

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_map_names_what_is_public_and_every_address_opens(app, client, db_session, count_queries):
    demo.load(now=START)
    db_session.commit()
    with count_queries() as asked:
        answer = client.get("/sitemap.xml")
    assert len(asked) <= 4, asked
    assert answer.mimetype == "application/xml"
    root = ET.fromstring(answer.data)  # noqa: S314 - our own answer
    base = app.config["SETTINGS"].base_url
    paths = [found.text.removeprefix(base) for found in root.iter(f"{SPACE}loc")]
    assert {path for path in paths if path.startswith("/events/")} == {
        "/events/sse-social-innovation-2023",
        "/events/last-island-warnings-2027",
    }
    assert "/forums/sti-forum-2023" in paths
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert len(list(root.iter(f"{SPACE}lastmod"))) == 2


def test_what_needs_a_token_or_an_account_is_not_for_them(app, client):
    words = client.get("/robots.txt").text
    assert f"Sitemap: {app.config['SETTINGS'].base_url}/sitemap.xml" in words
    closed = [line.removeprefix("Disallow: ") for line in words.splitlines() if line.startswith("Disallow")]
    tokens = {rule.rule for rule in app.url_map.iter_rules() if "token>" in rule.rule}
    assert [path for path in sorted(tokens) if not path.startswith(tuple(closed))] == []


def test_old_places_lead_on(client):
    assert client.get("/favicon.ico").headers["Location"] == "/static/mark.svg"
    assert client.get("/events").headers["Location"] == "/"
