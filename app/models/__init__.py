"""Tables, one module per aggregate. Importing this package registers them all."""

from app.models.account import Account, Device, SignInRequest
from app.models.agenda import AgendaItem, AgendaSpeaker, RemovedAgendaItem
from app.models.calendar_revision import CalendarRevision
from app.models.edition import ClosedPeriod, Edition
from app.models.event import EarlierTime, Event, EventSlug
from app.models.hour_poll import HourPoll, HourPollAnswer, HourPollPerson, HourPollStart
from app.models.hour_search import HourLine, HourSearch
from app.models.material import Material, MaterialFile, MaterialKind
from app.models.organisation import Organisation, OrganisationAlias, Organiser, OrganiserRole
from app.models.outbox import OutboxMessage, OutboxState
from app.models.person import Affiliation, AffiliationThen, Participation, Person, PersonAlias
from app.models.registration import Registration
from app.models.summary import Summary, SummaryCorrection
from app.models.team import EventChange, TeamMember

__all__ = [
    "Account",
    "Affiliation",
    "AffiliationThen",
    "AgendaItem",
    "AgendaSpeaker",
    "CalendarRevision",
    "ClosedPeriod",
    "Device",
    "EarlierTime",
    "Edition",
    "Event",
    "EventChange",
    "EventSlug",
    "HourLine",
    "HourPoll",
    "HourPollAnswer",
    "HourPollPerson",
    "HourPollStart",
    "HourSearch",
    "Material",
    "MaterialFile",
    "MaterialKind",
    "Organisation",
    "OrganisationAlias",
    "Organiser",
    "OrganiserRole",
    "OutboxMessage",
    "OutboxState",
    "Participation",
    "Person",
    "PersonAlias",
    "Registration",
    "RemovedAgendaItem",
    "SignInRequest",
    "Summary",
    "SummaryCorrection",
    "TeamMember",
]
