"""Why a start ranks where it does, as codes with sentences that the edge translates (row T10)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.fair_hours.measure import Need, Scale
from app.domain.fair_hours.option import Absence, MeetingOption, PersonTime
from app.domain.fair_hours.request import MeetingRequest
from app.domain.words import N_

SENTENCES: Mapping[str, str] = {
    "everybody-can-come": N_("Everybody can come."),
    "musts-out": N_("%(names)s must come and cannot."),
    "others-out": N_("Cannot come, but need not: %(names)s."),
    "nobody-in-deep-night": N_("For nobody it is deep night."),
    "in-deep-night": N_("Deep night for %(names)s."),
    "hardest": N_("Hardest for %(name)s, at %(time)s own time: %(points)d points."),
    "good-for-all": N_("A good hour for everybody who comes."),
    "total": N_("All points together: %(points)d."),
    "day-off": N_("Weekend or holiday for %(names)s."),
    "past-midnight": N_("Runs past midnight for %(names)s."),
    "other-date": N_("On another date for %(names)s."),
    "clocks-change-before": N_("Between now and then clocks change for %(names)s."),
    "clocks-change-during": N_("Clocks change during it for %(names)s."),
    "best": N_("No other start on offer is fairer."),
    "as-good-but-later": N_("Exactly as fair as the best, but later."),
    "more-musts-out": N_("Behind the best because more people who must come cannot."),
    "more-others-out": N_("Behind the best because more of the others cannot come."),
    "more-at-night": N_("Behind the best because more people would be up at night."),
    "more-pain": N_("Behind the best because it asks more of those who pay most."),
    "more-in-total": N_("Behind the best because the points add up to more."),
    "over-limit": N_(
        "%(name)s works at most %(limit)d minutes on end and is needed for %(minutes)d: plan relief."
    ),
    "nobody-must": N_("Nobody is marked as a must, so every start suits all musts."),
    "no-start-suits-all-musts": N_("No start has room for everybody who must come. These come nearest."),
    "blocked-busy": N_("%(name)s is busy."),
    "blocked-own-hours": N_("%(name)s does not accept this hour (%(time)s own time)."),
    "blocked-day-off": N_("%(name)s has a day off (%(time)s own time)."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence: `code` for machines, `message` with %(name)s places for translators, `params` to fill in.

    `idents` are the people it is about.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    idents: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The English sentence, not filled in."""
        return SENTENCES[self.code]

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


def reasons_for(
    option: MeetingOption, best: MeetingOption, scale: Scale, request: MeetingRequest
) -> list[Reason]:
    """Who can come, who pays, what is special about the day, and what sets it back from the best."""
    return [
        *_attendance(option),
        *_burden(option),
        *_circumstances(option),
        _standing(option, best, scale, request),
    ]


def blocking(option: MeetingOption) -> list[Reason]:
    """Why each must who cannot come cannot."""
    return [_blocked(one) for one in option.absent if one.need is Need.MUST]


def notices(request: MeetingRequest) -> list[Reason]:
    """What holds for every start: limits that the event breaks, and that nobody must come."""
    found = []
    for person in request.people:
        needed = request.minutes + person.lead_quarters * 15
        if person.most_minutes is not None and needed > person.most_minutes:
            params = {"name": person.name, "limit": person.most_minutes, "minutes": needed}
            found.append(Reason("over-limit", params, (person.ident,)))
    if all(person.need is not Need.MUST for person in request.people):
        found.append(Reason("nobody-must"))
    return found


def _attendance(option: MeetingOption) -> Iterator[Reason]:
    if not option.absent:
        yield Reason("everybody-can-come")
    yield from _about("musts-out", (one for one in option.absent if one.need is Need.MUST))
    yield from _about("others-out", (one for one in option.absent if one.need is not Need.MUST))


def _burden(option: MeetingOption) -> Iterator[Reason]:
    worst = option.worst
    if worst is None:
        return
    if not option.payers:
        yield Reason("good-for-all")
        return
    yield from _about("in-deep-night", option.in_deep_night)
    if not option.in_deep_night:
        yield Reason("nobody-in-deep-night")
    params = {"name": worst.name, "time": f"{worst.begins:%H:%M}", "points": worst.points}
    yield Reason("hardest", params, (worst.ident,))
    yield Reason("total", {"points": option.total})


def _circumstances(option: MeetingOption) -> Iterator[Reason]:
    coming = [one for one in option.people if one.points is not None]
    yield from _about("day-off", (one for one in coming if one.day_off))
    yield from _about("past-midnight", (one for one in coming if _past_midnight(one)))
    yield from _about("other-date", (one for one in coming if one.day_shift))
    yield from _about("clocks-change-before", (one for one in coming if one.clock_shift))
    yield from _about("clocks-change-during", (one for one in coming if one.shift_during))


def _standing(option: MeetingOption, best: MeetingOption, scale: Scale, request: MeetingRequest) -> Reason:
    """The first part of the cost in which an option is behind the best one."""
    if option.start == best.start:
        return Reason("best")
    if option.cost == best.cost:
        return Reason("as-good-but-later")
    parts = (
        ("more-musts-out", scale.musts_out),
        ("more-others-out", scale.others_out),
        ("more-at-night", scale.at_night),
    )
    for code, part in parts:
        if part(option.cost) > part(best.cost):
            return Reason(code)
    return Reason("more-in-total" if request.measure.value == "least-in-total" else "more-pain")


def _about(code: str, people: Iterable[PersonTime]) -> Iterator[Reason]:
    found = list(people)
    if found:
        yield Reason(code, {"names": ", ".join(one.name for one in found)}, tuple(one.ident for one in found))


def _blocked(person: PersonTime) -> Reason:
    params = {"name": person.name, "time": f"{person.begins:%H:%M}"}
    return Reason(f"blocked-{person.absence or Absence.OWN_HOURS}", params, (person.ident,))


def _past_midnight(person: PersonTime) -> bool:
    """Two dates; ending on the stroke of midnight is one."""
    return person.ends.date() > person.begins.date() and person.ends.time() != person.ends.time().min
