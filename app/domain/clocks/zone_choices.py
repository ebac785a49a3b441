"""Places to offer when somebody names a zone that is none: letters, UTC, or a fixed offset (row T1)."""

from app.domain.words import N_

LETTERS = N_(
    "“%(zone)s” names a rule, not a place, and its hour would not follow the place when clocks or laws "
    "change. Choose the city whose time is meant.",
)
FIXED = N_(
    "“%(zone)s” is the same all year and belongs to no place, so nobody there could keep it as local time. "
    "Choose the city whose time is meant; some keep that time all year.",
)
MACHINE = N_("“%(zone)s” is a setting of a computer, not a place. Choose a city.")

# One well-known city per region, for names that hint at no place at all.
ANYWHERE = (
    "Europe/London", "America/New_York", "Africa/Lagos", "Africa/Nairobi", "Asia/Kolkata", "Asia/Tokyo",
    "America/Sao_Paulo", "Pacific/Auckland",
)  # fmt: skip

_BY_LETTERS = {
    "EST": ("America/New_York", "America/Toronto", "America/Panama", "America/Jamaica"),
    "EST5EDT": ("America/New_York", "America/Toronto", "America/Nassau"),
    "CST6CDT": ("America/Chicago", "America/Winnipeg", "America/Mexico_City", "America/Costa_Rica"),
    "MST": ("America/Phoenix", "America/Denver", "America/Edmonton", "America/Hermosillo"),
    "MST7MDT": ("America/Denver", "America/Edmonton", "America/Boise"),
    "PST8PDT": ("America/Los_Angeles", "America/Vancouver", "America/Tijuana"),
    "HST": ("Pacific/Honolulu",),
    "CET": ("Europe/Paris", "Europe/Berlin", "Europe/Rome", "Africa/Tunis"),
    "MET": ("Europe/Paris", "Europe/Berlin", "Europe/Rome", "Africa/Tunis"),
    "EET": ("Europe/Athens", "Europe/Helsinki", "Africa/Cairo", "Africa/Tripoli"),
    "WET": ("Europe/Lisbon", "Atlantic/Canary", "Atlantic/Madeira"),
}

# Places that keep an offset all year, by the hours they are ahead of UTC. Nobody lives at -12.
_BY_HOURS = {
    -12: ("Pacific/Pago_Pago", "Pacific/Honolulu"),
    -11: ("Pacific/Pago_Pago", "Pacific/Niue"),
    -10: ("Pacific/Honolulu", "Pacific/Tahiti", "Pacific/Rarotonga"),
    -9: ("Pacific/Gambier",),
    -8: ("Pacific/Pitcairn",),
    -7: ("America/Phoenix", "America/Hermosillo", "America/Whitehorse"),
    -6: ("America/Costa_Rica", "America/Guatemala", "America/Mexico_City", "America/Regina"),
    -5: ("America/Bogota", "America/Lima", "America/Panama", "America/Jamaica"),
    -4: ("America/Caracas", "America/La_Paz", "America/Puerto_Rico", "America/Santo_Domingo"),
    -3: ("America/Argentina/Buenos_Aires", "America/Sao_Paulo", "America/Montevideo"),
    -2: ("America/Noronha", "Atlantic/South_Georgia"),
    -1: ("Atlantic/Cape_Verde",),
    0: ("Africa/Accra", "Africa/Dakar", "Africa/Abidjan", "Atlantic/Reykjavik"),
    1: ("Africa/Lagos", "Africa/Kinshasa", "Africa/Tunis", "Africa/Algiers"),
    2: ("Africa/Johannesburg", "Africa/Maputo", "Africa/Kigali", "Africa/Tripoli"),
    3: ("Africa/Nairobi", "Asia/Riyadh", "Europe/Istanbul", "Europe/Moscow"),
    4: ("Asia/Dubai", "Asia/Baku", "Asia/Tbilisi", "Indian/Mauritius"),
    5: ("Asia/Karachi", "Asia/Tashkent", "Asia/Almaty", "Indian/Maldives"),
    6: ("Asia/Dhaka", "Asia/Bishkek", "Asia/Thimphu"),
    7: ("Asia/Bangkok", "Asia/Jakarta", "Asia/Ho_Chi_Minh"),
    8: ("Asia/Singapore", "Asia/Shanghai", "Asia/Manila", "Australia/Perth"),
    9: ("Asia/Tokyo", "Asia/Seoul", "Pacific/Palau"),
    10: ("Australia/Brisbane", "Pacific/Port_Moresby", "Pacific/Guam"),
    11: ("Pacific/Noumea", "Pacific/Guadalcanal", "Pacific/Efate"),
    12: ("Pacific/Fiji", "Pacific/Tarawa", "Pacific/Majuro"),
    13: ("Pacific/Apia", "Pacific/Tongatapu", "Pacific/Fakaofo"),
    14: ("Pacific/Kiritimati",),
}

_ZERO = ("UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich", "Universal", "Zulu")


def _every_name() -> dict[str, tuple[tuple[str, ...], str]]:
    offered = {name: (places, LETTERS) for name, places in _BY_LETTERS.items()}
    # The sign is turned round in these names: Etc/GMT+5 is five hours behind UTC (POSIX).
    offered |= {f"Etc/GMT{-hours:+d}": (places, FIXED) for hours, places in _BY_HOURS.items()}
    for name in (*_ZERO, *(f"Etc/{short}" for short in _ZERO)):
        # "GMT" often means London, which keeps it in winter only.
        offered[name] = (("Europe/London",) * ("GMT" in name) + _BY_HOURS[0], FIXED)
    return offered | dict.fromkeys(("localtime", "Factory", "posixrules"), (ANYWHERE, MACHINE))


PLACES_FOR = _every_name()
