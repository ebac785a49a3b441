"""How many interpreters a session needs: nobody interprets well alone for more than an hour (row A7)."""

from collections.abc import Collection, Sequence

ALONE_AT_MOST = 60  # minutes


def pairs_of(spoken: Sequence[str], interpreted: Collection[str]) -> int:
    """Return how many languages are interpreted beside the first that is spoken, at least 1.

    Two interpreters work between two languages in both directions: "en" and "fr" are one pair.
    """
    return max(1, len(set(interpreted) - set(spoken[:1])))


def needed(minutes: int, pairs: int) -> int:
    """Return how many interpreters a session of `minutes` needs: over an hour, two take turns for a pair."""
    return pairs * (2 if minutes > ALONE_AT_MOST else 1)
