"""After a meeting: the pulse, what one takes home, thanks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from community.members.models import User

from ..meetings.queries import visible_meeting
from ..meetings.rules import may_change_meeting
from ..meetings.standing import WAS_THERE, standing_of
from . import actions, queries
from .forms import NoteForm, PulseForm, TakeHomeForm, ThanksForm
from .models import Inspiration
from .rules import may_reflect

#: What each form of the page does, and what is said then.
_ACTS = {
    "pulse": (actions.give_pulse, _("Thank you. Nobody sees which answer is yours.")),
    "home": (actions.take_home, _("Kept for you alone. In six weeks it comes back.")),
    "note": (actions.answer_note, _("Kept. Thank you for looking back.")),
    "thanks": (actions.thank_host, _("The host hears of it.")),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reflect(request, pk):
    """One minute to look back: three questions and one open, what one takes home, and thanks."""
    found = visible_meeting(request.user, pk)
    standing = standing_of(request.user, found)
    may, boss = may_reflect(standing), may_change_meeting(standing)
    if not may and not boss:
        raise PermissionDenied
    there = found.attendances.filter(WAS_THERE).exclude(user=request.user).values("user")
    doing = request.POST.get("do")
    inspiration = Inspiration.objects.filter(meeting=found, user=request.user).first()
    kept = {name: getattr(inspiration, name, "") for name in ("text", "became", "shown")}

    def sent(name):
        return request.POST if doing == name else None

    forms = {
        "pulse": PulseForm(sent("pulse"), people=User.objects.filter(pk__in=there)),
        "home": TakeHomeForm(sent("home"), initial=kept, auto_id="home_%s"),
        "note": NoteForm(sent("note"), initial=kept, auto_id="note_%s"),
        "thanks": ThanksForm(sent("thanks"), auto_id="thanks_%s"),
    }
    if (form := forms.get(doing)) and form.is_valid():
        act, said = _ACTS[doing]
        try:
            act(actor=request.user, meeting=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, said)
            return redirect("events:reflect", pk)
    thanks = list(found.thanks.select_related("author"))
    context = {
        "meeting": found,
        "network": found.network,
        "tab": "meetings",
        "form": forms["pulse"],
        "home_form": forms["home"],
        "note_form": forms["note"],
        "thanks_form": forms["thanks"],
        "refused": form,
        "may_reflect": may,
        "given": found.pulse_given.filter(user=request.user).exists(),
        "pulse": queries.pulse_of(found),
        "pulse_count": found.pulse_given.count(),
        "fewest": queries.FEWEST_ANSWERS,
        "inspiration": inspiration,
        "came_of_it": queries.came_of_it(found) if boss else [],
        "thanks": thanks,
        "thanked": any(one.author_id == request.user.pk for one in thanks),
    }
    return render(request, "events/reflection/reflect.html", context, status=422 if form else 200)
