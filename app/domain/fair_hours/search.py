"""One request worked out: the burden of every start for every person, and its cost for all together (row
T10).
"""

from dataclasses import dataclass

from app.domain.fair_hours.costs import start_costs
from app.domain.fair_hours.grid import StartGrid, start_grid
from app.domain.fair_hours.measure import Measure, Scale, prices
from app.domain.fair_hours.person_hours import PersonHours, person_hours
from app.domain.fair_hours.request import MeetingRequest


@dataclass(frozen=True, eq=False, slots=True)
class Search:
    """The ground for every answer: ranking, near misses, heat map. `costs[0]` belongs to the start
    `grid.first`.
    """

    request: MeetingRequest
    grid: StartGrid
    scale: Scale
    people: tuple[PersonHours, ...]
    costs: list[int]

    def cost(self, start: int) -> int:
        """The cost of the start at a quarter in UTC; `scale` reads it."""
        return self.costs[start - self.grid.first]

    @property
    def suits_all_musts(self) -> bool:
        """Tell whether any start on offer has room for everybody who must come."""
        return self.scale.musts_out(min(self.costs)) == 0


def search(request: MeetingRequest) -> Search:
    """Work out a request. Raises NoStartOpen."""
    grid = start_grid(request)
    turns = request.measure is Measure.TAKE_TURNS
    factors = [person.turn_factor if turns else 1 for person in request.people]
    scale = Scale.for_people([person.full_weight for person in request.people], factors)
    people = [
        (
            person_hours(person, request, grid),
            prices(scale, request.measure, person.need, person.full_weight, factor),
        )
        for person, factor in zip(request.people, factors, strict=True)
    ]
    costs = start_costs(grid, people, scale.closed)
    return Search(request, grid, scale, tuple(hours for hours, _ in people), costs)
