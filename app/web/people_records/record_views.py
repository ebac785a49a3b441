from collections.abc import Iterable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.people.names import name_key
from app.extensions import db
from app.queries import duplicates
from app.queries.duplicates import Known
from app.services.people_records import aliases
from app.web import access
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.pages import Page, page
from app.web.people_records.blueprint import blueprint
from app.web.people_records.forms import AliasesForm
from app.web.people_records.loading import load, sees_address, viewer
from app.web.people_records.words import sign_lines

SHOWN = 50


@blueprint.get("")
def duplicates_page() -> str:
    """Who may be seen double, whom one knows, and what was merged lately."""
    who = viewer()
    words = request.args.get("q", "").replace("\0", "")[:100]
    known = duplicates.people_known(who)
    return render_template(
        "people_records/duplicates.html",
        proposals=[(one, sign_lines(one.pair)) for one in duplicates.proposals_among(known)[:SHOWN]],
        words=words,
        found=_matching(known.values(), words)[:SHOWN] if words else [],
        merges=duplicates.merges_of(known),
        form=Form(),
    )


@blueprint.route("/<slug>", methods=["GET", "POST"])
def record(slug: str) -> Response | Page:
    """One person's record: where it is used, how it is found, and who else it may be."""
    seen = load(slug)
    form = AliasesForm()
    form.fill(seen.person)
    if form.validate_on_submit():
        with refusals_at(form):
            aliases.set_aliases(
                seen.person,
                names=form.lines,
                viewer=viewer(),
                actor=access.actor(),
                now=now(),
            )
            db.session.commit()
            flash(_("Saved."), "success")
            return redirect(url_for("people_records.record", slug=slug), 303)
    words = request.args.get("q", "").replace("\0", "")[:100]
    others = duplicates.people_known(viewer()) if words else {}
    return page(
        "people_records/record.html",
        person=seen.person,
        known=seen.known,
        sees_address=sees_address(seen.person),
        form=form,
        words=words,
        found=[one for one in _matching(others.values(), words) if one.id != seen.person.id][:SHOWN],
        merges=duplicates.merges_of([seen.person.id]),
    )


def _matching(known: Iterable[Known], words: str) -> list[Known]:
    """Return those whose name or another spelling holds every word, by name."""
    wanted = name_key(words).split()

    def holds(one: Known) -> bool:
        text = " ".join(map(name_key, (one.name, *one.aliases)))
        return all(word in text for word in wanted)

    return sorted(filter(holds, known), key=lambda one: one.name) if wanted else []
