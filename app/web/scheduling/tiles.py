"""The tiles of the board, one function each: how a part stands, in words, and where it is mended."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.access import Action
from app.domain.lifecycle import PUBLIC_SUMMARY_STATES, EventState, SummaryState
from app.models import Event
from app.queries.event_counts import EventCounts
from app.services.scheduling import clock_rules
from app.wording.when import when_of


@dataclass(frozen=True, slots=True)
class Tile:
    """One part. `tone` is the status component's; `settled` counts towards the progress."""

    title: str
    text: str
    word: str
    tone: str
    verb: str
    href: str
    needs: Action = Action.SEE_DRAFT

    @property
    def settled(self) -> bool:
        """Whether nothing is waited for here."""
        return self.tone == "good"


def details(event: Event) -> Tile:
    whole = bool(event.aim and event.languages)
    return Tile(
        _("Details"),
        event.aim or _("One sentence on the aim, and the languages, are still missing."),
        _("Complete") if whole else _("Incomplete"),
        "good" if whole else "warn",
        _("Edit"),
        url_for("scheduling.details", slug=event.slug),
    )


def time(event: Event, *, now: datetime) -> Tile:
    when = when_of(event, None)
    if when is None:
        return Tile(
            _("Date and hour"),
            _("No date yet."),
            _("Open"),
            "warn",
            _("Set the hour"),
            url_for("scheduling.date_and_hour", slug=event.slug),
        )

    text = _(
        "%(day)s, %(times)s in %(city)s (%(zone)s)",
        day=when.host.date_text,
        times=when.host.time_text,
        city=when.host.city,
        zone=when.host.zone_text,
    )
    if clock_rules.undecided_of(event, now=now):
        href = url_for("scheduling.clock_rules_of", slug=event.slug)
        return Tile(_("Date and hour"), text, _("Rules changed"), "warn", _("Decide"), href)
    postponed = event.state is EventState.POSTPONED
    return Tile(
        _("Date and hour"),
        text,
        _("No longer holds") if postponed else _("Settled"),
        "warn" if postponed else "good",
        _("Change"),
        url_for("scheduling.date_and_hour", slug=event.slug),
    )


def organisations(event: Event, counts: EventCounts) -> Tile:
    """What holds the event back comes first: a refusal, a missing sign-off, then a proposal to answer."""
    texts: list[str] = []
    word, tone = _("Settled"), "good"
    if counts.proposals:
        texts = [_proposed(counts.proposals)]
        word, tone = _("%(count)s waiting", count=counts.proposals), "waiting"
    if not counts.organisers:
        texts, word, tone = [_("Nobody is named yet.")], _("Open"), "warn"
    elif counts.sign_offs_missing:
        texts = _unsigned(counts) + texts
        word, tone = _("%(count)s missing", count=counts.sign_offs_missing), "warn"
        if counts.sign_offs_refused:
            word, tone = _("%(count)s refused", count=counts.sign_offs_refused), "bad"
    elif not texts:
        texts = [ngettext("One organisation.", "%(num)s organisations.", counts.organisers)]
    href = url_for("partners.organisations", slug=event.slug)
    return Tile(_("Organisations"), " ".join(texts), word, tone, _("Arrange"), href)


def _proposed(number: int) -> str:
    return ngettext(
        "A proposed speaker waits for your answer.", "%(num)s proposed speakers wait for your answer.", number
    )


def _unsigned(counts: EventCounts) -> list[str]:
    texts, silent = [], counts.sign_offs_missing - counts.sign_offs_refused
    if counts.sign_offs_refused:
        texts.append(
            ngettext("One organisation refuses.", "%(num)s organisations refuse.", counts.sign_offs_refused)
        )
    if silent:
        texts.append(ngettext("One sign-off is missing.", "%(num)s sign-offs are missing.", silent))
    return texts


