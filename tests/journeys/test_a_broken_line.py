"""A line breaks at 60 %: the same file, sent again, goes on where it broke; same checksum (row M2)."""

import hashlib
import os

import pytest
from playwright.sync_api import expect

from app.domain.access import Role
from app.extensions import db
from app.models import MaterialFile, PartialUpload
from tests.support import desk, speaking

SIZE = 10 * 1024**2


@pytest.fixture
def slides(tmp_path):
    path = tmp_path / "reefs.pdf"
    path.write_bytes(b"%PDF-1.7\n" + os.urandom(SIZE - 16) + b"\n%%EOF\n")
    return path


@pytest.fixture
def address(app, amara):
    link = speaking.invited(desk.event(team={Role.LEAD: amara}))
    link.participation.state = "accepted"
    db.session.commit()
    return f"{speaking.page_of(link)}/slides"


def choose(page, address, slides):
    page.goto(address, wait_until="networkidle")
    page.get_by_label("Licence").select_option("CC-BY-4.0")
    page.get_by_label("File", exact=True).set_input_files(slides)
    page.get_by_role("button", name="Hand in").click()


def arrived():
    db.session.rollback()
    return [one.received for one in db.session.query(PartialUpload)]


def test_a_broken_line_costs_one_piece(page, address, slides):
    seen = []

    def cut(route):
        seen.append(route.request.headers["upload-offset"])
        if len(seen) > 1:
            return route.fulfill(status=503)
        return route.continue_()

    page.route(
        "**/uploads/*", lambda route: cut(route) if route.request.method == "PATCH" else route.continue_()
    )
    choose(page, address, slides)
    expect(page.get_by_text("The connection broke. What has arrived is kept; trying again …")).to_be_visible()
    assert (arrived(), seen[:2]) == ([4 * 1024**2], ["0", str(4 * 1024**2)])
    page.unroute_all()
    sent = []
    page.on("request", lambda one: one.method == "PATCH" and sent.append(one.headers["upload-offset"]))
    choose(page, address, slides)  # the page was opened anew
    expect(page.get_by_text("Thank you. Your slides are with the organisers.")).to_be_visible()
    db.session.rollback()
    stored = db.session.query(MaterialFile).one()
    assert (stored.size, stored.sha256) == (SIZE, hashlib.sha256(slides.read_bytes()).hexdigest())
    assert (sent, arrived()) == ([str(4 * 1024**2), str(8 * 1024**2)], [])
