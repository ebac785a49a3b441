"""Closed by default: a view is open only when marked, and loading an event is the permission to use it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import UserMixin, current_user, login_user
from werkzeug.wrappers import Response

from app.domain.access import Action, Role, may
from app.extensions import login
from app.models import Account, Device, Event
from app.queries import events
from app.services import accounts
from app.services.actor import Actor
from app.web.http.clock import now
from app.web.http.safety import SAFE_METHODS

View = TypeVar("View", bound=Callable[..., Any])


class SignedIn(UserMixin):
    """The browser that is signed in, and whose it is."""

    def __init__(self, device: Device, token: str) -> None:
        self.device = device
        self.account: Account = device.account
        self._token = token

    def get_id(self) -> str:
        """Return what the session cookie keeps: the device's token, never the account's id."""
        return self._token


def public(view: View) -> View:
    """Mark a view that needs no signing in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def init(app: Flask) -> None:
    """Guard every endpoint and tell templates who is looking."""

    @login.user_loader
    def load(token: str) -> SignedIn | None:
        device = accounts.device_of(token=token, now=now())
        return SignedIn(device, token) if device else None

    @app.before_request
    def close_by_default() -> Response | None:
        view = current_app.view_functions.get(request.endpoint or "")
        if view is None or request.endpoint == "static" or getattr(view, "is_public", False):
            return None
        if current_user.is_authenticated:
            return None
        back = request.full_path.rstrip("?") if request.method == "GET" else ""
        return redirect(url_for("accounts.sign_in", next=back or None), 303)

    @app.context_processor
    def who() -> dict[str, Any]:
        return {"signed_in": has_session(), "may": may, "Action": Action, "role_here": g.get("role")}


def has_session() -> bool:
    """Whether the browser carries a session; costs no query, decides nothing but what the header offers."""
    return "_user_id" in session


def sign_in(token: str) -> None:
    """Begin a session for the device behind `token`; the old session's contents are dropped first."""
    session.clear()
    device = accounts.device_of(token=token, now=now())
    if device is None:
        raise accounts.LinkNotUsable
    session.permanent = True
    login_user(SignedIn(device, token))


def account() -> Account:
    """Return the signed-in account; views that are not public always have one."""
    return cast("SignedIn", current_user).account


def is_operator() -> bool:
    """Whether whoever looks is signed in and runs this installation."""
    return bool(current_user.is_authenticated and account().is_operator)


def actor() -> Actor:
    """Return the account as the history names it."""
    who = account()
    return Actor(who.name or who.email, who.id)


def role_in(event: Event) -> Role:
    """Return what the signed-in account is to `event`; asked of the database once in a request."""
    known: dict[tuple[int, int], Role] = g.setdefault("roles", {})
    key = event.id, account().id
    if key not in known:
        known[key] = events.role_of(event_id=event.id, account_id=account().id)
    return known[key]


def allows(event: Event, action: Action) -> bool:
    """Whether the signed-in account may do this in `event`."""
    return may(role_in(event), action)


def load_event(slug: str, action: Action) -> Event:
    """Return the event for a desk view, locked where the request will change it.

    Strangers get 404, members without the right 403.
    """
    event = events.by_any_slug(slug, lock=request.method not in SAFE_METHODS)
    if event is None:
        abort(404)
    role = role_in(event)
    if role is Role.STRANGER:
        abort(404)
    if not may(role, action):
        abort(403)
    g.role = role  # templates offer only what this role may do
    return event
