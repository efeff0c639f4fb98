from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...cooperation import Part, form_of
from ...models import Beginning
from .. import actions, rules
from ..forms import AnswerProposalForm
from ..invited import invited_by_list
from ..listing import known_count, say_invited


def _visible(request, pk) -> Beginning:
    found = Beginning.objects.visible_to(request.user).select_related("network", "owner", "second")
    return get_object_or_404(found, pk=pk)


@login_required
@require_safe
def begun(request, pk):
    """What came of a concept: it waits for an answer, or it is a network and this is what comes next."""
    beginning = _visible(request, pk)
    if beginning.network is None:
        if beginning.status != Beginning.Status.PROPOSED:
            return redirect(beginning.get_absolute_url())
        if beginning.owner_id != request.user.pk:
            return redirect("networks:proposal", pk)
        return render(request, "networks/beginning/proposed.html", {"beginning": beginning})
    context = {
        "beginning": beginning,
        "network": beginning.network,
        "rotates": form_of(beginning.network.cooperation_form).has(Part.ROTATION),
        "organisations": list(beginning.network.current_organisations),
        "invited": invited_by_list(beginning, everyone="all" in request.GET),
        "waiting": beginning.lines.ready().count(),
        "doubtful": list(beginning.lines.doubtful()[:3]),
        "doubt_count": beginning.lines.doubtful().count(),
    }
    return render(request, "networks/beginning/begun.html", context)


@login_required
@require_POST
def invite(request, pk):
    """Invite who waits on the list of a network that runs."""
    beginning = _visible(request, pk)
    if beginning.network is None:
        raise Http404
    try:
        say_invited(request, actions.invite_people(actor=request.user, beginning=beginning))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("networks:begun", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, pk):
    """Staff read what somebody proposes, and let it begin or say why not."""
    beginning = _visible(request, pk)
    if not rules.may_answer_proposal(request.user):
        raise PermissionDenied
    if beginning.status != Beginning.Status.PROPOSED:
        return redirect(beginning.get_absolute_url())
    form = AnswerProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approve = request.POST.get("do") == "approve"
        try:
            actions.answer_proposal(
                actor=request.user, beginning=beginning, approve=approve, **form.cleaned_data
            )
            messages.success(request, _("%(name)s hears of it.") % {"name": beginning.owner.name})
            return redirect("networks:networks")
        except ValidationError as error:
            form.add_error("answer", error.messages)
    context = {
        "form": form,
        "beginning": beginning,
        "chosen": list(beginning.organisations.all()),
        "people": beginning.lines.ready().count(),
        "known": known_count(beginning),
    }
    return render(request, "networks/beginning/proposal.html", context, status=422 if form.errors else 200)
