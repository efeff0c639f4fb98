"""How somebody could stand to a meeting, without a database: for the tables of rules."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.members.models import User
from community.networks.models import Network, Participant
from events.meetings.standing import Standing
from events.models import Attendance, Meeting

HOST, PRESENTER, OTHER = 11, 12, 13
ME = 1


def stands(
    role: str | None = "member", at: int | None = OTHER, place: Attendance | None = None, *,
    signed: bool = True, closed: bool = False, network: bool = True, hours: float = 48, **meeting,
) -> Standing:  # fmt: skip
    """Somebody with this role (None: takes no part) for this organisation, and with this place at a meeting.

    It begins in so many hours and takes two; its host is `HOST`, and `PRESENTER` presents there.
    """
    start = timezone.now() + dt.timedelta(hours=hours)
    found = Meeting(pk=5, host_id=HOST, presented_by_id=PRESENTER, starts_at=start, **meeting)
    found.ends_at = start + dt.timedelta(hours=2)
    found.network = Network(pk=3, closed_at=timezone.now() if closed else None) if network else None
    part = Participant(user_id=ME, network_id=3, role=role, organisation_id=at) if role else None
    user = User(pk=ME) if signed else AnonymousUser()
    return Standing(user, found, part, [place] if place else [])


def place(answer: str = "in_person", *, waits: bool = False, attended: bool | None = None) -> Attendance:
    """The answer of this somebody."""
    return Attendance(
        user_id=ME, answer=answer, attended=attended, waiting_since=timezone.now() if waits else None
    )
