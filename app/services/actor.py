"""Who does something, as the history will name them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The account behind a verb; `account_id` is None for imports and for the worker."""

    name: str
    account_id: int | None = None


SYSTEM = Actor("Sidestage")
