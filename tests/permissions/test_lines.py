"""Lines that hold a door shut, each played at the door itself."""

import datetime as dt
import re
from fractions import Fraction

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.actions import deactivate
from community.members.models import Profile
from community.networks import actions as networks
from community.networks.models import Invitation
from community.notifications.jobs import deliver
from community.notifications.models import OutgoingMail
from events.models import Meeting
from events.planning.links import LINK_DAYS, signed_path, turn_link
from events.scheduling.actions import feed_of
from events.turns import ledger
from forum.models import Post, Topic
from tests.factories import PostFactory, UserFactory

from .verbs.planning import _proposed

pytestmark = pytest.mark.django_db
PHONE = "+32 470 12 34 56"
OLD = dt.timedelta(days=LINK_DAYS)


@pytest.mark.parametrize(
    ("audience", "sees"),
    [
        ("me", {"member"}),
        ("networks", {"member", "facilitator"}),
        ("members", {"member", "facilitator", "outsider"}),
    ],
)
def test_contact_details_are_shown_to_those_whom_the_person_chose(audience, sees, house, sign_in):
    profile = Profile.objects.filter(user=house.member)
    url = reverse("members:person", args=[house.member.handle])

    def shown_to(detail) -> set[str]:
        readers = ("member", "facilitator", "outsider")
        return {who for who in readers if detail in sign_in(house.who(who)).get(url).content.decode()}

    profile.update(listed="members", phone=PHONE, phone_visible_to=audience, email_visible_to="me")
    assert (shown_to(PHONE), shown_to(house.member.email)) == (sees, {"member"})
    profile.update(phone_visible_to="me", email_visible_to=audience)
    assert (shown_to(PHONE), shown_to(house.member.email)) == ({"member"}, sees)


@pytest.mark.parametrize("do", ["pin", "close"])
def test_only_who_keeps_order_pins_and_closes(do, house, sign_in):
    url = reverse("forum:topic_state", args=[house.topic.pk])

    def state():
        return Topic.objects.values_list("pinned", "closed").get(pk=house.topic.pk)

    assert sign_in(house.member).post(url, {"do": do}).status_code == 403
    assert state() == (False, False)
    assert sign_in(house.facilitator).post(url, {"do": do}).status_code == 302
    assert state() == (do == "pin", do == "close")


def test_only_who_asked_and_who_keeps_order_choose_the_answer(house, sign_in):
    another = UserFactory()
    networks.add_participant(actor=house.admin, network=house.network, user=another)
    answer = PostFactory(topic=house.topic, number=2, author=another)
    url = reverse("forum:choose_answer", args=[answer.pk])

    def chosen():
        return Topic.objects.get(pk=house.topic.pk).answer

    assert sign_in(another).post(url).status_code == 403
    assert chosen() is None
    assert sign_in(house.member).post(url).status_code == 302
    assert chosen() == answer
    elsewhere = Post.objects.get(pk=PostFactory(author=house.member).pk)
    own = sign_in(house.member)
    assert own.post(reverse("forum:choose_answer", args=[elsewhere.pk])).status_code in (302, 403)
    assert chosen() == answer


def test_only_who_takes_part_for_an_organisation_signs_for_it(house, sign_in):
    url = reverse("networks:sign", args=[house.network.slug])
    guest = UserFactory()
    networks.add_participant(
        actor=house.admin, network=house.network, user=guest, role="guest", organisation=house.organisation
    )
    for who in (guest, house.facilitator):
        assert sign_in(who).post(url, {"version": 1}).status_code == 403
    assert not house.agreement.signatures.exists()
    assert sign_in(house.member).post(url, {"version": 1}).status_code == 302
    assert house.agreement.signatures.get().organisation == house.organisation


