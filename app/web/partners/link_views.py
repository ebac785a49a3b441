"""What an organisation's people see by their link, what they sign, and what they say about the draft."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.domain.access import Action, may
from app.domain.agenda import KIND_WORDS, Item, ItemKind, item_times
from app.domain.partners.sign_off import PART_WORDS, SignOffPart
from app.extensions import db
from app.models import AgendaItem, Event, PartnerLink
from app.queries import agenda, library
from app.queries.participants import organisers_of, participations_of
from app.queries.sign_offs import recordings_of, standing_of
from app.services.partners import links as partner_links
from app.services.partners import sign_offs
from app.services.retention import partners as partner_retention
from app.services.speakers import proposals
from app.web import access, reader, record
from app.web.files.serving import serve
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.partners.blueprint import blueprint
from app.web.partners.link_forms import ColleagueForm, CommentForm, SignForm
from app.web.partners.link_opening import LINK, keep, load
from app.web.partners.words import signing_heading
from app.web.words.organiser_roles import ORGANISER_ROLES
from app.wording.when_in_full import when_in_full


@blueprint.get(LINK)
@access.public
def desk(token: str) -> Page:
    return link_page(token)


@blueprint.post(f"{LINK}/me")
@access.public
def it_is_me(token: str) -> Response:
    """Say in another browser that it is the link's own person who opens it."""
    keep(partner_links.open_link(token, now=now()))
    db.session.commit()
    return _back(token)


@blueprint.post(f"{LINK}/new-link")
@access.public
def new_partner_link(token: str) -> str:
    """Mail a new link to the address of an ended one: nobody else gets it."""
    link = partner_links.ended_link(token)
    if partner_links.may_ask_again(link, now=now()):
        partner_links.renew(link, now=now())
        partner_links.send(link, now=now())
        db.session.commit()
    return render_template("partners/new_link.html")


@blueprint.post(f"{LINK}/sign-off")
@access.public
def sign(token: str) -> Response | Page:
    link, event = load(token, Action.SIGN_OFF)
    if not link.may_sign:
        abort(403)
    form, do = SignForm(), request.form.get("do", "")
    if form.validate_on_submit():
        with refusals_at(form):
            done = _say(form, do, link, event)
            db.session.commit()
            flash(done, "success")
            return _back(token)
    return link_page(token, form)


@blueprint.post(f"{LINK}/comment")
@access.public
def comment(token: str) -> Response | Page:
    link, event = load(token, Action.COMMENT)
    form = CommentForm()
    if not form.validate_on_submit():
        return link_page(token, form)
    actor = partner_links.actor_of(link)
    sign_offs.comment(event, text=form.text.data, organiser=link.organiser, actor=actor, now=now())
    db.session.commit()
    return redirect(url_for("partners.desk", token=token, _anchor="comments"), 303)


@blueprint.get(f"{LINK}/recording/<public_id>")
@access.public
def partner_recording(token: str, public_id: str) -> Response:
    """Play what is to be released, before it is."""
    _link, event = load(token, Action.SEE_DRAFT)
    found = next((one for one in recordings_of(event) if one.public_id == public_id and one.version), None)
    if found is None or found.file is None:
        abort(404)
    return serve(found.file, found.file.filename, public=False)


def link_page(token: str, *bound: SignForm | CommentForm | ColleagueForm) -> Page:
    """Return the whole page; `bound` are forms that keep what was typed and what is wrong with it."""
    link, event = load(token, Action.SEE_DRAFT)
    forms = {type(one): one for one in bound}
    role, standing = partner_links.ROLES[link.organiser.role], standing_of(event, link.organiser)
    form = forms.get(SignForm) or SignForm(formdata=None)
    form.show(standing.parts)
    summary = library.summary_of(event.id)
    has_summary = any(one.part is SignOffPart.SUMMARY for one in standing.parts)
    return page(
        "partners/desk.html",
        event=event,
        link=link,
        organiser=link.organiser,
        standing=standing,
        signing_heading=signing_heading(standing),
        form=form,
        comment_form=forms.get(CommentForm) or CommentForm(formdata=None),
        colleague_form=forms.get(ColleagueForm) or ColleagueForm(formdata=None),
        part_words=PART_WORDS,
        may_comment=may(role, Action.COMMENT),
        organisers=organisers_of(event.id),
        people=participations_of(event.id),
        agenda=_agenda(event),
        recordings=recordings_of(event),
        summary=record.summary_view(event, summary) if summary and has_summary else None,
        comments=sign_offs.comments_of(event),
        colleagues=partner_links.links_of(link.organiser),
        proposed=proposals.of_organiser(link.organiser),
        role_words=ORGANISER_ROLES,
        kept_until=partner_retention.kept_until(link),
        now=now(),
        token=token,
        when=when_in_full(event, reader.zone_name(), now=now()),
    )


def _say(form: SignForm, do: str, link: PartnerLink, event: Event) -> str:
    actor = partner_links.actor_of(link)
    if do == "sign":
        made = sign_offs.sign(event, link.organiser, seen=form.seen, actor=actor, now=now())
        return ngettext(
            "Signed off. Thank you.", "All %(num)s parts are signed off. Thank you.", len(made) or 1
        )
    sign_offs.refuse(
        event,
        link.organiser,
        reasons=form.reasons,
        seen=form.seen,
        sign_rest=do == "sign_rest",
        actor=actor,
        now=now(),
    )
    return _("The organisers have your reason.")


def _agenda(event: Event) -> list[tuple[str, str, AgendaItem, bool]]:
    """Each item: title, start by the host's clock (it is signed), and whether it outlasts the event."""
    items = agenda.agenda_of(event.id)
    times = item_times([Item(item.key, item.kind, item.minutes) for item in items], event.starts_at)
    return [
        (
            item.title or _(KIND_WORDS[ItemKind(item.kind)]),
            f"{event.time.clock_at(slot.starts_at):%H:%M}" if slot.starts_at and event.time else "",
            item,
            bool(slot.ends_at and event.ends_at and slot.ends_at > event.ends_at),
        )
        for item, slot in zip(items, times, strict=True)
    ]


def _back(token: str) -> Response:
    return redirect(url_for("partners.desk", token=token), 303)
