"""A page of the library and what is below it: hiding is at once, all else below it follows in a job."""

import pytest
from django.db.models.signals import post_delete, post_save
from wagtail.models import get_page_models

from community.knowledge.models import ChapterPage, HandbookPage
from community.search import jobs
from community.search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_book(library, django_capture_on_commit_callbacks):
    """A published handbook with so many published chapters, and everything that follows from publishing."""

    def make(chapters: int) -> HandbookPage:
        with django_capture_on_commit_callbacks(execute=True):
            book = library.add_child(instance=HandbookPage(title="Boek", lede="Kort"))
            for number in range(chapters):
                book.add_child(instance=ChapterPage(title=f"Deel {number}", lede="Kort"))
        return book

    return make


def found() -> set[str]:
    return set(SearchEntry.objects.filter(kind="page").values_list("title", flat=True))


def addresses() -> set[str]:
    return set(SearchEntry.objects.filter(title__startswith="Deel").values_list("url", flat=True))


@pytest.mark.parametrize("chapters", [1, 3, 20])
def test_publishing_asks_as_much_with_one_page_below_as_with_twenty(
    chapters, make_book, django_assert_max_num_queries
):
    book = HandbookPage.objects.get(pk=make_book(chapters).pk)
    book.title = "Ander boek"
    with django_assert_max_num_queries(40):
        book.save()
    assert "Ander boek" in found()


def test_what_is_below_a_page_with_another_address_follows_in_a_job(
    make_book, django_capture_on_commit_callbacks
):
    book = HandbookPage.objects.get(pk=make_book(2).pk)
    old = addresses()
    book.slug = "ander-boek"
    with django_capture_on_commit_callbacks() as afterwards:
        book.save()
    assert addresses() == old
    for do in afterwards:
        do()
    assert addresses() == {url.replace("/boek/", "/ander-boek/") for url in old}
    jobs.keep_below.call(book.pk)
    assert addresses() == {url.replace("/boek/", "/ander-boek/") for url in old}


def test_what_is_below_a_page_that_is_unpublished_is_gone_before_any_job(make_book):
    book = make_book(2)
    assert {"Boek", "Deel 0", "Deel 1"} <= found()
    book.unpublish()
    assert not {"Boek", "Deel 0", "Deel 1"} & found()


def test_a_job_about_a_page_that_is_gone_does_nothing(library):
    before = found()
    jobs.keep_below.call(987_654)
    assert found() == before


@pytest.mark.parametrize("signal", [post_save, post_delete], ids=["saved", "deleted"])
def test_nothing_of_ours_hears_of_every_row_of_every_table(signal):
    """A receiver says whose rows it hears of; who hears of a class that is no table hears of all."""
    listening = signal._live_receivers(sender=type("Nothing", (), {}))[0]
    ours = [one for one in listening if one.__module__.split(".")[0] in ("community", "events", "forum")]
    assert ours == []


def test_every_kind_of_page_is_heard_of(library):
    for kind in get_page_models():
        for signal in (post_save, post_delete):
            heard = {one.__module__ for one in signal._live_receivers(sender=kind)[0]}
            assert "community.search.receivers" in heard, kind
