"""After a meeting: the pulse, what one takes home, thanks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.members.models import User

from ..meetings.queries import visible_meeting
from ..meetings.rules import may_change_meeting
from ..meetings.standing import standing_of
from . import actions, queries
from .forms import PulseForm
from .models import Inspiration
from .rules import may_reflect


@login_required
@require_http_methods(["GET", "POST"])
def reflect(request, pk):
    """One minute to look back: three questions and one open, what one takes home, and thanks."""
    found = visible_meeting(request.user, pk)
    standing = standing_of(request.user, found)
    may, boss = may_reflect(standing), may_change_meeting(standing)
    if not may and not boss:
        raise PermissionDenied
    there = found.attendances.exclude(attended=False).exclude(user=request.user).values("user")
    doing = request.POST.get("do")
    form = PulseForm(request.POST if doing == "pulse" else None, people=User.objects.filter(pk__in=there))
    if request.method == "POST":
        try:
            if doing == "home":
                actions.take_home(actor=request.user, meeting=found, text=request.POST.get("text", ""))
                messages.success(request, _("Kept for you alone. In six weeks it comes back."))
            elif doing == "thanks":
                actions.thank_host(actor=request.user, meeting=found, text=request.POST.get("text", ""))
                messages.success(request, _("The host hears of it."))
            elif form.is_valid():
                actions.give_pulse(actor=request.user, meeting=found, **form.cleaned_data)
                messages.success(request, _("Thank you. Nobody sees which answer is yours."))
            if not form.errors:
                return redirect("events:reflect", pk)
        except ValidationError as error:
            messages.error(request, error.messages[0])
    thanks = list(found.thanks.select_related("author"))
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "form": form,
        "may_reflect": may,
        "given": found.pulse_given.filter(user=request.user).exists(),
        "pulse": queries.pulse_of(found),
        "pulse_count": found.pulse_given.count(),
        "fewest": queries.FEWEST_ANSWERS,
        "inspiration": Inspiration.objects.filter(meeting=found, user=request.user).first(),
        "thanks": thanks,
        "thanked": any(one.author_id == request.user.pk for one in thanks),
    }
    return render(request, "events/reflection/reflect.html", context, status=422 if form.errors else 200)
