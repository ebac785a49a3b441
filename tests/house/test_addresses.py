"""Addresses: readable, without row numbers, closed unless listed, and no post without its token."""

import re
from pathlib import Path

import pytest
from werkzeug.routing import AnyConverter, IntegerConverter

from tests.support import template_reader

PUBLIC_VIEWS = Path(__file__).with_name("public_views.txt")
SEGMENT = re.compile(r"\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.?|")
OURS = "static"
# Shown only when there is a second language; its page comes with it.
NOT_YET = {(f"components/site_{part}.html", "/language") for part in ("header", "footer")}
OTHERS = {"HEAD", "OPTIONS"}
OWN_SECRET = {"/inbound/mail": 403}  # a mail server posts here, and names a secret instead of a token


@pytest.fixture(scope="module")
def rules(migrated_app):
    return [rule for rule in migrated_app.url_map.iter_rules() if rule.endpoint != OURS]


def test_addresses_are_kebab_case(rules):
    written = {rule.rule: re.sub(r"<[^>]+>", "", rule.rule) for rule in rules}
    assert [
        rule for rule, text in written.items() for part in text.split("/") if not SEGMENT.fullmatch(part)
    ] == []


def test_addresses_carry_no_row_number(rules):
    names = {(rule.rule, name) for rule in rules for name in rule.arguments if name != "public_id"}
    assert {(rule, name) for rule, name in names if re.fullmatch(r"(.+_)?id", name)} == set()


def test_a_number_in_an_address_fits_a_column(rules):
    numbers = {
        (rule.rule, name): found.max
        for rule in rules
        for name, found in rule._converters.items()
        if isinstance(found, IntegerConverter)
    }
    assert numbers == dict.fromkeys(numbers, 2**31 - 1)


def test_the_public_views_are_those_of_the_list(migrated_app):
    lines = PUBLIC_VIEWS.read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    views = migrated_app.view_functions.items()
    assert sorted(name for name, view in views if getattr(view, "is_public", False)) == listed


def address_of(app, rule):
    """Return some address that the rule answers."""

    def some(found):
        if isinstance(found, AnyConverter):
            return min(found.items)
        return found.to_python("1" if re.fullmatch(found.regex, "1") else "x")

    values = {name: some(found) for name, found in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def test_addresses_written_in_templates_exist(migrated_app):
    written = {
        (name, found)
        for name, source in template_reader.all_templates().items()
        for found in re.findall(r"""\b(?:href|action)=["'](/[^"'{?#]*)["'?#]""", source)
    }
    routes = migrated_app.url_map.bind("localhost")
    assert {(name, path) for name, path in written if not routes.test(path, "GET")} - NOT_YET == set()


def test_a_stranger_is_sent_to_sign_in_from_everything_else(app, client, rules):
    views = app.view_functions
    closed = [rule for rule in rules if not getattr(views[rule.endpoint], "is_public", False)]
    answers = {}
    for rule in closed:
        answer = client.open(address_of(app, rule), method=min(rule.methods - OTHERS))
        answers[rule.rule] = (answer.status_code, (answer.location or "").split("?")[0])
    assert answers == dict.fromkeys(answers, (303, "/sign-in"))


def test_no_post_without_its_token(careful_app):
    client = careful_app.test_client()
    posting = [rule for rule in careful_app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    answers = {rule.rule: client.post(address_of(careful_app, rule)).status_code for rule in posting}
    assert answers == dict.fromkeys(answers, 400) | OWN_SECRET
