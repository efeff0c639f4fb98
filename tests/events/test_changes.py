"""When life happens: swaps, repairs, the ledger, date polls, answers from calendars."""

import datetime as dt
from email.message import EmailMessage

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from community.networks import actions as networks
from events.hosting import replies
from events.meetings import calendars
from events.models import Meeting, SwapRequest, Vote
from events.polls import actions as polling
from events.turns import actions as swaps
from events.turns import ledger
from events.turns.queries import swap_obstacles
from tests.factories import (
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_host(house):
    """Somebody of the organisation that hosts `house.later`."""
    return ParticipantFactory(network=house.network, organisation=house.later.host).user


class TestSwaps:
    def test_both_hosts_agree_and_calendars_follow(self, free, other_host):
        before = free.meeting.sequence, free.later.sequence
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later, reason="Sportdag")
        free.meeting.refresh_from_db()
        assert free.meeting.host == free.organisation
        assert other_host.notifications.filter(kind="events/swap_asked").exists()
        swaps.answer_swap(actor=other_host, swap=swap, agrees=True)
        for meeting in (free.meeting, free.later):
            meeting.refresh_from_db()
        assert (free.meeting.host.name, free.later.host.name) == ("Other house", "Host house")
        assert free.later.venue == free.venue
        assert (free.meeting.sequence, free.later.sequence) == (before[0] + 1, before[1] + 1)
        assert SwapRequest.objects.get().status == "done"

    def test_short_notice_needs_the_facilitator(self, free, other_host):
        start = timezone.now() + dt.timedelta(days=10)
        Meeting.objects.filter(pk=free.meeting.pk).update(
            starts_at=start, ends_at=start + dt.timedelta(hours=3)
        )
        free.meeting.refresh_from_db()
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=other_host, swap=swap, agrees=True)
        free.meeting.refresh_from_db()
        assert free.meeting.host == free.organisation
        with pytest.raises(PermissionDenied):
            swaps.approve_swap(actor=other_host, swap=swap)
        swaps.approve_swap(actor=free.facilitator, swap=swap)
        free.meeting.refresh_from_db()
        assert free.meeting.host.name == "Other house"

    def test_a_no_changes_nothing(self, free, other_host):
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=other_host, swap=swap, agrees=False)
        assert free.member.notifications.filter(kind="events/swap_declined").exists()
        with pytest.raises(PermissionDenied):
            swaps.answer_swap(actor=other_host, swap=swap, agrees=True)

    def test_nobody_answers_their_own_question(self, free, other_host):
        swap = swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        with pytest.raises(PermissionDenied):
            swaps.answer_swap(actor=free.member, swap=swap, agrees=True)

    def test_what_cannot_be_is_said_at_once(self, free, other_host, sign_in):
        free.later.host.venues.update(capacity=1, step_free=False, hybrid=False)
        free.meeting.attendances.create(user=free.facilitator, answer="in_person", needs=["step_free"])
        free.meeting.attendances.create(user=free.member, answer="in_person")
        found = {obstacle.constraint for _meeting, obstacle in swap_obstacles(free.meeting, free.later)}
        assert found == {"capacity", "step_free", "hybrid"}
        with pytest.raises(ValidationError):
            swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        page = sign_in(free.member).get(reverse("events:swap", args=[free.meeting.pk])).text
        assert free.facilitator.name not in page[page.index('<form class="form"') :]

    def test_one_question_at_a_time(self, free, other_host):
        swaps.ask_swap(actor=free.member, first=free.meeting, second=free.later)
        with pytest.raises(ValidationError):
            swaps.ask_swap(actor=other_host, first=free.later, second=free.meeting)

    def test_exchanging_keeps_the_counts(self, free, other_host):
        before = sorted(line.hosted for line in ledger.lines(free.network))
        swap = swaps.ask_swap(actor=free.facilitator, first=free.meeting, second=free.later)
        swaps.answer_swap(actor=free.facilitator, swap=swap, agrees=True)
        assert sorted(line.hosted for line in ledger.lines(free.network)) == before


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


class TestReplies:
    def mail(self, house, *, sender=None, attendee=None, status="DECLINED", to=None, uid=None) -> bytes:
        meeting, person = house.meeting, house.member
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
            f"UID:{uid or meeting.uid}@vonder\r\nSEQUENCE:0\r\nDTSTAMP:20261122T100000Z\r\n"
            f"ATTENDEE;PARTSTAT={status}:mailto:{attendee or person.email}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        message = EmailMessage()
        message["From"] = sender or f"Iemand <{person.email}>"
        message["To"] = to or calendars.reply_address(meeting, person)
        message["Subject"] = "Declined"
        message.set_content("Declined")
        message.add_alternative(text, subtype="calendar", params={"method": "REPLY"})
        return message.as_bytes()

    def test_a_no_and_a_yes_from_a_calendar(self, house):
        assert replies.receive(self.mail(house)).answer == "no"
        assert replies.receive(self.mail(house, status="ACCEPTED")).answer == "in_person"

    def test_an_answer_online_stays_online(self, house):
        house.meeting.attendances.create(user=house.member, answer="online")
        assert replies.receive(self.mail(house, status="ACCEPTED")).answer == "online"

    @pytest.mark.parametrize(
        "change",
        [
            {"sender": "other@example.org"},
            {"attendee": "other@example.org"},
            {"to": "vonder+1.1.abcdefabcdefabcdefabcdef@localhost"},
            {"to": "vonder@localhost"},
            {"uid": "00000000-0000-0000-0000-000000000000"},
            {"status": "DELEGATED"},
        ],
    )
    def test_a_mail_of_somebody_else_is_refused(self, house, change):
        with pytest.raises(replies.Refused):
            replies.receive(self.mail(house, **change))
        assert not house.meeting.attendances.exists()

    @pytest.mark.parametrize("raw", [b"", b"x" * 500_000, b"From: a\n\nhello", b"\xff\xfe\x00"])
    def test_what_is_no_answer_is_refused(self, raw):
        with pytest.raises(replies.Refused):
            replies.receive(raw)

    def test_who_left_no_longer_answers(self, house):
        raw = self.mail(house)
        part = house.network.participants.get(user=house.member)
        networks.remove_participant(actor=house.facilitator, participant=part)
        with pytest.raises(replies.Refused):
            replies.receive(raw)

    def test_invitations_ask_for_the_answer_at_that_address(self, house, settings):
        settings.CALENDAR_REPLIES = True
        book = Calendar.from_ical(calendars.invitation(house.meeting, house.member))
        event = book.walk("VEVENT")[0]
        assert str(event["organizer"]) == f"mailto:{calendars.reply_address(house.meeting, house.member)}"
        assert event["attendee"].params["RSVP"] == "TRUE"
        assert str(event["attendee"]) == f"mailto:{house.member.email}"
        zones = {str(zone["tzid"]) for zone in book.walk("VTIMEZONE")}
        assert zones == {"Europe/Brussels"}
        assert event["dtstart"].params["TZID"] == "Europe/Brussels"
