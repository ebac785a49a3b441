"""The history's field names in words."""

from flask_babel import lazy_gettext as _

CHANGE_NAMES = {
    "created": _("Created"),
    "copied_from": _("Made as a copy of"),
    "state": _("State"),
    "time": _("Date and hour"),
    "title": _("Title"),
    "aim": _("Aim"),
    "description": _("Description"),
    "format": _("Format"),
    "themes": _("Themes"),
    "languages": _("Languages"),
    "interpretation": _("Interpretation"),
    "captions": _("Captions"),
    "edition_id": _("Forum"),
    "capacity": _("Seats"),
    "meeting_url": _("Meeting link"),
    "meeting_is_public": _("Meeting link is public"),
    "registration_open": _("Registration"),
    "confirm_email": _("Addresses are confirmed before a seat is held"),
    "approve_by_hand": _("Registrations are approved by hand"),
    "answer_hours": _("Hours to take a seat that became free"),
    "meeting_list": _("Who came, registered and not, by the meeting's list"),
    "questions": _("Question to those who register"),
    "questions.order": _("Order of the questions"),
    "team": _("Team"),
    "organisations": _("Organisations"),
    "organisations.order": _("Order of organisations"),
    "organisation.name": _("Name of an organisation"),
    "organisation.short_name": _("Short name of an organisation"),
    "organisation.web_url": _("Web address of an organisation"),
    "organisation.logo": _("Logo of an organisation"),
    "organisation.aliases": _("Aliases of an organisation"),
    "call_minutes": _("Meeting of the programme before the start"),
    "lead_not_recorded": _("Lead not recorded"),
    "people": _("People"),
    "people.order": _("Order of people"),
    "people.state": _("Answer of a person"),
    "people.listed": _("Named in the list of speakers"),
    "people.same_person": _("Two records of one person"),
    "people.aliases": _("Other spellings of a person"),
    "people.bio": _("Sentences about a person"),
    "people.photo": _("Photo of a person"),
    "bio_most": _("Length of sentences about a person"),
    "sign_off": _("Sign-off"),
    "sign_off.waived": _("Released without a sign-off"),
    "sign_off.rule": _("Who has to sign"),
    "organisations.printed": _("Printed name of an organisation"),
    "agenda": _("Agenda"),
    "agenda.order": _("Order of the agenda"),
}


def change_name(field: str) -> str:
    """Return the words for a field of the history; parts bring their own words ("agenda: moved")."""
    return str(CHANGE_NAMES.get(field, field.replace("_", " ").replace(".", ": ").capitalize()))
