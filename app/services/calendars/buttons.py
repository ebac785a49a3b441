"""What the calendar buttons of an event need: file, subscription, web calendars, a code for phones (R6)."""

from dataclasses import dataclass

import segno

from app.domain.calendars import add_to_calendar
from app.models import Event
from app.services.addresses import PagePath, absolute


@dataclass(frozen=True, slots=True)
class CalendarButtons:
    """Addresses, absolute where another program opens them; `qr` is an inline SVG that leads to `page`."""

    file: str
    webcal: str
    copy: str
    google: str
    outlook: str
    office365: str
    yahoo: str
    page: str
    qr: str


def of(event: Event, *, location: str | None = None, page: str | None = None) -> CalendarButtons:
    """Return the buttons for a public event with an hour.

    `location` is the way in that a person's own entry shall name (their join link), `page` what the phone
    opens; both are the event's page where they are None.
    """
    time, event_page = event.announced_time, absolute(PagePath.EVENT, slug=event.slug)
    file = absolute(PagePath.EVENT_FILE, slug=event.slug)
    links = add_to_calendar.links(
        title=event.title,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        description=event.aim,
        location=location or event_page,
        page_url=event_page,
    )
    return CalendarButtons(
        file=file,
        webcal=add_to_calendar.subscription(file, name=event.title).webcal,
        copy=file,
        google=links.google,
        outlook=links.outlook,
        office365=links.office365,
        yahoo=links.yahoo,
        page=page or event_page,
        qr=segno.make(page or event_page, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff"),
    )
