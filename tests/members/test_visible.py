"""Who may know that somebody is here: who shares a network with them, and every member where they chose that."""

import pytest

from community.members.actions import deactivate
from community.members.models import Profile, User
from tests.house import House

pytestmark = pytest.mark.django_db
SIGNED = {*House.INSIDE, *House.OUTSIDE} - {"visitor", "deactivated"}


def who_see(person, house) -> set[str]:
    return {who for who in SIGNED if User.objects.visible_to(house.user(who)).filter(pk=person.pk).exists()}


@pytest.mark.parametrize(
    ("listed", "seen_by"), [("me", {*House.INSIDE}), ("networks", {*House.INSIDE}), ("members", SIGNED)]
)
def test_who_sees_a_member(listed, seen_by, house):
    Profile.objects.filter(user=house.member).update(listed=listed)
    assert who_see(house.member, house) == seen_by
    assert not User.objects.visible_to(house.user("visitor")).exists()


@pytest.mark.parametrize("listed", ["networks", "members"])
def test_nobody_sees_an_account_that_is_closed(listed, house):
    Profile.objects.filter(user=house.member).update(listed=listed)
    deactivate(actor=house.admin, person=house.member)
    assert who_see(house.member, house) == set()


def test_everybody_sees_themselves(house):
    Profile.objects.filter(user=house.outsider).update(listed="me")
    assert who_see(house.outsider, house) == {"outsider"}
