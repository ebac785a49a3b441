"""Typed times and printed labels (row T3): read them, check them by the place, refuse what is unclear."""

from app.domain.typed_times.label_check import LabelCheck, LabelReading, check_label
from app.domain.typed_times.label_refusals import LabelContradicts, LabelUnclear, require_clear_label
from app.domain.typed_times.time_text import QUESTIONS, TypedTime, read_time_text

__all__ = [
    "QUESTIONS",
    "LabelCheck",
    "LabelContradicts",
    "LabelReading",
    "LabelUnclear",
    "TypedTime",
    "check_label",
    "read_time_text",
    "require_clear_label",
]
