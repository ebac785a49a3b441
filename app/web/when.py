"""What a time looks like to one reader. The rules stand in app.wording.when, where mails use them too."""

from app.wording.dates import city, long_date, short_date, size
from app.wording.ribbons import RibbonLine, ribbon_line, ribbon_lines
from app.wording.when import UTC_ZONE, Clock, OldTime, When, clock, utc_iso, when_of, when_promised, when_span

__all__ = [
    "UTC_ZONE",
    "Clock",
    "OldTime",
    "RibbonLine",
    "When",
    "city",
    "clock",
    "long_date",
    "ribbon_line",
    "ribbon_lines",
    "short_date",
    "size",
    "utc_iso",
    "when_of",
    "when_promised",
    "when_span",
]
