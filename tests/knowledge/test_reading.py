"""What is said of an article beside its words, and what it leads to."""

import datetime as dt

import pytest
from django.utils import timezone

from community.knowledge.models import (
    WORDS_PER_MINUTE,
    ArticlePage,
    BlogPost,
    ChapterPage,
    HandbookPage,
    LibraryPage,
    anchor_of,
    linked_citations,
    published_articles,
)  # fmt: skip
from tests.factories import NetworkFactory

from .pages import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


@pytest.mark.parametrize(
    ("words", "minutes"),
    [(0, 1), (1, 1), (int(WORDS_PER_MINUTE * 1.5) - 1, 1), (int(WORDS_PER_MINUTE * 1.5) + 1, 2), (2200, 10)],
)
def test_how_long_it_takes_to_read(words, minutes):
    article = ArticlePage(title="A", body=[{"type": "text", "value": f"<p>{'woord ' * words}</p>"}])
    assert article.reading_minutes == minutes


@pytest.mark.parametrize(("days", "said"), [(-1, True), (0, False), (1, False), (None, False)])
def test_it_asks_to_be_looked_at_again_after_its_day(days, said):
    day = None if days is None else timezone.localdate() + dt.timedelta(days=days)
    assert ArticlePage(review_by=day).needs_review is said


@pytest.mark.parametrize(
    ("heading", "anchor"), [("De Tuin in", "de-tuin-in"), ("???", "deel"), ("", "deel"), ("a" * 70, "a" * 60)]
)
def test_where_a_heading_is_found(heading, anchor):
    assert anchor_of(heading) == anchor


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("Zo [12].", 'Zo <sup><a href="#r12">12</a></sup>.'),
        ("[1][2]", '<sup><a href="#r1">1</a></sup><sup><a href="#r2">2</a></sup>'),
        ("[1234] [a] []", "[1234] [a] []"),
    ],
)
def test_a_number_between_brackets_leads_to_its_source(html, shown):
    assert linked_citations(html) == shown


def test_an_article_leads_to_the_three_newest_others_that_are_published(client):
    days = (4, 3, 2, 1, 0)
    made = [publish(title=f"Artikel {day}") for day in days]
    for page, day in zip(made, days, strict=True):
        ArticlePage.objects.filter(pk=page.pk).update(
            first_published_at=timezone.now() - dt.timedelta(days=day)
        )
    publish(title="Klad", live=False)
    newest = [page.pk for page in made[::-1]]
    assert [page.pk for page in published_articles()] == newest
    assert [page.pk for page in client.get(made[4].url).context["related"]] == newest[1:4]
    assert [page.pk for page in client.get(made[0].url).context["related"]] == newest[:3]


def test_a_story_leads_to_the_three_newest_others(client):
    made = []
    for day in range(5):
        made.append(LibraryPage.objects.get().add_child(instance=BlogPost(title=f"Verhaal {day}")))
        made[-1].save_revision().publish()
        moment = timezone.now() - dt.timedelta(days=day)
        BlogPost.objects.filter(pk=made[-1].pk).update(first_published_at=moment)
    assert [page.pk for page in client.get(made[0].url).context["related"]] == [one.pk for one in made[1:4]]


@pytest.mark.parametrize(
    ("visibility", "sees"),
    [
        ("public", {"visitor", "outsider", "member"}),
        ("members", {"outsider", "member"}),
        ("network", {"member"}),
    ],
)
def test_the_network_it_comes_from_is_named_to_who_may_know_it(visibility, sees, house, sign_in):
    type(house.network).objects.filter(pk=house.network.pk).update(visibility=visibility)
    article = publish()
    article.network = house.network
    article.save_revision().publish()
    pages = {who: sign_in(house.who(who)).get(article.url) for who in ("visitor", "outsider", "member")}
    assert {who for who, page in pages.items() if page.context["network"] == house.network} == sees
    assert {who for who, page in pages.items() if house.network.name in page.text} == sees


def test_an_article_stays_when_its_network_goes():
    article, network = publish(), NetworkFactory()
    ArticlePage.objects.filter(pk=article.pk).update(network=network)
    network.delete()
    assert ArticlePage.objects.get(pk=article.pk).network is None


def test_a_chapter_says_where_it_stands_and_what_is_before_and_after(client):
    book = LibraryPage.objects.get().add_child(instance=HandbookPage(title="Boek"))
    first = book.add_child(instance=ChapterPage(title="Eerst"))
    inner = first.add_child(instance=ChapterPage(title="Binnen"))
    last = book.add_child(instance=ChapterPage(title="Laatst"))

    def around(page):
        said = client.get(page.url).context
        near = [said.get(name) and said[name].title for name in ("previous", "next")]
        return said["number"], *near, [one.title for one in said["ancestors"]]

    assert client.get(book.url).context["next"].title == "Eerst"
    assert around(first) == ("1", None, "Binnen", [])
    assert around(inner) == ("1.1", "Eerst", "Laatst", ["Eerst"])
    assert around(last) == ("2", "Binnen", None, [])
