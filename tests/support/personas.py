"""Three people in three zones, so that a test which forgets the zone fails."""

from dataclasses import dataclass

from app.extensions import db
from app.gateways import gateways
from app.models import Account
from app.services import accounts
from tests.support.world import START


@dataclass(frozen=True)
class Persona:
    """Somebody in the tests: the words they type, and where they live."""

    name: str
    email: str
    zone: str
    country: str
    language: str

    @property
    def account(self) -> Account:
        """The person's account, made on first use."""
        account = accounts.account_for(email=self.email, name=self.name, now=START)
        db.session.commit()
        return account


AMARA = Persona("Amara Okafor", "amara@example.org", "Africa/Lagos", "NG", "en")
BO = Persona("Bo Lindqvist", "bo@example.org", "America/Los_Angeles", "US", "en")
CHIE = Persona("Chie Tanabe", "chie@example.org", "Asia/Tokyo", "JP", "ja")


def device_token(who: Persona) -> str:
    """Return the token of a device on which `who` is signed in, as the session keeps it."""
    token = accounts.make_link_token(email=who.account.email, now=gateways().clock.now())
    device, _next_url = accounts.use_link(token=token, device_label="a test", now=gateways().clock.now())
    db.session.commit()
    return device
