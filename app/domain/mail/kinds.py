"""The kinds of mail about an event, in a few words each, as the desk and mails name them."""

from collections.abc import Mapping

from app.domain.words import N_

WORDS: Mapping[str, str] = {
    "registration_confirmed": N_("Invitation"),
    "seat_freed": N_("Invitation: a seat became free"),
    "registration_waiting": N_("Place on the waiting list"),
    "mailbox_full": N_("Too many people with one address"),
    "registration_link": N_("Personal link"),
    "confirm_address": N_("Question whether the address is theirs"),
    "registration_applied": N_("Registration has arrived"),
    "seat_offered": N_("A seat is kept"),
    "seat_offer_ended": N_("Time to take the seat has run out"),
    "organiser_note": N_("Message of the organisers"),
    "letter_arrived": N_("Team: somebody wrote"),
    "letter_answered": N_("Answer of the organisers"),
    "registration_cancelled": N_("Seat given back"),
    "event_moved": N_("New time"),
    "event_postponed": N_("Postponed"),
    "event_cancelled": N_("Cancelled"),
    "clock_rules_changed": N_("New clock rules"),
    "part_entry": N_("Programme: calendar entry"),
    "part_entry_cancelled": N_("Programme: entry taken back"),
    "check_entry": N_("Tech check: calendar entry"),
    "check_entry_cancelled": N_("Tech check: entry taken back"),
    "event_renamed": N_("New name"),
    "speaker_invitation": N_("Programme: question whether they take part"),
    "speaker_reminder": N_("Programme: question again"),
    "speaker_owes": N_("Programme: what is missing"),
    "tech_check_reminder": N_("Programme: tech check"),
    "speaker_link": N_("Programme: personal link"),
    "speaker_answered": N_("Team: answer of a speaker"),
    "consent_withdrawn": N_("Team: a consent was withdrawn"),
    "approvals_wait": N_("Team: somebody waits for a yes"),
    "speaker_proposed": N_("Team: a speaker is proposed"),
    "speaker_proposal_answered": N_("Organisation: answer to the speaker proposed"),
    "partner_invitation": N_("Organisation: link to the draft"),
    "sign_off_lapsed": N_("Organisation: asked to sign again"),
    "sign_off_answered": N_("Team: answer of an organisation"),
    "reminder": N_("Reminder"),
    "poll_asked": N_("Question about hours"),
    "poll_reminder": N_("Question about hours, again"),
}
"""Kind of mail -> what it is."""

TO_THE_TEAM = frozenset(
    {
        "approvals_wait",
        "consent_withdrawn",
        "letter_arrived",
        "sign_off_answered",
        "speaker_answered",
        "speaker_proposed",
    }
)
"""Who organises the event need not be told by whom it is organised."""