class TestTheEndOfLinks:
    """A link in a mail works as long as it says, and not a second longer."""

    @pytest.fixture
    def at(self, monkeypatch):
        """Make something as if it were so long ago."""

        def ago(age: dt.timedelta, make):
            with monkeypatch.context() as clock:
                then = (timezone.now() - age).timestamp()
                clock.setattr("django.core.signing.time.time", lambda: then)
                return make()

        return ago

    def of_availability(self, house):
        return signed_path(house.plan, house.member)

    def of_a_turn(self, house):
        plan = _proposed(house, "shared")["plan"]
        return turn_link(plan, plan.turns.get(), house.member)

    @pytest.mark.parametrize("link", ["of_availability", "of_a_turn"])
    def test_a_signed_link(self, link, house, at):
        minute = dt.timedelta(minutes=1)
        path = getattr(self, link)
        statuses = [
            Client().get(at(age, lambda: path(house))).status_code
            for age in (dt.timedelta(), OLD - minute, OLD + minute)
        ]
        assert statuses == [200, 200, 410]

    def test_an_invitation(self, house, sign_in):
        url, client = reverse("networks:invitation", args=[house.token]), sign_in(house.invited)
        part = house.network.participants.active().filter(user=house.invited)
        Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
        assert client.post(url).status_code in (403, 404, 410)
        assert not part.exists()
        Invitation.objects.update(expires_at=timezone.now() + dt.timedelta(minutes=1))
        assert client.post(url).status_code == 302
        assert part.exists()


def test_the_feeds_of_a_closed_account_stop(house, client):
    token = feed_of(house.member).token
    urls = [
        reverse("events:feed", args=[token]),
        reverse("events:network_feed", args=[token, house.network.slug]),
    ]
    assert [client.get(url).status_code for url in urls] == [200, 200]
    deactivate(actor=house.admin, person=house.member)
    assert [client.get(url).status_code for url in urls] == [404, 404]


def test_a_mail_is_delivered_once_however_often_it_is_taken_up(house):
    made = OutgoingMail.objects.create(
        recipient=house.member, to=house.member.email, audience="members", subject="Eens", text="Eens"
    )
    assert [deliver.call(made.pk) for _attempt in range(3)] == ["sent", "nothing to do", "nothing to do"]
    OutgoingMail.objects.filter(pk=made.pk).update(status="sending", due_at=timezone.now())
    assert deliver.call(made.pk) == "nothing to do"
    assert [message.subject for message in mail.outbox].count("Eens") == 1


class TestTheDayOfLeaving:
    """An organisation is a member until a day, and not on that day."""

    @pytest.fixture
    def day(self, house) -> dt.date:
        day = timezone.localdate(house.later.starts_at)
        networks.end_membership(
            actor=house.admin, network=house.network, organisation=house.organisation, until=day
        )
        return day

    def test_it_is_a_member_the_day_before_only(self, house, day):
        def members(when):
            return {one.organisation for one in house.network.memberships.current(when)}

        assert house.organisation in members(day - dt.timedelta(days=1))
        assert house.organisation not in members(day)

    def test_no_turn_is_expected_of_it_on_that_day(self, house, day):
        def expected(when):
            start = dt.datetime.combine(when, dt.time(12), house.later.zone)
            Meeting.objects.filter(pk=house.later.pk).update(
                starts_at=start, ends_at=start + dt.timedelta(hours=1)
            )
            meetings = ledger.hosted_meetings(house.network).filter(pk=house.later.pk)
            found = {line.organisation: line.expected for line in ledger.lines(house.network, meetings)}
            return found[house.organisation], found[house.later.host]

        assert expected(day - dt.timedelta(days=1)) == (Fraction(1, 2), Fraction(1, 2))
        assert expected(day) == (0, 1)


def test_a_form_with_somebodys_token_is_kept_for_nobody_else(house):
    """A visitor who has a cookie of ours already gets a page that sets none: it is theirs all the same."""
    Meeting.objects.filter(pk=house.later.pk).update(visibility="public")
    url = reverse("events:guest", args=[house.later.pk])
    first, second = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for client in (first, second):
        client.get(reverse("account_login"))
        assert "csrftoken" in client.cookies
    field = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
    tokens = [field.search(client.get(url).content.decode())[1] for client in (first, first, second)]
    data = {
        "name": "Gast",
        "email": "gast2@example.org",
        "answer": "in_person",
        "csrfmiddlewaretoken": tokens[2],
    }
    assert second.post(url, data).status_code == 302
