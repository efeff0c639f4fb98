from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.members import actions, rules
from community.members.models import User
from community.networks.beginning.actions import allow_starting
from community.networks.models import Participant
from community.networks.rules import may_start
from community.notifications.welcoming.actions import invite_again, invite_to_platform
from community.organisations.actions import affiliate

from ..door import staff_only
from ..lists.kinds import PEOPLE
from .forms import InviteForm, RightsForm, WorkForm

#: What a button of an account does, and what is said afterwards.
DONE: dict[str, tuple[Callable, Any]] = {
    "close": (actions.deactivate, gettext_lazy("The account of %(name)s is closed.")),
    "open": (actions.reactivate, gettext_lazy("The account of %(name)s is open again.")),
    "invite": (invite_again, gettext_lazy("%(name)s gets a mail that says how to come in.")),
    "allow": (allow_starting, gettext_lazy("%(name)s starts networks without asking from now on.")),
    "ask": (
        partial(allow_starting, allowed=False),
        gettext_lazy("%(name)s proposes networks from now on, and staff answer."),
    ),
}


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """Make an account for somebody and mail how to come in."""
    form = InviteForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            person = invite_to_platform(actor=request.user, **form.cleaned_data)
            messages.success(
                request, _("%(name)s gets a mail that says how to come in.") % {"name": person.name}
            )
            return redirect("staff:person", person.pk)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "tab": "people"}
    return render(request, "staff/people/invite.html", context, status=422 if form.errors else 200)


@staff_only
@require_safe
def person(request, pk):
    """One person: where they work, their networks, what they may do."""
    return _page(request, get_object_or_404(User, pk=pk))


def _page(request, someone, work=None, status=200):
    may_manage = rules.may_manage_account(request.user, someone)
    own = someone == request.user
    rights = {"is_staff": someone.is_staff, "is_superuser": someone.is_superuser}
    context = {
        "tab": "people",
        "looked_at": someone,
        "own": own,
        "facts": PEOPLE.facts(someone),
        "shown": rules.may_see(request.user, someone),
        "affiliations": someone.affiliations.select_related("organisation").order_by("-since", "-pk"),
        "parts": Participant.objects.filter(user=someone, left_at=None).select_related(
            "network", "organisation"
        ),
        "may_manage": may_manage and not own,
        "may_invite_again": may_manage and someone.is_active and someone.last_login is None,
        "starts_networks": may_start(someone),
        "work_form": work or WorkForm(user=request.user),
        "rights_form": None if own or not rules.may_give_rights(request.user) else RightsForm(initial=rights),
    }
    return render(request, "staff/people/person.html", context, status=status)


@staff_only
@require_POST
def work(request, pk):
    """Say where somebody works from today on."""
    someone = get_object_or_404(User, pk=pk)
    form = WorkForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, someone, form, status=422)
    done = affiliate(actor=request.user, person=someone, **form.cleaned_data)
    words = {"name": someone.name, "organisation": done.organisation.name}
    messages.success(request, _("%(name)s works at %(organisation)s.") % words)
    return redirect("staff:person", pk)


@staff_only
@require_POST
def rights(request, pk):
    """Make somebody staff or administrator, or no longer."""
    someone = get_object_or_404(User, pk=pk)
    form = RightsForm(request.POST)
    form.is_valid()
    actions.change_account(
        actor=request.user,
        person=someone,
        name=someone.name,
        is_active=someone.is_active,
        **form.cleaned_data,
    )
    messages.success(request, _("What %(name)s may do is saved.") % {"name": someone.name})
    return redirect("staff:person", pk)


@staff_only
@require_POST
def account(request, pk):
    """Close an account at once, or open it again; mail once more how to come in; let somebody start networks."""
    someone = get_object_or_404(User, pk=pk)
    if someone == request.user or request.POST.get("do") not in DONE:
        raise PermissionDenied
    verb, text = DONE[request.POST["do"]]
    verb(actor=request.user, person=someone)
    messages.success(request, text % {"name": someone.name})
    return redirect("staff:person", pk)
