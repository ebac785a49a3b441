"""The people board: one row a person, with everything that is still owed (row P1)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.clocks import zones
from app.domain.lifecycle import NOT_TAKING_PART
from app.domain.lifecycle import ParticipationState as State
from app.domain.people.consent import NO, ConsentKind
from app.models import Consent, Event, Participation, SpeakerLink
from app.queries import speaking
from app.queries.calendar_answers import answer_of, parts_of
from app.services.speakers import outstanding, profiles
from app.services.speakers.tech_checks import tone_of
from app.web.speakers.words import affiliation_lines, first_two
from app.wording.dates import short_date
from app.wording.when import clock_reading

ANSWERS = {
    "accepted": (_l("Calendar: accepted"), "good"),
    "tentative": (_l("Calendar: maybe"), "warn"),
    "declined": (_l("Calendar: declined"), "bad"),
    "old_time": (_l("Calendar: answered an old time"), "warn"),
}
"""What a person's calendar answered, where it did."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One small fact in a row: a word and a tone of the status component."""

    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the organisers see them; `contact` says what last passed between them."""

    place: int
    part: Participation
    affiliations: list[str]
    local: str
    contact: str
    said: str
    chips: list[Chip] = field(default_factory=list)
    proposed_by: str = ""
    link: SpeakerLink | None = None
    owes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The person's name in addresses."""
        return self.part.person.slug

    @property
    def shown_affiliations(self) -> list[str]:
        """The first two, and how many more there are."""
        return first_two(self.affiliations)


def rows_of(event: Event, people: Sequence[Participation], *, now: datetime) -> list[Row]:
    """Return the whole board in three queries, however many people there are."""
    desks, consents = speaking.desks_of(event.id, now=now), speaking.consents_of(event.id)
    proposed = {
        desk.link.substitute_id: desk.link.participation.name_printed
        for desk in desks.values()
        if desk.link is not None and desk.link.substitute_id
    }
    rows = [
        _row(event, place, part, desks[part.id], consents.get(part.id, {}), proposed.get(part.id, ""))
        for place, part in enumerate(people, 1)
    ]
    answered = {one.person_id: answer_of(one) for one in parts_of(event.id)}
    for row in rows:
        if row.part.state not in NOT_TAKING_PART and answered.get(row.part.person_id) in ANSWERS:
            word, tone = ANSWERS[answered[row.part.person_id]]
            row.chips.append(Chip(str(word), tone))
    return rows


def _row(
    event: Event,
    place: int,
    part: Participation,
    desk: speaking.Desk,
    consents: Mapping[str, Consent],
    proposed_by: str,
) -> Row:
    link = desk.link
    owes = outstanding.debts(part, desk, consents)
    return Row(
        place=place,
        part=part,
        affiliations=affiliation_lines(part.affiliations),
        local=_local(event, part),
        contact=_contact(part, link),
        said=_said(link),
        chips=[] if part.state in NOT_TAKING_PART else list(_chips(desk, consents, owes)),
        proposed_by=proposed_by if part.state is State.PROPOSED else "",
        link=link,
        owes=owes,
    )


def _chips(desk: speaking.Desk, consents: Mapping[str, Consent], owes: Collection[str]) -> list[Chip]:
    chips = []
    if link := desk.link:
        missing = len(profiles.missing(link))
        total = len(profiles.STEPS)
        word = _("Profile %(done)s of %(all)s", done=total - missing, all=total) if missing else _("Profile")
        chips.append(Chip(word, "warn" if missing else "good"))
        refused = sum(1 for one in consents.values() if one.choice == NO)
        if refused:
            chips.append(Chip(_("Consents: %(count)s refused", count=refused), "bad"))
        else:
            given, asked = len(consents), len(ConsentKind)
            word = (
                _("Consents") if given == asked else _("Consents %(done)s of %(all)s", done=given, all=asked)
            )
            chips.append(Chip(word, "good" if given == asked else "warn"))
        if link.needs:
            chips.append(Chip(_("Has needs"), "info"))
    if desk.slides:
        chips.append(Chip(_("Slides"), "good"))
    elif outstanding.SLIDES in owes:
        chips.append(Chip(_("Slides awaited"), "warn"))
    if desk.check is not None:
        chips.append(Chip(_("Tech check"), tone_of(desk.check)))
    elif outstanding.CHECK in owes:
        chips.append(Chip(_("No tech check"), "warn"))
    return chips


def _local(event: Event, part: Participation) -> str:
    """Say the event's hour by the person's own clock; nothing where the zone is not known."""
    zone = part.person.zone
    if zone not in zones.available_names() or event.starts_at is None or event.ends_at is None:
        return ""
    own = clock_reading(event.starts_at, event.ends_at, zone, event.zone or zone)
    if not own.day_shift:
        return f"{own.time_text} {own.city}"
    words = {"hours": own.time_text, "city": own.city, "day": own.date_short}
    return str(_("%(day)s, %(hours)s %(city)s", **words))


def _contact(part: Participation, link: SpeakerLink | None) -> str:
    if link is None:
        return "" if part.person.email else str(_("No e-mail address"))
    if link.revoked_at:
        return str(_("Link taken back"))
    if link.last_used_at and link.sent_at and link.sent_at > link.last_used_at:
        words = {"day": _day(link.last_used_at), "sent": _day(link.sent_at)}
        return str(_("Opened %(day)s, written to %(sent)s", **words))
    if link.last_used_at:
        return str(_("Opened %(day)s", day=_day(link.last_used_at)))
    if link.sent_at:
        return str(_("Sent %(day)s, not opened", day=_day(link.sent_at)))
    return str(_("Link made, not sent"))


def _said(link: SpeakerLink | None) -> str:
    if link is None or link.answered_at is None:
        return ""
    until = _("Answer by %(day)s.", day=short_date(link.promised_by)) if link.promised_by else ""
    return " ".join(filter(None, (until, link.answer_note)))


def _day(instant: datetime) -> str:
    return str(short_date(instant.date()))


def can_be_invited(people: Sequence[Participation], rows: Sequence[Row]) -> list[Participation]:
    """Return who has an address and was never asked; a proposed substitute is decided upon by itself."""
    waiting = {row.part.id for row in rows if row.proposed_by}
    return [
        one for one in people if one.state is State.PROPOSED and one.person.email and one.id not in waiting
    ]


def can_be_reminded(rows: Sequence[Row]) -> int:
    """Return how many owe an answer or anything else, and can be written to."""
    return sum(
        1
        for row in rows
        if row.owes and row.part.person.email and not (row.link is not None and row.link.revoked_at)
    )
