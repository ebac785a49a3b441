"""What a time looks like to one reader. The rules stand in app.services.when, where mails use them too."""

from app.services.when import (
    UTC_ZONE,
    Clock,
    OldTime,
    RibbonLine,
    When,
    clock,
    long_date,
    ribbon_lines,
    short_date,
    utc_iso,
    when_of,
    when_span,
)

__all__ = [
    "UTC_ZONE",
    "Clock",
    "OldTime",
    "RibbonLine",
    "When",
    "clock",
    "long_date",
    "ribbon_lines",
    "short_date",
    "utc_iso",
    "when_of",
    "when_span",
]
