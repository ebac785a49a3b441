"""The personal links of an organisation's people: made, renewed, taken back, looked up (O5, X4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from app.domain.access import Role
from app.domain.errors import DomainError, UnknownLink
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Organiser, OrganiserRole, PartnerLink
from app.services import tokens
from app.services.accounts import normal_email
from app.services.actor import Actor
from app.services.addresses import PagePath, absolute
from app.services.calendars import entry_removal
from app.services.mail import outbox

PURPOSE, INVITATION = "partner", "partner_invitation"
LIFE = timedelta(days=365)
NOTED_EVERY = timedelta(hours=1)
MOST = 10
ROLES = {
    # An organisation that leads signs like a co-organiser: the lead's own rights belong to accounts.
    OrganiserRole.LEAD: Role.CO_ORGANISER,
    OrganiserRole.CO_ORGANISER: Role.CO_ORGANISER,
    OrganiserRole.PARTNER: Role.PARTNER,
    OrganiserRole.SUPPORTER: Role.SUPPORTER,
}


class PartnerLinkUnknown(UnknownLink):
    """Nobody has this link, or a newer one has taken its place."""

    message = N_("This personal link is not known. Use the one in the newest mail, or ask whoever sent it.")


class PartnerLinkRevoked(DomainError):
    """Somebody took the link back."""

    heading = N_("This link was withdrawn")
    message = N_(
        "It belonged to one person of an organisation in a side event, and opens nothing any more. If you "
        "still act for it, ask whoever invited you: they can send a new link."
    )
    status = 410


class PartnerLinkEnded(DomainError):
    """The link's time is over; its person can have a new one mailed."""

    heading = N_("The time of this link is over")
    message = N_(
        "It belonged to one person of an organisation in a side event. Nothing that was said is lost."
    )
    status = 410


class NotYours(DomainError):
    """Nobody's link is changed by writing another name to their address."""

    message = N_("%(name)s has a link already.")
    field = "email"
    status = 422


class TooManyLinks(DomainError):
    """A link is for those who act for an organisation, not for all who work there."""

    message = N_("At most %(most)d people of an organisation can have a link.")
    status = 409


def links_of(organiser: Organiser) -> Sequence[PartnerLink]:
    """Return the people of an organisation who have a link, in order of arrival."""
    return db.session.scalars(
        select(PartnerLink).where(PartnerLink.organiser_id == organiser.id).order_by(PartnerLink.id)
    ).all()


def invite(organiser: Organiser, *, name: str, email: str, actor: Actor, now: datetime) -> PartnerLink:
    """Give somebody a link and mail it; whoever has one gets a new one. Raises TooManyLinks."""
    email = normal_email(email)
    people = links_of(organiser)
    link = next((one for one in people if one.email == email), None)
    if link is None:
        if len(people) >= MOST:
            raise TooManyLinks(most=MOST)
        salt = tokens.new_salt()
        link = PartnerLink(
            key=tokens.public_key(),
            organiser_id=organiser.id,
            name=name,
            email=email,
            invited_by=actor.name,
            token_salt=salt,
            token_hash=tokens.fingerprint(tokens.token_for(PURPOSE, salt)),
            created_at=now,
            expires_at=now + LIFE,
            is_contact=not people,
        )
        link.organiser = organiser
        db.session.add(link)
        db.session.flush()
    else:
        link.name = name or link.name
        renew(link, now=now)
    send(link, now=now)
    return link


def add_colleague(link: PartnerLink, *, name: str, email: str, may_sign: bool, now: datetime) -> PartnerLink:
    """Let somebody who has a link give one to a colleague, whom they may take it from again.

    Raises NotYours for who has one already, TooManyLinks.
    """
    known = {one.email: one for one in links_of(link.organiser)}
    other = known.get(normal_email(email))
    if other is not None and (other.revoked_at is None or other.added_by != link.key):
        raise NotYours(name=other.name)
    made = invite(link.organiser, name=name, email=email, actor=actor_of(link), now=now)
    made.may_sign, made.added_by = may_sign, link.key
    db.session.flush()
    return made


def let_sign(link: PartnerLink, *, may: bool) -> None:
    """Say whether this person signs for the organisation, or reads and comments."""
    link.may_sign = may
    db.session.flush()


def make_contact(link: PartnerLink) -> None:
    """Say that the organisers turn to this person."""
    for one in links_of(link.organiser):
        one.is_contact = one is link
    db.session.flush()


def renew(link: PartnerLink, *, now: datetime) -> None:
    """Give the person a new link; the older one opens nothing from now on."""
    link.token_salt = tokens.new_salt()
    link.token_hash = tokens.fingerprint(tokens.token_for(PURPOSE, link.token_salt))
    link.revoked_at, link.expires_at, link.browsers = None, now + LIFE, 0
    db.session.flush()


def send(link: PartnerLink, *, now: datetime) -> None:
    """Queue the mail with the link; sent twice within a minute it goes once."""
    outbox.enqueue(
        key=f"{INVITATION}.{link.id}.{link.token_salt[:6]}.{now:%Y%m%d%H%M}",
        kind=INVITATION,
        to_email=link.email,
        to_name=link.name,
        payload={"link_id": link.id},
        event_id=link.organiser.event_id,
        now=now,
    )
    link.sent_at = now
    db.session.flush()


def revoke(link: PartnerLink, *, now: datetime) -> None:
    """Take a link back, and the calendar entry that its person asked for."""
    link.revoked_at = link.revoked_at or now
    event = db.session.get_one(Event, link.organiser.event_id)
    entry_removal.end(event, email=link.email, now=now)


def url(link: PartnerLink) -> str:
    """Return the address of the person's page."""
    return absolute(PagePath.PARTNER_DESK, token=tokens.token_for(PURPOSE, link.token_salt))


def open_link(token: str, *, now: datetime) -> PartnerLink:
    """Return whose link this is. Raises PartnerLinkUnknown, PartnerLinkRevoked, PartnerLinkEnded."""
    mark = tokens.fingerprint(token)
    link = db.session.scalar(select(PartnerLink).where(PartnerLink.token_hash == mark))
    if link is None:
        raise PartnerLinkUnknown
    if link.revoked_at is not None:
        raise PartnerLinkRevoked
    if link.expires_at <= now:
        raise PartnerLinkEnded
    return link


def ended_link(token: str) -> PartnerLink:
    """Return a link whose time may be over. Raises PartnerLinkUnknown, PartnerLinkRevoked."""
    mark = tokens.fingerprint(token)
    link = db.session.scalar(select(PartnerLink).where(PartnerLink.token_hash == mark))
    if link is None:
        raise PartnerLinkUnknown
    if link.revoked_at is not None:
        raise PartnerLinkRevoked
    return link


def may_ask_again(link: PartnerLink, *, now: datetime) -> bool:
    """Whether a new link can be mailed to whoever this one belongs to."""
    return link.revoked_at is None and link.expires_at <= now


def note_browser(link: PartnerLink) -> None:
    """Count a browser in which the person opened the link."""
    link.browsers += 1
    db.session.flush()


def note_use(link: PartnerLink, *, now: datetime) -> bool:
    """Keep when the link was last used, to the hour; tell whether anything was written."""
    if link.last_used_at is not None and now - link.last_used_at < NOTED_EVERY:
        return False
    link.last_used_at = now
    db.session.flush()
    return True


def actor_of(link: PartnerLink) -> Actor:
    """Return the person as the history names them."""
    return Actor(f"{link.name} ({link.organiser.display_name})")
