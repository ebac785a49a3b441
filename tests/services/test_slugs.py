"""Addresses made from names: free, readable, and never another's."""

from app.extensions import db
from app.models import EventSlug, Person
from app.services import slugs
from tests.support import desk


def person(slug):
    db.session.add(Person(slug=slug, name=slug, name_key=slug))
    db.session.flush()


def test_a_title_gives_a_readable_address_and_the_next_free_number(app):
    assert slugs.for_event("Twelve reefs") == "twelve-reefs"
    desk.event("twelve-reefs")
    desk.event("twelve-reefs-2")
    assert slugs.for_event("Twelve  Reefs!") == "twelve-reefs-3"


def test_a_word_of_the_site_is_never_an_address(app):
    assert [slugs.for_event(title) for title in ("New", "Events")] == ["new-2", "events-2"]


def test_a_title_without_letters_and_a_long_one_have_an_address_too(app):
    assert slugs.for_event("🌊").startswith("event-")
    long = slugs.for_event("reef " * 60)
    assert (len(long) <= slugs.LONGEST, long.startswith("reef-reef-"), long.endswith("-")) == (
        True,
        True,
        False,
    )


def test_a_former_address_is_free_for_its_own_event_alone(app):
    event = desk.event("new-reefs", title="Old reefs")
    db.session.add(EventSlug(slug="old-reefs", event_id=event.id))
    db.session.flush()
    assert slugs.for_event("Old reefs") == "old-reefs-2"
    assert slugs.for_event("Old reefs", own_id=event.id) == "old-reefs"


def test_an_address_follows_the_title_there_and_back(app):
    event = desk.event("twelve-reefs", title="Twelve seas")
    slugs.follow_title(event)
    assert (event.slug, kept(event)) == ("twelve-seas", ["twelve-reefs"])
    event.title = "Twelve reefs"
    slugs.follow_title(event)
    assert (event.slug, kept(event)) == ("twelve-reefs", ["twelve-seas"])
    slugs.follow_title(event)
    assert (event.slug, kept(event)) == ("twelve-reefs", ["twelve-seas"])


def kept(event):
    db.session.flush()
    return [row.slug for row in db.session.query(EventSlug).filter_by(event_id=event.id)]


def test_a_free_address_of_a_table_counts_on_from_those_that_are_taken(app):
    assert slugs.free_slug(Person.slug, "Ana Li") == "ana-li"
    for slug in ("ana-li", "ana-li-2", "ana-li-nguyen"):
        person(slug)
    assert slugs.free_slug(Person.slug, "Ana Lí") == "ana-li-3"


def test_signs_that_a_search_knows_are_only_signs_in_a_name(app):
    person("a-b-2")
    assert slugs.free_slug(Person.slug, "a%b") == "a-b"
