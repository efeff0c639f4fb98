"""What the changes of a house left in the index is what making it anew gives."""

import uuid

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from community.knowledge.models import LibraryPage
from community.members.actions import change_profile
from community.search.index import rebuild
from community.search.models import SearchEntry
from community.words import sought
from events.minutes import actions as minutes
from events.scheduling import actions as scheduling
from forum import actions as forum
from forum.models import Topic
from tests.factories import PostFactory

from . import ways
from .ways import WAYS

pytestmark = pytest.mark.django_db


def rows() -> list[dict]:
    """Every entry, whole, but for its number."""
    fields = [field.attname for field in SearchEntry._meta.fields if field.name != "id"]
    return sorted(SearchEntry.objects.values(*fields), key=lambda row: (row["kind"], row["object_id"]))


def found_by_the_database() -> list[tuple[str, int]]:
    """What full-text search itself still finds under words of the house."""
    found = set()
    for word in ("kanarie7f3a", "zwaluw", "kerkuil9c2e", "zo", "iets", "anders"):
        found |= {(hit.kind, hit.pk) for hit in SearchEntry.objects.all().best(sought(word))}
    return sorted(found)


def live(house, capture) -> None:
    """Everything that can change what is found, in one way or another, and some of it undone."""
    for way in WAYS:
        if way.kind not in SearchEntry.Kind.values or way.name == "its network is deleted":
            continue
        for steps in ([way.gone], [way.gone, way.back]):
            if None in steps:
                continue
            mark = transaction.savepoint()
            with capture(execute=True):
                thing = way.make(house)
            for step in steps:
                with capture(execute=True):
                    step(house, thing)
            before = rows()
            assert (rebuild(), rows()) == (len(before), before), f"{way.kind}: {way.name}"
            transaction.savepoint_rollback(mark)


def test_each_way_in_and_out_leaves_what_a_rebuild_gives(house, django_capture_on_commit_callbacks):
    live(house, django_capture_on_commit_callbacks)


def test_the_life_of_a_house_leaves_what_a_rebuild_gives(house, django_capture_on_commit_callbacks):
    topic = ways.answered_topic(house)
    post = forum.reply(actor=house.member, topic=topic, html="<p>Iets</p>", client_id=uuid.uuid4())
    forum.edit_post(actor=house.member, post=post, html="<p>Anders</p>", version=1)
    forum.delete_post(actor=house.member, post=topic.posts.get(number=1))
    forum.delete_post(actor=house.facilitator, post=house.post)
    forum.restore_post(actor=house.facilitator, post=house.post)
    forum.set_topic_state(actor=house.staff, topic=Topic.objects.get(pk=topic.pk), closed=True)
    change_profile(actor=house.member, user_fields={"name": "Nieuwe Naam"}, profile_fields={})
    PostFactory(topic=Topic.objects.get(pk=topic.pk), number=9, author=house.outsider)
    scheduling.change_meeting(actor=house.facilitator, meeting=house.meeting, title="Anders", summary="")
    scheduling.cancel_meeting(actor=house.facilitator, meeting=house.later)
    minutes.share_minutes(actor=house.facilitator, minutes=house.minutes)
    page, chapter = ways.article(house), ways.chapter(house)
    page.title = "Iets anders"
    page.save_revision()
    chapter.slug = "anders"
    chapter.save_revision().publish()
    book = chapter.get_parent().specific
    book.slug = "ander-boek"
    with django_capture_on_commit_callbacks(execute=True):
        book.save_revision().publish()
    library = LibraryPage.objects.get()
    library.hero_title = "Anders"
    library.save_revision().publish()
    house.outsider.delete()
    before, found = rows(), found_by_the_database()
    call_command("rebuild_search", verbosity=0)
    assert rows() == before
    assert found_by_the_database() == found
    SearchEntry.objects.all().delete()
    assert found_by_the_database() == []
    rebuild()
    assert rows() == before


def test_a_rebuild_brings_back_what_is_missing_and_takes_out_what_is_wrong(house):
    before = rows()
    SearchEntry.objects.filter(kind="topic").delete()
    SearchEntry.objects.filter(kind="meeting").update(title="Iets", visibility="public")
    SearchEntry.objects.create(kind="post", object_id=4711, title="Weg", url="/", visibility="public")
    rebuild()
    assert rows() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the words in the row itself")
def test_the_full_text_table_holds_what_the_entries_hold(house):
    ways.opening_above(house, ways.answer_under(house))
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_fts(search_fts, rank) VALUES ('integrity-check', 1)")


def test_nothing_is_found_of_what_was_rolled_back(house):
    @transaction.atomic
    def write_and_fail():
        ways.topic(house)
        scheduling.cancel_meeting(actor=house.facilitator, meeting=house.meeting)
        raise ZeroDivisionError

    before = rows()
    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert rows() == before
