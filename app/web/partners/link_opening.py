"""Every page behind an organisation's link begins here: whose it is, what it may, and in which browser."""

from flask import abort, make_response, render_template, request, session

from app.domain.access import Action, may
from app.extensions import db
from app.models import Event, PartnerLink
from app.services.partners import links as partner_links
from app.web.forms.base import Form
from app.web.http.clock import now
from app.web.http.safety import SAFE_METHODS

LINK = "/partner/<token>"
MINE, MOST = "partner_links", 20


def load(token: str, action: Action) -> tuple[PartnerLink, Event]:
    """Return whose link this is, and the event. The loader is the permission: 403 without the right.

    The browser that opens a link first is taken for its person's; another one is asked first.
    """
    try:
        link = partner_links.open_link(token, now=now())
    except partner_links.PartnerLinkEnded:
        page = render_template("partners/ended.html", form=Form(formdata=None), token=token)
        abort(make_response(page, 410))
    event = db.session.get_one(Event, link.organiser.event_id)
    if not may(partner_links.ROLES[link.organiser.role], action):
        abort(403)
    if not is_mine(link):
        if link.browsers:
            page = render_template(
                "partners/whose_link.html", event=event, link=link, form=Form(formdata=None), token=token
            )
            abort(make_response(page, 200 if request.method in SAFE_METHODS else 409))
        if request.method != "HEAD":
            keep(link)
            db.session.commit()
    if request.method == "GET" and partner_links.note_use(link, now=now()):
        db.session.commit()
    return link, event


def is_mine(link: PartnerLink) -> bool:
    """Whether this browser is one in which the link's person has opened it."""
    return _mark(link) in session.get(MINE, [])


def keep(link: PartnerLink) -> None:
    """Take this browser for one of the link's person."""
    partner_links.note_browser(link)
    session[MINE] = [*session.get(MINE, []), _mark(link)][-MOST:]
    session.permanent = True


def _mark(link: PartnerLink) -> str:
    return f"{link.key}.{link.token_salt[:6]}"
