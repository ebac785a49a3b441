import pytest

from app.domain.calendars.tzids import fixed_offset, zone_named


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Rome", "Europe/Rome"),
        ("europe/rome", "Europe/Rome"),
        ("AMERICA/ARGENTINA/BUENOS_AIRES", "America/Argentina/Buenos_Aires"),
        (" Europe/Rome ", "Europe/Rome"),
        ("/mozilla.org/20050126_1/Europe/Rome", "Europe/Rome"),
        ("/freeassociation.sourceforge.net/Tzfile/America/Indiana/Knox", "America/Indiana/Knox"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("tokyo standard time", "Asia/Tokyo"),
        ("utc", "UTC"),
        ("Customized Time Zone", None),
        ("(UTC-05:00) Eastern Time (US & Canada)", None),
        ("GMT-0800", None),
        ("", None),
        ("/", None),
        ("../../etc/passwd", None),
    ],
)
def test_a_name_is_known_in_any_case_and_behind_any_path(text, zone):
    assert zone_named(text) == zone


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("GMT-0800", -480),
        ("GMT+0200", 120),
        ("UTC+05:30", 330),
        ("utc-3", -180),
        ("UTC +1", 60),
        ("+0200", 120),
        ("-03:30", -210),
        ("UTC+14:00", 840),
        ("UTC+24:00", None),
        ("UTC", None),
        ("GMT+2 Berlin", None),
        ("0200", None),
        ("", None),
    ],
)
def test_an_offset_is_ahead_of_utc(text, minutes):
    found = fixed_offset(text)
    assert (found.utcoffset(None).total_seconds() / 60 if found else None) == minutes
