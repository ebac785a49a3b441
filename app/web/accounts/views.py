from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from app.domain.errors import DomainError
from app.extensions import db, limiter
from app.services import accounts
from app.web import access, errors
from app.web.accounts.blueprint import blueprint
from app.web.accounts.forms import CodeForm, SignInForm
from app.web.forms.base import Form
from app.web.forms.refusals import refusals_at
from app.web.http.clock import now
from app.web.http.links import local_path
from app.web.pages import Page, page


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access.public
@limiter.limit("20 per minute", methods=["POST"])
def sign_in() -> Response | Page:
    form = SignInForm(email=session.get("sign_in_email"))
    next_url = local_path(request.args.get("next", ""))
    if form.validate_on_submit():
        with refusals_at(form):
            accounts.request_link(
                email=form.email.data, next_url=next_url, locale=str(get_locale()), now=now()
            )
            db.session.commit()
            session["sign_in_email"] = form.email.data
            session.pop("wrong_codes", None)
            return redirect(url_for("accounts.enter_code"), 303)
    return page("accounts/sign_in.html", form=form)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@access.public
@limiter.limit("20 per minute", methods=["POST"])
def enter_code() -> Response | Page:
    form = CodeForm(email=session.get("sign_in_email"))
    if form.validate_on_submit():
        try:
            token, next_url = accounts.use_code(
                email=form.email.data,
                code=form.code.data,
                device_label=request.user_agent.string,
                now=now(),
            )
        except DomainError as error:
            form.refuse(_refusal(error))
            db.session.commit()  # a wrong code counts
        else:
            return _welcome(token, next_url)
    return page("accounts/enter_code.html", form=form)


@blueprint.route("/sign-in/<token>", methods=["GET", "POST"])
@access.public
@limiter.limit("30 per minute")
def open_link(token: str) -> Response | Page:
    """Opening shows a button; only pressing it spends the link: mail scanners open links, too."""
    form = Form()
    try:
        found = accounts.open_link(token=token, now=now())
        if form.validate_on_submit():
            device_label = request.user_agent.string
            return _welcome(*accounts.use_link(token=token, device_label=device_label, now=now()))
    except accounts.LinkNotUsable as error:
        db.session.rollback()
        heading, message = _(error.heading), errors.sentence(error)
        return render_template("accounts/link_ended.html", heading=heading, message=message), error.status
    return page("accounts/open_link.html", form=form, email=found.email)


@blueprint.route("/sign-out", methods=["GET", "POST"])
@access.public
def sign_out() -> Response | Page:
    form = Form()
    if form.validate_on_submit():
        if current_user.is_authenticated:
            accounts.sign_out(device=current_user.device, now=now())
            db.session.commit()
        logout_user()
        session.clear()
        flash(_("You are signed out on this device."))
        return redirect(url_for("program.home"), 303)
    return page("accounts/sign_out.html", form=form)


def _refusal(error: DomainError) -> DomainError:
    """Say that the code is closed once this browser has typed too many, whether or not there was one."""
    wrong = session["wrong_codes"] = session.get("wrong_codes", 0) + 1
    return accounts.CodeClosed() if wrong >= accounts.MAX_FAILED_CODES else error


def _welcome(token: str, next_url: str) -> Response:
    db.session.commit()
    access.sign_in(token)
    return redirect(local_path(next_url) or url_for("scheduling.desk"), 303)
