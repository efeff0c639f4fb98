"""Roles and their rights: one table, which the rules ask and the page shows."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from community.networks import rules
from community.networks.actions import add_participant, remove_participant
from community.networks.jobs import end_roles
from community.networks.models import Participant
from community.networks.rights import HOLDERS, Right, Role, holds
from community.networks.roles.actions import change_role, take_role_back
from community.networks.roles.queries import table_of_rights
from community.notifications.models import Notification
from events.meetings.standing import standing_of
from events.minutes.rules import may_write_minutes
from forum.rules import may_moderate
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

#: right -> facilitator, second facilitator, account manager, secretary, member, guest
TABLE = {
    "plan": (1, 1, 0, 0, 0, 0),
    "minutes": (1, 1, 0, 1, 0, 0),
    "order": (1, 1, 0, 0, 0, 0),
    "invite": (1, 1, 1, 0, 0, 0),
    "welcome": (1, 1, 1, 0, 0, 0),
    "agree": (1, 1, 0, 0, 0, 0),
    "remove": (1, 0, 0, 0, 0, 0),
    "steer": (1, 0, 0, 0, 0, 0),
    "speak_for": (1, 1, 1, 1, 1, 0),
    "write": (1, 1, 1, 1, 1, 1),
}


@pytest.mark.parametrize("right", Right)
def test_who_holds_which_right(right):
    assert tuple(int(holds(role, right)) for role in Role) == TABLE[right]
    assert not holds(None, right)


def test_the_page_shows_what_the_rules_ask():
    assert {row.right: row.held for row in table_of_rights()} == {
        right: [role in HOLDERS[right] for role in Role] for right in Right
    }


def part_of(house, role, **more) -> Participant:
    return add_participant(
        actor=house.facilitator, network=house.network, user=UserFactory(**more), role=role
    )


def page_of(house) -> str:
    return reverse("networks:roles", args=[house.network.slug])


def test_s2_21_a_co_facilitator_writes_minutes_and_does_not_remove_members(house):
    """S2-21."""
    second = part_of(house, "co_facilitator").user
    assert may_write_minutes(standing_of(second, house.held))
    member = house.network.participants.get(user=house.member)
    with pytest.raises(PermissionDenied):
        remove_participant(actor=second, participant=member)


@pytest.mark.parametrize(
    ("role", "writes_minutes", "moderates", "invites", "publishes", "removes"),
    [
        ("facilitator", True, True, True, True, True),
        ("co_facilitator", True, True, True, True, False),
        ("account_manager", False, False, True, False, False),
        ("secretary", True, False, False, False, False),
        ("member", False, False, False, False, False),
        ("guest", False, False, False, False, False),
    ],
)
def test_the_rooms_above_ask_the_table(role, writes_minutes, moderates, invites, publishes, removes, house):
    user, network = part_of(house, role).user, house.network
    assert (
        may_write_minutes(standing_of(user, house.held)),
        may_moderate(user, house.board),
        rules.may_invite(user, network),
        rules.may_publish_agreement(user, network),
        rules.has_right(user, network, Right.REMOVE),
    ) == (writes_minutes, moderates, invites, publishes, removes)


@pytest.mark.parametrize(
    ("inviter", "role", "may"),
    [
        ("facilitator", "facilitator", True),
        ("facilitator", "guest", True),
        ("co_facilitator", "member", True),
        ("co_facilitator", "co_facilitator", False),
        ("account_manager", "facilitator", False),
        ("account_manager", "guest", True),
        ("secretary", "member", False),
    ],
)
def test_nobody_invites_somebody_to_more_than_they_may_give(inviter, role, may, house):
    assert rules.may_invite_as(part_of(house, inviter).user, house.network, role) is may


def test_a_role_is_changed_beside_the_name_and_taken_back(house, sign_in):
    client, part = sign_in(house.facilitator), house.network.participants.get(user=house.member)
    said = client.post(page_of(house), {"participant": part.pk, "role": "secretary"}, follow=True)
    part.refresh_from_db()
    assert (part.role, part.role_since, part.role_until) == ("secretary", timezone.localdate(), None)
    assert "Member: Secretaris." in said.text
    told = Notification.objects.get(recipient=house.member, kind="networks/role")
    assert told.sentence == f"Je rol in {house.network.name} is nu: Secretaris"
    back = reverse("networks:role_back", args=[part.pk])
    assert f'action="{back}"' in said.text
    assert client.post(back, follow=True).status_code == 200
    part.refresh_from_db()
    assert part.role == "member"
    history = client.get(reverse("networks:history", args=[house.network.slug])).text
    assert "de rol van Member" in history
    assert "Secretaris" in history


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("facilitator", 302),
        ("member", 404),
        ("outsider", 404),
        ("former", 404),
        ("staff", 404),
        ("other_facilitator", 404),
    ],
)
def test_only_who_changed_a_role_takes_it_back(who, status, house, sign_in):
    part = house.network.participants.get(user=house.member)
    change_role(actor=house.facilitator, participant=part, role="secretary")
    assert sign_in(house.who(who)).post(reverse("networks:role_back", args=[part.pk])).status_code == status
    part.refresh_from_db()
    assert part.role == ("member" if status == 302 else "secretary")


def test_another_facilitator_does_not_take_it_back(house, sign_in):
    other = part_of(house, "facilitator").user
    part = house.network.participants.get(user=house.member)
    change_role(actor=house.facilitator, participant=part, role="secretary")
    with pytest.raises(PermissionDenied):
        take_role_back(actor=other, participant=part)


def test_a_change_of_long_ago_is_not_taken_back(house):
    part = house.network.participants.get(user=house.member)
    change_role(actor=house.facilitator, participant=part, role="secretary")
    Entry.objects.filter(verb="networks.role_changed").update(at=timezone.now() - dt.timedelta(hours=25))
    with pytest.raises(PermissionDenied):
        take_role_back(actor=house.facilitator, participant=part)


@pytest.mark.parametrize(
    ("role", "until"), [("member", None), ("co_facilitator", None), ("facilitator", dt.timedelta(days=9))]
)
def test_the_last_facilitator_stays_one(role, until, house, sign_in):
    part = house.network.participants.get(user=house.facilitator)
    day = timezone.localdate() + until if until else None
    with pytest.raises(ValidationError):
        change_role(actor=house.facilitator, participant=part, role=role, until=day)
    answer = sign_in(house.facilitator).post(
        page_of(house), {"participant": part.pk, "role": role, "until": day.isoformat() if day else ""}
    )
    assert answer.status_code == 422
    assert "Wijs eerst iemand anders aan als begeleider." in answer.text


def test_a_guest_becomes_a_participant_first(house):
    guest = part_of(house, "guest")
    for role in ("facilitator", "co_facilitator"):
        with pytest.raises(PermissionDenied):
            change_role(actor=house.facilitator, participant=guest, role=role)
    assert change_role(actor=house.facilitator, participant=guest, role="member").role == "member"


def test_a_role_until_a_day_ends_by_itself_and_is_told(house):
    part, today = part_of(house, "member"), timezone.localdate()
    change_role(
        actor=house.facilitator, participant=part, role="secretary", until=today + dt.timedelta(days=1)
    )
    assert end_roles.call() == 0
    Participant.objects.filter(pk=part.pk).update(role_until=today)
    Notification.objects.all().delete()
    assert [end_roles.call(), end_roles.call()] == [1, 0]
    part.refresh_from_db()
    assert (part.role, part.role_until) == ("member", None)
    assert Notification.objects.get(kind="networks/role").recipient == part.user


def test_the_role_of_the_last_facilitator_does_not_end(house):
    part = house.network.participants.get(user=house.facilitator)
    Participant.objects.filter(pk=part.pk).update(role_until=timezone.localdate())
    assert end_roles.call() == 0
    assert rules.facilitates(house.facilitator, house.network)


@pytest.mark.parametrize("day", ["gisteren", "2020-01-01", "9999-12-31", "\x00", "x" * 10_000])
def test_a_bad_day_is_said_beside_it(day, house, sign_in):
    part = house.network.participants.get(user=house.member)
    answer = sign_in(house.facilitator).post(
        page_of(house), {"participant": part.pk, "role": "secretary", "until": day}
    )
    part.refresh_from_db()
    assert part.role == ("member" if answer.status_code == 422 else "secretary")
    assert answer.status_code == (302 if day == "gisteren" and part.role == "secretary" else 422)


@pytest.mark.parametrize("role", ["", "captain", "\x00", "x" * 10_000])
def test_a_role_that_is_none_is_refused(role, house, sign_in):
    part = house.network.participants.get(user=house.member)
    answer = sign_in(house.facilitator).post(page_of(house), {"participant": part.pk, "role": role})
    assert answer.status_code == 422
    part.refresh_from_db()
    assert part.role == "member"


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 40])
def test_somebody_who_is_not_there(number, house, sign_in):
    answer = sign_in(house.facilitator).post(page_of(house), {"participant": number, "role": "member"})
    assert answer.status_code == 404


def test_one_facilitator_is_asked_to_look_for_a_second(house, sign_in):
    client = sign_in(house.facilitator)
    assert "één begeleider, zoek een tweede" in client.get(page_of(house)).text
    part_of(house, "co_facilitator")
    assert "twee begeleiders, zo hoort het" in client.get(page_of(house)).text


def test_who_comes_back_has_the_role_they_had_until_the_same_day(house):
    from community.networks.leaving.actions import bring_back

    part, day = part_of(house, "member"), timezone.localdate() + dt.timedelta(days=30)
    part = change_role(actor=house.facilitator, participant=part, role="secretary", until=day)
    remove_participant(actor=house.facilitator, participant=part)
    back = bring_back(actor=house.facilitator, participant=part)
    assert (back.role, back.role_until) == ("secretary", day)


def test_many_people_cost_no_more_questions_than_few(house, sign_in, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = sign_in(house.facilitator)
    client.get(page_of(house))
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(house))
    for number in range(3):
        add_participant(
            actor=house.facilitator, network=house.network, user=UserFactory(name=f"Meer {number}")
        )
    client.get(page_of(house))
    with CaptureQueriesContext(connection) as many:
        assert "Meer 2" in client.get(page_of(house)).text
    assert len(many) == len(few)
