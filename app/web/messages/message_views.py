"""The delivery log: what was mailed about an event, to whom, and what became of it (rows R4, X6)."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.domain.access import Action
from app.domain.mail.kinds import WORDS as KINDS
from app.domain.mail.mail_trouble import WORDS as TROUBLES
from app.domain.mail.mail_trouble import reply_of, trouble_of
from app.extensions import db
from app.queries import letters
from app.queries import messages as query
from app.services.calendars import announcements
from app.services.scheduling import delivery_log
from app.web import access
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_flashed
from app.web.http.clock import now
from app.web.messages.blueprint import blueprint
from app.web.pages import Page, desk_page


@blueprint.get("/desk/events/<slug>/messages")
def messages(slug: str) -> Page:
    event = access.load_event(slug, Action.SEE_REGISTRATIONS)
    quiet = announcements.QUIET
    text = " ".join(request.args.get("q", "").replace("\0", "").split())[:100]
    stand = request.args.get("stand", "")
    stand = stand if stand in query.STANDS else ""
    page = max(1, min(request.args.get("page", 1, int), 10_000))
    lines, pages = query.page_of(event.id, now=now(), quiet=quiet, stand=stand, text=text, page=page)

    def address(number: int) -> str:
        return url_for("messages.messages", slug=event.slug, q=text or None, stand=stand or None, page=number)

    return desk_page(
        "messages/messages.html",
        event,
        form=Form(),
        numbers=query.counts(event.id, now=now(), quiet=quiet),
        lines=lines,
        kinds=KINDS,
        trouble_of=trouble_of,
        trouble_words=TROUBLES,
        reply_of=reply_of,
        page=page,
        pages=pages,
        address=address,
        text=text,
        chosen=stand,
        open_letters=letters.counts(event.id)["open"],
        may_edit=access.allows(event, Action.EDIT),
    )


@blueprint.post("/desk/events/<slug>/messages/send-now")
def send_now(slug: str) -> Response:
    event = access.load_event(slug, Action.EDIT)
    if Form().validate_on_submit():
        count = delivery_log.send_now(event, now=now())
        db.session.commit()
        flash(
            ngettext("%(num)s message is on its way.", "%(num)s messages are on their way.", count), "success"
        )
    return redirect(url_for("messages.messages", slug=slug), 303)


@blueprint.post("/desk/events/<slug>/messages/send-again")
def send_again(slug: str) -> Response:
    event = access.load_event(slug, Action.EDIT)
    message = query.by_key(event.id, request.form.get("key", "")[:200]) or abort(404)
    if Form().validate_on_submit():
        with refusals_flashed():
            delivery_log.send_again(message, now=now())
            db.session.commit()
            flash(_("It is on its way again. The calendar entry stays the same one."), "success")
    return redirect(url_for("messages.messages", slug=slug), 303)
