"""Tables, one module per aggregate. Importing this package registers them all."""

from app.models.account import Account, Device, SignInRequest
from app.models.agenda import AgendaItem, AgendaSpeaker, RemovedAgendaItem
from app.models.attendee_note import AttendeeNote
from app.models.calendar_revision import CalendarRevision
from app.models.check_level import CheckLevel
from app.models.consent import Consent
from app.models.edition import ClosedPeriod, Edition
from app.models.event import EarlierTime, Event, EventSlug
from app.models.hour_poll import HourPoll, HourPollAnswer, HourPollPerson, HourPollStart
from app.models.hour_search import HourLine, HourSearch
from app.models.identity import PersonDistinction, PersonMerge
from app.models.inbound import InboundTally, UndeliverableAddress
from app.models.letter import Letter
from app.models.material import Material, MaterialFile, MaterialKind
from app.models.organisation import Organisation, OrganisationAlias, Organiser, OrganiserRole
from app.models.outbox import OutboxMessage, OutboxState
from app.models.partial_upload import PartialUpload
from app.models.participant_entry import OwnFeed, ParticipantEntry
from app.models.partner_link import EventComment, PartnerLink, SignOff, SignOffWaiver
from app.models.person import Affiliation, AffiliationThen, Participation, Person, PersonAlias
from app.models.question import Question, QuestionAnswer, QuestionKind
from app.models.registration import Registration
from app.models.search_text import SearchText
from app.models.speaker_link import SpeakerLink
from app.models.speaker_proposal import ProposalState, SpeakerProposal
from app.models.summary import Summary, SummaryCorrection
from app.models.team import EventChange, TeamMember
from app.models.tech_check import TechCheck

__all__ = [
    "Account",
    "Affiliation",
    "AffiliationThen",
    "AgendaItem",
    "AgendaSpeaker",
    "AttendeeNote",
    "CalendarRevision",
    "CheckLevel",
    "ClosedPeriod",
    "Consent",
    "Device",
    "EarlierTime",
    "Edition",
    "Event",
    "EventChange",
    "EventComment",
    "EventSlug",
    "HourLine",
    "HourPoll",
    "HourPollAnswer",
    "HourPollPerson",
    "HourPollStart",
    "HourSearch",
    "InboundTally",
    "Letter",
    "Material",
    "MaterialFile",
    "MaterialKind",
    "Organisation",
    "OrganisationAlias",
    "Organiser",
    "OrganiserRole",
    "OutboxMessage",
    "OutboxState",
    "OwnFeed",
    "PartialUpload",
    "ParticipantEntry",
    "Participation",
    "PartnerLink",
    "Person",
    "PersonAlias",
    "PersonDistinction",
    "PersonMerge",
    "ProposalState",
    "Question",
    "QuestionAnswer",
    "QuestionKind",
    "Registration",
    "RemovedAgendaItem",
    "SearchText",
    "SignInRequest",
    "SignOff",
    "SignOffWaiver",
    "SpeakerLink",
    "SpeakerProposal",
    "Summary",
    "SummaryCorrection",
    "TeamMember",
    "TechCheck",
    "UndeliverableAddress",
]
