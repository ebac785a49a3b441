"""What a person is at an organisation, as it is given for one event (row P2)."""

from dataclasses import dataclass

MOST = 12  # more than anybody prints beside a name


@dataclass(frozen=True, slots=True)
class AffiliationGiven:
    """An organisation's name as printed, the position held there, and a country (ISO 3166-1 alpha-2)."""

    organisation: str
    title: str = ""
    country: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.organisation, self.title, self.country) if part)
