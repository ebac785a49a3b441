"""How strict the desk's checks are: for the installation, or for one forum (row O9)."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField

from app.domain.publishing_rules import DEFAULTS, FIXED, LEVEL_WORDS, RULE_WORDS, Level, PublishingRule
from app.extensions import db
from app.models import Edition
from app.queries import editions
from app.services.scheduling import check_levels
from app.web import access
from app.web.forms.base import Form
from app.web.forms.fields import choices_of
from app.web.pages import Page, page
from app.web.scheduling.blueprint import blueprint


@blueprint.route("/checks", methods=["GET", "POST"])
def checks() -> Response | Page:
    """For all events whose forum says nothing else; whoever runs the installation sets it."""
    if not access.is_operator():
        abort(404)
    return _page(None, url_for("scheduling.checks"))


@blueprint.route("/forums/<edition_slug>/checks", methods=["GET", "POST"])
def edition_checks(edition_slug: str) -> Response | Page:
    """For the events of one forum; who added it sets it."""
    edition = editions.by_slug(edition_slug) or abort(404)
    if not may_set(edition):
        abort(404)
    return _page(edition, url_for("scheduling.edition_checks", edition_slug=edition_slug))


def may_set(edition: Edition) -> bool:
    """Whether the account decides how strict the checks of this forum are."""
    return access.is_operator() or edition.created_by_id == access.account().id


def _page(edition: Edition | None, here: str) -> Response | Page:
    own, above = check_levels.set_in(edition), _above(edition)
    form: Any = _form(above)
    if form.validate_on_submit():
        for rule in PublishingRule:
            if rule not in FIXED:
                chosen = form[rule.value].data
                level = Level(chosen) if chosen else None
                check_levels.set_level(edition, rule=rule, level=level)
        db.session.commit()
        flash(_("Saved. It holds from now on."), "success")
        return redirect(here, 303)
    if not form.is_submitted():
        for name, level in own.items():
            if name in form:
                form[name].data = level.value
    return page(
        "scheduling/checks.html",
        edition=edition,
        form=form,
        rules=[(rule, _(words)) for rule, words in RULE_WORDS.items()],
        fixed=FIXED,
    )


def _above(edition: Edition | None) -> dict[PublishingRule, Level]:
    """Return what holds where nothing is set here."""
    return check_levels.levels_in(None) if edition else dict(DEFAULTS)


def _form(above: dict[PublishingRule, Level]) -> Form:
    def field(rule: PublishingRule) -> SelectField:
        unset = _l("As usual: %(level)s", level=_l(LEVEL_WORDS[above[rule]]))
        levels = [(level.value, _l(words)) for level, words in LEVEL_WORDS.items()]
        return SelectField(_l(RULE_WORDS[rule]), choices=choices_of([("", unset), *levels]), default="")

    made: type[Form] = type(
        "ChecksForm", (Form,), {rule.value: field(rule) for rule in PublishingRule if rule not in FIXED}
    )
    return made()
