import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from .actions import attach, keep_draft
from .forms import TICK_FIRST
from .models import Attachment


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
    """Keeps a draft; the browser sends it a moment after the typing stops."""
    place = request.POST.get("place", "")[:80]
    if not place:
        return HttpResponse(status=400)
    try:
        keep_draft(
            actor=request.user,
            place=place,
            title=request.POST.get("title", ""),
            body=request.POST.get("body", ""),
        )
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=422)
    return HttpResponse(status=204)
