"""Pictures and files of the editors, from wherever they are kept, for who may read a page that shows them."""

from pathlib import PurePath

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import etag, last_modified, require_safe
from wagtail.documents.views.serve import serve

from . import rules
from .models import File, PictureRendition

CONTENT_TYPES = {
    ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif",
}  # fmt: skip


@require_safe
def picture(request, pk, name):
    """A picture in one size. Whoever keeps it asks again each time, so that what is hidden is hidden at once."""
    rendition = get_object_or_404(PictureRendition.objects.select_related("image"), pk=pk)
    kind = CONTENT_TYPES.get(PurePath(name).suffix.lower())
    shown = rules.shown_to(request, rendition.image)
    if name != rendition.filename or not kind or not shown:
        raise Http404

    @etag(lambda request: f'"{rendition.pk}-{rendition.image.file_hash[:16]}"')
    def answer(request):
        return _opened(request, rendition.file, kind)

    response = answer(request)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, no_cache=True, **{_cache_of(shown): True})
    return response


def _opened(request, kept, kind: str):
    """The file from where it is kept; asked only when the reader does not have it yet."""
    try:
        opened = kept.storage.open(kept.name)
    except FileNotFoundError as error:
        raise Http404 from error

    @last_modified(lambda request: kept.storage.get_modified_time(kept.name))
    def send(request):
        return FileResponse(opened, content_type=kind)

    response = send(request)
    if not response.streaming:
        opened.close()
    return response


@require_safe
def file(request, pk, name):
    """A document, as Wagtail hands it out, for who may read a page that links to it."""
    document = get_object_or_404(File, pk=pk)
    shown = rules.shown_to(request, document)
    if not shown:
        raise Http404
    response = serve(request, pk, name)
    patch_cache_control(response, no_cache=True, **{_cache_of(shown): True})
    return response


def _cache_of(shown: rules.Shown) -> str:
    return "public" if shown is rules.Shown.EVERYONE else "private"
