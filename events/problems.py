"""A plan as it stands in the database, as a problem for the planner (the interchange format of section 3.8)."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from community.networks.models import Membership, Participant

from . import holidays, ledger
from .models import Meeting, PlannedMeeting, RotationPlan

TIME_LIMIT_S = 10
CAN_HOST = {"host": "yes", "attend": "no", "rather_not": "no", "no": "no"}
CAN_ATTEND = {"host": "yes", "attend": "yes", "rather_not": "if_need_be", "no": "no"}


def problem_of(plan: RotationPlan) -> dict:
    """The plan as a problem in the interchange format of section 3.8. Who did not answer does not host."""
    members = list(
        plan.network.memberships.filter(organisation__isnull=False)
        .select_related("organisation")
        .prefetch_related("organisation__venues")
    )
    given = {(a.organisation_id, a.date): a.answer for a in plan.availability.all()}
    days = plan.dates
    by_organisation: dict[int, Membership] = {}
    for membership in members:
        by_organisation[membership.organisation_id] = membership
    host, attend = [], []
    for pk in by_organisation:
        for day in days:
            answer = given.get((pk, day))
            row = {"organisation": str(pk), "date": day.isoformat()}
            host.append(row | {"answer": CAN_HOST.get(answer, "no")})
            attend.append(row | {"answer": CAN_ATTEND.get(answer, "yes")})
    travellers = {}
    for part in plan.network.participants.active():
        travellers[part.organisation_id] = travellers.get(part.organisation_id, 0) + 1
    return {
        "meetings": [_meeting_row(planned) for planned in plan.planned.all()],
        "organisations": [
            {
                "id": str(pk),
                "member_from": m.since.isoformat(),
                "member_until": (m.until - timedelta(days=1)).isoformat() if m.until else None,
                "exempt": m.exempt_from_hosting,
                "travellers": travellers.get(pk, 1),
            }
            for pk, m in by_organisation.items()
        ],
        "venues": [
            {
                "id": str(venue.pk),
                "organisation": str(pk),
                "capacity": venue.capacity,
                "features": venue.features,
                "lat": venue.latitude,
                "lon": venue.longitude,
            }
            for pk, m in by_organisation.items()
            for venue in m.organisation.venues.all()
        ],
        "host_availability": host,
        "attend_availability": attend,
        "history": _history(plan),
        "closed_dates": closed_dates(plan, [m.organisation for m in by_organisation.values()]),
        "rules": {
            "min_gap": plan.rules.get("min_gap", 1),
            "spacing_days": plan.rules.get("spacing_days", [7, 200]),
            "each_at_most": plan.rules.get("each_at_most"),
            "grace_meetings": plan.rules.get("grace_meetings", 0),
            "quorum": plan.rules.get("quorum", 0),
        },
        "distances_km": [],
        "published": [],
        "time_limit_s": TIME_LIMIT_S,
    }


def closed_dates(plan: RotationPlan, organisations) -> list[dict]:
    """Why the network cannot meet on a date (`organisation` is None), or one organisation cannot host then."""
    days = plan.dates
    busy = _facilitators_elsewhere(plan, days)
    rows = [
        {"date": day.isoformat(), "reason": reason, "organisation": None}
        for day in days
        if (reason := _closed_because(plan, day) or busy.get(day))
    ]
    turns = _turns_elsewhere(plan, organisations)
    for organisation in organisations:
        for day in days:
            reason = organisation.closed_because(day)
            if reason is None:
                reason = _enough_elsewhere(plan, day, turns.get(organisation.pk, []))
            if reason is not None:
                row = {"date": day.isoformat(), "reason": reason or _("closed that day")}
                rows.append(row | {"organisation": str(organisation.pk)})
    return rows


def _closed_because(plan: RotationPlan, day: date) -> str | None:
    """By the days off of the network, and the holidays that were chosen when the plan was made."""
    if (off := plan.rules.get("days_off", {}).get(day.isoformat())) is not None:
        return off or _("a day off of the network")
    chosen = plan.rules.get("closed", {})
    match chosen.get("region", "flanders"):
        case "none":
            return None
        case "file":
            return chosen["days"].get(day.isoformat())
    return holidays.closed_because(day)


def _facilitators_elsewhere(plan: RotationPlan, days: list[date]) -> dict[date, str]:
    """The days on which every facilitator is with another network at that hour (H4 and H15 of section 3.2)."""
    own = set(plan.network.participants.active().facilitators().values_list("user", flat=True))
    if not own or not days:
        return {}
    zone = timezone.get_default_timezone()
    led = Participant.objects.active().facilitators().filter(user__in=own).exclude(network=plan.network)
    whose: dict[int, set[int]] = {}
    for network, user in led.values_list("network", "user"):
        whose.setdefault(network, set()).add(user)
    first, last = (datetime.combine(day, plan.start_time, zone) for day in (days[0], days[-1]))
    others = Meeting.objects.filter(network__in=whose).overlapping(first, last + timedelta(days=1))
    spans = list(others.values_list("network", "starts_at", "ends_at"))
    found = {}
    for day in days:
        start, end = (datetime.combine(day, clock, zone) for clock in (plan.start_time, plan.end_time))
        busy = [whose[network] for network, begins, ends in spans if begins < end and ends > start]
        if own <= set().union(*busy):
            found[day] = _("the facilitator is with another network then")
    return found


def _turns_elsewhere(plan: RotationPlan, organisations) -> dict[int, list[date]]:
    """The days on which these organisations host for other networks, when the plan counts those."""
    if not plan.rules.get("elsewhere_weeks"):
        return {}
    hosted = Meeting.objects.filter(host__in=organisations, network__isnull=False)
    hosted = hosted.exclude(network=plan.network).exclude(status=Meeting.Status.CANCELLED)
    turns: dict[int, list[date]] = {}
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


def _meeting_row(planned: PlannedMeeting) -> dict:
    locked = None
    if planned.locked_venue_id and planned.locked_date:
        locked = {"venue": str(planned.locked_venue_id), "date": planned.locked_date.isoformat()}
    return {
        "id": f"m{planned.position}",
        "candidates": planned.candidates,
        "mode": planned.mode,
        "expected": planned.expected,
        "needs": ["step_free"] if planned.step_free else [],
        "locked": locked,
    }


def fixed_meetings(plan: RotationPlan):
    """The meetings of the network that count for their host and are not of this plan, also those to come."""
    return ledger.hosted_meetings(plan.network).exclude(plan=plan)


def _history(plan: RotationPlan) -> list[dict]:
    """Meetings with a host outside this cycle, held or already fixed, with who could have hosted each."""
    memberships = list(plan.network.memberships.all())
    rows = []
    for meeting in fixed_meetings(plan):
        day = meeting.local_start.date()
        eligible = [str(pk) for pk in ledger.eligible_on(memberships, day)]
        hosts = [
            {"organisation": str(host.pk), "credit": str(credit)}
            for host, credit in ledger.hosts_of(meeting).items()
        ]
        rows.append({"date": day.isoformat(), "eligible": eligible, "hosts": hosts})
    return rows
