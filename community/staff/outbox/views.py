from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.notifications.models import OutgoingMail
from community.notifications.outbox.actions import send_again
from community.notifications.outbox.queries import cause, health, troubled, what
from community.notifications.outbox.rules import may_send_again
from community.richtext.cleaning import clean_text

from ..door import staff_only
from ..paging import page_of


@staff_only
@require_safe
def mail(request):
    """How the mail does, and each that did not arrive: what kind, to whom, why."""
    words = clean_text(request.GET.get("q", "")[:100])
    found = troubled().filter(to__icontains=words) if words else troubled()
    page = page_of(found, request.GET.get("after", ""), falling=True)
    lines = [(one, what(one), cause(one), may_send_again(request.user, one)) for one in page.rows]
    context = {"tab": "mail", "health": health(), "lines": lines, "page": page, "words": words}
    return render(request, "staff/outbox/mail.html", context)


@staff_only
@require_POST
def again(request, pk):
    """Send a mail once more."""
    found = get_object_or_404(OutgoingMail, pk=pk)
    if may_send_again(request.user, found):
        send_again(actor=request.user, mail=found)
        messages.success(request, _("The mail to %(to)s goes out once more.") % {"to": found.to})
    else:
        messages.error(request, _("This mail cannot be sent again: it left already, or its words are gone."))
    return redirect("staff:mail")
