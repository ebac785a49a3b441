"""The balance of the panel, in words and sums (row P9)."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.domain.lifecycle import NOT_TAKING_PART
from app.domain.people.panel_balance import GENDER_WORDS, REGION_WORDS, SECTOR_WORDS, OnPanel, balance
from app.models import Participation
from app.queries.participants import on_stage

Sums = list[tuple[str, list[str]]]


def panel_of(people: Sequence[Participation]) -> Sums:
    """Return (what is counted, sums) of those on stage who may still come; nothing about one person."""
    panel = [_seen(one) for one in people if on_stage(one) and one.state not in NOT_TAKING_PART]
    if not panel:
        return []
    found = balance(panel)
    regions = [f"{_(REGION_WORDS[one])}: {count}" for one, count in found.regions]
    sectors = [f"{_(SECTOR_WORDS[one])}: {count}" for one, count in found.sectors]
    genders = [f"{_(GENDER_WORDS[one])}: {count}" for one, count in found.genders]
    unknown = _("Unknown: %(count)s", count="{}")
    untold = _("Not said, or fewer than three: %(count)s", count=found.untold_genders)
    return [
        (_("Regions"), regions + _rest(unknown, found.unknown_regions)),
        (_("Sectors"), sectors + _rest(unknown, found.unknown_sectors)),
        (_("Genders, as people say"), [*genders, *([untold] if found.untold_genders else [])]),
    ]


def _rest(words: str, count: int) -> list[str]:
    return [words.format(count)] if count else []


def _seen(part: Participation) -> OnPanel:
    """Return what is printed first: the country and the kind of the first affiliation that has one."""
    countries = [one.country for one in part.affiliations if one.country]
    sectors = [one.organisation.sector for one in part.affiliations if one.organisation is not None]
    return OnPanel(
        country=next(iter(countries), None) or part.person.country or "",
        sector=next(filter(None, sectors), ""),
        gender=part.person.gender,
    )
