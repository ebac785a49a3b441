"""The states of the domain in words, and the tone in which the component `status` shows each."""

from typing import Any

from flask_babel import lazy_gettext as _l

STATES: dict[str, dict[str, tuple[Any, str]]] = {
    "event": {
        "draft": (_l("Draft"), "neutral"),
        "published": (_l("Published"), "good"),
        "held": (_l("Held"), "info"),
        "archived": (_l("Archived"), "info"),
        "cancelled": (_l("Cancelled"), "bad"),
        "postponed": (_l("Postponed"), "warn"),
    },
    "participation": {
        "proposed": (_l("Proposed"), "neutral"),
        "invited": (_l("Invited"), "waiting"),
        "accepted": (_l("Accepted"), "good"),
        "tentative": (_l("Not sure"), "warn"),
        "declined": (_l("Declined"), "bad"),
        "replaced": (_l("Replaced"), "neutral"),
        "spoke": (_l("Spoke"), "good"),
        "absent": (_l("Absent"), "warn"),
    },
    "sign_off": {
        "asked": (_l("Asked"), "waiting"),
        "given": (_l("Signed off"), "good"),
        "refused": (_l("Refused"), "bad"),
    },
    "registration": {
        "confirmed": (_l("Confirmed"), "good"),
        "unconfirmed": (_l("Address unconfirmed"), "neutral"),
        "applied": (_l("Waits for the organisers"), "waiting"),
        "waiting": (_l("On the waiting list"), "waiting"),
        "offered": (_l("Seat offered"), "info"),
        "cancelled": (_l("Cancelled"), "bad"),
    },
    "answer": {
        "accepted": (_l("Accepted"), "good"),
        "tentative": (_l("Maybe"), "warn"),
        "declined": (_l("Declined"), "bad"),
        "delegated": (_l("Passed on"), "info"),
        "old_time": (_l("Answered an old time"), "waiting"),
        "silent": (_l("No answer"), "neutral"),
    },
    "message": {
        "queued": (_l("Queued"), "waiting"),
        "quiet": (_l("Waits for more changes"), "waiting"),
        "planned": (_l("Planned"), "neutral"),
        "sent": (_l("Sent"), "good"),
        "answered": (_l("Answered"), "good"),
        "bounced": (_l("Came back"), "bad"),
        "failed": (_l("Failed"), "bad"),
        "dropped": (_l("Not needed any more"), "neutral"),
        "complained": (_l("Reported as spam"), "warn"),
    },
    "letter": {
        "open": (_l("Open"), "waiting"),
        "answered": (_l("Answered"), "good"),
        "settled": (_l("Done"), "info"),
        "too_many": (_l("Open, not sent on: many within an hour"), "warn"),
        "automatic": (_l("Automatic answer"), "neutral"),
        "mailing_list": (_l("From a mailing list"), "neutral"),
        "ours": (_l("From this installation itself"), "neutral"),
    },
    "material": {
        "announced": (_l("Announced, not available"), "neutral"),
        "received": (_l("Received"), "waiting"),
        "cleared": (_l("Cleared"), "info"),
        "published": (_l("Published"), "good"),
        "withdrawn": (_l("Withdrawn"), "bad"),
    },
    "summary": {
        "due": (_l("Due"), "warn"),
        "draft": (_l("Draft"), "neutral"),
        "signed_off": (_l("Signed off"), "info"),
        "published": (_l("Published"), "good"),
        "corrected": (_l("Corrected"), "good"),
    },
}
"""Kind -> state -> its word, translated only when it is shown (400 badges, 400 words), and its tone."""


def state_words(kind: str, value: str) -> tuple[Any, str]:
    """Return the word of one state and its tone; a state without a word is shown as it is written.

    Raises KeyError for a kind that is not in STATES.
    """
    return STATES[kind].get(value, (value, "neutral"))
