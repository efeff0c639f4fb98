"""The library of the demo world: its first page, which every site has, and what its people wrote."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from wagtail.models import Locale, Page, Site

from community.knowledge.models import ArticlePage, BlogPost, ChapterPage, HandbookPage, LibraryPage

from . import texts
from .clock import at


def fill_library(world) -> None:
    """Articles, a post and a handbook, written by the people of the world."""
    library = plant_library()
    for number, article in enumerate(texts.ARTICLES):
        with at(world.moment(-6 * number - 2)):
            _article(world, library, article)
    with at(world.moment(-5)):
        post = BlogPost(title=texts.BLOG["title"], lede=texts.BLOG["lede"], body=stream(texts.BLOG["body"]))
        library.add_child(instance=post)
        post.authors.set([world.people[p] for p in texts.BLOG["authors"]])
        post.save_revision().publish()
        title, lede, chapters = texts.HANDBOOK
        book = HandbookPage(title=title, lede=lede)
        library.add_child(instance=book)
        book.save_revision().publish()
        _chapters(book, chapters)


def _article(world, library, article: dict) -> None:
    page = ArticlePage(
        title=article["title"],
        lede=article["lede"],
        kind=article["kind"],
        network=world.networks.get(article["network"]),
        tested_in=article["tested_in"],
        key_points=[{"type": "point", "value": point} for point in article["points"]],
        body=stream(article["body"]),
        references=[
            {"type": "reference", "value": {"number": n, "kind": kind, "text": text, "url": ""}}
            for n, kind, text in article["refs"]
        ],
        review_by=world.anchor + timedelta(days=400),
    )
    library.add_child(instance=page)
    page.authors.set([world.people[p] for p in article["authors"]])
    page.save_revision().publish()


def _chapters(parent, chapters) -> None:
    for title, text, children in chapters:
        page = ChapterPage(title=title, body=[{"type": "text", "value": f"<p>{text}</p>"}])
        parent.add_child(instance=page)
        page.save_revision().publish()
        _chapters(page, children)


def plant_library() -> LibraryPage:
    """The root of the pages and the site, where a migration put Wagtail's own welcome page."""
    existing = LibraryPage.objects.first()
    if existing:
        return existing
    Locale.objects.get_or_create(language_code="nl")
    root = Page.get_first_root_node() or Page.add_root(title="Root")
    library = LibraryPage(
        title="Kennisbank",
        slug="kennisbank",
        hero_title="Van eilanden naar een netwerk",
        hero_text="Organisaties komen om de beurt bij elkaar op bezoek, stellen elkaar tussendoor vragen, en delen "
        "wat ze leren met iedereen.",
    )
    root.add_child(instance=library)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=library, is_default_site=True, site_name="Vonder")
    for page in root.get_children().exclude(pk=library.pk):
        page.delete()
    return library


def stream(body) -> list[dict]:
    """The short notation of `texts` as the raw data of a StreamField."""
    shapes: dict[str, Callable[..., Any]] = {
        "heading": lambda text: text,
        "text": lambda html: html,
        "pull": lambda text: {"text": text},
        "fold": lambda title, html: {"title": title, "text": html},
        "exercise": lambda title, steps: {"title": title, "steps": steps},
    }
    return [{"type": kind, "value": shapes[kind](*rest)} for kind, *rest in body]
