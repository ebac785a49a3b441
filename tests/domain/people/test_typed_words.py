"""Words that people type have one meaning each."""

import json
from collections import Counter
from importlib.resources import files

import pytest

from app.domain.people.names import name_key
from app.domain.people.typed_words import typed_words

DATA = json.loads((files("app.domain") / "data/typed_words.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", DATA)
def test_no_word_means_two_things(kind):
    means = Counter(key for words in DATA[kind].values() for key in {name_key(word) for word in words})
    assert [key for key, count in means.items() if count > 1 or not key] == []
    assert len(typed_words(kind)) == len(means)
