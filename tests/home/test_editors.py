"""The editors' screens: who comes in, and that every address of them answers."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import Collection, Site

from tests.factories import UserFactory
from tests.knowledge.pages import add_file, add_picture, publish

pytestmark = pytest.mark.django_db
PERSONAS = ["visitor", "member", "staff", "editor", "administrator"]
MOST_STEPS = 4


@pytest.fixture
def people(house, library):
    """One of each: `staff` is staff of the house who was never made an editor."""
    editor = UserFactory(name="Redacteur")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    staff = UserFactory(name="Stafmedewerker", is_staff=True)
    return {"member": house.member, "staff": staff, "editor": editor, "administrator": house.staff}


def routes(patterns, before=""):
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        else:
            yield route


def filled(route, values) -> str:
    """The address of a route, with a number or word for each of its arguments."""
    for kind in ("images", "documents", "users", "groups", "sites", "collections", "pages"):
        if kind in route:
            values = values | {"pk": values[kind]}
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route)
    named = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], values["pages"])), named)
    return "/" + re.sub(r"\(.*?\)|\^|\$|\\Z|\.\*", "", named)


def addresses(house) -> list[str]:
    page = publish(add_picture(), add_file())
    image = page.body[1].value["image"]
    document = add_file()
    group = Group.objects.create(name="Redactie")
    values = {
        "sites": Site.objects.get().pk, "collections": Collection.objects.get().pk, "pages": page.pk, "images": image.pk, "documents": document.pk, "users": house.member.pk, "groups": group.pk,
        "image_id": image.pk, "document_id": document.pk, "filter_spec": "width-100", "revision_id": page.latest_revision_id,
        "revision_id_a": page.latest_revision_id, "revision_id_b": "latest", "content_type_app_name": "knowledge",
        "content_type_model_name": "articlepage", "app_label": "members", "model_name": "user", "app_name": "knowledge",
        "action": "delete", "slug": "artikel",
    }  # fmt: skip
    patterns = [one for one in get_resolver().url_patterns if str(one.pattern) == "cms/"]
    found = sorted({filled(route, values) for route in routes(patterns)})
    gone = [address.replace(f"/{page.pk}/", "/987654/") for address in found]
    return sorted({*found, *gone, "/cms/niets/", "/cms/failwhale/", "/cms/login/?next=/cms/"})


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_address_answers_and_none_goes_round(persona, people, house, sign_in):
    client, wrong = sign_in(people.get(persona)), {}
    client.raise_request_exception = False
    for address in addresses(house):
        if "logout" in address:
            continue
        response, steps = client.get(address), 0
        while 300 <= response.status_code < 400 and steps < MOST_STEPS:
            response, steps = client.get(response["Location"]), steps + 1
        if response.status_code >= 500 or 300 <= response.status_code < 400:
            wrong[address] = response.status_code
    assert wrong == {}


@pytest.mark.parametrize("persona", ["member", "staff"])
def test_who_may_not_come_in_reads_whom_to_ask(persona, people, sign_in):
    for address in ("/cms/", "/cms/users/", "/cms/niets/", "/cms/login/?next=/cms/"):
        page = sign_in(people[persona]).get(address, follow=True)
        assert page.status_code == 403
        assert "De redactie is voor wie artikelen schrijft" in page.text
        assert "Vraag Admin of Staff om toegang." in page.text
        assert reverse("home:today") in page.text


def test_who_is_not_signed_in_signs_in_and_comes_back(people, house, client):
    answer = client.get("/cms/pages/")
    assert answer["Location"] == "/account/login/?next=/cms/pages/"
    client.force_login(people["administrator"])
    assert client.get(answer["Location"])["Location"] == "/cms/pages/"


def test_editors_come_in(people, sign_in):
    assert {who: sign_in(people[who]).get("/cms/").status_code for who in ("editor", "administrator")} == {
        "editor": 200,
        "administrator": 200,
    }


class TestOwnAccount:
    """Name, address and password are changed where everybody changes them."""

    def test_the_page_offers_looks_and_the_way_to_the_rest(self, people, sign_in):
        page = sign_in(people["administrator"]).get("/cms/account/").text
        assert "theme-theme" in page
        for name in ("first_name", "email-email", "new_password1", "avatar-avatar"):
            assert name not in page
        assert reverse("members:edit") in page
        assert reverse("account_email") in page

    def test_what_is_sent_all_the_same_changes_nothing(self, people, sign_in):
        person = people["administrator"]
        before = (person.name, person.email, person.password)
        data = {
            "name_email-first_name": "X", "name_email-last_name": "Y", "name_email-email": "kwaad@example.org",
            "password-old_password": "x", "password-new_password1": "een lang woord", "password-new_password2": "een lang woord",
            "theme-theme": "dark", "theme-density": "default", "theme-contrast": "system", "theme-keyboard_shortcuts": "on",
        }  # fmt: skip
        assert sign_in(person).post("/cms/account/", data).status_code == 302
        person.refresh_from_db()
        assert (person.name, person.email, person.password) == before
        assert person.wagtail_userprofile.theme == "dark"

    def test_there_is_no_second_way_to_a_new_password(self, client):
        assert client.get("/cms/password_reset/").status_code == 404


def test_the_editors_screens_are_linked_for_who_may_write(people, sign_in):
    for who, linked in (("staff", False), ("administrator", True), ("editor", True)):
        page = sign_in(people[who]).get("/more/")
        assert ('href="/cms/"' in page.text) is linked, who
