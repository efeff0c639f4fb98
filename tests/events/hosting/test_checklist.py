"""What a host prepares."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from events.hosting import actions as hosting
from events.hosting.queries import checklist

pytestmark = pytest.mark.django_db


class TestHost:
    def test_days_follow_the_meeting_and_what_is_late_is_red(self, house):
        rows = {row["task"].key: row for row in checklist(house.meeting)}
        assert rows["room"]["due"] == house.meeting.local_start.date() - dt.timedelta(days=42)
        assert (rows["room"]["late"], rows["signs"]["late"]) == (True, False)
        assert "online" not in rows
        hosting.set_task(actor=house.member, meeting=house.meeting, key="room", done=True)
        done = next(row for row in checklist(house.meeting) if row["task"].key == "room")
        assert (done["done"], done["late"], done["row"].done_by) == (True, False, house.member)

    def test_a_task_of_another_kind_of_meeting_is_refused(self, house):
        with pytest.raises(ValidationError):
            hosting.set_task(actor=house.member, meeting=house.meeting, key="online", done=True)
