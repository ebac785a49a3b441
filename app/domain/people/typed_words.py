"""What people and programs write for one thing, in the UN's languages (data/typed_words.json)."""

import json
from functools import cache
from importlib.resources import files

from app.domain.people.names import name_key


@cache
def typed_words(kind: str) -> dict[str, str]:
    """Return `name_key` of each word -> what it means, for one kind: roles, countries, columns of lists."""
    text = (files("app.domain") / "data/typed_words.json").read_text(encoding="utf-8")
    return {name_key(word): meaning for meaning, words in json.loads(text)[kind].items() for word in words}
