"""A poll of dates: voting and choosing."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.meetings.queries import people_of
from events.models import Vote
from events.polls import actions as polling
from events.polls.actions import _give_places
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


class TestPolls:
    def options(self, *days):
        start = timezone.now().replace(minute=0, second=0, microsecond=0)
        return [(start + dt.timedelta(days=d), start + dt.timedelta(days=d, hours=2), None) for d in days]

    def poll(self, house, *days, **fields):
        return polling.start_poll(
            actor=house.facilitator,
            network=house.network,
            title="Extra",
            options=self.options(*days),
            closes_on=timezone.localdate() + dt.timedelta(days=5),
            **fields,
        )

    def test_a_visitor_votes_changes_and_nobody_is_doubled(self, house, client, library):
        poll = self.poll(house, 80, 81)
        first, second = poll.options.all()
        url = poll.get_absolute_url()
        assert client.post(url, {f"o{first.pk}": "yes"}).status_code == 422  # without a name
        client.post(url, {"name": "Ria", f"o{first.pk}": "yes", f"o{second.pk}": "no"})
        client.post(url, {f"o{first.pk}": "if_need_be"})
        voter = poll.voters.get()
        assert voter.name == "Ria"
        assert {v.option_id: v.answer for v in voter.votes.all()} == {first.pk: "if_need_be", second.pk: "no"}

    def test_who_only_has_the_address_sees_no_names_and_no_network(self, house, client, library):
        poll = self.poll(house, 80)
        polling.vote(poll=poll, actor=house.member, answers={poll.options.get().pk: "yes"})
        page = client.get(poll.get_absolute_url()).text
        assert house.member.name not in page
        assert house.network.name not in page
        assert client.get(reverse("events:poll", args=["guess"])).status_code == 404

    def test_votes_stay_with_their_moment(self, house):
        poll = self.poll(house, 80, 81)
        first, second = poll.options.all()
        polling.vote(poll=poll, actor=house.member, answers={first.pk: "yes", second.pk: "no"})
        earlier = polling.Moment(*self.options(79)[0])
        kept = polling.Moment(second.starts_at, second.ends_at, 12, second.pk)
        polling.change_poll(
            actor=house.facilitator,
            poll=poll,
            title="Extra",
            note="",
            closes_on=poll.closes_on,
            moments=[earlier, kept],
            out={first.pk},
        )
        assert [(v.option_id, v.answer) for v in Vote.objects.all()] == [(second.pk, "no")]

    def test_a_full_moment_takes_no_more_yes(self, house):
        poll = self.poll(house, 80)
        option = poll.options.get()
        option.capacity = 1
        option.save()
        polling.vote(poll=poll, actor=house.member, answers={option.pk: "yes"})
        with pytest.raises(ValidationError):
            polling.vote(poll=poll, actor=house.facilitator, answers={option.pk: "yes"})
        polling.vote(poll=poll, actor=house.member, answers={option.pk: "yes"})

    def test_closing_plans_the_meeting_and_invites_everyone(self, house):
        poll = self.poll(house, 80, 81)
        best = poll.options.last()
        meeting = polling.choose(actor=house.facilitator, poll=poll, option=best)
        assert (meeting.starts_at, meeting.network) == (best.starts_at, house.network)
        assert house.member.notifications.filter(
            kind="events/invited", url=meeting.get_absolute_url()
        ).exists()
        assert polling.choose(actor=house.facilitator, poll=poll, option=best) == meeting
        poll.refresh_from_db()
        with pytest.raises(ValidationError):
            polling.vote(poll=poll, actor=house.member, answers={best.pk: "yes"})

    def test_who_said_yes_comes_and_is_not_asked_as_if_they_had_said_nothing(self, house, sign_in):
        poll = self.poll(house, 80, 81)
        first, best = poll.options.all()
        other = ParticipantFactory(network=house.network).user
        polling.vote(poll=poll, actor=house.member, answers={first.pk: "no", best.pk: "yes"})
        polling.vote(poll=poll, actor=other, answers={best.pk: "if_need_be"})
        polling.vote(poll=poll, name="Ria", answers={best.pk: "yes"})
        former = house.who("former")
        polling.vote(poll=poll, actor=former, answers={best.pk: "yes"})
        page = sign_in(house.facilitator).post(
            reverse("events:decide_poll", args=[poll.code]), {"option": best.pk}, follow=True
        )
        assert "vertel het hun zelf: Ria" in page.text
        poll.refresh_from_db()
        assert [(place.user, place.answer) for place in poll.meeting.attendances.all()] == [
            (house.member, "in_person")
        ]
        told = {
            person: set(
                person.notifications.filter(url=poll.meeting.get_absolute_url()).values_list(
                    "kind", flat=True
                )
            )
            for person in (house.member, other, former)
        }
        assert told == {house.member: {"events/poll_decided"}, other: {"events/invited"}, former: set()}

    def test_who_said_yes_first_has_a_place_when_there_are_fewer(self, house):
        poll = self.poll(house, 80)
        option = poll.options.get()
        people = [ParticipantFactory(network=house.network).user for _n in range(3)]
        for person in people:
            polling.vote(poll=poll, actor=person, answers={option.pk: "yes"})
        meeting = polling.choose(actor=house.facilitator, poll=poll, option=option, capacity_in_person=2)
        places = {place.user: place.is_coming for place in meeting.attendances.all()}
        assert places == dict(zip(people, (True, True, False), strict=True))

    def test_one_more_yes_costs_one_question_more(self, house):
        """Each answer has its line in the journal; all the rest is asked once."""
        counts = []
        for number in (1, 4):
            poll = self.poll(house, 80 + number)
            option = poll.options.get()
            for _n in range(number):
                person = ParticipantFactory(network=house.network).user
                polling.vote(poll=poll, actor=person, answers={option.pk: "yes"})
            with CaptureQueriesContext(connection) as asked:
                _give_places(house.later, option, people_of(house.network))
            counts.append(len(asked))
            house.later.attendances.all().delete()
        assert counts[1] - counts[0] == 3

    def test_names_are_for_who_takes_part_now_and_a_visitor_is_marked(self, house, client, sign_in, library):
        poll = self.poll(house, 80)
        option, former = poll.options.get(), house.who("former")
        url = poll.get_absolute_url()
        client.post(url, {"name": house.member.name, f"o{option.pk}": "yes"})
        polling.vote(poll=poll, actor=former, answers={option.pk: "no"})
        polling.vote(poll=poll, actor=house.facilitator, answers={option.pk: "no"})
        for visitor in (client, sign_in(former)):
            page = visitor.get(url).text
            assert house.facilitator.name not in page
            assert "2 nee" in page
        grid = BeautifulSoup(sign_in(house.member).get(url).text, "html.parser").select(
            "#votes ~ * th, th[scope=row]"
        )
        assert [("zonder account" in row.text) for row in grid if house.member.name in row.text] == [True]

    def test_a_poll_for_members_is_for_who_takes_part_only(self, house, client, sign_in, library):
        poll = self.poll(house, 80, only_members=True)
        url, vote = poll.get_absolute_url(), {f"o{poll.options.get().pk}": "yes", "name": "Ria"}
        assert client.get(url).url.startswith(reverse("account_login"))
        assert client.post(url, vote).status_code == 302
        for persona, status in (("member", 302), ("outsider", 404), ("former", 404)):
            assert sign_in(house.who(persona)).post(url, vote).status_code == status
        assert [voter.user for voter in poll.voters.all()] == [house.member]
        with pytest.raises(PermissionDenied):
            polling.vote(poll=poll, name="Ria", answers={})

    def test_what_is_sent_twice_is_asked_once(self, house):
        first, again = self.poll(house, 80, 81), self.poll(house, 80, 81)
        assert first == again
        assert (
            house.member.notifications.filter(kind="events/poll", url=first.get_absolute_url()).count() == 1
        )
        assert self.poll(house, 80) != first
        assert self.poll(house, 80, 81, only_members=True) != first

    def test_only_who_has_not_voted_is_reminded(self, house):
        poll = self.poll(house, 80)
        polling.vote(poll=poll, actor=house.member, answers={poll.options.get().pk: "no"})
        polling.remind_voters(actor=house.facilitator, poll=poll)
        assert not house.member.notifications.filter(kind="events/poll_reminder").exists()

    @pytest.mark.parametrize("days", [range(400), ()])
    def test_too_many_or_no_moments(self, house, days):
        with pytest.raises(ValidationError):
            self.poll(house, *days)
