from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Meeting
from events.scheduling.actions import schedule_meeting
from events.scheduling.open_forms import OpenMeetingForm

from ..door import staff_only


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Plan a meeting that belongs to no network."""
    instance = Meeting(kind=Meeting.Kind.WEBINAR, visibility="public", mode=Meeting.Mode.ONLINE)
    form = OpenMeetingForm(request.POST or None, user=request.user, instance=instance)
    if request.method == "POST" and form.is_valid():
        try:
            found = schedule_meeting(actor=request.user, network=None, **form.fields_to_save)
            messages.success(request, _("The meeting is planned. Who may see it can register."))
            return redirect(found)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "tab": "meetings"}
    return render(request, "staff/meetings/new.html", context, status=422 if form.errors else 200)
