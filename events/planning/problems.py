"""A plan as it stands in the database, as a problem for the planner (the interchange format of section 3.8)."""

from datetime import timedelta

from community.networks.models import Membership
from community.organisations.models import Organisation

from .. import rotation
from ..turns import ledger
from .closings import closed_dates
from .models import PlannedMeeting, RotationPlan
from .words import Names

TIME_LIMIT_S = 10
CAN_HOST = {"host": "yes", "attend": "no", "rather_not": "no", "no": "no"}
CAN_ATTEND = {"host": "yes", "attend": "yes", "rather_not": "if_need_be", "no": "no"}


def names_of(plan: RotationPlan) -> Names:
    """What people call the organisations and meetings of a plan, and of which days an answer is known."""
    members = Organisation.objects.filter(memberships__network=plan.network).distinct()
    return Names(
        organisations={str(organisation.pk): organisation.name for organisation in members},
        meetings={str(planned.pk): f"“{planned.title}”" for planned in plan.planned.all()},
        answered=frozenset(
            (str(one.organisation_id), one.date.isoformat()) for one in plan.availability.all()
        ),
    )


def problem_of(plan: RotationPlan) -> dict:
    """The plan as a problem in the interchange format of section 3.8.

    Who did not answer does not host, and may well come.
    """
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
            host.append(row | {"answer": CAN_HOST.get(answer or "", "no")})
            attend.append(row | {"answer": CAN_ATTEND.get(answer or "", "unknown")})
    travellers: dict[int | None, int] = {}
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
        "closed_dates": closed_dates(
            plan, [m.organisation for m in by_organisation.values()], _days_around(days)
        ),
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


def _days_around(days) -> list:
    """The dates that are asked, and those that the planner may advise instead."""
    return sorted({*days, *(day + timedelta(days=n) for day in days for n in rotation.OTHER_DAYS)})


def _meeting_row(planned: PlannedMeeting) -> dict:
    locked = None
    if planned.locked_venue_id and planned.locked_date:
        locked = {"venue": str(planned.locked_venue_id), "date": planned.locked_date.isoformat()}
    return {
        "id": str(planned.pk),
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
