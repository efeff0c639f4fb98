from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..models import Claim, Departure
from . import actions
from .actions_leaving import change_work, stay_after_all
from .confirming import asked_about, contacts
from .forms import AnswerForm, ClaimForm, LeaveForm
from .queries import claims_for, colleagues
from .rules import may_answer_claim
from .staying import stays_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def work(request):
    """Where the reader works, worked, and said to work; and saying where else."""
    form = ClaimForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            claim = actions.claim_work(actor=request.user, **form.cleaned_data)
            messages.success(request, _asked(claim, request.user))
            return redirect("organisations:work")
        except ValidationError as error:
            form.add_error(None, error)
    affiliations = request.user.affiliations.select_related("organisation", "confirmed_by").order_by(
        "-since", "-pk"
    )
    to_come = Departure.objects.filter(affiliation__person=request.user, done_at=None)
    going = {one.affiliation_id: one for one in to_come}
    claims = Claim.objects.filter(person=request.user, begun_at=None).exclude(status=Claim.Status.WITHDRAWN)
    context = {
        "form": form,
        "now": [(one, going.get(one.pk)) for one in affiliations if one.until is None],
        "before": [one for one in affiliations if one.until is not None],
        "claims": claims.select_related("organisation", "answered_by")[:20],
    }
    return render(request, "organisations/working/work.html", context, status=422 if form.errors else 200)


def _asked(claim: Claim, person) -> str:
    names = list(asked_about(claim.organisation, person).values_list("name", flat=True)[:2])
    if not names:
        return _("Your work is noted. It waits until somebody confirms it.")
    return _("%(names)s can confirm that you work there.") % {"names": _(" or ").join(names)}


@login_required
@require_POST
def withdraw(request, pk):
    """Take back what one said, as when the wrong organisation was chosen."""
    claim = get_object_or_404(Claim, pk=pk, person=request.user)
    actions.withdraw_claim(actor=request.user, claim=claim)
    messages.success(request, _("It is taken back."))
    return redirect("organisations:work")


@login_required
@require_safe
def claims(request):
    """Who says that they work where the reader knows people."""
    rows = [(claim, AnswerForm(auto_id=f"claim_{claim.pk}_%s")) for claim in claims_for(request.user)]
    return render(request, "organisations/working/claims.html", {"rows": rows})


@login_required
@require_POST
def answer(request, pk):
    """Confirm that somebody works there, or not."""
    found = Claim.objects.select_related("person", "organisation")
    claim = get_object_or_404(found, pk=pk)
    if not may_answer_claim(request.user, claim):
        return redirect("organisations:claims")
    form = AnswerForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    confirms = request.POST.get("do") == "confirm"
    done = actions.answer_claim(actor=request.user, claim=claim, confirms=confirms, words=words)
    if done.answered_by_id != request.user.pk:
        text = _("%(name)s answered this already.") % {
            "name": done.answered_by.name if done.answered_by else "Vonder"
        }
        messages.error(request, text)
    elif done.status == Claim.Status.CONFIRMED:
        messages.success(request, _("It is confirmed: %(name)s works there.") % {"name": claim.person.name})
    else:
        messages.success(
            request, _("%(name)s reads that you do not know them there.") % {"name": claim.person.name}
        )
    return redirect("organisations:claims")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, pk):
    """What a change of work does, before it happens: the last day, where next, who takes over what stays."""
    own = request.user.affiliations.current().select_related("organisation")
    affiliation = get_object_or_404(own, pk=pk)
    departure = affiliation.departures.filter(done_at=None).first()
    staying = stays_of(request.user, affiliation.organisation)
    first = contacts(affiliation.organisation).exclude(pk=request.user.pk).first()
    form = LeaveForm(
        request.POST or None,
        user=request.user,
        staying=staying,
        colleagues=colleagues(affiliation),
        contact=first.first_name if first else "",
        initial=_planned(departure, staying),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_work(actor=request.user, affiliation=affiliation, **form.change)
            messages.success(request, _("It is passed on. Until your last day you can change all of it."))
            return redirect("organisations:work")
        except ValidationError as error:
            form.refused(error)
    fields = iter([field for field in form if field.name.startswith("successor_")])
    context = {
        "form": form,
        "affiliation": affiliation,
        "departure": departure,
        "rows": [(one, next(fields) if one.asks else None) for one in staying],
        "contact": first,
    }
    return render(request, "organisations/working/leave.html", context, status=422 if form.errors else 200)


def _planned(departure, staying) -> dict:
    """What was chosen before, as the form begins with it."""
    if departure is None:
        return {}
    chosen = dict(departure.passes.values_list("key", "successor"))
    asked = [one.key for one in staying if one.asks]
    begun = {f"successor_{number}": chosen.get(key) for number, key in enumerate(asked)}
    return begun | {"last_day": departure.last_day}


@login_required
@require_POST
def stay(request, pk):
    """Leave everything as it is: no change of work."""
    affiliation = get_object_or_404(request.user.affiliations.current(), pk=pk)
    stay_after_all(actor=request.user, affiliation=affiliation)
    messages.success(request, _("Everything stays as it is."))
    return redirect("organisations:work")
