"""Invitations and personal links, on the desk."""

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.extensions import db
from app.models import Event, Participation
from app.queries import letters, speaking
from app.queries.participants import participations_of
from app.services.speakers import answers as speaker_answers
from app.services.speakers import invitations, outstanding, people, person_records
from app.services.speakers import links as speaker_links
from app.web import access
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at, refusals_flashed
from app.web.http.clock import now
from app.web.pages import Page, desk_page
from app.web.speakers.blueprint import blueprint
from app.web.speakers.board import can_be_invited, rows_of
from app.web.speakers.forms import InviteForm
from app.web.speakers.list_views import EDIT, find
from app.web.words import consents as consent_words
from app.web.words.languages import spoken_words


@blueprint.route("/invite", methods=["GET", "POST"])
def invite(slug: str) -> Response | Page:
    """Say who will be asked, add a word and a date, send."""
    event = access.load_event(slug, EDIT)
    listed = participations_of(event.id)
    asked = can_be_invited(listed, rows_of(event, listed, now=now()))
    form = InviteForm()
    form.offer(asked)
    if form.validate_on_submit():
        chosen = [one for one in asked if one.person.slug in form.people.data]
        with refusals_at(form):
            sent = invitations.invite(
                event,
                chosen,
                note=form.note.data or "",
                answer_by=form.answer_by.data,
                actor=access.actor(),
                now=now(),
            )
            db.session.commit()
            flash(
                ngettext("One invitation is on its way.", "%(num)s invitations are on their way.", sent),
                "success",
            )
            return redirect(url_for("speakers.people", slug=slug), 303)
    return desk_page(
        "speakers/invite.html",
        event,
        form=form,
        without=[one for one in listed if one.state == "proposed" and not one.person.email],
    )


@blueprint.post("/remind")
def remind(slug: str) -> Response:
    """Write to everybody who owes an answer or anything else, each with their own link."""
    event = access.load_event(slug, EDIT)
    with refusals_flashed():
        count = outstanding.remind(event, actor=access.actor(), now=now())
        db.session.commit()
        flash(*_reminded(count))
    return redirect(url_for("speakers.people", slug=slug), 303)


@blueprint.route("/<person_slug>/link", methods=["GET", "POST"])
def link(slug: str, person_slug: str) -> Response | Page:
    """One person's link: send it, copy it, make a new one, take it back; and what they told the team."""
    event = access.load_event(slug, EDIT)
    part = find(event, person_slug)
    form = Form()
    if form.validate_on_submit():
        with refusals_flashed():
            said = _act(event, part, arranging.command().verb)
            db.session.commit()
            flash(said, "success")
        return redirect(url_for("speakers.link", slug=slug, person_slug=person_slug), 303)
    found = speaker_links.link_of(part)
    works = found is not None and found.revoked_at is None and found.expires_at > now()
    return desk_page(
        "speakers/link.html",
        event,
        part=part,
        link=found,
        hand_url=speaker_links.hand_url(found) if found and works else None,
        consents=consent_words.said(speaking.consents_of(event.id).get(part.id, {})),
        is_private=person_records.may_not_see_private(event, part.person, access.actor()),
        form=form,
        spoken=spoken_words(part.person.languages),
        letters=letters.of_address(event.id, part.person.email) if part.person.email else [],
    )


@blueprint.post("/<person_slug>/substitute")
def substitute(slug: str, person_slug: str) -> Response:
    """Ask the proposed person in the other's place, or not."""
    event = access.load_event(slug, EDIT)
    part = find(event, person_slug)
    name = part.name_printed
    with refusals_flashed():
        if arranging.command().verb == "confirm":
            old = speaker_answers.confirm_substitute(event, part, actor=access.actor(), now=now())
            said = _("%(name)s is asked instead of %(other)s.", name=name, other=old.name_printed)
        else:
            if speaker_answers.proposal_of(part) is None:
                raise speaker_answers.NobodyProposed
            people.remove(event, participation=part, confirmed=True, actor=access.actor(), now=now())
            said = _("%(name)s is not asked.", name=name)
        db.session.commit()
        flash(said, "success")
    return redirect(url_for("speakers.people", slug=slug), 303)


def _reminded(count: int) -> tuple[str, str]:
    """Return what is said of so many reminders, and its tone."""
    if count:
        said = ngettext("One reminder is on its way.", "%(num)s reminders are on their way.", count)
        return said, "success"
    return _("Everybody who can be reminded has had a reminder today, or owes nothing any more."), "info"


def _act(event: Event, part: Participation, verb: str) -> str:
    if verb == "send":
        sent = invitations.invite(event, [part], actor=access.actor(), now=now())
        return str(_("The link is on its way.") if sent else _("The link was sent this very minute."))
    if verb == "make":
        speaker_links.make(event, part, actor=access.actor(), now=now())
        return str(_("The link is made. Copy it and hand it over."))
    found = speaker_links.link_of(part) or abort(404)
    if verb == "renew":
        speaker_links.renew(event, found, now=now())
        return str(_("There is a new link; the old one opens nothing any more. Send it or hand it over."))
    if verb != "revoke":
        abort(400)
    speaker_links.revoke(found, now=now())
    return str(_("The link is taken back."))
