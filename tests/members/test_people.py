"""Who sees whom, who changes whose account, and how people are called."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from community.chat import actions as chat
from community.members import rules
from community.members.actions import change_photo, change_profile, change_settings
from community.members.models import Profile, User, display_name
from community.networks.actions import add_participant
from community.organisations.actions import affiliate
from tests.factories import NetworkFactory, OrganisationFactory, UserFactory
from tests.house import picture

pytestmark = pytest.mark.django_db
VIEWERS = ("self", "colleague", "stranger", "visitor")


@pytest.fixture
def people(house):
    """Somebody, who shares a network with them, somebody else with an account, and a visitor."""
    person, colleague, network = UserFactory(), UserFactory(), NetworkFactory()
    for one in (person, colleague):
        add_participant(actor=house.admin, network=network, user=one)
    return {"self": person, "colleague": colleague, "stranger": UserFactory(), "visitor": AnonymousUser()}


class TestWhoSeesWhom:
    @pytest.mark.parametrize(
        ("listed", "sees"),
        [
            ("me", {"self", "colleague"}),
            ("networks", {"self", "colleague"}),
            ("members", {"self", "colleague", "stranger"}),
        ],
    )
    def test_by_a_shared_network_or_by_their_own_choice(self, listed, sees, people):
        Profile.objects.filter(user=people["self"]).update(listed=listed)
        assert {who for who in VIEWERS if rules.may_see(people[who], people["self"])} == sees
        shown = {who for who in VIEWERS if people["self"] in User.objects.visible_to(people[who])}
        assert shown == sees

    def test_nobody_sees_a_closed_account_not_even_itself(self, people):
        Profile.objects.filter(user=people["self"]).update(listed="members")
        User.objects.filter(pk=people["self"].pk).update(is_active=False)
        assert [who for who in VIEWERS if rules.may_see(people[who], people["self"])] == []

    def test_who_takes_part_nowhere_sees_themselves(self, people):
        alone = people["stranger"]
        Profile.objects.filter(user=alone).update(listed="me")
        assert {who for who in VIEWERS if rules.may_see(people[who], alone)} == {"stranger"}

    @pytest.mark.parametrize(
        ("audience", "sees"),
        [
            ("me", {"self"}),
            ("networks", {"self", "colleague"}),
            ("members", {"self", "colleague", "stranger"}),
            ("something else", {"self"}),
        ],
    )
    def test_a_detail_is_for_those_they_chose(self, audience, sees, people):
        person = people["self"]
        assert {who for who in VIEWERS if rules.may_see_detail(people[who], person, audience)} == sees


class TestWhoChangesAccounts:
    @pytest.fixture
    def actors(self, house):
        helper, adder = UserFactory(), UserFactory()
        helper.user_permissions.add(Permission.objects.get(codename="change_user"))
        adder.user_permissions.add(Permission.objects.get(codename="add_user"))
        closed = UserFactory(is_superuser=True, is_active=False)
        return {
            "admin": house.admin, "helper": helper, "adder": adder, "staff": UserFactory(is_staff=True),
            "closed": closed, "visitor": AnonymousUser(),
        }  # fmt: skip

    def who(self, actors, may, *about) -> set[str]:
        return {name for name, actor in actors.items() if may(actor, *about)}

    def test_who_was_given_the_right(self, actors):
        assert self.who(actors, rules.may_add_account) == {"admin", "adder", "staff"}
        assert self.who(actors, rules.may_manage_account, UserFactory()) == {"admin", "helper", "staff"}
        colleague = UserFactory(is_staff=True)
        assert self.who(actors, rules.may_manage_account, colleague) == {"admin", "helper"}

    def test_administrators_are_for_administrators_and_so_are_rights(self, actors):
        boss = UserFactory(is_superuser=True)
        assert self.who(actors, rules.may_manage_account, boss) == {"admin"}
        actors.pop("visitor")
        assert self.who(actors, rules.may_give_rights) == {"admin"}


class TestHowTheyAreCalled:
    @pytest.mark.parametrize(
        ("name", "first", "initials"),
        [
            ("Noor Voorbeeld", "Noor", "NV"),
            ("An-Sofie van den Berg", "An-Sofie", "AB"),
            ("Noor", "Noor", "NO"),
            ("42 Noor", "42", "NO"),
            ("élodie étoile", "élodie", "ÉÉ"),
            ("123", "123", "HA"),
            ("", "", "HA"),
        ],
    )
    def test_first_name_and_initials(self, name, first, initials):
        person = User(name=name, handle="handel")
        assert (person.first_name, person.initials) == (first, initials)
        assert (str(person), person.get_full_name(), display_name(person)) == (name, name, name)

    def test_the_mark_is_of_the_organisation_or_their_own(self):
        assert User(handle="noor", island="zandloper").mark == "zandloper"
        assert User(handle="noor").mark == "noor"

    @pytest.mark.parametrize(
        ("kept", "zone"),
        [
            ("America/New_York", "America/New_York"),
            ("Nowhere/Land", "Europe/Brussels"),
            ("", "Europe/Brussels"),
            ("../etc/passwd", "Europe/Brussels"),
        ],
    )
    def test_a_time_zone_that_is_none_is_that_of_brussels(self, kept, zone):
        assert User(time_zone=kept).zone.key == zone

    def test_topics_are_between_commas(self):
        assert Profile(expertise=" tuin,, zand ,").topics == ["tuin", "zand"]
        assert Profile(expertise="").topics == []

    def test_settings_are_kept(self):
        person = UserFactory()
        change_settings(actor=person, language="en", theme="dark", time_zone="Asia/Tokyo")
        kept = User.objects.get(pk=person.pk)
        assert (kept.language, kept.theme, kept.zone.key) == ("en", "dark", "Asia/Tokyo")


class TestPhoto:
    def test_it_is_a_square_and_the_old_one_goes_when_it_is_certain(self, django_capture_on_commit_callbacks):
        person = UserFactory()
        change_photo(actor=person, upload=picture("a.png", (600, 400)))
        assert (person.photo.width, person.photo.height) == (256, 256)
        first, storage = person.photo.name, person.photo.storage
        with django_capture_on_commit_callbacks() as afterwards:
            change_photo(actor=person, upload=picture("b.png", (90, 400)))
        assert storage.exists(first)
        for do in afterwards:
            do()
        second = User.objects.get(pk=person.pk).photo.name
        assert (storage.exists(first), storage.exists(second), second != first) == (False, True, True)

    def test_taken_away_it_is_gone(self, django_capture_on_commit_callbacks):
        person = UserFactory()
        change_photo(actor=person, upload=picture("a.png", (300, 300)))
        name, storage = person.photo.name, person.photo.storage
        with django_capture_on_commit_callbacks(execute=True):
            change_photo(actor=person)
        assert (User.objects.get(pk=person.pk).photo.name, storage.exists(name)) == ("", False)


def test_lists_sort_letters_with_an_accent_among_the_others(sign_in):
    names = ["Zora", "Élodie", "Ørjan", "İbrahim", "Ebba", "Omar", "Iris"]
    for name in names:
        UserFactory(name=name).profile.__class__.objects.update(listed="members")
    shown = sign_in(UserFactory(name="Aagje")).get("/people/").context["found"].rows
    assert [row.person.name for row in shown] == [
        "Aagje", "Ebba", "Élodie", "İbrahim", "Iris", "Omar", "Ørjan", "Zora",
    ]  # fmt: skip


def test_who_changes_their_name_is_found_by_the_new_one_and_by_where_they_work(sign_in):
    person = UserFactory(name="Noor", is_staff=True)
    change_profile(actor=person, user_fields={"name": "Zoë"}, profile_fields={"expertise": "Bomen"})
    affiliate(actor=person, person=person, organisation=OrganisationFactory(name="Örebro"))
    client = sign_in(person)

    def found(words):
        return len(client.get("/people/", {"q": words}).context["found"].rows)

    assert {words: found(words) for words in ("noor", "zoe", "orebro", "boom", "zoe bomen", "zoe gras")} == {
        "noor": 0, "zoe": 1, "orebro": 1, "boom": 1, "zoe bomen": 1, "zoe gras": 0,
    }  # fmt: skip


LOOK_ALIKE = [
    "Noor Voorbeeld", "NOOR  VOORBEELD", "Nóor Voorbeeld", "N\u043e\u043er V\u043e\u043erb\u0435\u0435ld",
    "Noor-Voorbeeld", "N00r Voorbeeld", "Noor Voorbee1d", "Noor Voorbee\u0406d",
]  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKE)
def test_two_whose_names_look_the_same_are_shown_with_their_handles(name, house, sign_in):
    first, second = (
        UserFactory(name="Noor Voorbeeld", handle="noor"),
        UserFactory(name=name, handle="other-one"),
    )
    third = UserFactory(name="Noor Voorbeelden")
    for one in (first, second, third):
        add_participant(actor=house.facilitator, network=house.network, user=one)
        one.refresh_from_db()
    assert [one.looks_like_another for one in (first, second, third)] == [True, True, False]
    page = sign_in(house.facilitator).get("/people/").text
    assert (page.count("@noor<"), page.count("@other-one<")) == (1, 1)


def test_who_is_called_otherwise_is_no_longer_marked_and_neither_is_the_other(house):
    first, second = UserFactory(name="Noor"), UserFactory(name="NOOR")
    change_profile(actor=second, user_fields={"name": "Bram"}, profile_fields={})
    for one in (first, second):
        one.refresh_from_db()
        assert not one.looks_like_another
    change_profile(actor=first, user_fields={"name": "Bram"}, profile_fields={})
    second.refresh_from_db()
    assert second.looks_like_another
    first.delete()
    second.refresh_from_db()
    assert not second.looks_like_another


def test_in_forum_and_chat_the_handle_stands_beside_the_name(house, sign_in):
    UserFactory(name=house.member.name)
    chat.say(actor=house.member, room=house.room, text="Hallo", client_id=uuid.uuid4())
    client = sign_in(house.facilitator)
    for page in (house.topic.get_absolute_url(), house.room.get_absolute_url()):
        assert f"@{house.member.handle}<" in client.get(page).text
