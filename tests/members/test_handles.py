"""What somebody is called with an @: right in the form, in the actions and in the database; and a page that shows
people stays open whatever stands in one row."""

from contextlib import contextmanager
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import get_resolver, reverse

from community.addresses import address
from community.members import handles
from community.members.actions import change_profile
from community.members.models import Profile, User
from community.networks.actions import start_network
from community.organisations.actions import found_organisation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NO_ADDRESS = [
    "noor.v", "noor v", "noör", "noor/v", "noor_v", "-noor", "n", "", " ", ".", "..", "no\nor", "noor\x00",
    "../admin", "%2e", "a" * 31, "<b>", "ノール", "noor\u202e", "noor'--",
]  # fmt: skip
RESERVED = ["me", "profile", "photo", "settings", "edit", "new", "vonder", "admin", "beheer", "support", "helpdesk", "system"]  # fmt: skip
PROFILE = {"name": "Noor", "listed": "networks", "email_visible_to": "me", "phone_visible_to": "networks"}


@pytest.fixture
def noor(db):
    return UserFactory(name="Noor Voorbeeld", handle="noor-voorbeeld")


@contextmanager
def unguarded():
    """Rows as an older version, or somebody at the database, may have left them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE members_user DROP CONSTRAINT handle_has_an_address")
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


class TestForm:
    @pytest.mark.parametrize("handle", [*NO_ADDRESS, *RESERVED, "Me", "@vonder", "ADMIN"])
    def test_it_refuses_with_a_sentence_beside_the_field(self, handle, noor, sign_in):
        page = sign_in(noor).post(reverse("members:edit"), PROFILE | {"handle": handle, "role": "Coach"})
        assert page.status_code == 422
        assert page.context["form"].errors.keys() == {"handle"}
        assert 'value="Coach"' in page.text
        noor.refresh_from_db()
        assert noor.handle == "noor-voorbeeld"

    @pytest.mark.parametrize("typed", ["noor-v", "Noor-V", "@noor-v", " noor-v "])
    def test_capitals_and_the_at_do_not_count(self, typed, noor, sign_in):
        answer = sign_in(noor).post(reverse("members:edit"), PROFILE | {"handle": typed})
        assert answer["Location"] == "/people/noor-v/"

    def test_somebody_elses_is_taken_in_any_case(self, noor, sign_in):
        UserFactory(handle="tarik")
        page = sign_in(noor).post(reverse("members:edit"), PROFILE | {"handle": "Tarik"})
        assert page.context["form"].errors.keys() == {"handle"}

    def test_people_are_found_by_their_handle_in_any_case(self, noor, sign_in):
        assert sign_in(noor).get("/people/Noor-VOORBEELD/").status_code == 200


class TestActions:
    @pytest.mark.parametrize("handle", [*NO_ADDRESS, *RESERVED, "tarik", "TARIK"])
    def test_changing_a_profile_asks_whoever_calls_it(self, handle, noor):
        UserFactory(handle="tarik")
        with pytest.raises(ValidationError) as refused:
            change_profile(actor=noor, user_fields={"name": "X", "handle": handle}, profile_fields={})
        assert set(refused.value.message_dict) == {"handle"}
        assert (noor.name, noor.handle) == ("Noor Voorbeeld", "noor-voorbeeld")

    @pytest.mark.parametrize("name", ["", "  ", "\x00", "x" * 81])
    def test_a_name_is_asked_for_too(self, name, noor):
        with pytest.raises(ValidationError):
            change_profile(actor=noor, user_fields={"name": name}, profile_fields={})

    @pytest.mark.parametrize("handle", ["noor.v", "me", "Noör"])
    def test_an_account_is_not_made_with_it(self, handle):
        with pytest.raises(ValidationError):
            User.objects.create_user("a@example.org", handle=handle)

    @pytest.mark.parametrize(
        ("name", "handle"),
        [
            ("Łukasz Ødegård", "lukasz-odegard"),
            ("Đorđe Weiß", "dorde-weiss"),
            ("Æsa Þórsdóttir", "aesa-thorsdottir"),
            ("Noor d'Hondt", "noor-dhondt"),
            ("Me", "me-2"),
            ("Vonder", "vonder-2"),
            ("山田", "lid"),
            ("É", "e-lid"),
            ("A" * 23 + " B", "a" * 23),
        ],
    )
    def test_a_handle_from_a_name_fits(self, name, handle):
        assert handles.free_handle(name) == handle
        assert User.objects.create_user("a@example.org", name=name).handle == handle

    def test_two_of_one_name_both_get_one(self):
        made = [User.objects.create_user(f"{n}@example.org", name="Vonder").handle for n in range(3)]
        assert made == ["vonder-2", "vonder-3", "vonder-4"]

    def test_everything_beside_a_person_in_the_addresses_is_reserved(self):
        first = {
            str(one.pattern).split("/")[0] for one in get_resolver("community.members.urls").url_patterns
        }
        words = {word for word in first if word and "<" not in word}
        assert words
        assert all(handles.is_reserved(word) for word in words)

    def test_networks_and_organisations_have_an_address(self):
        staff = UserFactory(is_staff=True)
        with pytest.raises(ValidationError) as refused:
            start_network(
                actor=staff,
                facilitator=staff,
                name="N",
                slug="n.n",
                purpose="P",
                cooperation_form="learning_network",
            )
        assert set(refused.value.message_dict) == {"slug"}
        with pytest.raises(ValidationError) as refused:
            found_organisation(
                actor=staff, name="O", short_name="O", slug="ö o", kind="school", partner_class="private", municipality="Gent"
            )  # fmt: skip
        assert set(refused.value.message_dict) == {"slug"}

    def test_a_new_administrator_is_asked_for_a_name(self, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "een lang woord")
        call_command(
            "createsuperuser", interactive=False, email="b@example.org", name="Bea Baas", verbosity=0
        )
        made = User.objects.get(email="b@example.org")
        assert (made.name, made.handle, made.is_staff, made.profile.role) == (
            "Bea Baas",
            "bea-baas",
            True,
            "",
        )


class TestDatabase:
    @pytest.mark.parametrize(
        "handle", [*(one for one in NO_ADDRESS if "\x00" not in one and len(one) < 31), "Noor", "noor\n"]
    )
    def test_it_refuses_what_got_past_everything(self, handle, noor):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=noor.pk).update(handle=handle)

    def test_bad_rows_are_repaired_before_the_constraint(self, noor):
        bad = {
            "noor.v": "noor-v",
            "Noor-Voorbeeld": "noor-voorbeeld-2",
            "é": "e-lid",
            "me": "me-2",
            "": "anna-b",
        }
        people = {}
        with unguarded():
            for number, handle in enumerate(bad):
                people[handle] = UserFactory(name="Anna B", email=f"bad{number}@example.org")
                User.objects.filter(pk=people[handle].pk).update(handle=handle)
            nobody = UserFactory()
            User.objects.filter(pk=nobody.pk).update(name=" ")
            Profile.objects.filter(user=nobody).delete()
            import_module("community.members.migrations.0002_accounts_made_whole").make_whole(apps, None)
        assert {handle: User.objects.get(pk=one.pk).handle for handle, one in people.items()} == bad
        nobody = User.objects.get(pk=nobody.pk)
        assert nobody.name == nobody.email.partition("@")[0]
        assert nobody.profile


class TestPages:
    """One bad row may cost its own link, never the page, for nobody."""

    @pytest.mark.parametrize("handle", ["noor.v", "noor v", "noör", ""])
    def test_pages_that_show_a_person_stay_open(self, handle, house, sign_in):
        reader, shown = sign_in(house.facilitator), house.member
        pages = {
            reverse("home:today"), reverse("members:directory"), reverse("members:edit"), reverse("home:more"),
            reverse("networks:members", args=[house.network.slug]), house.network.get_absolute_url(),
            house.topic.get_absolute_url(), reverse("forum:network", args=[house.network.slug]),
            reverse("forum:forum"), reverse("chat:room", args=[house.room.pk]), house.meeting.get_absolute_url(),
            house.held.get_absolute_url(), reverse("search:search") + "?q=Member", reverse("notifications:notifications"),
            reverse("events:minutes", args=[house.held.pk]), reverse("events:notes", args=[house.held.pk]),
            reverse("events:agenda"), reverse("events:host", args=[house.meeting.pk]),
            reverse("organisations:organisation", args=[house.organisation.slug])
        }  # fmt: skip
        house.member.photo.name = "photos/x.webp"
        house.member.save(update_fields=["photo", "island"])
        with unguarded():
            User.objects.filter(pk=shown.pk).update(handle=handle, island="no.such island")
            Profile.objects.filter(user=shown).delete()
            shown.refresh_from_db()
            for client in (reader, sign_in(shown)):
                answers = {page: client.get(page).status_code for page in pages}
                assert {
                    page: status for page, status in answers.items() if status not in (200, 302, 403)
                } == {}
            assert sign_in(house.staff).get("/cms/users/").status_code == 200
        assert shown.get_absolute_url() == reverse("members:directory")

    def test_an_account_without_a_profile_has_a_page(self, noor, sign_in):
        Profile.objects.filter(user=noor).delete()
        client = sign_in(noor)
        assert client.get("/people/noor-voorbeeld/").status_code == 200
        assert client.get(reverse("members:edit")).status_code == 200
        assert client.post(reverse("members:change_photo")).status_code == 422

    def test_an_address_never_raises(self):
        assert address("members:person", "a b") == "/"
        assert address("members:person", "a b", otherwise="/people/") == "/people/"
        assert address("members:person", "noor") == "/people/noor/"
