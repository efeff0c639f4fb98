import re
import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from .actions import attach, forget_draft, keep_draft
from .cleaning import clean_html, paragraphs
from .forms import TICK_FIRST
from .middleware import asked_by_script
from .models import Attachment
from .places import Place, place_of, words_of

_SAYS_NOTHING = re.compile(r"[\d\s:.,/-]*|on|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BUTTONS = {"do", "kind"}


@require_GET
def file(request, pk, name):
    """A file, for who may read what it hangs from; everyone else sees the page for what does not exist."""
    attachment = get_object_or_404(Attachment, pk=pk)
    if not attachment.readable_by(request.user):
        raise Http404
    is_image = attachment.content_type.startswith("image/")
    response = FileResponse(attachment.file.open(), content_type=attachment.content_type)
    response["Content-Disposition"] = content_disposition_header(not is_image, attachment.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, max_age=0 if attachment.audience != "public" else 86_400)
    return response


@login_required
@require_POST
def upload(request):
    """Takes `file`, `audience`, `client_id` and `no_children`; answers with the address to put in the text."""
    try:
        client_id = uuid.UUID(request.POST.get("client_id", ""))
        sent = request.FILES["file"]
    except (ValueError, KeyError):
        return HttpResponse(status=400)
    if not request.POST.get("no_children"):
        return JsonResponse({"error": str(TICK_FIRST)}, status=422)
    try:
        attachment = attach(
            actor=request.user, audience=request.POST.get("audience", ""), upload=sent, client_id=client_id
        )
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=422)
    return JsonResponse(
        {
            "url": attachment.get_absolute_url(),
            "name": attachment.name,
            "image": attachment.content_type.startswith("image/"),
        }
    )


@login_required
@require_POST
def draft(request):
    """Keeps a draft, sent by script a moment after the typing stops; `do=forget` throws it away."""
    place = place_of(request)
    if place is None:
        return HttpResponse(status=400)
    if request.POST.get("do") == "forget":
        forget_draft(actor=request.user, place=place.name)
        return HttpResponse(status=204) if asked_by_script(request) else redirect("richtext:drafts")
    if not (fields := words_of(request.POST)):
        too_long = _("This text is too long. Make it shorter or split it in two.")
        return JsonResponse({"error": too_long}, status=422)
    keep_draft(actor=request.user, place=place.name, page=place.page, fields=fields)
    return HttpResponse(status=204)


@login_required
@require_GET
def drafts(request):
    """What the reader was writing: what was sent and not taken can be sent as it is, the rest on its own page."""
    found = list(request.user.drafts.order_by(F("unsent_at").desc(nulls_last=True), "-updated_at"))
    for one in found:
        one.words = _shown(one.fields)
        one.signed = Place(request.user.pk, one.place, one.page).signed()
        one.pairs = [(name, value) for name, values in one.fields.items() for value in values]
    return render(request, "richtext/drafts.html", {"drafts": found})


def _shown(fields: dict[str, list[str]]) -> list[str]:
    """The words of a draft as HTML, without numbers, dates, ticks and choices, which say nothing by themselves."""
    said = [(name, text) for name in fields if name not in _BUTTONS for text in fields[name]]
    shown: list[str] = []
    for name, text in said:
        if _SAYS_NOTHING.fullmatch(text):
            continue
        try:
            shown.append(mark_safe(clean_html(text) if name == "html" else paragraphs(text)))  # noqa: S308
        except ValidationError:  # too much to shape: as it was typed
            shown.append(mark_safe(paragraphs(text)))  # noqa: S308
    return shown
