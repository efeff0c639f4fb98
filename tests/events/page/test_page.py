"""The page of a meeting."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Meeting
from events.scheduling import actions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "expected"),
    [((0,), (1, 1)), ((-30, 0, 60), (2, 3)), ((-400, 0), (1, 1)), ((0, 0), (1, 2))],
)
def test_which_meeting_of_the_year(house, sign_in, days, expected):
    """Counted from September to August, without what was called off."""
    house.network.meetings.all().delete()
    base = dt.datetime(2026, 11, 5, 10, tzinfo=dt.UTC)
    made = [
        Meeting.objects.create(
            network=house.network,
            title="x",
            starts_at=base + dt.timedelta(days=n, minutes=place),
            ends_at=base + dt.timedelta(days=n, hours=2),
        )
        for place, n in enumerate(days)
    ]
    own = next(meeting for meeting, n in zip(made, days, strict=True) if n == 0)
    Meeting.objects.create(
        network=house.network, title="af", status="cancelled",
        starts_at=base + dt.timedelta(days=7), ends_at=base + dt.timedelta(days=8),
    )  # fmt: skip
    page = sign_in(house.member).get(own.get_absolute_url())
    year = page.context["sections"]["year"].section
    assert (year.n, year.all) == expected
    assert f"bijeenkomst {expected[0]} van {expected[1]} dit jaar" in page.text


@pytest.mark.parametrize("days", [-2, 0, 20])
@pytest.mark.parametrize("persona", ["visitor", "member", "staff", "admin"])
def test_no_page_of_a_meeting_without_network_fails(client, house, library, persona, days):
    start = timezone.now() + dt.timedelta(days=days, minutes=30)
    found = actions.schedule_meeting(
        actor=house.admin, network=None, title="Webinar", visibility="public", mode="online",
        starts_at=start, ends_at=start + dt.timedelta(hours=1), agenda=[("Begin", 10, "")],
    )  # fmt: skip
    user = house.admin if persona == "admin" else house.who(persona)
    if user is not None:
        client.force_login(user)
        found.attendances.create(user=user, answer="online", attended=True if days < 0 else None)
    pages = (
        "", "cancel/", "cases/", "change/", "check-in/", "guest/", "host/", "look-back/", "minutes/",
        "minutes/write/", "notes/", "print/", "programme/", "repair/", "showcase/", "swap/", "meeting.ics",
        f"timer/{found.agenda.get().pk}/",
    )  # fmt: skip
    for page in pages:
        assert client.get(f"/meetings/{found.pk}/{page}").status_code in (200, 302, 403, 404), page


@pytest.mark.parametrize(("persona", "first"), [("member", True), ("facilitator", False)])
def test_what_a_host_does_stands_before_what_everyone_reads(house, sign_in, persona, first):
    """Who plans helps a host only sometimes and finds it below, beside what else is theirs to do."""
    found = house.meeting
    found.host = house.organisation
    found.save(update_fields=["host"])
    assert house.network.participants.get(user=house.facilitator).organisation_id != found.host_id
    text = sign_in(house.who(persona)).get(found.get_absolute_url()).text
    places = [text.index(f"meetings/{found.pk}/host/"), text.index('id="practical"')]
    assert (places == sorted(places)) is first


@pytest.mark.parametrize(
    ("zone", "shown"), [("Europe/Brussels", False), ("Europe/Paris", False), ("Europe/Lisbon", True)]
)
def test_the_place_of_the_clock_is_named_for_whom_the_clock_differs(house, sign_in, zone, shown):
    house.member.time_zone = zone
    house.member.save()
    client = sign_in(house.member)
    for url in (house.meeting.get_absolute_url(), house.poll.get_absolute_url()):
        assert ("tijd in Brussel" in client.get(url).text) is shown, url


def test_a_visitor_always_reads_where_the_clock_stands(client, house):
    found = house.meeting
    found.visibility = "public"
    found.save(update_fields=["visibility"])
    for url in (found.get_absolute_url(), house.poll.get_absolute_url()):
        assert "tijd in Brussel" in client.get(url).text, url
