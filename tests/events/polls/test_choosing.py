"""A poll of dates: voting and choosing."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.models import Vote
from events.polls import actions as polling

pytestmark = pytest.mark.django_db


class TestPolls:
    def options(self, *days):
        start = timezone.now().replace(microsecond=0)
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

    def test_only_who_has_not_voted_is_reminded(self, house):
        poll = self.poll(house, 80)
        polling.vote(poll=poll, actor=house.member, answers={poll.options.get().pk: "no"})
        polling.remind_voters(actor=house.facilitator, poll=poll)
        assert not house.member.notifications.filter(kind="events/poll_reminder").exists()

    @pytest.mark.parametrize("days", [range(400), ()])
    def test_too_many_or_no_moments(self, house, days):
        with pytest.raises(ValidationError):
            self.poll(house, *days)
