"""What lies under a book or chapter that is not published is nowhere: at no address, in no list, in no search."""

import pytest
from django.test import Client
from wagtail.models import Page

from community.knowledge.models import ChapterPage, HandbookPage, LibraryPage
from tests.factories import UserFactory
from tests.house import CANARY

from .pages import SIZE, add_file, add_picture, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("certain_at_once")]
TITLE = f"Diep {CANARY}"


@pytest.fixture
def image(library):
    return add_picture()


@pytest.fixture
def document(library):
    return add_file()


@pytest.fixture
def section(library, image, document):
    """A section of a chapter of a book, with a picture and a file."""
    below = LibraryPage.objects.get()
    book, chapter = HandbookPage(title="Boek", lede="Kort"), ChapterPage(title="Hoofdstuk")
    made = ChapterPage(title=TITLE, lede=TITLE, body=body(image, document))
    for page in (book, chapter, made):
        below.add_child(instance=page)
        page.save_revision().publish()
        below = page
    return made


def above(section, title) -> Page:
    return section.get_ancestors().get(title=title).specific


@pytest.fixture
def readers():
    """A visitor, a member, and one of the staff."""
    made = [Client(), Client(), Client()]
    made[1].force_login(UserFactory())
    made[2].force_login(UserFactory(is_staff=True, is_superuser=True))
    return made


def pages(client, section) -> str:
    """Every page that could lead there."""
    book, chapter = (above(section, title) for title in ("Boek", "Hoofdstuk"))
    urls = ["/", "/today/", f"/search/?q={CANARY}", LibraryPage.objects.get().url, book.url, chapter.url]
    return "".join(client.get(url).content.decode().replace(f'value="{CANARY}"', "") for url in urls)


def found(client, section) -> tuple[int, bool]:
    return client.get(section.url).status_code, TITLE in pages(client, section)


@pytest.mark.parametrize("hidden", ["Boek", "Hoofdstuk"])
def test_it_goes_with_what_it_lies_under_and_comes_back(hidden, section, readers):
    assert [found(client, section) for client in readers] == [(200, True)] * 3
    above(section, hidden).unpublish()
    assert Page.objects.get(pk=section.pk).live
    assert [found(client, section) for client in readers] == [(404, False)] * 3
    above(section, hidden).get_latest_revision().publish()
    assert [found(client, section) for client in readers] == [(200, True)] * 3


@pytest.mark.parametrize("hidden", ["Boek", "Hoofdstuk"])
def test_its_pictures_and_files_go_too(hidden, section, image, document, readers):
    urls = [image.get_rendition(SIZE).url, image.get_rendition("original").url, document.url]
    visitor, member, editor = readers

    def statuses(client) -> set[int]:
        return {client.get(url).status_code for url in urls}

    assert [statuses(client) for client in readers] == [{200}] * 3
    above(section, hidden).unpublish()
    assert [statuses(client) for client in (visitor, member, editor)] == [{404}, {404}, {200}]


def test_the_number_of_a_chapter_is_its_place_among_those_that_are_there(section):
    book = above(section, "Boek")
    for title in ("Tweede", "Derde"):
        page = ChapterPage(title=title)
        book.add_child(instance=page)
        page.save_revision().publish()

    def numbers():
        return [(one.number, one.level, one.title) for one in HandbookPage.objects.get(pk=book.pk).chapters()]

    assert numbers() == [("1", 1, "Hoofdstuk"), ("1.1", 2, TITLE), ("2", 1, "Tweede"), ("3", 1, "Derde")]
    above(section, "Hoofdstuk").unpublish()
    assert numbers() == [("1", 1, "Tweede"), ("2", 1, "Derde")]


def test_a_library_that_is_not_published_lists_nothing(section, readers):
    library = LibraryPage.objects.get()
    assert "Boek" in readers[0].get("/").content.decode()
    library.unpublish()
    assert "Boek" not in readers[0].get("/").content.decode()
    assert {client.get(section.url).status_code for client in readers} == {404}
