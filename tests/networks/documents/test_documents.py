"""A network keeps documents: with versions, in folders, for who may see them, and gone at once when taken away."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import add_participant
from community.networks.documents.actions import add_document, add_version, remove_document, restore_document
from community.networks.models import Network, NetworkDocument
from tests.factories import UserFactory
from tests.house import picture

pytestmark = pytest.mark.django_db


def page_of(house) -> str:
    return reverse("networks:documents", args=[house.network.slug])


def document_of(document) -> str:
    return reverse("networks:document", args=[document.pk])


def sent(**other) -> dict:
    return {
        "title": "Begroting",
        "folder": "Geld",
        "visibility": "network",
        "file": picture("begroting.png"),
        "no_children": "on",
        "client_id": str(uuid.uuid4()),
        **other,
    }


def kept(house, **other) -> NetworkDocument:
    given = {"title": "Plan", "client_id": uuid.uuid4(), "upload": picture()} | other
    return add_document(actor=house.member, network=house.network, **given)


def test_a_member_keeps_one_in_a_folder_once(house, sign_in):
    client, data = sign_in(house.member), sent()
    for _time in "12":
        data["file"].seek(0)
        client.post(page_of(house), data)
    document = NetworkDocument.objects.get(title="Begroting")
    assert (document.folder, document.made_by, document.versions.count()) == ("Geld", house.member, 1)
    page = client.get(page_of(house)).text
    assert "Geld" in page
    assert document.versions.get().file.get_absolute_url() in page


def test_a_version_follows_another_and_the_former_stays(house, sign_in):
    document, client = kept(house), sign_in(house.member)
    first = document.versions.get()
    client.post(document_of(document), {"do": "version", **sent()})
    assert [one.number for one in document.versions.all()] == [2, 1]
    page = client.get(page_of(house)).text
    assert "Vorige versies" in page
    assert client.get(first.file.get_absolute_url()).status_code == 200


def test_the_same_version_sent_twice_is_one(house):
    document, once = kept(house), uuid.uuid4()
    for _time in "12":
        add_version(actor=house.member, document=document, client_id=once, upload=picture())
    assert document.versions.count() == 2


def test_what_is_taken_away_is_gone_at_once_and_comes_back(house, sign_in):
    document, client = kept(house), sign_in(house.member)
    url = document.versions.get().file.get_absolute_url()
    assert client.get(url).status_code == 200
    said = client.post(document_of(document), {"do": "remove"}, follow=True)
    undo = reverse("networks:restore_document", args=[document.pk])
    assert f'action="{undo}"' in said.text
    assert client.get(url).status_code == 404
    assert not NetworkDocument.objects.visible_to(house.member).filter(pk=document.pk).exists()
    client.post(undo)
    assert client.get(url).status_code == 200
    assert NetworkDocument.objects.visible_to(house.member).filter(pk=document.pk).exists()


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("network", {"member"}),
        ("members", {"member", "outsider"}),
        ("public", {"member", "outsider", "visitor"}),
    ],
)
def test_who_may_see_it(visibility, readers, house, sign_in):
    document = kept(house, visibility=visibility)
    url = document.versions.get().file.get_absolute_url()
    for who in ("member", "outsider", "visitor"):
        user = house.who(who) or AnonymousUser()
        seen = NetworkDocument.objects.visible_to(user).filter(pk=document.pk).exists()
        opened = sign_in(house.who(who)).get(url).status_code == 200
        assert (seen, opened) == (who in readers, who in readers), who


@pytest.mark.parametrize(
    ("role", "adds", "changes"),
    [
        ("facilitator", True, True),
        ("co_facilitator", True, True),
        ("secretary", True, False),
        ("member", True, False),
        ("guest", False, False),
    ],
)
def test_whose_role_it_is(role, adds, changes, house, sign_in):
    person = add_participant(
        actor=house.facilitator, network=house.network, user=UserFactory(), role=role
    ).user
    document, client = kept(house), sign_in(person)
    assert client.post(page_of(house), sent(title="Van mij")).status_code == (302 if adds else 403)
    assert client.post(document_of(document), {"do": "version", **sent()}).status_code == (
        302 if changes else 403
    )
    assert client.post(document_of(document), {"do": "remove"}).status_code == (302 if changes else 403)


def test_only_who_took_it_away_or_keeps_order_brings_it_back(house):
    document = kept(house)
    remove_document(actor=house.facilitator, document=document)
    with pytest.raises(PermissionDenied):
        restore_document(actor=house.member, document=document)
    restore_document(actor=house.facilitator, document=document)


@pytest.mark.parametrize(
    "other",
    [
        {"title": ""},
        {"title": "x" * 10_000},
        {"folder": "x" * 10_000},
        {"visibility": "nobody"},
        {"file": ""},
        {"file": SimpleUploadedFile("a.exe", b"MZ", "application/octet-stream")},
        {"no_children": ""},
        {"client_id": "x"},
    ],
)
def test_bad_input_is_said_beside_the_field(other, house, sign_in):
    before = NetworkDocument.objects.count()
    answer = sign_in(house.member).post(page_of(house), sent(**other))
    assert answer.status_code == 422
    assert "Begroting" in answer.text or "title" in other
    assert NetworkDocument.objects.count() == before


def test_a_version_without_a_file(house, sign_in):
    document = kept(house)
    answer = sign_in(house.member).post(
        document_of(document), {"do": "version", "client_id": str(uuid.uuid4())}
    )
    assert answer.status_code == 422
    with pytest.raises(ValidationError):
        add_version(actor=house.member, document=document, client_id=uuid.uuid4())


def test_in_an_archive_nothing_is_added(house, sign_in):
    document = kept(house)
    Network.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
    client = sign_in(house.member)
    assert client.get(page_of(house)).status_code == 200
    assert "Dit netwerk is afgesloten" in client.post(page_of(house), sent()).text
    assert client.post(document_of(document), {"do": "remove"}).status_code == 403


def test_many_documents_cost_no_more_questions(house, sign_in):
    client = sign_in(house.facilitator)

    def cost():
        client.get(page_of(house))
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(house))
        return len(asked)

    one = cost()
    for _ in "12":
        kept(house)
    assert cost() == one
