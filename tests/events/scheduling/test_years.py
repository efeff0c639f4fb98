"""What is planned at once, or was planned before somebody joined, is one message that can be answered one by one."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from community.networks.actions import add_participant, remove_participant
from community.notifications.actions import choose
from community.notifications.models import OutgoingMail
from events.meetings.links import answer_path
from events.meetings.years import tell_year
from events.models import Meeting
from events.places.actions.answers import answer_meeting
from events.scheduling import actions
from tests.factories import MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(free):
    """A network with three meetings to come, and one that is over."""
    MeetingFactory(network=free.network, title="Derde", starts_at=timezone.now() + dt.timedelta(days=400))
    OutgoingMail.objects.all().delete()
    return free


def joins(house, **fields):
    person = UserFactory(**fields)
    add_participant(actor=house.facilitator, network=house.network, user=person)
    return person


def test_who_joins_gets_one_mail_with_all_that_is_to_come(three):
    person = joins(three)
    (mail,) = OutgoingMail.objects.filter(recipient=person)
    to_come = list(three.network.meetings.upcoming())
    assert len(to_come) == 3
    assert "3 bijeenkomsten" in mail.subject
    for meeting in to_come:
        assert str(meeting.local_start.year) in mail.text
        assert answer_path(meeting, person).partition(":")[0] in mail.text
    assert mail.text.count("?answer=no") == 3
    book = Calendar.from_ical(mail.calendar)
    assert str(book["method"]) == mail.calendar_method == "PUBLISH"
    assert [str(event["uid"]) for event in book.walk("VEVENT")] == [f"{one.uid}@vonder" for one in to_come]
    assert all(event["organizer"] for event in book.walk("VEVENT"))
    assert three.held.title not in mail.text


def test_who_answered_already_is_not_asked_again(three):
    three.later.attendances.create(user=(person := UserFactory()), answer="in_person")
    add_participant(actor=three.facilitator, network=three.network, user=person)
    (mail,) = OutgoingMail.objects.filter(recipient=person)
    assert "2 bijeenkomsten" in mail.subject


def comes_back(house, person) -> list[str]:
    """The subjects of the invitations that reach somebody who leaves and comes back."""
    OutgoingMail.objects.filter(recipient=person).update(subject="")
    remove_participant(actor=house.facilitator, participant=house.network.participants.get(user=person))
    add_participant(actor=house.facilitator, network=house.network, user=person)
    kinds = ("events/invited", "events/year")
    mails = OutgoingMail.objects.filter(recipient=person, kind__in=kinds).exclude(subject="")
    return list(mails.values_list("subject", flat=True))


def test_who_comes_back_is_not_invited_twice_to_what_they_did_not_answer(three):
    assert comes_back(three, joins(three)) == []


def test_who_comes_back_is_asked_anew_about_what_they_gave_up(three):
    person = joins(three)
    answer_meeting(actor=person, meeting=three.later, answer="in_person")
    (subject,) = comes_back(three, person)
    assert three.later.title in subject


def test_who_comes_back_hears_of_what_changed_meanwhile(three):
    person = joins(three)
    actions.change_meeting(actor=three.facilitator, meeting=three.later, bring="Laarzen")
    (subject,) = comes_back(three, person)
    assert three.later.title in subject


def test_who_comes_back_and_never_had_the_mail_is_invited(three):
    person = joins(three)
    OutgoingMail.objects.filter(recipient=person).delete()
    person.notifications.update(mail_due=False)
    (subject,) = comes_back(three, person)
    assert "3 bijeenkomsten" in subject


def test_one_meeting_is_an_invitation_like_any(free):
    free.later.delete()
    person = joins(free)
    assert OutgoingMail.objects.get(recipient=person).kind == "events/invited"


def test_what_is_called_off_before_the_mail_is_written_is_not_in_it(three):
    Meeting.objects.filter(pk=three.later.pk).update(status="cancelled")
    told = tell_year(three.network, [three.meeting, three.later], [three.member], None)
    assert three.later.title not in OutgoingMail.objects.get(notification=told[0]).text.replace(
        three.meeting.title, ""
    )


def test_the_page_of_the_year_settles_its_line(three, sign_in):
    person = joins(three)
    assert person.notifications.unread().count() == 1
    sign_in(person).get(person.notifications.get().url)
    assert not person.notifications.unread().exists()


def test_how_many_are_reminded_is_how_many_are(three, sign_in):
    people = [joins(three) for _ in "123"]
    choose(person=people[0], kind="events/reminder", mail=False)
    three.network.participants.filter(user=three.member).update(left_at=timezone.now())
    OutgoingMail.objects.all().delete()
    page = sign_in(three.facilitator).post(f"/meetings/{three.meeting.pk}/remind/", follow=True)
    assert "3 mensen zijn herinnerd, 2 van hen per mail." in page.text
    assert OutgoingMail.objects.filter(kind="events/reminder").count() == 2


def test_nobody_is_reminded_of_what_has_begun(free, sign_in):
    now = timezone.now()
    Meeting.objects.filter(pk=free.meeting.pk).update(starts_at=now, ends_at=now + dt.timedelta(hours=1))
    with pytest.raises(ValidationError):
        actions.remind_unanswered(actor=free.facilitator, meeting=free.meeting)
    page = sign_in(free.facilitator).get(free.meeting.get_absolute_url()).text
    assert "Herinner wie" not in page
