from typing import Any

from flask import flash, redirect, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField
from wtforms.validators import Optional

from app.domain.files.licences import LICENCES
from app.domain.people.consent import NO, ON_BEHALF, OWN_TERMS, QUESTIONS, WORDING, YES, ConsentKind, choices
from app.extensions import db
from app.services.speakers import consents as verbs
from app.web import access
from app.web.forms.base import Form, LineField, TextField
from app.web.forms.fields import choices_of
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.speaker_desk.blueprint import DESK, blueprint
from app.web.speaker_desk.opening import opened
from app.web.words.consents import licence_text
from app.wording.dates import short_date

HELPERS = {
    "guardian": _l("Parent or guardian"),
    "assistant": _l("Assistant"),
    "other": _l("Somebody else they asked"),
}


class ConsentForm(Form):
    licence_words = TextField(
        _l("Your own terms"),
        description=_l("Only if you chose them above. They stand beside the file as you write them."),
        length=1000,
    )
    on_behalf = LineField(
        _l("If you fill this in for somebody: your name"),
        description=_l("It is kept with the answers."),
        length=200,
    )
    helps_as = SelectField(
        _l("You are their"),
        choices=choices_of((one, HELPERS[one]) for one in ON_BEHALF),
        validate_choice=False,
    )


@blueprint.route(f"{DESK}/consents", methods=["GET", "POST"])
@access.public
def consents(token: str) -> Response | Page:
    """Five questions, each by itself; none is answered beforehand, and a no counts at once."""
    found = opened()
    said = verbs.current(found.link)
    form = _form()
    if form.validate_on_submit():
        with refusals_at(form):
            taken_back = _say(form)
            db.session.commit()
            _tell(form, taken_back=taken_back)
            return redirect(url_for("speaker_desk.desk", token=token), 303)
    if not form.is_submitted():
        for kind, one in said.items():
            form[kind.value].data = one.choice
            form.licence_words.data = one.words or form.licence_words.data
    return page(
        "speaker_desk/consents.html",
        event=found.event,
        form=form,
        questions=[(form[kind.value], _(QUESTIONS[kind][1]), _when(said.get(kind))) for kind in ConsentKind],
        wording=WORDING,
        token=token,
    )


def _tell(form: Any, *, taken_back: bool) -> None:
    answers = {kind: form[kind.value].data for kind in ConsentKind}
    if any(answers.values()):
        flash(_("Saved. It counts from now on."), "success")
    else:
        flash(_("You have answered nothing yet, so nothing was saved. You can answer at any time."), "info")
    if answers[ConsentKind.RECORD] == NO and answers[ConsentKind.PUBLISH_VIDEO] == YES:
        flash(_("You may not be recorded, so your yes to publishing the recording has no effect."), "info")
    if taken_back:
        flash(_("What was public and is not allowed any more has been taken back."), "info")


def _say(form: Any) -> bool:
    """Keep the answers as theirs, or as given for them; tell whether something public was taken back."""
    found, helper = opened(), form.on_behalf.data
    name = found.link.participation.name_printed
    words = {"helper": helper, "name": name}
    taken_back = verbs.say(
        found.event,
        found.link,
        answers={kind: form[kind.value].data for kind in ConsentKind if form[kind.value].data},
        by=_("%(helper)s for %(name)s", **words) if helper else name,
        on_behalf=form.helps_as.data if helper else "",
        terms=form.licence_words.data or "",
        language=str(get_locale()),
        now=now(),
    )
    return bool(taken_back)


def _form() -> Any:
    """A form with one question for each consent."""
    fields = {
        kind.value: RadioField(_(QUESTIONS[kind][0]), [Optional()], choices=_choices(kind))
        for kind in ConsentKind
    }
    return type("ConsentsForm", (ConsentForm,), fields)()


def _choices(kind: ConsentKind) -> Any:
    if kind is ConsentKind.LICENCE:
        licences = [(code, licence_text(code)) for code in LICENCES]
        return choices_of([*licences, (OWN_TERMS, _("My own terms, in my own words"))])
    return choices_of((one, _("Yes") if one == YES else _("No")) for one in choices(kind))


def _when(one: Any) -> str:
    if one is None:
        return ""
    who = f"{one.by} ({HELPERS[one.on_behalf]})" if one.on_behalf else one.by
    return str(_("Answered %(day)s, by %(who)s.", day=short_date(one.at.date()), who=who))
