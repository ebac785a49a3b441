"""Secrets in links: derived from the installation's key, hashed where they are stored."""

import re

from app.services import tokens
from tests.support.world import installed_with


def test_a_link_is_derived_again_from_its_salt_and_differs_by_purpose_and_salt(app):
    salt = tokens.new_salt()
    token = tokens.token_for("speaker", salt)
    assert tokens.token_for("speaker", salt) == token
    assert re.fullmatch(r"[\w-]{43}", token)
    others = {tokens.token_for("partner", salt), tokens.token_for("speaker", tokens.new_salt())}
    assert token not in others
    assert len(others) == 2


def test_another_key_of_the_installation_makes_other_links(app, monkeypatch):
    token = tokens.token_for("speaker", "salt")
    installed_with(app, monkeypatch, secret_key="another key, as long as it has to be")
    assert tokens.token_for("speaker", "salt") != token


def test_a_code_is_six_digits_that_follow_from_the_salt(app):
    codes = [tokens.code_for("sign-in-code", f"salt {number}") for number in range(50)]
    assert [code for code in codes if not re.fullmatch(r"\d{6}", code)] == []
    assert len(set(codes)) > 45
    assert codes[0] == tokens.code_for("sign-in-code", "salt 0")


def test_what_is_stored_is_a_hash_of_any_text_that_somebody_may_send():
    assert tokens.fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(tokens.fingerprint("\ud800")) == 64


def test_random_names_and_tokens_do_not_repeat():
    assert len({tokens.new_token() for _ in range(100)} | {tokens.public_key() for _ in range(100)}) == 200
    assert re.fullmatch(r"[0-9a-f]{8}", tokens.public_key(4))
