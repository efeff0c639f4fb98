from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.members.devices import device_name
from community.richtext.cleaning import whole

from . import actions, kinds, push, queries
from .unsubscribing import unsubscribe_subject

PER_PAGE = 40


@login_required
@require_safe
def notifications(request):
    """What happened that concerns the reader, newest first."""
    found = request.user.notifications.visible_to(request.user).lines().select_related("actor")
    found = found.order_by("-created_at", "-pk")
    if (before := whole(request.GET.get("before"))) is not None:
        found = queries.older_than(found, before)
    page = list(found[: PER_PAGE + 1])
    queries.say_how_many(page)
    queries.say_what_is_over(page, request.user)
    context = {
        "notifications": page[:PER_PAGE],
        "older": page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None,
    }
    return render(request, "notifications/notifications.html", context)


@login_required
@require_safe
def bell(request):
    """The number beside the bell, for a tab that heard that it changed."""
    return HttpResponse(str(request.user.unread_notifications), content_type="text/plain")


@login_required
@require_POST
def open_one(request, pk):
    """Mark one as read and go where it points."""
    notification = get_object_or_404(request.user.notifications.visible_to(request.user), pk=pk)
    url = queries.where(notification)
    actions.mark_read(actor=request.user, pk=pk)
    return redirect(url)


@login_required
@require_safe
def show_one(request, pk):
    """Where a notification points, for who taps it on a device; reading the page there marks it as read."""
    found = get_object_or_404(request.user.notifications.visible_to(request.user), pk=pk)
    return redirect(queries.where(found))


@login_required
@require_POST
def read_all(request):
    actions.mark_read(actor=request.user)
    messages.success(request, _("All notifications are marked as read."))
    return redirect("notifications:notifications")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """Which kinds of news also come by mail or on a device, and on which devices."""
    ways = ("mail", "push") if settings.PUSH_PRIVATE_KEY else ("mail",)
    if request.method == "POST":
        chosen = {way: set(request.POST.getlist(way)) for way in ways}
        with transaction.atomic():
            for kind in kinds.every():
                picked = {way: kind.name in chosen[way] for way in ways}
                actions.choose(person=request.user, kind=kind.name, **picked)
        messages.success(request, _("Your choices are saved."))
        return redirect("notifications:preferences")
    own = {preference.kind: preference for preference in request.user.preferences.all()}
    groups = [
        (group.label, [(kind, kind.by("mail", own), kind.by("push", own)) for kind in some])
        for group, some in kinds.by_group()
    ]
    context = {"groups": groups, "push_key": push.application_key(), "devices": []}
    if context["push_key"]:
        context["devices"] = [
            (device, device.session_key == request.session.session_key)
            for device in request.user.devices.all()
        ]
    return render(request, "notifications/preferences.html", context)


@login_required
@require_POST
def devices(request):
    """A browser hands over where it can be reached; answers 204, or 422 with a sentence."""
    try:
        device = push.add_device(
            actor=request.user,
            endpoint=request.POST.get("endpoint", ""),
            p256dh=request.POST.get("p256dh", "")[:100],
            auth=request.POST.get("auth", "")[:40],
            name=device_name(request.headers.get("User-Agent", "")),
            session_key=request.session.session_key,
        )
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=422)
    request.session[push.IN_SESSION] = device.pk
    messages.success(request, _("News comes to this device from now on."))
    return HttpResponse(status=204)


@login_required
@require_POST
def device(request, pk):
    """Take one of your devices away, or let it only say that there is news."""
    found = get_object_or_404(request.user.devices, pk=pk)
    if request.POST.get("do") in ("discreet", "open"):
        found.discreet = request.POST["do"] == "discreet"
        found.save(update_fields=["discreet"])
        messages.success(request, _("Your choices are saved."))
    else:
        found.delete()
        messages.success(request, _("No more news comes to that device."))
    return redirect("notifications:preferences")


@require_safe
def service_worker(request):
    """The script that shows news while no page is open. At the root, since it serves the whole site."""
    with open(finders.find("js/service-worker.js"), encoding="utf-8") as source:
        response = HttpResponse(source.read(), content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@csrf_exempt  # mail programs send this POST themselves (RFC 8058); the signed token is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Stop the mails of one kind, from the link in a mail, without signing in."""
    subject = unsubscribe_subject(token)
    if subject is None:
        return render(request, "notifications/unsubscribe.html", {"kind": None}, status=410)
    person, kind = subject
    done = request.method == "POST"
    if done:
        actions.choose(person=person, kind=kind.name, mail=False)
    return render(request, "notifications/unsubscribe.html", {"kind": kind, "done": done})
