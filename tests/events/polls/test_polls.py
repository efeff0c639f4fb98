"""A date poll is changed by somebody who is elsewhere, and nothing that people voted is lost."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.models import DatePoll, PollOption, Vote
from events.polls import actions as polling
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
ELSEWHERE = ("Europe/London", "America/New_York", "Asia/Kolkata", "Europe/Brussels")


def at(days: int, hour: int, minute: int = 0) -> dt.datetime:
    day = timezone.localdate() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour, minute), BRUSSELS)


@pytest.fixture
def poll(house) -> DatePoll:
    """Three moments, of which two have a vote; the last one begins at an odd second, as a script may store it."""
    made = polling.start_poll(
        actor=house.facilitator,
        network=house.network,
        title="Extra",
        options=[
            (at(80, 9, 30), at(80, 12), 12),
            (at(81, 0, 30), at(81, 2), None),
            (at(82, 14) + dt.timedelta(seconds=7), at(82, 16), None),
        ],
        closes_on=timezone.localdate() + dt.timedelta(days=5),
    )
    first, _second, third = made.options.all()
    polling.vote(poll=made, actor=house.member, answers={first.pk: "yes", third.pk: "if_need_be"})
    return made


def elsewhere(house, zone: str) -> None:
    house.facilitator.time_zone = zone
    house.facilitator.save()


def typed(client, url: str, **changes) -> dict:
    """What a browser sends when only `changes` are made to the form of a page."""
    page = BeautifulSoup(client.get(url).text, "html.parser")
    form = page.select_one("main form.form")
    data = {
        field["name"]: field.get("value", "")
        for field in form.select("input[name]")
        if field.get("type") != "checkbox" or field.has_attr("checked")
    }
    return data | changes


def state(poll: DatePoll) -> tuple:
    options = list(poll.options.values_list("pk", "starts_at", "ends_at", "capacity"))
    votes = sorted(Vote.objects.filter(option__poll=poll).values_list("option", "answer"))
    return options, votes


@pytest.mark.parametrize("zone", ELSEWHERE)
class TestWherever:
    def test_a_new_title_moves_nothing_and_keeps_every_vote(self, house, poll, sign_in, zone):
        elsewhere(house, zone)
        client, url, before = (
            sign_in(house.facilitator),
            reverse("events:change_poll", args=[poll.code]),
            state(poll),
        )
        page = client.get(url).text
        assert "tijd in Brussel" in page
        assert 'value="09:30"' in page
        assert client.post(url, typed(client, url, title="Iets anders")).status_code == 302
        poll.refresh_from_db()
        assert poll.title == "Iets anders"
        assert state(poll) == before

    def test_what_is_typed_is_time_in_the_place_of_the_poll(self, house, sign_in, zone):
        elsewhere(house, zone)
        client, url = sign_in(house.facilitator), reverse("events:new_poll", args=[house.network.slug])
        day = timezone.localdate() + dt.timedelta(days=40)
        moment = {"option-0-day": day, "option-0-start_time": "00:30", "option-0-end_time": "10:15"}
        data = typed(client, url, title="Nieuw", closes_on=timezone.localdate(), **moment)
        page = client.post(url, data, follow=True)
        option = DatePoll.objects.get(title="Nieuw").options.get()
        assert "De peiling staat er, en iedereen die meedoet krijgt de vraag." in page.text
        assert f'value="http://testserver{option.poll.get_absolute_url()}"' in page.text
        assert (option.starts_at, option.ends_at) == (at(40, 0, 30), at(40, 10, 15))

    def test_a_meeting_changes_its_title_and_not_its_hour(self, house, sign_in, zone):
        elsewhere(house, zone)
        client, url = sign_in(house.facilitator), reverse("events:change", args=[house.meeting.pk])
        house.meeting.starts_at, house.meeting.ends_at = at(9, 14), at(9, 17)
        house.meeting.save()
        before = house.meeting.starts_at, house.meeting.ends_at
        assert "tijd in Brussel" in client.get(url).text
        data = typed(
            client, url, title="Anders", host=house.organisation.pk, venue=house.venue.pk, mode="hybrid"
        )
        assert client.post(url, data).status_code == 302
        house.meeting.refresh_from_db()
        assert (house.meeting.title, house.meeting.starts_at, house.meeting.ends_at) == ("Anders", *before)

    def test_the_page_says_both_clocks_where_they_differ(self, house, poll, sign_in, zone):
        elsewhere(house, zone)
        page = sign_in(house.facilitator).get(poll.get_absolute_url()).text
        assert "9.30 tot 12.00" in page
        hour = at(80, 9, 30).astimezone(ZoneInfo(zone))
        differs = hour.utcoffset() != at(80, 9, 30).utcoffset()
        assert ("voor jou in" in page) is differs
        assert not differs or f"{hour.hour}.{hour.minute:02d} tot" in page


def test_a_meeting_elsewhere_is_read_where_it_takes_place(house, sign_in):
    start = dt.datetime.combine(
        timezone.localdate() + dt.timedelta(days=90), dt.time(9), ZoneInfo("Europe/London")
    )
    type(house.meeting).objects.filter(pk=house.meeting.pk).update(
        time_zone="Europe/London", starts_at=start, ends_at=start + dt.timedelta(hours=1)
    )
    client, url = sign_in(house.facilitator), reverse("events:change", args=[house.meeting.pk])
    page = client.get(url).text
    assert "tijd in Londen" in page
    assert 'value="09:00"' in page
    data = typed(
        client, url, host=house.organisation.pk, venue=house.venue.pk, mode="hybrid", start_time="08:30"
    )
    assert client.post(url, data).status_code == 302
    house.meeting.refresh_from_db()
    assert house.meeting.starts_at == start - dt.timedelta(minutes=30)


class TestVotes:
    @pytest.mark.parametrize(
        "changes", [{"start_time": "10:00"}, {"end_time": "17:00"}, {"day": "2031-02-03"}]
    )
    def test_a_moment_with_a_vote_does_not_move(self, house, poll, sign_in, changes):
        client, url, before = (
            sign_in(house.facilitator),
            reverse("events:change_poll", args=[poll.code]),
            state(poll),
        )
        data = typed(client, url, **{f"option-0-{name}": value for name, value in changes.items()})
        response = client.post(url, data)
        assert response.status_code == 422
        assert "1 persoon koos dit moment" in response.text
        assert next(iter(changes.values())) in response.text
        assert state(poll) == before

    def test_a_moment_without_votes_moves(self, house, poll, sign_in):
        client, url = sign_in(house.facilitator), reverse("events:change_poll", args=[poll.code])
        _first, second, _third = state(poll)[0]
        votes = state(poll)[1]
        assert client.post(url, typed(client, url, **{"option-1-start_time": "01:00"})).status_code == 302
        assert [option[1] for option in state(poll)[0]][1] == second[1] + dt.timedelta(minutes=30)
        assert state(poll)[1] == votes

    def test_taking_a_moment_out_is_said_beforehand_and_told_to_who_voted(self, house, poll, sign_in):
        client, url = sign_in(house.facilitator), reverse("events:change_poll", args=[poll.code])
        assert "de stem van 1 persoon valt ook weg" in client.get(url).text
        new = {"option-3-day": "2031-05-05", "option-3-start_time": "09:00", "option-3-end_time": "10:00"}
        data = typed(client, url, **{"option-0-remove": "on"}, **new)
        assert client.post(url, data).status_code == 302
        options, votes = state(poll)
        assert len(options) == 3
        assert [answer for _option, answer in votes] == ["if_need_be"]
        told = house.member.notifications.get(kind="events/poll_changed")
        assert told.data["added"] == told.data["gone"] == 1

    def test_an_emptied_moment_is_asked_about_and_not_dropped(self, house, poll, sign_in):
        client, url, before = (
            sign_in(house.facilitator),
            reverse("events:change_poll", args=[poll.code]),
            state(poll),
        )
        empty = {f"option-0-{name}": "" for name in ("day", "start_time", "end_time")}
        response = client.post(url, typed(client, url, **empty))
        assert response.status_code == 422
        assert "Weghalen" in response.text
        assert state(poll) == before

    def test_what_another_facilitator_added_meanwhile_stays(self, house, poll, sign_in):
        client, url = sign_in(house.facilitator), reverse("events:change_poll", args=[poll.code])
        old = typed(client, url)
        other = poll.options.create(starts_at=at(85, 9), ends_at=at(85, 10))
        assert client.post(url, old).status_code == 302
        assert poll.options.filter(pk=other.pk).exists()

    def test_saving_twice_adds_once(self, house, poll, sign_in):
        client, url = sign_in(house.facilitator), reverse("events:change_poll", args=[poll.code])
        new = {"option-3-day": "2031-05-05", "option-3-start_time": "09:00", "option-3-end_time": "10:00"}
        data = typed(client, url, **new)
        assert [client.post(url, data).status_code for _time in range(2)] == [302, 302]
        assert poll.options.count() == 4

    def test_two_moments_at_the_same_time_are_refused_with_a_sentence(self, house, poll, sign_in):
        client, url, before = (
            sign_in(house.facilitator),
            reverse("events:change_poll", args=[poll.code]),
            state(poll),
        )
        day = at(80, 9).date().isoformat()
        same = {"option-3-day": day, "option-3-start_time": "09:30", "option-3-end_time": "11:00"}
        response = client.post(url, typed(client, url, **same))
        assert response.status_code == 422
        assert "hetzelfde uur" in response.text
        assert state(poll) == before

    def test_a_moment_that_was_taken_out_meanwhile_is_not_chosen(self, house, poll):
        option = poll.options.first()
        PollOption.objects.filter(pk=option.pk).delete()
        with pytest.raises(ValidationError):
            polling.choose(actor=house.facilitator, poll=poll, option=option)
        assert DatePoll.objects.get(pk=poll.pk).meeting is None

    def test_a_vote_that_comes_in_meanwhile_counts(self, house, poll):
        second = poll.options.all()[1]
        seen = polling.Moment(second.starts_at + dt.timedelta(hours=1), second.ends_at, None, second.pk)
        polling.vote(
            poll=poll, actor=ParticipantFactory(network=house.network).user, answers={second.pk: "yes"}
        )
        with pytest.raises(ValidationError, match="1 persoon"):
            polling.change_poll(
                actor=house.facilitator,
                poll=poll,
                title="E",
                note="",
                closes_on=poll.closes_on,
                moments=[seen],
            )


@pytest.mark.parametrize(
    ("day", "clock", "word"),
    [("2027-03-28", "02:30", "overslaat|slaat"), ("2027-10-31", "02:30", "twee keer")],
)
@pytest.mark.parametrize("where", ["poll", "meeting"])
def test_hours_that_do_not_exist_or_exist_twice_get_a_sentence(house, sign_in, day, clock, word, where):
    elsewhere(house, "Asia/Kolkata")
    client = sign_in(house.facilitator)
    if where == "poll":
        url = reverse("events:new_poll", args=[house.network.slug])
        names = ("option-0-day", "option-0-start_time", "option-0-end_time")
        data = typed(client, url, title="N", closes_on="2027-01-05")
    else:
        url, names = reverse("events:schedule", args=[house.network.slug]), ("day", "start_time", "end_time")
        data = typed(client, url, title="N", mode="online")
    response = client.post(url, data | dict(zip(names, (day, clock, "05:00"), strict=True)))
    assert response.status_code == 422
    assert any(one in response.text for one in word.split("|"))


def test_a_moment_in_the_hour_that_comes_twice_stays_which_it_is(house, poll, sign_in):
    second = dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)  # the second time that Brussels reads 2.30
    option = poll.options.create(starts_at=second, ends_at=second + dt.timedelta(hours=2))
    client, url = sign_in(house.facilitator), reverse("events:change_poll", args=[poll.code])
    assert client.post(url, typed(client, url, title="Anders")).status_code == 302
    option.refresh_from_db()
    assert option.starts_at == second


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_a_poll_is_open_as_long_as_its_day_lasts_where_it_is(house, poll, zone):
    with timezone.override(zone):
        late = dt.datetime.combine(poll.closes_on, dt.time(23, 59), BRUSSELS)
        with time_machine.travel(late, tick=False):
            assert poll.is_open
        with time_machine.travel(late + dt.timedelta(minutes=2), tick=False):
            assert not poll.is_open
