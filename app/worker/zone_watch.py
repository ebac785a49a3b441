"""The watch over clock rules: hours to come are compared with the zone data in use (row T9)."""

import structlog
from flask import Flask

from app.domain.clocks import zones
from app.extensions import db
from app.gateways import gateways
from app.services.scheduling import clock_rules

log = structlog.get_logger(__name__)


def watch_zone_data(app: Flask) -> int:
    """Compare the hours to come with the zone data in use; return how many wait for a decision."""
    with app.app_context():
        waiting = clock_rules.refresh(now=gateways().clock.now())
        db.session.commit()
    if waiting:
        log.warning("clock rules moved events", events=waiting, zone_data=zones.zone_data_version())
    return waiting
