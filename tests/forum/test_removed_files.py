"""The pictures of a removed message, and what it said before, are gone with it for all but who may bring it back."""

import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from community.networks.actions import add_participant
from community.richtext.actions import attach
from community.richtext.models import Attachment
from events.minutes import actions as minutes
from forum import actions
from tests.factories import UserFactory
from tests.house import picture

pytestmark = pytest.mark.django_db
WHO = ("author", "member", "facilitator", "outsider", "visitor")
EVERYONE = {"author", "member", "facilitator"}


@pytest.fixture
def author(house):
    made = UserFactory()
    add_participant(actor=house.admin, network=house.network, user=made)
    return made


@pytest.fixture
def write(house, author):
    """An answer with a picture that it showed before, and one that it shows now."""

    def answer(former, now):
        post = actions.reply(actor=author, topic=house.topic, html=_figure(former), client_id=uuid.uuid4())
        return actions.edit_post(actor=author, post=post, html=_figure(now) + "<p>Beter</p>", version=1)

    return answer


def _figure(file) -> str:
    return f'<figure><img src="{file.get_absolute_url()}" alt="Foto"></figure><p>Zie foto</p>'


@pytest.fixture
def upload(house, author):
    def kept(by=author, audience=house.network.audience):
        return attach(actor=by, audience=audience, upload=picture("foto.png"), client_id=uuid.uuid4())

    return kept


@pytest.fixture
def readers(house, author, sign_in):
    """Who gets an address."""
    people = {"author": author} | {who: house.who(who) for who in WHO[1:]}

    def of(url) -> set[str]:
        found = set()
        for who, person in people.items():
            response = sign_in(person).get(url)
            if response.status_code == 200:
                found.add(who)
            elif person:
                assert response.status_code == 404, who
        return found

    return of


def test_the_files_of_a_removed_message_go_with_it_and_come_back(house, author, write, upload, readers):
    files = [upload(), upload()]
    urls = [file.get_absolute_url() for file in files]
    post = write(*files)
    urls.append(reverse("forum:history", args=[post.pk]))
    assert [readers(url) for url in urls] == [EVERYONE] * 3

    actions.delete_post(actor=author, post=post)
    assert [readers(url) for url in urls] == [{"author", "facilitator"}] * 3

    actions.restore_post(actor=author, post=post)
    assert [readers(url) for url in urls] == [EVERYONE] * 3


def test_who_did_not_remove_their_own_message_does_not_get_it_back(house, write, upload, readers):
    files = [upload(), upload()]
    post = write(*files)
    actions.delete_post(actor=house.facilitator, post=post)
    urls = [file.get_absolute_url() for file in files] + [reverse("forum:history", args=[post.pk])]
    assert [readers(url) for url in urls] == [{"facilitator"}] * 3


def test_a_picture_that_its_author_also_shows_elsewhere_stays(author, write, upload, readers):
    file, other = upload(), upload()
    first, second = write(other, file), write(file, file)
    actions.delete_post(actor=author, post=first)
    assert readers(file.get_absolute_url()) == EVERYONE
    actions.delete_post(actor=author, post=second)
    assert readers(file.get_absolute_url()) == {"author", "facilitator"}
    actions.restore_post(actor=author, post=first)
    assert readers(file.get_absolute_url()) == EVERYONE


def test_what_a_moderator_removed_comes_back_through_no_other_message(house, author, write, upload, readers):
    file, other = upload(), upload()
    first, second = write(other, file), write(file, file)
    actions.delete_post(actor=author, post=second)
    actions.delete_post(actor=house.facilitator, post=first)
    actions.restore_post(actor=author, post=second)
    assert readers(file.get_absolute_url()) == {"facilitator"}
    actions.restore_post(actor=house.facilitator, post=first)
    assert readers(file.get_absolute_url()) == EVERYONE


def test_a_picture_that_minutes_show_stays(house, author, write, upload, readers):
    file, own = upload(), upload()
    post = write(own, file)
    minutes.save_minutes(
        actor=house.facilitator, meeting=house.held, html=_figure(file), version=house.minutes.version
    )
    actions.delete_post(actor=author, post=post)
    assert readers(file.get_absolute_url()) == EVERYONE
    assert readers(own.get_absolute_url()) == {"author", "facilitator"}


def test_nobody_takes_away_the_picture_of_somebody_else(house, author, write, upload, readers):
    theirs, own = upload(by=house.member), upload()
    post = write(own, theirs)
    actions.delete_post(actor=author, post=post)
    assert readers(theirs.get_absolute_url()) == EVERYONE
    assert readers(own.get_absolute_url()) == {"author", "facilitator"}


def test_what_is_kept_for_others_than_the_readers_of_the_board_stays_theirs(author, write, upload, readers):
    public, own = upload(audience="public"), upload()
    post = write(own, public)
    actions.delete_post(actor=author, post=post)
    assert "outsider" in readers(public.get_absolute_url())


def test_nobody_writes_for_who_may_bring_a_message_back(house, sign_in, write, upload):
    post = write(upload(), upload())
    data = {
        "file": picture("x.png"),
        "audience": f"removed:{post.pk}",
        "client_id": uuid.uuid4(),
        "no_children": "1",
    }
    assert sign_in(house.facilitator).post(reverse("richtext:upload"), data).status_code == 404


def test_what_was_removed_before_is_put_away_too(house, author, write, upload):
    gone, shown, other = (upload() for _number in range(3))
    elsewhere = upload(audience="members")
    write(other, shown)
    actions.delete_post(actor=author, post=write(elsewhere, elsewhere))
    actions.delete_post(actor=author, post=write(gone, shown))
    removed = Attachment.objects.get(pk=gone.pk).audience
    Attachment.objects.exclude(pk=elsewhere.pk).update(audience=house.network.audience)
    migration = import_module("forum.migrations.0005_files_of_removed")

    def audiences() -> list[str]:
        return [Attachment.objects.get(pk=file.pk).audience for file in (gone, shown, elsewhere)]

    migration.put_away(apps, None)
    assert audiences() == [removed, house.network.audience, "members"]
    Attachment.objects.filter(pk=shown.pk).update(
        audience="removed:987654"
    )  # of a post that is gone altogether
    migration.bring_back(apps, None)
    assert audiences() == [house.network.audience, "removed:987654", "members"]
