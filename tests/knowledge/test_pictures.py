"""Pictures and files of the editors go as far as the published pages that show them."""

import os
import subprocess
import sys

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from community.knowledge.models import ArticlePage
from tests.bucket import Bucket
from tests.factories import UserFactory
from tests.house import CANARY, House

from .pages import SIZE, add_file, add_picture, body, publish

pytestmark = pytest.mark.django_db
PERSONAS = [*House.INSIDE, *House.OUTSIDE]


@pytest.fixture
def image(library):
    return add_picture()


@pytest.fixture
def document(library):
    return add_file()


@pytest.fixture
def editor(library):
    """Who may enter the editors' screens, and nothing more."""
    person = UserFactory(name="Redacteur")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return person


@pytest.fixture
def bucket(settings):
    with Bucket() as made:
        settings.STORAGES = {**settings.STORAGES, "default": made.storage}
        yield made


def sizes(image) -> list[str]:
    """The addresses of the picture in an article, as the editors' thumbnail, and whole."""
    return [image.get_rendition(spec).url for spec in (SIZE, "max-165x165", "original")]


def statuses(client, addresses) -> set[int]:
    return {client.get(one).status_code for one in addresses}


def restrict(page, kind, **fields) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


class TestWhoSees:
    def test_a_picture_of_a_public_page_opens_for_everyone(self, image, document):
        page = publish(image, document)
        html = Client().get(page.url).text
        assert f'src="{image.get_rendition(SIZE).url}"' in html
        assert f'href="{document.url}"' in html
        for address in [*sizes(image), document.url]:
            response = Client().get(address)
            assert response.status_code == 200
            assert {"public", "no-cache"} == set(response["Cache-Control"].split(", "))
            assert response["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize(
        "kind", ["nowhere", "draft", "login", "groups", "password", "unpublished", "outside"]
    )
    def test_walk(self, kind, house, library, sign_in, image, document):
        addresses = [*sizes(image), document.url]
        if kind != "nowhere":
            page = publish(image, document, live=kind != "draft")
        group = Group.objects.create(name="Netwerk")
        house.member.groups.add(group)
        match kind:
            case "login" | "password":
                restrict(page, kind, password="woord")
            case "groups":
                restrict(page, kind).groups.add(group)
            case "unpublished":
                page.unpublish()
            case "outside":
                page.move(Page.get_first_root_node(), pos="last-child")
        for persona in PERSONAS:
            client, signed = sign_in(house.who(persona)), persona not in ("visitor", "deactivated")
            readers = {"login": signed, "groups": persona == "member"}
            sees = persona == "staff" or readers.get(kind, False)
            for address in addresses:
                response = client.get(address)
                assert response.status_code == (200 if sees else 404), persona
                if sees:
                    assert {"private", "no-cache"} == set(response["Cache-Control"].split(", "))
                elif persona in House.OUTSIDE:
                    said = response.text.replace(address, "") + str(response.headers)
                    assert CANARY not in said, persona

    def test_a_group_of_a_network_sees_its_own_page_only(self, house, sign_in, image):
        mine, other = add_picture("Mijn"), add_picture("Ander")
        for name, person, shown in (("a", house.member, mine), ("b", house.outsider, other)):
            group = Group.objects.create(name=name)
            person.groups.add(group)
            restrict(publish(shown, title=name), "groups").groups.add(group)
        client = sign_in(house.member)
        assert statuses(client, sizes(mine)) == {200}
        assert statuses(client, sizes(other)) == {404}

    def test_what_closes_above_closes_below(self, library, image):
        publish(image)
        restrict(library, "login")
        assert statuses(Client(), sizes(image)) == {404}

    def test_one_open_page_is_enough(self, image):
        restrict(publish(image, title="Dicht"), "login")
        publish(image, title="Open")
        assert statuses(Client(), sizes(image)) == {200}

    def test_a_revision_that_is_not_published_shows_nothing(self, image):
        page = publish()
        page.body = ArticlePage(body=body(image)).body
        page.save_revision()
        assert statuses(Client(), sizes(image)) == {404}
        page.get_latest_revision().publish()
        assert statuses(Client(), sizes(image)) == {200}

    def test_a_picture_that_was_taken_out_closes(self, image):
        page = publish(image)
        page.body = ArticlePage(body=body()).body
        page.save_revision().publish()
        assert statuses(Client(), sizes(image)) == {404}

    def test_tightening_hides_at_once_also_from_who_kept_it(self, image):
        page, client, (shown, *_others) = publish(image), Client(), sizes(image)
        mark = client.get(shown)["ETag"]
        assert client.get(shown, headers={"if-none-match": mark}).status_code == 304
        restrict(page, "login")
        assert client.get(shown, headers={"if-none-match": mark}).status_code == 404
        PageViewRestriction.objects.all().delete()
        page.delete()
        assert client.get(shown, headers={"if-none-match": mark}).status_code == 404

    def test_publishing_needs_no_worker(self, settings, image):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
        publish(image)
        assert statuses(Client(), sizes(image)) == {200}

    def test_editors_see_every_picture_in_their_screens(self, editor, sign_in, image, document):
        assert statuses(sign_in(editor), [*sizes(image), document.url]) == {200}

    def test_a_shared_password_opens_the_page_and_its_picture(self, image):
        page, client = publish(image), Client()
        restriction = restrict(page, "password", password="woord")
        client.post(
            reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk]),
            {"password": "woord", "return_url": page.url},
        )
        assert client.get(page.url).status_code == 200
        assert statuses(client, sizes(image)) == {200}
        assert statuses(Client(), sizes(image)) == {404}


