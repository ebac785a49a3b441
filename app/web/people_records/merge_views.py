from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.errors import DomainError
from app.domain.people.same_person import RecordPair, signs
from app.extensions import db
from app.models import PersonMerge
from app.queries import duplicates
from app.services.people_records import merge_parts, merge_values, merging
from app.services.people_records.merge_values import CHOSEN, MergeChoice
from app.web import access
from app.web.errors import sentence
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.people_records.blueprint import blueprint
from app.web.people_records.forms import merge_form, wish_of
from app.web.people_records.loading import Seen, load, sees_address, viewer
from app.web.people_records.words import FACT_WORDS, fact_text, lost_lines, sign_lines


@blueprint.route("/<slug>/merge/<other>", methods=["GET", "POST"])
def merge(slug: str, other: str) -> Response | Page:
    """What each record holds and which value stays; the button makes one of them."""
    if standing := duplicates.standing_merge(other) or duplicates.standing_merge(slug):
        load(standing.kept.slug)  # strangers are not told where it went
        flash(_("They are one record already."), "info")
        return redirect(url_for("people_records.record", slug=standing.kept.slug), 303)
    kept, gone = load(slug), load(other)
    if kept.person is gone.person:
        abort(404)
    fields = merge_values.differences(kept.person, gone.person)
    shown = sees_address(kept.person) and sees_address(gone.person)
    form = merge_form(kept.person, gone.person, fields, addresses=shown)
    if form.validate_on_submit():
        with refusals_at(form):
            done = merging.merge(
                kept.person,
                gone.person,
                wish=wish_of(form, fields),
                viewer=viewer(),
                actor=access.actor(),
                now=now(),
            )
            key = done.key
            db.session.commit()
            return redirect(url_for("people_records.undo", key=key), 303)
    return _page(kept, gone, form, fields, shown=shown)


@blueprint.post("/<slug>/not/<other>")
def tell_apart(slug: str, other: str) -> Response:
    one, another = load(slug).person, load(other).person
    if one is another:
        abort(404)
    merging.tell_apart(one, another, actor=access.actor(), now=now())
    db.session.commit()
    flash(_("Noted: they are two people. They are not proposed again."), "success")
    return redirect(url_for("people_records.duplicates_page"), 303)


@blueprint.route("/merges/<key>", methods=["GET", "POST"])
def undo(key: str) -> Response | Page:
    """One merge: what it did, until when it can be undone, and what would stay as it is."""
    done = duplicates.merge_of(key) or abort(404)
    kept = load(done.kept.slug)
    form = Form()
    if form.validate_on_submit():
        with refusals_at(form):
            lost = merging.undo(done, viewer=viewer(), actor=access.actor(), now=now())
            db.session.commit()
            flash(_("They are two records again."), "success")
            for line in lost_lines(lost):
                flash(_("Stays as it is, because it was changed since: %(what)s", what=line), "warning")
            return redirect(url_for("people_records.duplicates_page"), 303)
    return page(
        "people_records/merge_done.html",
        done=done,
        kept=kept,
        form=form,
        until=done.at + merging.UNDO_FOR,
        refused=_refused(done),
        lost=lost_lines(merging.lost_by_undo(done)) if done.undone_at is None else [],
    )


def _refused(done: PersonMerge) -> str:
    try:
        merging.require_undoable(done, viewer=viewer(), now=now())
    except DomainError as error:
        return sentence(error)
    return ""


def _page(kept: Seen, gone: Seen, form: Form, fields: list[str], *, shown: bool) -> Page:
    one, other = kept.person, gone.person
    first, second = sorted((kept.known.record, gone.known.record), key=lambda record: record.key)
    pair = RecordPair(first.key, second.key, tuple(signs(first, second)))
    both = set(kept.known.organisations) & set(gone.known.organisations)
    pair = RecordPair(
        pair.first, pair.second, pair.signs, kept.known.organisations.get(min(both, default=0), "")
    )
    after = merge_values.values_after(one, other, MergeChoice())
    alone = [
        (FACT_WORDS[name], fact_text(other if after[name] != getattr(one, name) else one, name))
        for name in CHOSEN
        if name not in fields and after[name] and (shown or name != "email")
    ]
    return page(
        "people_records/merge.html",
        kept=kept,
        gone=gone,
        held=duplicates.holdings([one.id, other.id]),
        signs=sign_lines(pair),
        form=form,
        fields=fields,
        alone=alone,
        may_merge=kept.known.is_whole and gone.known.is_whole,
        printed_twice=merge_parts.printed_twice(one, other),
        becoming_one=merge_parts.becoming_one(one, other),
        days=merging.UNDO_FOR.days,
    )
