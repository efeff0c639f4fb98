import re
from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, StreamBlock
from wagtail.documents.models import AbstractDocument, Document
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from community.networks.models import Network

from .blocks import BodyBlock, ReferenceBlock
from .shelves import Shelf, standing

WORDS_PER_MINUTE = 220


class Picture(AbstractImage):
    """A picture in an article. Who made it and under which licence belongs to it."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "credit")


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

    @property
    def filename(self) -> str:
        return PurePath(self.file.name).name

    @property
    def url(self) -> str:
        """Our own address, on disk as in S3; there a picture is shown to who may read a page that has it."""
        return reverse("knowledge:picture", args=[self.pk or 0, self.filename])


class File(AbstractDocument):
    """A document that belongs to an article."""

    admin_form_fields = Document.admin_form_fields

    @property
    def url(self) -> str:
        return reverse("knowledge:file", args=[self.pk, self.filename])


class ReadingPage(models.Model):
    """What articles, blog posts and chapters have in common: a body to read, authors, a date."""

    lede = models.CharField(_("in one or two sentences"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True)
    authors = ParentalManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    first_published_at: datetime | None  # both kept by Wagtail, for the page that this is a part of
    last_published_at: datetime | None

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        return strip_tags(str(self.body.render_as_block() if self.body else ""))

    @property
    def reading_minutes(self) -> int:
        return max(1, round(len(self.words.split()) / WORDS_PER_MINUTE))

    @property
    def headings(self) -> list[tuple[str, str]]:
        """(anchor, text) of the headings, for the table of contents."""
        return [(anchor_of(block.value), block.value) for block in self.body if block.block_type == "heading"]

    @property
    def contents(self) -> list[tuple[str, str]]:
        """(anchor, words) of the parts of a text of more than one part."""
        return self.headings if len(self.headings) > 1 else []

    @property
    def updated_at(self) -> datetime | None:
        """When it was published anew, on a later day than at first."""
        first, last = self.first_published_at, self.last_published_at
        return last if first and last and last.date() != first.date() else None


def anchor_of(heading: str) -> str:
    return slugify(heading)[:60] or "deel"


class LibraryPage(Shelf):
    """The knowledge base: the root of everything published, and the words on the front page."""

    hero_title = models.CharField(_("title on the front page"), max_length=120, blank=True)
    hero_text = models.CharField(_("text on the front page"), max_length=400, blank=True)

    template = "knowledge/library.html"
    content_panels = [*Page.content_panels, FieldPanel("hero_title"), FieldPanel("hero_text")]
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["articles"] = published_articles()
        context["posts"] = standing(BlogPost.objects).public().order_by("-first_published_at")[:20]
        context["handbooks"] = standing(HandbookPage.objects).public()
        return context


class ArticlePage(ReadingPage, Page):  # type: ignore[django-manager-missing]  # Wagtail is untyped
    """A knowledge article: what a network learned, for everyone."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        GUIDE = "guide", _("Viewing guide")
        METHOD = "method", _("Method")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ARTICLE)
    key_points = StreamField(StreamBlock([("point", CharBlock())]), blank=True)
    references = StreamField(StreamBlock([("reference", ReferenceBlock())]), blank=True)
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tested_in = models.PositiveSmallIntegerField(_("tested in so many meetings"), default=0)
    review_by = models.DateField(_("look at it again before"), null=True, blank=True)

    template = "knowledge/article.html"
    parent_page_types = ["knowledge.LibraryPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("lede"),
        FieldPanel("key_points"),
        FieldPanel("body"),
        FieldPanel("references"),
        FieldPanel("authors"),
        FieldPanel("network"),
        FieldPanel("tested_in"),
        FieldPanel("review_by"),
    ]

    @property
    def called(self) -> str:
        return self.get_kind_display()

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The parts of the text, between what it says in short and its sources."""
        if not (parts := super().contents):
            return []
        first = [("kort", str(_("In short")))] if self.key_points else []
        return [*first, *parts, *([("bronnen", str(_("Sources")))] if self.references else [])]

    @property
    def needs_review(self) -> bool:
        return self.review_by is not None and self.review_by < timezone.localdate()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        authors = list(self.authors.all())
        network = self.network
        if network and not Network.objects.visible_to(request.user).filter(pk=network.pk).exists():
            network = None
        context |= {
            "authors": authors,
            "network": network,
            "related": published_articles().exclude(pk=self.pk)[:3],
        }
        return context


class BlogPost(ReadingPage, Page):  # type: ignore[django-manager-missing]  # Wagtail is untyped
    """A story with a date."""

    called = _("Blog")
    comments_open = models.BooleanField(_("reactions are open"), default=False)
    template = "knowledge/article.html"
    parent_page_types = ["knowledge.LibraryPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("body"),
        FieldPanel("authors"),
        FieldPanel("comments_open"),
    ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        newest = standing(BlogPost.objects).public().exclude(pk=self.pk).order_by("-first_published_at")
        context |= {"authors": list(self.authors.all()), "related": newest[:3]}
        return context


class HandbookPage(Shelf):
    """A handbook; its chapters are numbered by their place in the tree."""

    lede = models.CharField(_("in one or two sentences"), max_length=400, blank=True)
    template = "knowledge/handbook.html"
    parent_page_types = ["knowledge.LibraryPage"]
    subpage_types = ["knowledge.ChapterPage"]
    content_panels = [*Page.content_panels, FieldPanel("lede")]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        chapters = self.chapters()
        return context | {"handbook": self, "chapters": chapters, "next": chapters[0] if chapters else None}

    def chapters(self) -> list["ChapterPage"]:
        """All live chapters that everyone may read, in reading order (depth first).

        Each has `number` such as `3.2.1` and `level`. What lies under one that is not shown is not shown either.
        """
        found = []
        hidden: str | None = None
        counters: list[int] = []
        chapters = ChapterPage.objects.descendant_of(self).order_by("path")
        shown = set(chapters.live().public().values_list("pk", flat=True))
        for page in chapters:
            if hidden and page.path.startswith(hidden):
                continue
            if page.pk not in shown:
                hidden = page.path
                continue
            page.level = page.depth - self.depth
            counters = counters[: page.level] + [0] * (page.level - len(counters))
            counters[page.level - 1] += 1
            page.number = ".".join(str(n) for n in counters)
            found.append(page)
        return found


class ChapterPage(ReadingPage, Shelf):  # type: ignore[django-manager-missing]  # Wagtail is untyped
    """A chapter or section of a handbook, at most four levels deep. The number is never typed."""

    template = "knowledge/handbook.html"
    parent_page_types = ["knowledge.HandbookPage", "knowledge.ChapterPage"]
    subpage_types = ["knowledge.ChapterPage"]
    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body"), FieldPanel("authors")]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        handbook = HandbookPage.objects.ancestor_of(self).last()
        chapters = handbook.chapters()
        at = next((i for i, chapter in enumerate(chapters) if chapter.pk == self.pk), None)
        context |= {"handbook": handbook, "chapters": chapters}
        if at is None:
            return context | {"number": ""}
        return context | {
            "number": chapters[at].number,
            "previous": chapters[at - 1] if at else None,
            "next": chapters[at + 1] if at + 1 < len(chapters) else None,
            "ancestors": [c for c in chapters if self.path.startswith(c.path) and c.pk != self.pk],
        }


def published_articles():
    return standing(ArticlePage.objects).public().order_by("-first_published_at")


_CITATION = re.compile(r"\[(\d{1,3})\]")


def linked_citations(html: str) -> str:
    """Turn [3] in the text into a raised link to source 3."""
    return _CITATION.sub(r'<sup><a href="#r\1">\1</a></sup>', html)
