"""Who is on the panel, in sums: regions, sectors and, where said, genders; nothing is guessed (row P9)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from app.domain.words import N_

TOO_FEW = 3  # of a gender: fewer are not told apart, so that no sum speaks of one person


class Region(StrEnum):
    """Where people live, roughly (after the United Nations' M49 regions)."""

    AFRICA = "africa"
    ASIA = "asia"
    EUROPE = "europe"
    LATIN_AMERICA = "latin_america"
    NORTH_AMERICA = "north_america"
    OCEANIA = "oceania"


class Sector(StrEnum):
    """What kind of body an organisation is."""

    GOVERNMENT = "government"
    INTERGOVERNMENTAL = "intergovernmental"
    ACADEMIA = "academia"
    CIVIL_SOCIETY = "civil_society"
    COOPERATIVE = "cooperative"
    BUSINESS = "business"
    MEDIA = "media"
    OTHER = "other"


class Gender(StrEnum):
    """As a person says, if at all."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


REGION_WORDS: Mapping[Region, str] = {
    Region.AFRICA: N_("Africa"),
    Region.ASIA: N_("Asia"),
    Region.EUROPE: N_("Europe"),
    Region.LATIN_AMERICA: N_("Latin America and the Caribbean"),
    Region.NORTH_AMERICA: N_("Northern America"),
    Region.OCEANIA: N_("Oceania"),
}
SECTOR_WORDS: Mapping[Sector, str] = {
    Sector.GOVERNMENT: N_("Government"),
    Sector.INTERGOVERNMENTAL: N_("Intergovernmental"),
    Sector.ACADEMIA: N_("Universities and research"),
    Sector.CIVIL_SOCIETY: N_("Civil society"),
    Sector.COOPERATIVE: N_("Cooperatives and social economy"),
    Sector.BUSINESS: N_("Business"),
    Sector.MEDIA: N_("Media"),
    Sector.OTHER: N_("Another sector"),
}
GENDER_WORDS: Mapping[Gender, str] = {
    Gender.WOMAN: N_("Women"),
    Gender.MAN: N_("Men"),
    Gender.OTHER: N_("Another gender"),
}

_COUNTRIES: Mapping[Region, str] = {
    Region.AFRICA: (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG "
        "ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    Region.ASIA: (
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO "
        "MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    Region.EUROPE: (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU "
        "LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    Region.LATIN_AMERICA: (
        "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN "
        "KY LC MF MQ MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI"
    ),
    Region.NORTH_AMERICA: "BM CA GL PM US",
    Region.OCEANIA: "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
}
Kind = TypeVar("Kind", bound=StrEnum)
_REGION_OF = {code: region for region, codes in _COUNTRIES.items() for code in codes.split()}


@dataclass(frozen=True, slots=True)
class OnPanel:
    """One person as far as sums need it; "" where it is not known or not said."""

    country: str = ""
    sector: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """Counts, the largest first, and of how many it is not known; `genders` is empty where too few say."""

    total: int
    regions: list[tuple[Region, int]]
    unknown_regions: int
    sectors: list[tuple[Sector, int]]
    unknown_sectors: int
    genders: list[tuple[Gender, int]]
    untold_genders: int


def balance(panel: Iterable[OnPanel]) -> Balance:
    """Count a panel. A gender of fewer than three, or one that all share, counts as not said."""
    people = list(panel)
    regions = Counter(_REGION_OF[one.country] for one in people if one.country in _REGION_OF)
    sectors = Counter(Sector(one.sector) for one in people if one.sector in set(Sector))
    said = Counter(Gender(one.gender) for one in people if one.gender in set(Gender))
    genders = {gender: count for gender, count in said.items() if TOO_FEW <= count < len(people)}
    return Balance(
        total=len(people),
        regions=_ordered(regions),
        unknown_regions=len(people) - sum(regions.values()),
        sectors=_ordered(sectors),
        unknown_sectors=len(people) - sum(sectors.values()),
        genders=_ordered(genders),
        untold_genders=len(people) - sum(genders.values()),
    )


def _ordered(counts: Mapping[Kind, int]) -> list[tuple[Kind, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
