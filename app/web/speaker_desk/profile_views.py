from collections.abc import Callable
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.files import spoken_name
from app.extensions import db
from app.gateways.pictures import LARGEST_PHOTO
from app.queries import speaking as queries
from app.services.partners import affiliations
from app.services.speakers import profiles
from app.services.speakers.profiles import STEPS, Writer
from app.web import access, reader
from app.web.forms import arranging
from app.web.forms.base import Form
from app.web.forms.place_field import place_text
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.speaker_desk.blueprint import DESK, blueprint
from app.web.speaker_desk.file_steps import save_photo, save_saying
from app.web.speaker_desk.opening import opened
from app.web.speaker_desk.profile_forms import (
    AffiliationsForm,
    NameForm,
    NeedsForm,
    PhotoForm,
    PlaceForm,
    SayingForm,
    bio_form,
)
from app.web.speaker_desk.words import STEP_WORDS
from app.web.words.countries import country_names
from app.web.words.languages import spoken_of, spoken_words

PAGES: dict[str, tuple[Callable[[], Any], str]] = {
    "name": (NameForm, "speaker_desk/step_name.html"),
    "saying": (SayingForm, "speaker_desk/step_saying.html"),
    "affiliations": (AffiliationsForm, "speaker_desk/step_affiliations.html"),
    "place": (PlaceForm, "speaker_desk/step_place.html"),
    "bio": (lambda: bio_form(opened().event.bio_most), "speaker_desk/step_bio.html"),
    "photo": (PhotoForm, "speaker_desk/step_photo.html"),
    "needs": (NeedsForm, "speaker_desk/step_needs.html"),
}


@blueprint.route(f"{DESK}/profile", methods=["GET", "POST"])
@access.public
def profile(token: str) -> Response | str:
    """All of it on one page. Somebody known is asked whether it is still right: one button says so."""
    found, form = opened(), Form()
    to = profiles.writer(found, now=now())
    if form.validate_on_submit():
        profiles.confirm(to)
        db.session.commit()
        flash(_("Thank you. Your profile stands."), "success")
        return redirect(url_for("speaker_desk.desk", token=token), 303)
    missing = profiles.missing(found.link)
    known = profiles.is_known(to.person) and to.to_record
    if missing and not known and not found.link.steps_done:
        return redirect(url_for("speaker_desk.profile_step", token=token, step=missing[0]), 303)
    return render_template(
        "speaker_desk/profile.html",
        event=found.event,
        link=found.link,
        to=to,
        form=form,
        missing=missing,
        given=_given(to),
        steps=STEPS,
        words=STEP_WORDS,
        spoken=spoken_words(to.person.languages) if to.to_record else "",
        token=token,
    )


@blueprint.route(
    f"{DESK}/profile/<any(name, saying, affiliations, place, bio, photo, needs):step>",
    methods=["GET", "POST"],
)
@access.public
def profile_step(token: str, step: str) -> Response:
    """One small step, saved by itself."""
    to = profiles.writer(opened(), now=now())
    form: Any = PAGES[step][0]()
    _prepare(step, form, to)
    asked = isinstance(form, AffiliationsForm) and form.rearrange(*arranging.command())
    if not asked and form.validate_on_submit():
        with refusals_at(form):
            SAVE[step](to, form)
            following = _after(token, to, step)
            db.session.commit()
            return redirect(following, 303)
    answer = make_response(_step_page(token, step, form, to), 422 if form.errors and not asked else 200)
    if step == "saying":
        answer.headers["Permissions-Policy"] = "camera=(), microphone=(self), geolocation=()"
    return answer


def _step_page(token: str, step: str, form: Any, to: Writer) -> str:
    return render_template(
        PAGES[step][1],
        event=to.event,
        link=to.link,
        to=to,
        form=form,
        step=step,
        number=STEPS.index(step) + 1,
        total=len(STEPS),
        words=STEP_WORDS,
        country_names=country_names() if step in {"affiliations", "place"} else [],
        organisation_names=queries.organisation_names(to.event.id) if step == "affiliations" else [],
        most=LARGEST_PHOTO,
        sound=spoken_name,
        token=token,
    )


def _after(token: str, to: Writer, step: str) -> str:
    """Return the next open step, else the whole profile."""
    missing = profiles.missing(to.link)
    later = [one for one in missing if STEPS.index(one) > STEPS.index(step)]
    if later and not to.link.confirmed_at:
        return url_for("speaker_desk.profile_step", token=token, step=later[0])
    return url_for("speaker_desk.profile", token=token)


def _given(to: Writer) -> list[Any]:
    shown = affiliations.given_of(to.part)
    return shown or (profiles.present(to.person) if to.to_record else [])


def _prepare(step: str, form: Any, to: Writer) -> None:
    """Show what is known: for this event first, else from the record."""
    record = to.person if to.to_record else None
    if step == "place":
        form.offer(to.person.language if record else None)
    if request.method == "POST":
        return
    if step == "name":
        form.name.data = profiles.bare_name(to.part)
        form.honorific.data = to.part.honorific or (record.honorific if record else "")
        form.with_honorific.data = bool(to.part.honorific) or "name" not in to.link.steps_done
        form.pronouns.data = to.part.pronouns or (record.pronouns if record else "")
    elif step == "saying":
        form.pronunciation.data = to.part.pronunciation or (record.pronunciation if record else "")
    elif step == "affiliations":
        form.fill(_given(to), profiles.present(to.person) if record else [])
    elif step == "place":
        zone = (record.zone if record else None) or reader.zone_name()
        form.country.data = record.country if record else None
        form.zone.data, form.language.data = place_text(zone), (record.language if record else None) or ""
        form.spoken.data = spoken_words(record.languages) if record else ""
        form.gender.data = record.gender if record else ""
    elif step == "bio":
        form.bio.data = to.part.bio or (record.bio if record else "")
    elif step == "needs":
        form.needs.data, form.phone.data = to.link.needs, to.link.phone


SAVE: dict[str, Callable[[Writer, Any], None]] = {
    "name": lambda to, form: profiles.save_name(
        to,
        name=form.name.data,
        honorific=form.honorific.data or "",
        with_honorific=form.with_honorific.data,
        pronouns=form.pronouns.data or "",
    ),
    "saying": save_saying,
    "affiliations": lambda to, form: profiles.save_affiliations(to, form.given, elsewhere=form.elsewhere),
    "place": lambda to, form: profiles.save_place(
        to,
        country=form.country.data,
        zone=form.zone.zone,
        language=form.language.data or None,
        spoken=spoken_of(form.spoken.data or ""),
        gender=form.gender.data or "",
    ),
    "bio": lambda to, form: profiles.save_bio(to, form.bio.data or ""),
    "photo": save_photo,
    "needs": lambda to, form: profiles.save_needs(
        to, needs=form.needs.data or "", phone=form.phone.data or ""
    ),
}
