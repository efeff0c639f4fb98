"""Articles with a picture and a file, for tests."""

from django.core.files.base import ContentFile

from community.knowledge.models import ArticlePage, File, LibraryPage, Picture
from tests.house import CANARY, picture

SIZE = "width-960|format-webp"


def add_picture(title="Tuin", size=(400, 300)) -> Picture:
    return Picture.objects.create(title=title, file=picture(f"{CANARY}.png", size))


def add_file(title="Fiche") -> File:
    return File.objects.create(title=title, file=ContentFile(f"%PDF-1.4 {CANARY}".encode(), f"{CANARY}.pdf"))


def body(image=None, document=None) -> list[dict]:
    """A heading, and what is given: in a figure, and as a link in a folded text."""
    blocks = [{"type": "heading", "value": "Buiten"}]
    if image:
        shown = {"image": image.pk, "decorative": False, "alt_text": "Een tuin"}
        blocks.append({"type": "figure", "value": {"image": shown, "caption": ""}})
    if document:
        text = f'<p><a linktype="document" id="{document.pk}">De fiche</a></p>'
        blocks.append({"type": "fold", "value": {"title": "Meer", "text": text}})
    return blocks


def publish(image=None, document=None, *, title="Buiten", live=True) -> ArticlePage:
    page = ArticlePage(title=title, lede="Kort", body=body(image, document), live=live)
    LibraryPage.objects.get().add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return page
