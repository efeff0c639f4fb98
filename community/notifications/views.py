from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from . import actions, kinds
from .models import Preference

PER_PAGE = 40


@login_required
@require_GET
def notifications(request):
    """What happened that concerns the reader, newest first."""
    found = request.user.notifications.visible_to(request.user).select_related("actor")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 18:
        found = found.filter(pk__lt=int(before))
    page = list(found[: PER_PAGE + 1])
    context = {
        "notifications": page[:PER_PAGE],
        "older": page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None,
    }
    return render(request, "notifications/notifications.html", context)


@login_required
@require_GET
def bell(request):
    """The number beside the bell, for a tab that heard that it changed."""
    return HttpResponse(str(request.user.unread_notifications), content_type="text/plain")


@login_required
@require_POST
def open_one(request, pk):
    """Mark one as read and go where it points."""
    notification = get_object_or_404(request.user.notifications.visible_to(request.user), pk=pk)
    actions.mark_read(actor=request.user, pk=pk)
    return redirect(notification.url)


@login_required
@require_POST
def read_all(request):
    actions.mark_read(actor=request.user)
    messages.success(request, _("All notifications are marked as read."))
    return redirect("notifications:notifications")


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request):
    """Which kinds of news also come by mail."""
    if request.method == "POST":
        chosen = set(request.POST.getlist("mail"))
        for kind in kinds.every():
            actions.choose_mail(person=request.user, kind=kind.name, mail=kind.name in chosen)
        messages.success(request, _("Your choices are saved."))
        return redirect("notifications:preferences")
    own = dict(Preference.objects.filter(user=request.user).values_list("kind", "mail"))
    rows = [(kind, own.get(kind.name, kind.mail)) for kind in kinds.every()]
    return render(request, "notifications/preferences.html", {"rows": rows})


@csrf_exempt  # mail programs send this POST themselves (RFC 8058); the signed token is the permission
@require_http_methods(["GET", "POST"])
def unsubscribe(request, token):
    """Stop the mails of one kind, from the link in a mail, without signing in."""
    subject = actions.unsubscribe_subject(token)
    if subject is None:
        return render(request, "notifications/unsubscribe.html", {"kind": None}, status=410)
    person, kind = subject
    done = request.method == "POST"
    if done:
        actions.choose_mail(person=person, kind=kind.name, mail=False)
    return render(request, "notifications/unsubscribe.html", {"kind": kind, "done": done})
