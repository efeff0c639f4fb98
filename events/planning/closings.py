"""The days on which a network cannot meet or an organisation cannot host, each with the reason that people read."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.networks.models import Participant
from community.networks.rights import Right

from ..meetings import moments
from ..meetings.models import Meeting
from . import holidays
from .models import RotationPlan


def closed_dates(plan: RotationPlan, organisations, days: list[date]) -> list[dict]:
    """Why the network cannot meet on one of these days (`organisation` is None), or an organisation cannot host then.

    `days` are in order.
    """
    taken = _taken(plan, days) if days else {}
    rows: list[dict[str, str | None]] = [
        {"date": day.isoformat(), "reason": reason, "organisation": None}
        for day in days
        if (reason := _closed_because(plan, day) or taken.get(day))
    ]
    turns = _turns_elsewhere(plan, organisations)
    for organisation in organisations:
        for day in days:
            reason = organisation.closed_because(day)
            if reason is None:
                reason = _enough_elsewhere(plan, day, turns.get(organisation.pk, []))
            if reason is not None:
                row: dict[str, str | None] = {
                    "date": day.isoformat(),
                    "reason": reason or _("closed that day"),
                }
                rows.append(row | {"organisation": str(organisation.pk)})
    return rows


def holiday(rules: dict, day: date) -> str | None:
    """The holiday on this day, by the calendars and the days of a file that the rules of a plan hold."""
    chosen = rules.get("closed", {})
    calendars = chosen.get("calendars", holidays.USUAL)
    return chosen.get("days", {}).get(day.isoformat()) or holidays.closed_because(day, calendars)


def _closed_because(plan: RotationPlan, day: date) -> str | None:
    """By the days off of the network, and the holidays that were chosen when the plan was made."""
    if (off := plan.rules.get("days_off", {}).get(day.isoformat())) is not None:
        return off or _("a day off of the network")
    return holiday(plan.rules, day)


def _taken(plan: RotationPlan, days: list[date]) -> dict[date, str]:
    """The days that are past, on which the network meets at that hour already, or all its facilitators are elsewhere.

    H4 and H15 of section 3.2.
    """
    led = _led_elsewhere(plan)
    own = set(plan.network.participants.active().holding(Right.PLAN).values_list("user", flat=True))
    meetings = Meeting.objects.filter(network__in=[*led, plan.network_id]).exclude(plan=plan)
    spans = list(
        meetings.overlapping(_moment(days[0], plan.start_time), _moment(days[-1], plan.end_time)).values_list(
            "network", "starts_at", "ends_at"
        )
    )
    found = {}
    for day in days:
        start, end = _moment(day, plan.start_time), _moment(day, plan.end_time)
        meeting = {network for network, begins, ends in spans if begins < end and ends > start}
        if day <= moments.today():
            found[day] = _("that day is past")
        elif plan.network_id in meeting:
            found[day] = _("the network already meets then")
        elif own and own <= set().union(*(led[network] for network in meeting)):
            found[day] = _("the facilitator is with another network then")
    return found


def _moment(day: date, clock) -> datetime:
    return datetime.combine(day, clock, moments.HOME)


def _led_elsewhere(plan: RotationPlan) -> dict[int, set[int]]:
    """Keys of the other networks that this one's facilitators lead, with who of them does."""
    own = plan.network.participants.active().holding(Right.PLAN).values("user")
    led = Participant.objects.active().holding(Right.PLAN).filter(user__in=own).exclude(network=plan.network)
    found: dict[int, set[int]] = {}
    for network, user in led.values_list("network", "user"):
        found.setdefault(network, set()).add(user)
    return found


def _turns_elsewhere(plan: RotationPlan, organisations) -> dict[int | None, list[date]]:
    """The days on which these organisations host for other networks, when the plan counts those."""
    if not plan.rules.get("elsewhere_weeks"):
        return {}
    hosted = Meeting.objects.filter(host__in=organisations, network__isnull=False)
    hosted = hosted.exclude(network=plan.network).exclude(status=Meeting.Status.CANCELLED)
    turns: dict[int | None, list[date]] = {}
    for meeting in hosted:
        turns.setdefault(meeting.host_id, []).append(meeting.local_start.date())
    return turns


def _enough_elsewhere(plan: RotationPlan, day: date, turns: list[date]) -> str | None:
    """H14 of section 3.2: at most so many turns within so many weeks, over all networks; this one counts too."""
    if not turns:
        return None
    span = timedelta(weeks=plan.rules["elsewhere_weeks"])
    starts = [start for start in {*turns, day} if start <= day < start + span]
    near = max((sum(start <= turn < start + span for turn in turns) for start in starts), default=0)
    if near >= plan.rules["elsewhere_most"]:
        return _("has another turn around that date")
    return None
