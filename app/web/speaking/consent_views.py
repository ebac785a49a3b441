from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import get_locale, gettext, lazy_gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.validators import Optional

from app.domain.consent import QUESTIONS, WORDING, YES, ConsentKind, choices
from app.domain.licences import LICENCES
from app.extensions import db
from app.gateways import gateways
from app.services import consents as verbs
from app.web import access
from app.web.fields import choices_of
from app.web.forms import Form, LineField
from app.web.speaking import DESK, blueprint
from app.web.speaking.opening import opened
from app.web.when import short_date


class ConsentForm(Form):
    on_behalf = LineField(
        lazy_gettext("If you fill this in for somebody: your name"),
        description=lazy_gettext("A guardian or an assistant, for example. It is kept with the answers."),
        length=200,
    )


@blueprint.route(f"{DESK}/consents", methods=["GET", "POST"])
@access.public
def consents(token: str) -> Response | tuple[str, int]:
    """Five questions, each by itself; none is answered beforehand, and a no counts at once."""
    found = opened()
    said = verbs.current(found.link)
    form = _form()
    if form.validate_on_submit():
        name = found.link.participation.name_printed
        helper = form.on_behalf.data
        taken_back = verbs.say(
            found.event,
            found.link,
            answers={kind: form[kind.value].data for kind in ConsentKind if form[kind.value].data},
            by=gettext("%(helper)s for %(name)s", helper=helper, name=name) if helper else name,
            language=str(get_locale()),
            now=gateways().clock.now(),
        )
        db.session.commit()
        flash(_("Saved. It counts from now on."), "success")
        if taken_back:
            flash(_("What was public and is not allowed any more has been taken back."), "info")
        return redirect(url_for("speaking.desk", token=token), 303)
    if not form.is_submitted():
        for kind, one in said.items():
            form[kind.value].data = one.choice
    return render_template(
        "speaking/consents.html",
        event=found.event,
        form=form,
        questions=[
            (form[kind.value], gettext(QUESTIONS[kind][1]), _when(said.get(kind))) for kind in ConsentKind
        ],
        wording=WORDING,
        token=token,
    ), 422 if form.errors else 200


def _form() -> Any:
    """A form with one question for each consent."""
    fields = {
        kind.value: RadioField(gettext(QUESTIONS[kind][0]), [Optional()], choices=_choices(kind))
        for kind in ConsentKind
    }
    return type("ConsentsForm", (ConsentForm,), fields)()


def _choices(kind: ConsentKind) -> Any:
    if kind is ConsentKind.LICENCE:
        return choices_of((code, gettext(one.name)) for code, one in LICENCES.items())
    return choices_of((one, _("Yes") if one == YES else _("No")) for one in choices(kind))


def _when(one: Any) -> str:
    if one is None:
        return ""
    return str(_("Answered %(day)s, by %(who)s.", day=short_date(one.at.date()), who=one.by))
