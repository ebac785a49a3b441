"""What people mean by "EST", "CET" or "MESZ": no zone names, and many with several meanings (row T3).

Hours are those in everyday use; where a country changed the meaning, both stand here and must be asked about.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from app.domain.words import N_


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that letters can mean.

    `offset` is None for names that follow the clocks of the place ("Eastern Time"). `zones` are places that
    use the letters, the best known first. A `rare` meaning counts only where the place speaks for it.
    """

    offset: timedelta | None
    means: str
    zones: tuple[str, ...]
    rare: bool = False


def meanings(letters: str) -> tuple[Meaning, ...]:
    """Everything `letters` can mean, the usual first; empty for letters that nobody uses for a time."""
    return _table().get(tidy(letters).upper(), ())


def tidy(letters: str) -> str:
    """Remove brackets, dots and outer space: "(E.S.T.)" -> "EST"."""
    return re.sub(r"[()\[\].\s]", "", letters)


def offset_in(label: str) -> timedelta | None:
    """The offset that a label states in numbers: "UTC-4", "GMT+5:30", "−0400", "Z", "UTC"; else None.

    Raises nothing: an hour beyond 14 is no offset.
    """
    text = re.sub(r"[‐-―−]", "-", tidy(label)).upper()
    if text in {"UTC", "UT", "Z", "ZULU"}:
        return timedelta()
    found = re.fullmatch(r"(?:UTC|UT|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", text)
    if not found or int(found[2]) > 14 or int(found[3] or 0) > 59:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -size if found[1] == "-" else size


_SAME_AS_PLACE = "follows"

