"""Accounts that are made, changed and closed in the editors' screens."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Page, Site

from community.journal.models import Entry
from community.knowledge.models import File, Picture
from community.members import actions
from community.members.models import User
from events.models import Attendance
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
RIGHTS = {"is_staff": False, "is_superuser": False}


@pytest.fixture
def boss(house) -> Client:
    client = Client()
    client.force_login(house.staff)
    return client


@pytest.fixture
def helper(db):
    """May make and change people, and is no administrator."""
    person = UserFactory(name="Hulp")
    wanted = ["access_admin", "add_user", "change_user", "delete_user"]
    person.user_permissions.add(*Permission.objects.filter(codename__in=wanted))
    return person


def make(client, **data):
    return client.post("/cms/users/new/", {"name": "Anna Nieuw", "email": "Anna@Example.org"} | data)


class TestMaking:
    def test_it_has_a_name_a_handle_and_a_profile(self, boss):
        assert make(boss)["Location"] == "/cms/users/"
        anna = User.objects.get(email="anna@example.org")
        assert (anna.name, anna.handle, anna.profile.role, anna.is_active) == (
            "Anna Nieuw",
            "anna-nieuw",
            "",
            True,
        )
        assert not anna.has_usable_password()
        assert not anna.is_staff
        assert not anna.is_superuser
        assert Entry.objects.get(verb="members.account_created").about_id == anna.pk
        assert boss.get(anna.get_absolute_url(), follow=True).status_code in (200, 404)

    def test_the_second_of_one_name_too(self, boss):
        make(boss)
        assert make(boss, email="b@example.org").status_code == 302
        assert sorted(User.objects.filter(name="Anna Nieuw").values_list("handle", flat=True)) == [
            "anna-nieuw",
            "anna-nieuw-2",
        ]

    def test_who_was_made_signs_in_with_a_code(self, boss, django_capture_on_commit_callbacks):
        make(boss)
        client = Client()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("account_request_login_code"), {"email": "anna@example.org"})
        code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body)[0]
        client.post(reverse("account_confirm_login_code"), {"code": code})
        assert client.get(reverse("home:today")).status_code == 200

    @pytest.mark.parametrize(
        "email", ["member@example.org", "MEMBER@example.org", "tweede@example.org", "geen", ""]
    )
    def test_an_address_that_is_taken_or_none_is_said_beside_the_field(self, email, house, boss):
        User.objects.filter(pk=house.member.pk).update(email="member@example.org")
        EmailAddress.objects.create(user=house.member, email="tweede@example.org", verified=True)
        page = make(boss, email=email)
        assert page.status_code == 200
        assert page.context["form"].errors.keys() == {"email"}
        assert "Anna Nieuw" in page.text

    @pytest.mark.parametrize("name", ["", " ", "\x00"])
    def test_a_name_is_asked_for(self, name, boss):
        assert "name" in make(boss, name=name).context["form"].errors

    def test_only_administrators_make_administrators(self, helper, boss):
        client = Client()
        client.force_login(helper)
        for email in ("a@example.org", "b@example.org"):
            (client if email.startswith("a") else boss).post(
                "/cms/users/new/", {"name": "X", "email": email, "is_superuser": "on", "is_staff": "on"}
            )
        assert User.objects.get(email="a@example.org").is_superuser is False
        made = User.objects.get(email="b@example.org")
        assert (made.is_superuser, made.is_staff) == (True, True)
        with pytest.raises(PermissionDenied):
            actions.create_account(actor=helper, name="Y", email="c@example.org", is_superuser=True)

    def test_nobody_else_makes_accounts(self, house):
        with pytest.raises(PermissionDenied):
            actions.create_account(actor=house.member, name="Y", email="c@example.org")


class TestChanging:
    def test_name_groups_and_rights_but_never_the_address(self, house, boss):
        group = Group.objects.create(name="Redactie")
        data = {
            "name": "Mieke",
            "email": "kwaad@example.org",
            "is_active": "on",
            "groups": [group.pk],
            "is_staff": "on",
        }
        assert boss.post(f"/cms/users/edit/{house.member.pk}/", data).status_code == 302
        member = User.objects.get(pk=house.member.pk)
        assert (member.name, member.email, member.is_staff) == ("Mieke", house.member.email, True)
        assert list(member.groups.all()) == [group]

    def test_the_active_box_closes_and_opens_by_the_verb(self, house, boss):
        for data, verb in (({}, "members.deactivated"), ({"is_active": "on"}, "members.reactivated")):
            boss.post(f"/cms/users/edit/{house.member.pk}/", {"name": "M"} | data)
            assert User.objects.get(pk=house.member.pk).is_active is bool(data)
            assert Entry.objects.filter(verb=verb, about_id=house.member.pk).exists()

    def test_nobody_locks_themselves_out(self, house, boss):
        boss.post(f"/cms/users/edit/{house.staff.pk}/", {"name": "Baas"})
        staff = User.objects.get(pk=house.staff.pk)
        assert (staff.name, staff.is_active, staff.is_staff, staff.is_superuser) == ("Baas", True, True, True)
        with pytest.raises(PermissionDenied):
            actions.change_account(
                actor=staff, person=staff, name="B", is_active=False, groups=[], is_superuser=True
            )

    def test_administrators_are_changed_by_administrators_only(self, house, helper):
        client = Client()
        client.force_login(helper)
        assert client.get(f"/cms/users/edit/{house.staff.pk}/", follow=True).redirect_chain[-1][0] == "/cms/"
        client.post(f"/cms/users/edit/{house.staff.pk}/", {"name": "Weg"})
        client.post(
            f"/cms/bulk/members/user/set_active_state/?id={house.staff.pk}", {"mark_as_active": "False"}
        )
        staff = User.objects.get(pk=house.staff.pk)
        assert (staff.name, staff.is_active) == ("Staff", True)
        client.post(
            f"/cms/users/edit/{house.member.pk}/", {"name": "M", "is_active": "on", "is_superuser": "on"}
        )
        assert User.objects.get(pk=house.member.pk).is_superuser is False
        for verb in (actions.deactivate, actions.reactivate):
            with pytest.raises(PermissionDenied):
                verb(actor=house.member, person=house.facilitator)

    def test_several_are_closed_and_opened_by_the_verb(self, house, boss):
        who = f"id={house.member.pk}&id={house.outsider.pk}&id={house.staff.pk}"
        for state in ("False", "True"):
            boss.post(f"/cms/bulk/members/user/set_active_state/?{who}", {"mark_as_active": state})
            people = User.objects.filter(pk__in=[house.member.pk, house.outsider.pk])
            assert {person.is_active for person in people} == {state == "True"}
            assert User.objects.get(pk=house.staff.pk).is_active
        assert Entry.objects.filter(verb="members.deactivated").count() == 2

    def test_people_are_found_by_name_and_listed_in_its_order(self, boss):
        page = boss.get("/cms/users/?q=Member&ordering=-name")
        assert [person.name for person in page.context["page_obj"]] == ["Member"]


class TestGroups:
    """What editors may do is given and taken by administrators only."""

    @pytest.fixture
    def editors(self, house) -> Group:
        """A group; the facilitator is in it."""
        group = Group.objects.create(name="Redactie")
        house.facilitator.groups.add(group)
        return group

    @pytest.fixture
    def hand(self, helper) -> Client:
        client = Client()
        client.force_login(helper)
        return client

    def test_who_changes_people_gives_and_takes_none(self, house, helper, hand, editors):
        for person, kept in ((helper, []), (house.member, []), (house.facilitator, [editors])):
            address = f"/cms/users/edit/{person.pk}/"
            page = hand.get(address)
            assert (page.status_code, 'name="groups"' in page.text) == (200, False)
            wanted = [] if kept else [editors.pk]
            answer = hand.post(address, {"name": "Anders", "is_active": "on", "groups": wanted})
            person.refresh_from_db()
            assert (answer.status_code, person.name, list(person.groups.all())) == (302, "Anders", kept)

    def test_nor_to_a_new_account(self, helper, hand, editors):
        assert 'name="groups"' not in hand.get("/cms/users/new/").text
        make(hand, groups=[editors.pk])
        assert not User.objects.get(email="anna@example.org").groups.exists()

    def test_the_verbs_refuse_them(self, house, helper, editors):
        same = {"actor": helper, "name": "N", "is_active": True}
        with pytest.raises(PermissionDenied):
            actions.create_account(actor=helper, name="N", email="c@example.org", groups=[editors])
        for person, groups in ((helper, [editors]), (house.member, [editors]), (house.facilitator, [])):
            with pytest.raises(PermissionDenied):
                actions.change_account(person=person, groups=groups, **same)
            with pytest.raises(PermissionDenied):
                actions.give_role(actor=helper, person=person, role=editors)
        actions.change_account(person=house.facilitator, groups=[editors], **same)
        assert list(editors.user_set.all()) == [house.facilitator]

    @pytest.mark.parametrize("who", ["id={}", "id=all"])
    def test_nor_to_several_at_once(self, who, house, helper, hand, editors):
        address = f"/cms/bulk/members/user/assign_role/?{who.format(helper.pk)}"
        assert hand.get(address, follow=True).redirect_chain[-1][0] == "/cms/"
        assert hand.post(address, {"role": editors.pk})["Location"] == "/cms/"
        assert list(editors.user_set.all()) == [house.facilitator]

    def test_an_administrator_gives_several_by_the_verb_and_themselves_too(self, house, boss, editors):
        people = [house.member, house.staff]
        who = "&".join(f"id={person.pk}" for person in people)
        boss.post(f"/cms/bulk/members/user/assign_role/?{who}", {"role": editors.pk})
        assert set(editors.user_set.all()) == {house.facilitator, *people}
        given = Entry.objects.filter(verb="members.role_given", actor=house.staff)
        assert {entry.about_id for entry in given} == {person.pk for person in people}

    def test_an_administrator_takes_one_away(self, house, boss, editors):
        boss.post(f"/cms/users/edit/{house.facilitator.pk}/", {"name": "F", "is_active": "on"})
        assert not editors.user_set.exists()


class TestNobodyIsDeleted:
    """By no address: what somebody attended would go with them."""

    def kept(self, house) -> bool:
        held = Attendance.objects.filter(meeting=house.held, user=house.member)
        return held.count() == 1 and User.objects.filter(pk=house.member.pk).exists()

    @pytest.mark.parametrize(
        "address",
        ["/cms/users/delete/{}/", "/cms/users/{}/delete/", "/cms/users/{}/", "/cms/bulk/members/user/delete/?id={}", "/cms/users/usage/{}/"],
    )  # fmt: skip
    def test_post_and_get_find_nothing(self, address, house, boss, helper):
        client = Client()
        client.force_login(helper)
        for one in (boss, client):
            for method in (one.get, one.post, one.delete):
                assert method(address.format(house.member.pk)).status_code == 404
        assert self.kept(house)

    def test_all_at_once_neither(self, house, boss):
        assert boss.post("/cms/bulk/members/user/delete/?id=all").status_code == 404
        assert self.kept(house)

    def test_no_screen_offers_it(self, house, boss):
        for address in ("/cms/users/", f"/cms/users/edit/{house.member.pk}/"):
            page = boss.get(address)
            assert page.status_code == 200
            assert "/delete/" not in page.text.replace("/cms/users/results/", "")


def test_nothing_an_editor_deletes_takes_rows_of_ours_along():
    """Pages, pictures, files, groups and sites can be deleted in the editors' screens."""
    theirs = [Page, Picture, File, Group, Site, Collection, *Page.__subclasses__()]
    ours = {
        "members",
        "organisations",
        "networks",
        "notifications",
        "chat",
        "forum",
        "events",
        "richtext",
        "journal",
    }
    taken = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for model in theirs
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label in ours
        and getattr(relation, "on_delete", None) not in (None, models.SET_NULL, models.PROTECT)
    }
    assert taken == set()
