import re
from datetime import timedelta

from tests.support.attendees import deliver


def mailed(app, outgoing):
    deliver(app)
    text = outgoing.sent[-1].text
    return re.search(r"(/sign-in/\S+)", text).group(1), re.search(r"\b\d{6}\b", text).group(0)


def test_a_link_asked_for_mailed_and_pressed_leads_to_the_desk(app, client, outgoing):
    asked = client.submit("/sign-in", {"email": "amara@example.org"})
    assert (asked.status_code, asked.location) == (303, "/sign-in/code")
    link, _ = mailed(app, outgoing)
    assert client.get("/desk").status_code == 303  # looking is not signing in
    client.get(link)
    pressed = client.submit(link)
    assert (pressed.status_code, pressed.location) == (303, "/desk")
    assert client.get("/desk").status_code == 200
    assert client.get(link).status_code == 400  # spent


def test_the_page_that_was_asked_for_comes_back(app, client, outgoing):
    wanted = client.get("/desk/events/new")
    assert wanted.location == "/sign-in?next=/desk/events/new"
    client.submit(wanted.location, {"email": "amara@example.org"})
    _, code = mailed(app, outgoing)
    entered = client.submit("/sign-in/code", {"code": code})
    assert (entered.status_code, entered.location) == (303, "/desk/events/new")


def test_no_sign_in_leads_to_another_site(app, client, outgoing):
    for number, evil in enumerate(
        ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "//["]
    ):
        client.submit(f"/sign-in?next={evil}", {"email": f"a{number}@example.org"})
        link, _ = mailed(app, outgoing)
        assert client.submit(link).location == "/desk"


def test_a_wrong_code_is_refused_at_its_field_and_counted(app, client, outgoing):
    client.submit("/sign-in", {"email": "amara@example.org"})
    _, code = mailed(app, outgoing)
    wrong = "000000" if code != "000000" else "111111"
    told = "Too many wrong codes: this code is closed. Follow the link in the mail, or send a new one."
    for number in range(5):
        refused = client.submit("/sign-in/code", {"code": wrong})
        assert refused.status_code == 422
        assert ("has expired, or never existed" in refused.text, told in refused.text) == (
            number < 4,
            number == 4,
        )
    closed = client.submit("/sign-in/code", {"code": code})
    assert (closed.status_code, told in closed.text) == (422, True)
    client.submit("/sign-in", {"email": "amara@example.org"})
    _, newest = mailed(app, outgoing)
    assert client.submit("/sign-in/code", {"code": newest}).status_code == 303


def test_an_address_nobody_asked_for_is_closed_just_so(client):
    for _ in range(5):
        refused = client.submit("/sign-in/code", {"email": "nobody@example.org", "code": "000000"})
    assert "Too many wrong codes: this code is closed." in refused.text


def test_addresses_are_checked_where_they_are_typed(client):
    for wrong in (
        "",
        "amara",
        "amara@",
        "a\r\nBcc: bo@example.org",
        "a" * 300 + "@example.org",
        "<b>@example.org",
    ):
        refused = client.submit("/sign-in", {"email": wrong})
        assert refused.status_code == 422, wrong
        assert 'aria-invalid="true"' in refused.text


def test_signing_out_ends_it_on_this_device(client, sign_in, amara):
    sign_in(client, amara)
    assert client.get("/desk").status_code == 200
    assert client.submit("/sign-out").status_code == 303
    assert client.get("/desk").status_code == 303


def test_a_link_that_did_its_work_leads_to_a_new_one(app, client, new_client, outgoing, clock):
    client.submit("/sign-in", {"email": "amara@example.org"})
    link, _ = mailed(app, outgoing)
    client.submit(link)
    elsewhere = new_client()
    for device, desk in ((client, True), (elsewhere, False)):
        for again in (device.get(link), device.post(link)):
            assert again.status_code == 400
            assert "<h1>This link has been used</h1>" in again.text
            assert 'href="/sign-in"' in main_part(again.text)
            assert ("Go to your desk" in main_part(again.text)) == desk
            assert "form" not in main_part(again.text)
    elsewhere.submit("/sign-in", {"email": "amara@example.org"})
    late, _ = mailed(app, outgoing)
    clock.move(timedelta(minutes=20))
    assert "<h1>The time of this link is over</h1>" in elsewhere.get(late).text


def main_part(page):
    return page[page.index("<main") : page.index("</main>")]


def test_somebody_else_s_or_a_made_up_link_is_one_sentence(client):
    assert client.get("/sign-in/made-up").status_code == 400
    assert client.post("/sign-in/made-up").status_code == 400
