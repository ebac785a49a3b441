"""What an organisation's people see and do by their link; every page and act asks domain.access."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.access import Action, may
from app.domain.agenda import KIND_WORDS, Item, ItemKind, slots
from app.domain.errors import DomainError
from app.domain.sign_off import differences
from app.domain.zones import wall_at
from app.extensions import db, limiter
from app.gateways import gateways
from app.models import AgendaItem, Event, PartnerLink
from app.queries import agenda
from app.queries.participants import organisers_of, participations_of
from app.services import organisation_records, partner_links, sign_offs
from app.web import access, reader
from app.web.partners import blueprint, logo_change
from app.web.partners.forms import ROLES
from app.web.partners.link_forms import ColleagueForm, CommentForm, OwnPartForm, SignForm
from app.web.when import when_of

LINK = "/partner/<token>"
UNKNOWN = 404
limited = limiter.shared_limit(
    "20 per minute", scope="unknown links", deduct_when=lambda response: response.status_code == UNKNOWN
)


def load(token: str, action: Action) -> tuple[PartnerLink, Event]:
    """Return whose link this is, and the event. The loader is the permission: 403 without the right."""
    now = gateways().clock.now()
    link = partner_links.open_link(token, now=now)
    if not may(partner_links.ROLES[link.organiser.role], action):
        abort(403)
    if request.method == "GET" and partner_links.note_use(link, now=now):
        db.session.commit()
    return link, db.session.get_one(Event, link.organiser.event_id)


@blueprint.get(LINK)
@access.public
@limited
def desk(token: str) -> str:
    return _page(token, SignForm(), CommentForm(), ColleagueForm())


@blueprint.post(f"{LINK}/sign-off")
@access.public
@limited
def sign(token: str) -> Response | tuple[str, int]:
    link, event = load(token, Action.SIGN_OFF)
    form, given = SignForm(), request.form.get("do") == "sign"
    if not form.validate_on_submit():
        return _page(token, form, CommentForm(formdata=None), ColleagueForm(formdata=None)), 422
    try:
        sign_offs.answer(
            event,
            link.organiser,
            given=given,
            seen=form.seen.data or "",
            reason="" if given else form.reason.data or "",
            actor=partner_links.actor_of(link),
            now=gateways().clock.now(),
        )
    except DomainError as error:
        db.session.rollback()
        form.refuse(error)
        return _page(token, form, CommentForm(formdata=None), ColleagueForm(formdata=None)), error.status
    db.session.commit()
    flash(_("Signed off. Thank you.") if given else _("The organisers have your reason."), "success")
    return redirect(url_for("partners.desk", token=token), 303)


@blueprint.post(f"{LINK}/comment")
@access.public
@limited
def comment(token: str) -> Response | tuple[str, int]:
    link, event = load(token, Action.COMMENT)
    form = CommentForm()
    if not form.validate_on_submit():
        return _page(token, SignForm(formdata=None), form, ColleagueForm(formdata=None)), 422
    actor, now = partner_links.actor_of(link), gateways().clock.now()
    sign_offs.comment(event, text=form.text.data, organiser=link.organiser, actor=actor, now=now)
    db.session.commit()
    return redirect(url_for("partners.desk", token=token, _anchor="comments"), 303)


@blueprint.post(f"{LINK}/colleague")
@access.public
@limited
def colleague(token: str) -> Response | tuple[str, int]:
    """Give a second person of the organisation a link of their own."""
    link, _event = load(token, Action.EDIT_OWN_PART)
    form = ColleagueForm()
    if not form.validate_on_submit():
        return _page(token, SignForm(formdata=None), CommentForm(formdata=None), form), 422
    actor, now = partner_links.actor_of(link), gateways().clock.now()
    if form.email.data.casefold() not in {one.email for one in partner_links.links_of(link.organiser)}:
        try:
            partner_links.invite(
                link.organiser, name=form.name.data, email=form.email.data, actor=actor, now=now
            )
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
            return _page(token, SignForm(formdata=None), CommentForm(formdata=None), form), error.status
    db.session.commit()
    flash(_("%(name)s gets a link of their own.", name=form.name.data), "success")
    return redirect(url_for("partners.desk", token=token), 303)


@blueprint.route(f"{LINK}/organisation", methods=["GET", "POST"])
@access.public
@limited
def own_part(token: str) -> Response | tuple[str, int]:
    """Correct what is printed of the own organisation."""
    link, event = load(token, Action.EDIT_OWN_PART)
    form = OwnPartForm()
    form.fill(link.organiser.organisation)
    if form.validate_on_submit():
        try:
            _save(token, form)
        except DomainError as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("partners.desk", token=token), 303)
    return render_template(
        "partners/own_part.html",
        event=event,
        form=form,
        organisation=link.organiser.organisation,
        token=token,
    ), 422 if form.errors else 200


def _save(token: str, form: OwnPartForm) -> None:
    now = gateways().clock.now()
    with logo_change.stored(form) as logo:
        link, event = load(token, Action.EDIT_OWN_PART)
        organisation, actor = link.organiser.organisation, partner_links.actor_of(link)
        organisation_records.edit_organisation(
            event,
            organisation=organisation,
            name=form.name.data,
            short_name=form.short_name.data or "",
            web_url=form.web_url.data or "",
            aliases=form.alias_lines,
            actor=actor,
            now=now,
        )
        logo.write(event, organisation, actor=actor, now=now)
        db.session.commit()


def _page(token: str, form: SignForm, comment_form: CommentForm, colleague_form: ColleagueForm) -> str:
    link, event = load(token, Action.SEE_DRAFT)
    organiser = link.organiser
    role = partner_links.ROLES[organiser.role]
    shown, last = sign_offs.snapshot(event), sign_offs.last_of(organiser)
    form.seen.data = sign_offs.version_of(shown)
    return render_template(
        "partners/desk.html",
        event=event,
        link=link,
        organiser=organiser,
        form=form,
        comment_form=comment_form,
        colleague_form=colleague_form,
        may_comment=may(role, Action.COMMENT),
        last=last,
        differences=differences(last.snapshot, shown) if last else [],
        organisers=organisers_of(event.id),
        people=participations_of(event.id),
        agenda=_agenda(event),
        comments=sign_offs.comments_of(event),
        colleagues=partner_links.links_of(organiser),
        role_words=ROLES,
        token=token,
        when=when_of(event, reader.zone_name(), whole=True),
    )


def _agenda(event: Event) -> list[tuple[str, str, AgendaItem]]:
    """Each item with its title and its start by the host's clock: the hours are part of what is signed."""
    items = agenda.agenda_of(event.id)
    times = slots([Item(item.key, item.kind, item.minutes) for item in items], event.starts_at)
    return [
        (
            item.title or gettext(KIND_WORDS[ItemKind(item.kind)]),
            f"{wall_at(slot.starts_at, event.zone):%H:%M}" if slot.starts_at and event.zone else "",
            item,
        )
        for item, slot in zip(items, times, strict=True)
    ]