def people(event: Event, counts: EventCounts) -> Tile:
    href = url_for("speakers.people", slug=event.slug)
    if not counts.people:
        return Tile(_("People"), _("Nobody is named yet."), _("Open"), "warn", _("Add people"), href)
    text = ngettext("One person.", "%(num)s people.", counts.people)
    if counts.unanswered:
        text += " " + ngettext("One has not accepted.", "%(num)s have not accepted.", counts.unanswered)
        return Tile(
            _("People"), text, _("%(count)s waiting", count=counts.unanswered), "waiting", _("See who"), href
        )
    return Tile(_("People"), text, _("Settled"), "good", _("Arrange"), href)


def agenda(event: Event, counts: EventCounts) -> Tile:
    href = url_for("agenda.builder", slug=event.slug)
    if not counts.items:
        return Tile(_("Agenda"), _("Empty so far."), _("Open"), "warn", _("Build it"), href)
    over = counts.minutes - event.minutes
    if over > 0:
        text = _("%(sum)s minutes in a slot of %(slot)s.", sum=counts.minutes, slot=event.minutes)
        return Tile(_("Agenda"), text, _("+%(count)s min", count=over), "warn", _("Shorten it"), href)
    text = ngettext("One item.", "%(num)s items.", counts.items)
    if not counts.items_without_minutes:
        text += " " + _("%(sum)s of %(slot)s minutes.", sum=counts.minutes, slot=event.minutes)
    return Tile(_("Agenda"), text, _("Fits"), "good", _("Open"), href)


def meeting(event: Event) -> Tile:
    href = url_for("scheduling.details", slug=event.slug) + "#meeting_url"
    if not event.meeting_url:
        return Tile(
            _("Meeting link"), _("Without one, nobody can join."), _("Not set"), "warn", _("Set it"), href
        )
    text = (
        _("Anyone may see it.")
        if event.meeting_is_public
        else _("Private: people reach it through their own link.")
    )
    return Tile(_("Meeting link"), text, _("Set"), "good", _("Change"), href)


def registrations(event: Event, counts: EventCounts) -> Tile:
    href = url_for("registrations.registrations", slug=event.slug)
    seats = _("no limit") if event.capacity is None else str(event.capacity)
    text = _("%(count)s registered; seats: %(seats)s.", count=counts.confirmed, seats=seats)
    if counts.waiting:
        text += " " + ngettext("One person waits.", "%(num)s people wait.", counts.waiting)
    if counts.applied:
        text += " " + ngettext("%(num)s waits for your yes.", "%(num)s wait for your yes.", counts.applied)
        word = _("Waits for you")
        return Tile(_("Registration"), text, word, "warn", _("Decide"), f"{href}?state=applied")
    is_open = event.registration_open
    return Tile(
        _("Registration"),
        text,
        _("Open") if is_open else _("Closed"),
        "good" if is_open else "neutral",
        _("See"),
        href,
    )


def materials(event: Event, counts: EventCounts) -> Tile:
    href = url_for("library.materials", slug=event.slug)
    if not counts.materials:
        return Tile(
            _("Materials"),
            _("Nothing yet. Post the recording and the presentations."),
            _("Open"),
            "warn",
            _("Add"),
            href,
        )
    text = _("%(public)s of %(all)s are public.", public=counts.materials_public, all=counts.materials)
    tone = "good" if counts.materials_public == counts.materials else "waiting"
    return Tile(
        _("Materials"), text, _("Public") if tone == "good" else _("In part"), tone, _("Arrange"), href
    )


def summary(event: Event, counts: EventCounts) -> Tile:
    href = url_for("library.summary", slug=event.slug)
    if counts.summary in PUBLIC_SUMMARY_STATES:
        return Tile(_("Summary"), _("It is public."), _("Public"), "good", _("Open"), href)
    started = counts.summary not in {None, SummaryState.DUE}
    return Tile(
        _("Summary"),
        _("Begun, not yet public.") if started else _("Not begun."),
        _("Draft") if started else _("Due"),
        "waiting" if started else "warn",
        _("Write it"),
        href,
    )
