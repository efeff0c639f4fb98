"""What is removed, hidden or closed is found nowhere from that moment, and found again when that is undone."""

from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from community.knowledge.models import HandbookPage
from community.search.index import SOURCES
from community.search.models import SearchEntry
from community.search.views import NAMED
from events.scheduling.actions import feed_of
from forum.models import Topic

from .ways import MARK, WAYS, WORD

pytestmark = pytest.mark.django_db
EVERYWHERE = [
    f"/search/?q={WORD}", f"/search/?q={WORD}&kind=topic", f"/search/?q={WORD}&kind=post", "/", "/today/", "/more/",
    "/forum/", "/forum/?show=unanswered", "/forum/?show=unread", "/forum/board/open/", "/meetings/",
    "/meetings/public.ics", "/knowledge/", "/people/", f"/people/?q={WORD}", "/networks/", "/notifications/",
    "/organisations/host-house/", "/chat/",
]  # fmt: skip


@pytest.fixture
def certain(django_capture_on_commit_callbacks):
    """Do something, with all that follows once it is certain."""

    def do(what, *given):
        with django_capture_on_commit_callbacks(execute=True):
            return what(*given)

    return do


def where(client, house) -> dict[str, str]:
    """Every place where something can be come across, with what is read there."""
    addresses = [*EVERYWHERE, f"/forum/?tag={MARK}", f"/meetings/feed/{feed_of(house.outsider).token}.ics"]
    for topic in Topic.objects.exclude(board=house.network.boards.first()):
        addresses += [topic.get_absolute_url(), f"/forum/{topic.pk}/after/?after=0"]
    addresses += [page.url for page in HandbookPage.objects.live().public()]
    read = {}
    for url in addresses:
        said = " ".join(client.get(url, follow=True).content.decode().split())
        for echo in (url, f"?tag={MARK}", f'<a class="tag" href="?show=latest"> {MARK}'):
            said = said.replace(echo, "")
        read[url] = said
    palette = client.get(f"/search/?q={WORD}", headers={"HX-Request": "true", "HX-Target": "palette-hits"})
    return read | {"palette": palette.content.decode()}


def test_every_kind_is_in_the_walk():
    assert {way.kind for way in WAYS} == set(SearchEntry.Kind) | set(NAMED)


def test_every_kind_has_a_source(house):
    """And each source gives an entry of a kind of its own."""
    kinds = [{source.key(thing)[0] for thing in source.things()} for source in SOURCES.values()]
    assert set().union(*kinds) <= set(SearchEntry.Kind)
    assert sum(map(len, kinds)) == len(set().union(*kinds))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.kind}: {way.name}")
def test_what_is_gone_is_found_nowhere(way, house, sign_in, certain):
    thing = certain(way.make, house)
    readers = [sign_in(house.outsider), *([Client()] if way.visitors else [])]
    search = f"/search/?q={WORD}"

    def found() -> list[bool]:
        return [MARK in where(reader, house)[search] for reader in readers]

    assert found() == [True] * len(readers)
    certain(way.gone, house, thing)
    for reader in readers:
        for url, said in where(reader, house).items():
            if MARK in said and way.told and url.endswith(".ics"):
                assert "STATUS:CANCELLED" in said
            else:
                assert MARK not in said.replace(quote(url, safe="/"), ""), (
                    url
                )  # the way back after signing in
    if way.back:
        certain(way.back, house, thing)
        assert found() == [True] * len(readers)


def test_a_page_for_visitors_that_was_made_during_a_change_is_not_kept_after_it(house, certain):
    """The index changes together with the thing; a search between the two finds neither or both."""
    way = next(way for way in WAYS if way.kind == "topic")
    thing = certain(way.make, house)
    way.gone(house, thing)  # its transaction is not certain yet: nothing was told to anybody
    assert not SearchEntry.objects.filter(title__contains=MARK).exists()
    cache.clear()
    assert MARK not in Client().get(f"/search/?q={WORD}").content.decode()
