"""Pasted sentences, read as of 1 April 2023; most of them speak of 2 May."""

from datetime import date

from app.domain.typed_times.time_text import TypedTime, read_time_text

TODAY, MAY_2 = date(2023, 4, 1), date(2023, 5, 2)


def read(text: str) -> TypedTime:
    """Read a sentence."""
    return read_time_text(text, today=TODAY)
