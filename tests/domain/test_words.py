"""A sentence is marked where no request exists to translate it."""

from app.domain.words import N_


def test_a_marked_sentence_is_the_sentence():
    sentence = "%(name)s stands there twice."
    assert N_(sentence) is sentence
