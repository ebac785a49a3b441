"""How the links of an organisation stand, and what is to be signed, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.lifecycle import SignOffState
from app.models import PartnerLink
from app.queries.sign_offs import Standing
from app.wording.dates import long_date, short_date


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One person's link on the desk: `said` is what is known of it, `address` None once it opens nothing."""

    link: PartnerLink
    said: str
    address: str | None


def link_lines(
    links: Sequence[PartnerLink], *, now: datetime, url_of: Callable[[PartnerLink], str]
) -> list[LinkLine]:
    """Return the links of an organisation, each with its words."""
    return [LinkLine(one, _link_words(one, now), url_of(one) if _works(one, now) else None) for one in links]


def signing_heading(standing: Standing) -> str:
    """Return what stands above the parts that an organisation signs."""
    if standing.open_parts:
        return _("What needs your signature now")
    if any(one.state is SignOffState.REFUSED for one in standing.parts):
        return _("What you refused still lacks your signature")
    return _("Nothing needs your signature now")


def _works(link: PartnerLink, now: datetime) -> bool:
    return link.revoked_at is None and link.expires_at > now


def _link_words(link: PartnerLink, now: datetime) -> str:
    said = [
        _use(link, now),
        _("opens until %(day)s", day=long_date(link.expires_at.date())) if _works(link, now) else "",
        _("invited by %(who)s", who=link.invited_by),
        _("may sign off") if link.may_sign else _("reads and comments"),
        _("contact for the organisers") if link.is_contact else "",
        ngettext("opened in %(num)s browser", "opened in %(num)s browsers", link.browsers)
        if link.browsers > 1
        else "",
    ]
    return " · ".join(filter(None, said))


def _use(link: PartnerLink, now: datetime) -> str:
    if link.revoked_at:
        return _("Taken back")
    if not _works(link, now):
        return _("Ended")
    if link.last_used_at:
        return _("Last used %(day)s", day=short_date(link.last_used_at.date()))
    if link.sent_at:
        return _("Sent %(day)s, not opened", day=short_date(link.sent_at.date()))
    return _("Not sent")
