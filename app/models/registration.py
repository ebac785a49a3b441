"""An attendee's registration for one event, reached by a personal link."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.domain.lifecycle import RegistrationState
from app.domain.people.same_person import person_key
from app.extensions import Base
from app.models.event import Event


class Registration(Base):
    """One person at one event, told from others of the same mailbox by the name.

    `name_key` is the folded name (domain/people/same_person.py) and follows it. `uid` names the person's
    calendar entry for life: the event's own UID, or another where somebody else of the mailbox has that one.
    Of each link's token only the hash is stored, beside the salt they come from. Four links lead here, each
    opening only its own door: the person's page, the meeting, no more reminders, the person's own calendar
    feed. What a calendar program answers is kept apart from the seat.
    """

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("event_id", "email", "name_key"),
        UniqueConstraint("uid", "email"),
        Index("ix_registration_event_id_state_queue", "event_id", "state", "queue_number"),
        Index("ix_registration_state_answer_by", "state", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    token_salt: Mapped[str] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    join_hash: Mapped[str | None] = mapped_column(String(64), unique=True, index=True, default=None)
    unsubscribe_hash: Mapped[str | None] = mapped_column(String(64), unique=True, index=True, default=None)
    feed_hash: Mapped[str | None] = mapped_column(String(64), unique=True, index=True, default=None)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(String(300), init=False)
    email: Mapped[str] = mapped_column(String(254))
    uid: Mapped[str] = mapped_column(String(255))
    country: Mapped[str] = mapped_column(String(2))
    organisation: Mapped[str] = mapped_column(default="")
    access_needs: Mapped[str] = mapped_column(default="")
    zone: Mapped[str | None] = mapped_column(String(64), default=None)
    locale: Mapped[str] = mapped_column(String(16), default="en")
    state: Mapped[RegistrationState]
    queue_number: Mapped[int]  # order of arrival within the event; the who waits moves up by it
    calendar_answer: Mapped[str | None] = mapped_column(String(24), default=None)
    answer_sequence: Mapped[int | None] = mapped_column(default=None)  # the SEQUENCE that was answered
    answer_stamp: Mapped[datetime | None] = mapped_column(default=None)  # DTSTAMP of the answer kept
    answered_at: Mapped[datetime | None] = mapped_column(default=None)  # when it reached us
    answer_comment: Mapped[str] = mapped_column(default="")
    proposed_starts_at: Mapped[datetime | None] = mapped_column(default=None)  # from a COUNTER
    proposed_ends_at: Mapped[datetime | None] = mapped_column(default=None)
    time_sequence: Mapped[int | None] = mapped_column(
        default=None
    )  # the SEQUENCE under which this person is told of the present time
    created_at: Mapped[datetime]
    state_changed_at: Mapped[datetime]
    answer_by: Mapped[datetime | None] = mapped_column(default=None)  # to confirm the address, to take a seat
    typed: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), default=None
    )  # by anybody, for a person known before; theirs once the address says yes
    joined_at: Mapped[datetime | None] = mapped_column(default=None)
    in_meeting_list: Mapped[bool] = mapped_column(default=False)  # the meeting tool's list names them
    invited_sequence: Mapped[int | None] = mapped_column(
        default=None
    )  # the last SEQUENCE this person was sent, or is about to be
    reminders_stopped_at: Mapped[datetime | None] = mapped_column(default=None)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)  # since then no personal data is here

    event: Mapped[Event] = relationship(init=False, lazy="joined", innerjoin=True)

    @validates("name")
    def _fold(self, _field: str, name: str) -> str:
        self.name_key = person_key(name)
        return name
