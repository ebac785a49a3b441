"""Affiliations twice: as of one event, and as the person's present ones (row P2)."""

from collections.abc import Sequence

from app.domain.errors import DomainError
from app.domain.people.affiliation import MOST, AffiliationGiven
from app.domain.words import N_
from app.extensions import db
from app.models import Affiliation, AffiliationThen, Participation
from app.services.partners.organisation_records import find_or_make_organisation


class TooManyAffiliations(DomainError):
    """A list that long is a mistake or a joke."""

    message = N_("At most %(most)s affiliations fit beside a name.")
    field = "affiliations"
    status = 422


def given_of(participation: Participation) -> list[AffiliationGiven]:
    """Return what stands for the event now."""
    return [
        AffiliationGiven(row.organisation_name, row.title, row.country) for row in participation.affiliations
    ]


def check(given: Sequence[AffiliationGiven]) -> None:
    """Raise TooManyAffiliations for a list that nobody could print."""
    if len(given) > MOST:
        raise TooManyAffiliations(most=MOST)


def write(
    participation: Participation, given: Sequence[AffiliationGiven], *, account_id: int | None = None
) -> None:
    """Replace the event's affiliations, in order; what is new to the person is kept there, too.

    `account_id` is whose organisations are recognised by an alias. The rows of other events stay as they are.
    Raises TooManyAffiliations.
    """
    check(given)
    if list(given) == given_of(participation):
        return
    participation.affiliations.clear()
    db.session.flush()  # places are unique: the old rows go before the new ones come
    for position, one in enumerate(given, 1):
        organisation = find_or_make_organisation(
            name=one.organisation, event_id=participation.event_id, account_id=account_id
        )
        participation.affiliations.append(
            AffiliationThen(
                participation_id=participation.id,
                position=position,
                organisation_name=one.organisation,
                organisation_id=organisation.id,
                title=one.title,
                country=one.country,
            )
        )
        _keep_on_person(participation, organisation.id, one)
    db.session.flush()


def _keep_on_person(participation: Participation, organisation_id: int, given: AffiliationGiven) -> None:
    person = participation.person
    known = {(row.organisation_id, row.title) for row in person.affiliations}
    if (organisation_id, given.title) not in known:
        person.affiliations.append(
            Affiliation(
                person_id=person.id,
                position=max((row.position for row in person.affiliations), default=0) + 1,
                organisation_id=organisation_id,
                title=given.title,
                country=given.country,
            )
        )
