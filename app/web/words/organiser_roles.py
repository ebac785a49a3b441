"""What an organisation does for an event, in words."""

from flask_babel import lazy_gettext as _l

from app.models import OrganiserRole

ORGANISER_ROLES = {
    OrganiserRole.LEAD: _l("Lead"),
    OrganiserRole.CO_ORGANISER: _l("Co-organiser"),
    OrganiserRole.PARTNER: _l("Partner"),
    OrganiserRole.SUPPORTER: _l("Supporter"),
}
