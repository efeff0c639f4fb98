"""Rows of meetings that a job has to come to."""

import datetime as dt

from django.utils import timezone

from events.meetings import changing
from events.models import HostRequest, Meeting
from events.scheduling.actions import change_meeting
from tests.factories import MeetingFactory


def changed_meetings(house):
    made = [
        house.meeting,
        house.later,
        MeetingFactory(network=house.network, starts_at=house.later.starts_at),
    ]
    for meeting in made:
        change_meeting(actor=house.facilitator, meeting=meeting, summary=f"Anders {meeting.pk}")
    Meeting.objects.filter(pk__in=[one.pk for one in made]).update(
        untold_since=timezone.now() - changing.GATHER
    )
    return made


def unanswered_hosts(house):
    HostRequest.objects.all().delete()
    return [
        HostRequest.objects.create(
            meeting=meeting,
            host=house.organisation,
            way="x",
            title="t",
            answer_by=timezone.now() - dt.timedelta(days=1),
        )
        for meeting in (house.meeting, house.later, house.held)
    ]
