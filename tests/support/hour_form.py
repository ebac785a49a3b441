"""Read the page of the hour: its questions with their answers, and what stands in its fields."""

import re
from datetime import datetime

FIELDS = ("date", "wall_time", "minutes", "place", "printed_label")
NEW_YORK = {"date": "2023-05-02", "wall_time": "10:00", "place": "New York", "minutes": "90"}


def answers(page: str, name: str) -> dict[str, str]:
    """Return value -> "text|note" of the choices of one question."""
    choice = rf'name="{name}"(?: required)? type="radio" value="([^"]+)">.*?<b>(.*?)</b></span>'
    found = re.findall(rf'{choice}(?:<span class="hint">(.*?)</span>)?', page, re.DOTALL)
    return {value: f"{label}|{note}" for value, label, note in found}


def filled(page: str) -> dict[str, str]:
    """Return what stands in the fields of the hour."""
    tags = {name: re.search(rf'<input [^>]*name="{name}"[^>]*>', page) for name in FIELDS}
    values = {name: re.search(r'value="([^"]*)"', tag[0]) for name, tag in tags.items() if tag}
    return {name: found[1] if found else "" for name, found in values.items()}


def offered(page: str, button: str) -> list[str]:
    """Return the values of the buttons called `button`."""
    return re.findall(rf'name="{button}" value="([^"]+)"', page)


def seen_revision(page: str) -> dict[str, str]:
    """Return the revision that the form was opened with."""
    found = re.search(r'name="seen_revision"[^>]*value="(\d+)"', page)
    return {"seen_revision": found[1] if found else ""}


def at(text: str) -> datetime:
    """Read a wall time, or an instant with its Z."""
    return datetime.fromisoformat(text)
