"""The heat map as a table: a month of days by 24 hours in any zone, and one day of it for each person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.clocks import zones
from app.domain.fair_hours.clock_track import QUARTER
from app.domain.fair_hours.heat_map import Cell, CellState, HeatRow, heat_map, person_bands
from app.domain.fair_hours.measure import BurdenBand
from app.domain.fair_hours.times import FairHours
from app.domain.poll import Tally
from app.web.finder.starts import stamp_of
from app.web.finder.words import BANDS, LEVELS
from app.wording.dates import short_date

DAYS_A_PAGE = 28
MOST_PEOPLE = 40
Place = tuple[date, int]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`level` is 0 to 4, "x" (a must cannot come), "closed" or "" (no such start); `stamp` where it leads;
    `asked` how many said yes, where people are asked.
    """

    level: str
    stamp: str
    words: str
    is_chosen: bool
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class HeatDay:
    """A row of the table."""

    label: str
    is_weekend: bool
    cells: list[HeatCell]


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One person's own hours under one day: (level, local hour, words) for each column."""

    name: str
    cells: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One page of days from `first_day`. `earlier` and `later` begin the neighbouring pages; `chosen_hour` is
    the column of the start that is looked at.
    """

    first_day: date
    days: list[HeatDay]
    chosen_hour: int | None
    earlier: str
    later: str
    people_day: str
    people: list[PersonDay]
    more_people: int


@dataclass(frozen=True, slots=True)
class _Marks:
    """The cells of the chosen start and of those that people are asked about."""

    chosen: Place | None
    asked: Mapping[Place, Tally]


def heat_page(
    found: FairHours, zone: str, *, since: str, chosen: datetime | None, asked: Mapping[datetime, Tally]
) -> HeatMap:
    """Lay out the days from `since` (2027-08-18), or those around the chosen start, in `zone`."""
    rows = heat_map(found.search, zone)
    chosen_day = zones.wall_at(chosen, zone).date() if chosen else rows[0].day
    at = _page_start(rows, since, chosen_day)
    page = rows[at : at + DAYS_A_PAGE]
    row = next((one for one in rows if one.day == chosen_day), page[0])
    people = found.search.people[:MOST_PEOPLE]
    marks = _Marks(
        _place(chosen, zone) if chosen else None, {_place(at, zone): tally for at, tally in asked.items()}
    )
    return HeatMap(
        first_day=page[0].day,
        chosen_hour=marks.chosen[1] if marks.chosen else None,
        days=[_day(one, marks) for one in page],
        earlier=rows[max(0, at - DAYS_A_PAGE)].day.isoformat() if at else "",
        later=rows[at + DAYS_A_PAGE].day.isoformat() if at + DAYS_A_PAGE < len(rows) else "",
        people_day=short_date(row.day),
        people=[
            _person_day(found, one.person.ident, one.person.name, one.person.zone, row) for one in people
        ],
        more_people=len(found.search.people) - len(people),
    )


def _page_start(rows: list[HeatRow], since: str, chosen_day: date) -> int:
    try:
        wanted = date.fromisoformat(since)
    except ValueError:
        wanted = rows[0].day + ((chosen_day - rows[0].day) // timedelta(days=DAYS_A_PAGE)) * timedelta(
            days=DAYS_A_PAGE
        )
    return min(max(0, (wanted - rows[0].day).days), len(rows) - 1)


def _day(row: HeatRow, marks: _Marks) -> HeatDay:
    label = short_date(row.day)
    cells = [_cell(cell, row.day, hour, label, marks) for hour, cell in enumerate(row.cells)]
    return HeatDay(label, row.day.weekday() > 4, cells)


def _cell(cell: Cell, day: date, hour: int, label: str, marks: _Marks) -> HeatCell:
    if cell.start is None:
        return HeatCell("", "", "", is_chosen=False)
    if cell.state is CellState.CLOSED:
        words = _("%(day)s, %(hour)s: closed, avoided or past", day=label, hour=f"{hour:02}:00")
        return HeatCell("closed", "", words, is_chosen=False)
    first = datetime.fromtimestamp(cell.start * QUARTER, UTC)
    said = marks.asked.get((day, hour))
    return HeatCell(
        level="x" if cell.band is None else LEVELS[cell.band],
        stamp=stamp_of(first),
        words=f"{label}, {hour:02}:00: {_words(cell)}{_asked_words(said)}",
        is_chosen=marks.chosen == (day, hour),
        asked=said.yes if said else None,
    )


def _place(instant: datetime, zone: str) -> Place:
    """The cell in which an instant lies."""
    wall = zones.wall_at(instant, zone)
    return wall.date(), wall.hour


def _asked_words(said: Tally | None) -> str:
    if said is None:
        return ""
    words = _(
        "asked: yes %(yes)s, if need be %(maybe)s, no %(no)s", yes=said.yes, maybe=said.if_need_be, no=said.no
    )
    return f"; {words}"


def _words(cell: Cell) -> str:
    if cell.band is None:
        return ngettext("one who must come cannot", "%(num)s who must come cannot", cell.musts_out)
    extra = _(", not everybody can come") if cell.others_out else ""
    return _("%(band)s, %(points)s points", band=BANDS[cell.band], points=cell.points) + extra


def _person_day(found: FairHours, ident: str, name: str, zone: str, row: HeatRow) -> PersonDay:
    bands = person_bands(found.search, ident, [row])[0]
    return PersonDay(name, [_own_hour(cell, band, zone) for cell, band in zip(row.cells, bands, strict=True)])


def _own_hour(cell: Cell, band: BurdenBand | None, zone: str) -> tuple[str, str, str]:
    if cell.start is None:
        return "", "", ""
    own = zones.wall_at(datetime.fromtimestamp(cell.start * QUARTER, UTC), zone)
    words = _("cannot come") if band is None else str(BANDS[band])
    return "x" if band is None else LEVELS[band], f"{own:%H}", f"{own:%H:%M}: {words}"
