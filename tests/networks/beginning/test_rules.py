"""Who starts a network, who proposes one, and who answers."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.networks.beginning import rules
from community.networks.beginning.actions import allow_starting
from community.networks.models import Beginning
from community.networks.rules import may_start
from tests.factories import NetworkFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = Beginning.Status


def concept(**fields) -> Beginning:
    return Beginning.objects.create(**{"name": "N", "purpose": "P", **fields})


@pytest.mark.parametrize(
    ("who", "starts", "prepares", "answers"),
    [
        ("visitor", False, False, False),
        ("member", False, True, False),
        ("allowed", True, True, False),
        ("not any more", False, True, False),
        ("staff", True, True, True),
        ("closed", False, False, False),
    ],
)
def test_staff_and_whom_they_allow_start_others_propose(who, starts, prepares, answers):
    staff = UserFactory(is_staff=True)
    person = {
        "visitor": AnonymousUser,
        "staff": lambda: staff,
        "closed": lambda: UserFactory(is_staff=True, is_active=False),
    }.get(who, UserFactory)()
    if who in ("allowed", "not any more"):
        allow_starting(actor=staff, person=person)
    if who == "not any more":
        allow_starting(actor=staff, person=person, allowed=False)
    if person.pk:
        person = person.__class__.objects.get(pk=person.pk)

    assert (may_start(person), rules.may_prepare(person), rules.may_answer_proposal(person)) == (
        starts,
        prepares,
        answers,
    )


@pytest.mark.parametrize(
    ("owner", "status", "expected"),
    [
        (True, Status.DRAFT, True),
        (True, Status.DECLINED, True),
        (True, Status.PROPOSED, False),
        (True, Status.BEGUN, False),
        (False, Status.DRAFT, False),
        (False, Status.DECLINED, False),
    ],
)
def test_a_concept_is_changed_by_its_owner_while_it_is_open(owner, status, expected):
    own = concept(owner=UserFactory(), status=status)
    person = own.owner if owner else UserFactory(is_staff=True)

    assert rules.may_change(person, own) is expected


@pytest.mark.parametrize(
    ("role", "closed_at", "expected"),
    [
        ("facilitator", None, True),
        ("facilitator", timezone.now(), False),
        ("member", None, False),
        ("guest", None, False),
        (None, None, False),
    ],
)
def test_the_list_of_a_network_that_runs_is_of_its_facilitators(role, closed_at, expected):
    network = NetworkFactory(closed_at=closed_at)
    begun = concept(owner=UserFactory(), status=Status.BEGUN, network=network)
    person = ParticipantFactory(network=network, role=role).user if role else begun.owner

    assert rules.may_list_people(person, begun) is expected


@pytest.mark.parametrize(
    ("status", "owner", "staff", "other"),
    [
        (Status.DRAFT, True, False, False),
        (Status.PROPOSED, True, True, False),
        (Status.DECLINED, True, False, False),
    ],
)
def test_who_sees_a_concept(status, owner, staff, other):
    own = concept(owner=UserFactory(), status=status)
    people = [own.owner, UserFactory(is_staff=True), UserFactory(), AnonymousUser()]

    seen = [Beginning.objects.visible_to(person).exists() for person in people]

    assert seen == [owner, staff, other, False]
