"""Tech checks: slots that organisers offer, one for each person, booked in their own time (row P7)."""

from app.models import TechCheck

ITEMS = ("sound", "camera", "line", "share")
GOOD, FAIR, BAD = "good", "fair", "bad"


def tone_of(check: TechCheck) -> str:
    """Say how a check stands as a tone: bad where one item failed, good when all are well, else waiting."""
    said = {check.results.get(item, "") for item in ITEMS}
    if BAD in said:
        return "bad"
    return "good" if said == {GOOD} else "warn"
