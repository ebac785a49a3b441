"""Addresses: readable, without row numbers, closed unless listed, and no post without its token."""

import re
from pathlib import Path

import pytest

from app import create_app

PUBLIC_VIEWS = Path(__file__).with_name("public_views.txt")
SEGMENT = re.compile(r"\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.?|")
OURS = "static"


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


def test_the_public_views_are_those_of_the_list(migrated_app):
    lines = PUBLIC_VIEWS.read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    views = migrated_app.view_functions.items()
    assert sorted(name for name, view in views if getattr(view, "is_public", False)) == listed


def test_a_stranger_is_sent_to_sign_in_from_everything_else(app, client, rules):
    closed = [rule for rule in rules if not getattr(app.view_functions[rule.endpoint], "is_public", False)]
    for rule in closed:
        method = "GET" if "GET" in rule.methods else "POST"
        address = re.sub(r"<(\w+:)?\w+>", "1", rule.rule)
        answer = client.open(address, method=method)
        assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/sign-in"), rule.rule


def test_no_post_without_its_token(settings, world, app):
    careful = create_app(settings, world)
    client = careful.test_client()
    posting = [rule for rule in careful.url_map.iter_rules() if "POST" in (rule.methods or ())]
    for rule in posting:
        answer = client.post(re.sub(r"<(\w+:)?\w+>", "1", rule.rule))
        assert answer.status_code == 400, rule.rule