class TestHowItComes:
    def test_head_and_conditions(self, image):
        publish(image)
        address = image.get_rendition(SIZE).url
        whole, head = Client().get(address), Client().head(address)
        assert (head.status_code, whole["Content-Type"]) == (200, "image/webp")
        assert {name: head[name] for name in ("ETag", "Last-Modified", "Content-Length")} == {
            name: whole[name] for name in ("ETag", "Last-Modified", "Content-Length")
        }
        again = {"if-none-match": whole["ETag"]}
        assert Client().get(address, headers=again).status_code == 304
        assert Client().get(address, headers={"if-modified-since": whole["Last-Modified"]}).status_code == 304
        assert Client().post(address).status_code == 405

    def test_who_has_it_already_costs_the_storage_nothing(self, image):
        """The file itself is gone meanwhile, so that whoever asked for it would notice."""
        publish(image)
        rendition = image.get_rendition(SIZE)
        mark = Client().get(rendition.url)["ETag"]
        rendition.file.storage.delete(rendition.file.name)
        assert Client().get(rendition.url, headers={"if-none-match": mark}).status_code == 304
        assert Client().get(rendition.url, headers={"if-none-match": '"another"'}).status_code == 404
        assert Client().get(rendition.url).status_code == 404

    @pytest.mark.parametrize("name", ["x.webp", "x.html", "x.svg"])
    def test_only_by_its_own_name(self, name, image):
        publish(image)
        rendition = image.get_rendition(SIZE)
        assert Client().get(reverse("knowledge:picture", args=[rendition.pk, name])).status_code == 404
        assert (
            Client().get(reverse("knowledge:picture", args=[987654, rendition.filename])).status_code == 404
        )

    def test_a_file_that_is_gone_is_not_found(self, image):
        page = publish(image)
        rendition = image.get_rendition(SIZE)
        default_storage.delete(rendition.file.name)
        assert Client().get(rendition.url).status_code == 404
        default_storage.delete(image.file.name)
        image.renditions.all().delete()
        cache.clear()
        assert Client().get(page.url).status_code == 200

    @pytest.mark.parametrize("pages", [1, 9])
    def test_it_asks_as_much_for_nine_pages_as_for_one(self, pages, image, django_assert_num_queries):
        for number in range(pages):
            restrict(publish(image, title=f"Artikel {number}"), "login")
        address, client = image.get_rendition(SIZE).url, Client()
        client.get(address)
        with django_assert_num_queries(5):
            assert client.get(address).status_code == 404

    def test_no_address_leads_past_the_rule(self, image, document):
        for address in (
            f"/media/{image.file.name}", f"/documents/{chr(0x661)}/{document.filename}",
            f"/documents/{document.pk}/{document.filename}/", f"/knowledge/images/{image.pk}/original/",
        ):  # fmt: skip
            assert Client().get(address).status_code == 404, address

    def test_a_page_kept_for_visitors_follows_a_new_file(self, image, certain_at_once):
        page, client = publish(image), Client()
        before = client.get(page.url).text
        image.file = add_picture(size=(300, 200)).file
        image.save()
        image.renditions.all().delete()
        after = client.get(page.url).text
        shown = image.get_rendition(SIZE).url
        assert shown in after
        assert shown not in before
        assert client.get(shown).status_code == 200


class TestInS3:
    def test_everything_is_ours_to_serve(self, bucket, image, document):
        page = publish(image, document)
        html = Client().get(page.url).text
        assert bucket.host not in html
        address = image.get_rendition(SIZE).url
        assert address in html
        response = Client().get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert b"".join(response.streaming_content) in bucket.kept.values()
        assert Client().get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
        assert Client().head(address)["Content-Length"] == response["Content-Length"]
        assert CANARY.encode() in b"".join(Client().get(document.url).streaming_content)

    def test_the_rule_is_the_same(self, bucket, image, document):
        restrict(publish(image, document), "login")
        assert statuses(Client(), [*sizes(image), document.url]) == {404}

    def test_what_is_gone_from_the_bucket_is_not_found(self, bucket, image):
        publish(image)
        address = image.get_rendition(SIZE).url
        bucket.kept.clear()
        assert Client().get(address).status_code == 404

    def test_links_are_signed_as_s3_wants_them_today(self, tmp_path):
        script = "import django; django.setup(); from django.core.files.storage import default_storage as s; print(s.url('a'))"
        environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "community.settings", "S3_BUCKET": "b", "S3_ACCESS_KEY": "a",
            "S3_SECRET_KEY": "c", "S3_ENDPOINT_URL": "http://127.0.0.1:9", "VONDER_VAR": str(tmp_path),
        }  # fmt: skip
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in run.stdout
