"""Rubbish in every field of every form: a clear refusal or a harmless yes, never a 500 (row X5)."""

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.routing import BuildError, Rule

from app.extensions import db
from app.models import AgendaItem, Event, Material, Organiser, Participation, QuestionKind
from app.queries.duplicates import Viewer
from app.services import accounts, demo
from app.services.actor import Actor
from app.services.attendance import links as attendee_links
from app.services.attendance import questions, registrations
from app.services.attendance.registrations import AttendeeDetails
from app.services.partners import links as partner_links
from app.services.people_records import merging
from app.services.people_records.merge_values import MergeChoice
from app.services.speakers import links as speaker_links
from tests.support.personas import AMARA
from tests.support.strict_client import filled
from tests.support.world import START

NASTY = [
    "",
    " ",
    "\x00",
    "0",
    "-1",
    "1e400",
    "NaN",
    "9" * 4400,
    "é" * 5000,
    "\u202e\u2066RTL مرحبا",
    "👩‍🚀" * 50,
    "a\r\nBcc: bo@example.org\r\n\r\nx",
    "BEGIN:VEVENT\r\nEND:VCALENDAR",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "https://[::1",
    "=cmd()",
    "%00%s{{7*7}}",
    "2023-02-30",
    "25:61",
    "0001-01-01",
    "9999-12-31",
    "EST",
    "America/New_York",
    "\ud800",
    "' OR 1=1 --",
]
RUBBISH = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.integers().map(str))
UPLOADS = st.sampled_from(
    [b"", b"MZ\x90\x00program", b"%PDF-1.4\n%%EOF", b"PK\x03\x04", b"<svg onload=x>", b"\x00" * 4096]
)


def rules(app):
    found = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())]
    return sorted(found, key=lambda rule: rule.endpoint)


def endpoints():
    import tempfile
    from pathlib import Path

    from app import create_app
    from tests.support.world import World, settings_for

    folder = Path(tempfile.mkdtemp())
    app = create_app(settings_for(folder, f"sqlite:///{folder / 'unused.db'}"), World())
    return sorted({rule.endpoint for rule in rules(app)})


@pytest.fixture
def values(app):
    """What the places in addresses can hold: things of the demo that exist."""
    demo.load(now=START)
    event = db.session.query(Event).filter_by(state="published").one()
    details = AttendeeDetails(name="Chie Tanabe", country="JP", zone="Asia/Tokyo")
    registration = registrations.register(
        event=event, email="chie@example.org", details=details, locale="en", now=START
    )
    actor = Actor(AMARA.name, AMARA.account.id)
    speaker = db.session.query(Participation).filter_by(event_id=event.id).first()
    spoken_to = speaker_links.make(event, speaker, actor=actor, now=START)
    partner = partner_links.invite(
        db.session.query(Organiser).filter_by(event_id=event.id).first(),
        name="Bo",
        email="bo@example.org",
        actor=actor,
        now=START,
    )
    db.session.commit()
    question = questions.add(
        event,
        draft=questions.QuestionDraft(words="Which?", kind=QuestionKind.ONE_OF, choices=["This", "That"]),
        actor=actor,
        now=START,
    )
    db.session.commit()
    item = db.session.query(AgendaItem).filter_by(event_id=event.id).first()
    organiser = db.session.query(Organiser).filter_by(event_id=event.id).first()
    person = db.session.query(Participation).filter_by(event_id=event.id).first().person
    material = db.session.query(Material).first()
    kept, gone = [part.person for part in db.session.query(Participation).filter_by(event_id=event.id)[1:3]]
    merged = merging.merge(
        kept, gone, wish=MergeChoice(), viewer=Viewer(actor.account_id), actor=actor, now=START
    )
    db.session.commit()
    return {
        "slug": event.slug,
        "agenda.key": item.key,
        "partners.key": organiser.organisation.slug,
        "speakers.key": person.slug,
        "public_id": material.public_id,
        "question_key": question.key,
        "attendance.token": attendee_links.person_url(registration).rsplit("/", 1)[1],
        "accounts.token": accounts.make_link_token(email=AMARA.email, now=START),
        "speaker_desk.token": speaker_links.mailed_url(spoken_to).rsplit("/", 1)[1],
        "partners.token": partner_links.url(partner).rsplit("/", 1)[1],
        "number": registration.queue_number,
        "version": 1,
        "name": "publish",
        "edition_slug": event.edition.slug,
        "people_records.slug": kept.slug,
        "people_records.other": person.slug,
        "people_records.key": merged.key,
        "step": "name",
    }


