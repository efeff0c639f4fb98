"""A calendar that a program fetches again and again."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from events.scheduling.actions import change_meeting, feed_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(house):
    return reverse("events:feed", args=[feed_of(house.member).token])


def test_who_has_it_as_it_is_gets_nothing_again(house, client, url):
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    change_meeting(actor=house.facilitator, meeting=house.meeting, title="Anders")
    changed = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, b"Anders" in changed.content) == (200, True)


def test_it_says_when_it_changed_who_organises_it_and_when_to_come_back(house, client, url):
    book = Calendar.from_ical(client.get(url).content)
    assert str(book["method"]) == "PUBLISH"
    assert book["refresh-interval"].to_ical() == book["x-published-ttl"].to_ical() == b"PT1H"
    events = book.walk("VEVENT")
    assert events
    for event in events:
        assert event["organizer"]
        assert "attendee" not in event
        assert event["last-modified"].dt == event["dtstamp"].dt
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in client.get(url).content