# letters; hours ahead of UTC; words; places. "?" marks a rare meaning.
_ROWS = (
    (
        "EST",
        "-5",
        N_("Eastern standard time in North America"),
        "America/New_York America/Toronto America/Panama",
    ),
    ("EST", "+10", N_("Eastern standard time in Australia (AEST)"), "Australia/Brisbane Australia/Sydney"),
    ("EDT", "-4", N_("Eastern daylight time in North America"), "America/New_York America/Toronto"),
    ("EDT?", "+11", N_("Eastern daylight time in Australia (AEDT)"), "Australia/Sydney Australia/Melbourne"),
    ("ET", _SAME_AS_PLACE, N_("Eastern Time in North America"), "America/New_York America/Toronto"),
    (
        "CST",
        "-6",
        N_("Central standard time in North America"),
        "America/Chicago America/Mexico_City America/Regina",
    ),
    ("CST", "+8", N_("China standard time"), "Asia/Shanghai Asia/Taipei"),
    ("CST", "-5", N_("Cuba standard time"), "America/Havana"),
    ("CST?", "+9:30", N_("Central standard time in Australia (ACST)"), "Australia/Darwin Australia/Adelaide"),
    ("CDT", "-5", N_("Central daylight time in North America"), "America/Chicago America/Winnipeg"),
    ("CDT?", "-4", N_("Cuba daylight time"), "America/Havana"),
    ("CT", _SAME_AS_PLACE, N_("Central Time in North America"), "America/Chicago"),
    ("MST", "-7", N_("Mountain standard time in North America"), "America/Denver America/Phoenix"),
    ("MST?", "+8", N_("Malaysia time"), "Asia/Kuala_Lumpur"),
    ("MST?", "+6:30", N_("Myanmar time"), "Asia/Yangon"),
    ("MDT", "-6", N_("Mountain daylight time in North America"), "America/Denver"),
    ("MT", _SAME_AS_PLACE, N_("Mountain Time in North America"), "America/Denver"),
    ("PST", "-8", N_("Pacific standard time in North America"), "America/Los_Angeles America/Tijuana"),
    ("PST", "+8", N_("Philippine standard time"), "Asia/Manila"),
    ("PDT", "-7", N_("Pacific daylight time in North America"), "America/Los_Angeles America/Tijuana"),
    ("PT", _SAME_AS_PLACE, N_("Pacific Time in North America"), "America/Los_Angeles"),
    ("AST", "-4", N_("Atlantic standard time"), "America/Halifax America/Puerto_Rico"),
    ("AST", "+3", N_("Arabia standard time"), "Asia/Riyadh Asia/Qatar Asia/Baghdad"),
    ("ADT", "-3", N_("Atlantic daylight time"), "America/Halifax Atlantic/Bermuda"),
    ("NST", "-3:30", N_("Newfoundland standard time"), "America/St_Johns"),
    ("NDT", "-2:30", N_("Newfoundland daylight time"), "America/St_Johns"),
    ("AKST", "-9", N_("Alaska standard time"), "America/Anchorage"),
    ("AKDT", "-8", N_("Alaska daylight time"), "America/Anchorage"),
    ("HST", "-10", N_("Hawaii standard time"), "Pacific/Honolulu"),
    ("SST", "-11", N_("Samoa standard time in American Samoa"), "Pacific/Pago_Pago"),
    ("SST?", "+8", N_("Singapore time"), "Asia/Singapore"),
    ("HNE", "-5", N_("Eastern standard time in North America"), "America/Toronto"),
    ("HAE", "-4", N_("Eastern daylight time in North America"), "America/Toronto"),
    ("HNC", "-6", N_("Central standard time in North America"), "America/Chicago"),
    ("HAC", "-5", N_("Central daylight time in North America"), "America/Chicago"),
    ("HNP", "-8", N_("Pacific standard time in North America"), "America/Los_Angeles"),
    ("HAP", "-7", N_("Pacific daylight time in North America"), "America/Los_Angeles"),
    ("HNA", "-4", N_("Atlantic standard time"), "America/Halifax"),
    ("HAA", "-3", N_("Atlantic daylight time"), "America/Halifax"),
    ("BRT", "-3", N_("Brasília time"), "America/Sao_Paulo"),
    ("ART", "-3", N_("Argentina time"), "America/Argentina/Buenos_Aires"),
    ("UYT", "-3", N_("Uruguay time"), "America/Montevideo"),
    ("PYT", "-3", N_("Paraguay time"), "America/Asuncion"),
    ("CLT", "-4", N_("Chile standard time"), "America/Santiago"),
    ("CLST", "-3", N_("Chile summer time"), "America/Santiago"),
    ("BOT", "-4", N_("Bolivia time"), "America/La_Paz"),
    ("VET", "-4", N_("Venezuela time"), "America/Caracas"),
    ("GYT", "-4", N_("Guyana time"), "America/Guyana"),
    ("COT", "-5", N_("Colombia time"), "America/Bogota"),
    ("PET", "-5", N_("Peru time"), "America/Lima"),
    ("ECT", "-5", N_("Ecuador time"), "America/Guayaquil"),
    ("ECT?", "-4", N_("Eastern Caribbean time"), "America/Barbados"),
    ("GMT", "0", N_("Greenwich mean time"), "Africa/Accra Europe/London"),
    ("WET", "0", N_("Western European time"), "Europe/Lisbon"),
    ("WEST", "+1", N_("Western European summer time"), "Europe/Lisbon"),
    ("CET", "+1", N_("Central European time"), "Europe/Paris Africa/Tunis"),
    ("MEZ", "+1", N_("Central European time"), "Europe/Berlin"),
    ("CEST", "+2", N_("Central European summer time"), "Europe/Paris"),
    ("MESZ", "+2", N_("Central European summer time"), "Europe/Berlin"),
    ("EET", "+2", N_("Eastern European time"), "Europe/Athens Africa/Tripoli"),
    ("EEST", "+3", N_("Eastern European summer time"), "Europe/Athens"),
    ("BST", "+1", N_("British summer time"), "Europe/London"),
    ("BST", "+6", N_("Bangladesh standard time"), "Asia/Dhaka"),
    ("BST", "+11", N_("Bougainville standard time"), "Pacific/Bougainville"),
    ("IST", "+5:30", N_("India standard time"), "Asia/Kolkata"),
    ("IST", "+2", N_("Israel standard time"), "Asia/Jerusalem"),
    ("IST", "+1", N_("Irish standard time"), "Europe/Dublin"),
    ("IDT", "+3", N_("Israel daylight time"), "Asia/Jerusalem"),
    ("MSK", "+3", N_("Moscow time since October 2014"), "Europe/Moscow"),
    ("MSK", "+4", N_("Moscow time from 2011 to 2014"), ""),
    ("TRT", "+3", N_("Türkiye time"), "Europe/Istanbul"),
    ("WAT", "+1", N_("West Africa time"), "Africa/Lagos Africa/Kinshasa"),
    ("CAT", "+2", N_("Central Africa time"), "Africa/Maputo Africa/Harare"),
    ("SAST", "+2", N_("South Africa standard time"), "Africa/Johannesburg"),
    ("EAT", "+3", N_("East Africa time"), "Africa/Nairobi"),
    ("GST", "+4", N_("Gulf standard time"), "Asia/Dubai Asia/Muscat"),
    ("GST", "-2", N_("South Georgia time"), "Atlantic/South_Georgia"),
    ("IRST", "+3:30", N_("Iran standard time"), "Asia/Tehran"),
    ("AMT", "+4", N_("Armenia time"), "Asia/Yerevan"),
    ("AMT", "-4", N_("Amazon time"), "America/Manaus"),
    ("AZT", "+4", N_("Azerbaijan time"), "Asia/Baku"),
    ("GET", "+4", N_("Georgia time"), "Asia/Tbilisi"),
    ("AFT", "+4:30", N_("Afghanistan time"), "Asia/Kabul"),
    ("PKT", "+5", N_("Pakistan time"), "Asia/Karachi"),
    ("UZT", "+5", N_("Uzbekistan time"), "Asia/Tashkent"),
    ("NPT", "+5:45", N_("Nepal time"), "Asia/Kathmandu"),
    ("BTT", "+6", N_("Bhutan time"), "Asia/Thimphu"),
    ("MMT", "+6:30", N_("Myanmar time"), "Asia/Yangon"),
    ("ICT", "+7", N_("Indochina time"), "Asia/Bangkok Asia/Ho_Chi_Minh"),
    ("WIB", "+7", N_("Western Indonesia time"), "Asia/Jakarta"),
    ("WITA", "+8", N_("Central Indonesia time"), "Asia/Makassar"),
    ("WIT", "+9", N_("Eastern Indonesia time"), "Asia/Jayapura"),
    ("SGT", "+8", N_("Singapore time"), "Asia/Singapore"),
    ("MYT", "+8", N_("Malaysia time"), "Asia/Kuala_Lumpur"),
    ("HKT", "+8", N_("Hong Kong time"), "Asia/Hong_Kong"),
    ("PHT", "+8", N_("Philippine standard time"), "Asia/Manila"),
    ("AWST", "+8", N_("Western standard time in Australia"), "Australia/Perth"),
    ("JST", "+9", N_("Japan standard time"), "Asia/Tokyo"),
    ("KST", "+9", N_("Korea standard time"), "Asia/Seoul"),
    ("KST", "+8:30", N_("Pyongyang time from 2015 to 2018"), ""),
    ("ACST", "+9:30", N_("Central standard time in Australia (ACST)"), "Australia/Darwin Australia/Adelaide"),
    ("ACDT", "+10:30", N_("Central daylight time in Australia"), "Australia/Adelaide"),
    ("AEST", "+10", N_("Eastern standard time in Australia (AEST)"), "Australia/Brisbane Australia/Sydney"),
    ("AEDT", "+11", N_("Eastern daylight time in Australia (AEDT)"), "Australia/Sydney"),
    ("CHST", "+10", N_("Chamorro standard time"), "Pacific/Guam"),
    ("PGT", "+10", N_("Papua New Guinea time"), "Pacific/Port_Moresby"),
    ("FJT", "+12", N_("Fiji time"), "Pacific/Fiji"),
    ("NZST", "+12", N_("New Zealand standard time"), "Pacific/Auckland"),
    ("NZDT", "+13", N_("New Zealand daylight time"), "Pacific/Auckland"),
    ("TOT", "+13", N_("Tonga time"), "Pacific/Tongatapu"),
    ("WST", "+13", N_("West Samoa time"), "Pacific/Apia"),
    ("WST?", "+8", N_("Western standard time in Australia"), "Australia/Perth"),
    ("LINT", "+14", N_("Line Islands time"), "Pacific/Kiritimati"),
)


@cache
def _table() -> dict[str, tuple[Meaning, ...]]:
    table: dict[str, tuple[Meaning, ...]] = {}
    for letters, hours, means, zones in _ROWS:
        offset = None if hours == _SAME_AS_PLACE else offset_in(hours if hours[0] in "+-" else f"+{hours}")
        name = letters.rstrip("?")
        meaning = Meaning(offset, means, tuple(zones.split()), rare=letters.endswith("?"))
        table[name] = (*table.get(name, ()), meaning)
    return table