def address(app, rule: Rule, values):
    blueprint = rule.endpoint.split(".")[0]
    wanted = {name: values.get(f"{blueprint}.{name}", values.get(name, "x")) for name in rule.arguments}
    with app.test_request_context():
        try:
            return app.url_map.bind("localhost").build(rule.endpoint, wanted)
        except BuildError:
            return None


@pytest.mark.parametrize("endpoint", endpoints())
def test_no_rubbish_in_any_form_is_a_500(app, client, sign_in, values, endpoint):
    sign_in(client, AMARA)
    addresses = {address(app, rule, values) for rule in rules(app) if rule.endpoint == endpoint} - {None}
    assert addresses, f"{endpoint}: say in `values` what its address can hold"

    forms = [(path, *fields_of(client.get(path).text)) for path in sorted(addresses)]

    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def throw(data):
        for path, names, files in forms:
            fields = data.draw(st.dictionaries(st.sampled_from([*names, "unknown"]), RUBBISH, max_size=12))
            sent = {name: text.encode("utf-8", "surrogatepass") for name, text in fields.items()}
            uploads = {name: (io.BytesIO(data.draw(UPLOADS)), "x.pdf") for name in files}
            answer = client.post(path, data=sent | uploads)
            assert answer.status_code < 500, (path, fields)

    for path, *_ in forms:
        too_long_a_number_in_each_hidden_field(client, path)
    throw()


def kept():
    """Return every row of every table."""
    db.session.rollback()
    rows = {table.name: db.session.execute(table.select()).all() for table in db.metadata.sorted_tables}
    db.session.rollback()
    return {name: sorted(map(repr, found)) for name, found in rows.items()}


def test_no_get_of_any_route_writes(app, client, new_client, sign_in, values, clock):
    """Mail scanners and browsers open links ahead of people (row R14), be they strangers or of the team."""
    clock.set(db.session.query(Event).filter_by(slug=values["slug"]).one().starts_at)  # doors are open
    sign_in(client, AMARA)
    before, asked = kept(), 0
    for rule in app.url_map.iter_rules():
        path = address(app, rule, values) if "GET" in (rule.methods or set()) else None
        if path is not None:
            for eyes in (client, new_client()):
                assert eyes.get(path).status_code < 500, path
                asked += 1
    after = kept()
    assert asked > 200
    # That a speaker's or an organisation's link was opened is still noted when it is read.
    changed = {name for name in before if before[name] != after[name]} - {"speaker_link", "partner_link"}
    assert changed == set()


def too_long_a_number_in_each_hidden_field(client, path):
    """Give each form as its page fills it in, one field holding a number that Python refuses to read."""
    page = client.get(path).text
    tags = re.findall(r'<input [^>]*type="(?:hidden|number)"[^>]*>', page)
    hidden = {found[1] for tag in tags if (found := re.search(r'name="([^"]+)"', tag))} - {"csrf_token"}
    posted = filled(page, {})[1].keys() if 'method="post"' in page else set()
    for name in sorted(hidden & posted):
        _, typed = filled(page, {name: "9" * 4400})
        answer = client.post(path, data=typed)
        assert answer.status_code < 500, (path, name)


def fields_of(page):
    """The names of a page's fields, and those that take a file."""
    tags = re.findall(r"<(?:input|select|textarea|button)[^>]*>", page)
    named = [
        (match.group(1), 'type="file"' in tag) for tag in tags if (match := re.search(r'name="([^"]+)"', tag))
    ]
    return sorted({name for name, is_file in named if not is_file}), sorted(
        {name for name, is_file in named if is_file}
    )
