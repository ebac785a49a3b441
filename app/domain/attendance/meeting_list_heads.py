"""What meeting tools write above their columns, and where they say that somebody did not come."""

from collections.abc import Mapping, Sequence

from app.domain.people.names import name_key
from app.domain.people.typed_words import typed_words


def columns(cells: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, by the labels of many tools; empty for a row that is no head."""
    found: dict[str, int] = {}
    for number, cell in enumerate(cells):
        for label in (cell, cell.partition("(")[0]):  # "User Name (Original Name)"
            known = typed_words("meeting_columns").get(name_key(label.replace("_", " ")))
            if known:
                found.setdefault(known, number)
                break
    if "nom" in found:  # a French family name where given names have a column, else the whole name
        found.setdefault("last" if "first" in found else "name", found.pop("nom"))
    return found if {"name", "first", "email"} & found.keys() else {}


def did_not_come(said: Mapping[str, str], *, has_times: bool) -> bool:
    """Whether a row says so: not attended, only in the waiting room, or no time where others have theirs."""
    answers = typed_words("meeting_answers")
    attended, waiting = (answers.get(name_key(said.get(column, ""))) for column in ("attended", "waiting"))
    if attended == "no" or waiting == "yes":
        return True
    return has_times and "joined" in said and not any(map(str.isdigit, said["joined"]))
