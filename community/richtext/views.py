import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import drafts_taken
from .actions import MOST_DRAFTS, attach, forget_draft, keep_draft, waiting_files
from .forms import TICK_FIRST
from .jobs import STAYS
from .middleware import asked_by_script, taken
from .models import Attachment
from .pasting import pasted
from .places import Place, open_place, place_of, with_draft, words_of
from .showing import shown


@require_safe
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
def pasted_html(request):
    """What was copied elsewhere (`html`) as one may write it here, and in words what did not come along."""
    try:
        found = pasted(request.POST.get("html", ""))
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=422)
    return JsonResponse({"html": found.html, "left_out": found.left_out})


@login_required
@require_POST
def draft(request):
    """Keeps a draft, sent by script a moment after the typing stops; `do=forget` throws it away.

    Answers the place of the page as it is from now on: it goes on with what it wrote. 409 when it was sent meanwhile.
    """
    place = place_of(request)
    if place is None:
        return HttpResponse(status=400)
    if request.POST.get("do") == "forget":
        return _forget(request, place)
    if not (fields := words_of(request.POST)):
        too_long = _("This text is too long. Make it shorter or split it in two.")
        return JsonResponse({"error": too_long}, status=422)
    kept = keep_draft(actor=request.user, place=place, fields=fields)
    if drafts_taken.is_taken(place):  # looked at last: whichever of the two commits later sees the other
        forget_draft(actor=request.user, place=place)
        return HttpResponse(status=409)
    return JsonResponse({"place": place.goes_on_with(kept).signed(), "at": kept.at})


def _forget(request, place: Place):
    if asked_by_script(request):
        forget_draft(actor=request.user, place=place)
        return HttpResponse(status=204)
    gone = forget_draft(actor=request.user, place=place)
    if gone is None:
        messages.warning(request, _("You wrote on in this text elsewhere. This is how it reads now."))
    return taken(request, redirect("richtext:drafts"), place, gone)


@login_required
@require_safe
def drafts(request):
    """What the reader was writing, what belongs to one form together and the newest first.

    What was sent and not taken can be sent as it is, to the address that its form was made for; the rest is finished
    on its own page.
    """
    places = {}
    for one in request.user.drafts.order_by(F("unsent_at").desc(nulls_last=True), "-updated_at"):
        begun = (one.pk, one.version)
        one.signed = open_place(
            user=request.user.pk,
            name=one.place,
            page=one.page,
            action=one.action,
            begun=begun,
            shown=one.shown,
        ).signed()
        one.words = shown(one.fields)
        one.files = waiting_files(owner=request.user, keys=one.fields.get("waiting", []))
        one.pairs = [(name, value) for name, values in one.fields.items() for value in values]
        one.way_on = one.page and with_draft(one.page, one.pk)
        places.setdefault(one.place, []).append(one)
    for found in places.values():
        found.sort(key=lambda one: one.updated_at, reverse=True)
    context = {"places": places.items(), "days": STAYS.days, "most": MOST_DRAFTS}
    return render(request, "richtext/drafts.html", context)
