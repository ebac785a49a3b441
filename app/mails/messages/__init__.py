"""Every kind of mail, by the name of its folder under templates/mail/: what it says is decided here."""

from collections.abc import Callable, Mapping

from app.mails.messages import (
    admission,
    attendance,
    event_changes,
    letters,
    notes,
    participants,
    partners,
    polls,
    proposals,
    signing_in,
    speaking,
)
from app.mails.messages.facts import MailFacts
from app.models import OutboxMessage

Builder = Callable[[OutboxMessage], MailFacts | None]

MESSAGES: Mapping[str, Builder] = {
    "sign_in": signing_in.sign_in,
    "registration_confirmed": attendance.registration_confirmed,
    "registration_waiting": attendance.registration_waiting,
    "registration_link": attendance.registration_link,
    "mailbox_full": attendance.mailbox_full,
    "registration_applied": admission.registration_applied,
    "approvals_wait": admission.approvals_wait,
    "confirm_address": admission.confirm_address,
    "seat_offered": admission.seat_offered,
    "seat_offer_ended": admission.seat_offer_ended,
    "registration_cancelled": attendance.registration_cancelled,
    "seat_freed": attendance.seat_freed,
    "organiser_note": notes.organiser_note,
    "letter_arrived": letters.letter_arrived,
    "letter_answered": letters.letter_answered,
    "event_moved": event_changes.event_moved,
    "event_renamed": event_changes.event_renamed,
    "event_postponed": event_changes.event_postponed,
    "event_cancelled": event_changes.event_cancelled,
    "clock_rules_changed": event_changes.clock_rules_changed,
    "reminder": attendance.reminder,
    "part_entry": participants.part_entry,
    "part_entry_cancelled": participants.part_entry_cancelled,
    "check_entry": participants.check_entry,
    "check_entry_cancelled": participants.check_entry_cancelled,
    "poll_asked": polls.poll_asked,
    "poll_reminder": polls.poll_reminder,
    "speaker_invitation": speaking.speaker_invitation,
    "speaker_reminder": speaking.speaker_reminder,
    "speaker_link": speaking.speaker_link,
    "speaker_owes": speaking.speaker_owes,
    "tech_check_reminder": speaking.tech_check_reminder,
    "speaker_answered": speaking.speaker_answered,
    "consent_withdrawn": speaking.consent_withdrawn,
    "partner_invitation": partners.partner_invitation,
    "sign_off_lapsed": partners.sign_off_lapsed,
    "sign_off_answered": partners.sign_off_answered,
    "speaker_proposed": proposals.speaker_proposed,
    "speaker_proposal_answered": proposals.speaker_proposal_answered,
}
