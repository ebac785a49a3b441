"""Mails that keep a speaker's part moving: before a tech check, and about what is still missing (row P7)."""

from datetime import datetime, timedelta

from app.models import Event, Participation, TechCheck
from app.services import outbox, speaker_links
from app.services.mail_locale import mail_locale

CHECK_REMINDER, OWES = "tech_check_reminder", "speaker_owes"
BEFORE_CHECK = {"day": timedelta(hours=24), "hour": timedelta(hours=1)}
NOT_WORTH_IT = timedelta(minutes=10)  # one due sooner than this would only repeat the booking


def before_check(event: Event, person: Participation, slot: TechCheck, *, now: datetime) -> None:
    """Queue the reminders of a slot that was booked now; one that is given back says nothing any more."""
    link = speaker_links.link_of(person)
    if link is None or not person.person.email:
        return
    for which, before in BEFORE_CHECK.items():
        due = slot.starts_at - before
        if due - now > NOT_WORTH_IT:
            outbox.enqueue(
                key=f"{CHECK_REMINDER}.{slot.key}.{link.id}.{now:%Y%m%d%H%M%S}.{which}",
                kind=CHECK_REMINDER,
                to_email=person.person.email,
                to_name=person.name_printed,
                payload={
                    "link_id": link.id,
                    "slot": slot.key,
                    "booked_at": now.isoformat(),
                    "locale": mail_locale(person.person.language),
                },
                event_id=event.id,
                now=now,
                due_at=due,
            )
