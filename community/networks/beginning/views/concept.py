from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.organisations.making.actions import propose_organisation
from community.organisations.models import Organisation
from community.richtext.cleaning import whole
from community.richtext.drafts import begin

from ...models import Beginning, Network
from ...rules import may_start
from .. import actions, queries, rules
from ..forms import FindForm, HowForm, MakeForm, PurposeForm, SecondmentForm
from ..listing import known_count, say_invited

#: The choices of the last step, each with its icon.
CHOICES = {"visibility": "eye", "join_policy": "users", "ground_rules": "list"}


def own_concept(request, pk) -> Beginning:
    """A concept the reader may see and still change; what is proposed or begun shows where it stands instead."""
    found = get_object_or_404(Beginning.objects.visible_to(request.user), pk=pk, owner=request.user)
    if not rules.may_change(request.user, found):
        raise PermissionDenied
    return found


def frame(beginning, current, request) -> dict:
    """What stands around every step."""
    return {
        "beginning": beginning,
        "steps": queries.steps_of(beginning, current),
        "may_start": may_start(request.user),
        "step_url": {name: beginning.address_of(name) for name in queries.TITLES} if beginning else {},
    }


def go_on(request, url):
    """To the next step, or away for now."""
    if request.POST.get("do") == "later":
        messages.success(request, _("Your concept is kept. You find it here and in the menu."))
        return redirect("home:today")
    return redirect(url)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Begin: what the network is for. Concepts that wait are named beside it."""
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.prepare(actor=request.user, **form.cleaned_data)
            return go_on(request, made.get_absolute_url())
        except ValidationError as error:
            form.add_error(None, error)
    waiting = Beginning.objects.filter(owner=request.user).unfinished()[:5]
    context = {"form": form, "waiting": waiting, **frame(None, "purpose", request)}
    return render(request, "networks/beginning/purpose.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request, pk):
    """The first step of a concept, once more."""
    beginning = own_concept(request, pk)
    form = PurposeForm(request.POST or None, instance=beginning)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(actor=request.user, beginning=beginning, done="purpose", **form.cleaned_data)
            return go_on(request, beginning.address_of("organisations"))
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, **frame(Beginning.objects.get(pk=pk), "purpose", request)}
    return render(request, "networks/beginning/purpose.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request, pk):
    """The second step: who takes part. Found by a few letters, or made here."""
    beginning = own_concept(request, pk)
    make = MakeForm(request.POST if request.POST.get("do") == "make" else None)
    seconds = beginning.cooperation_form == Network.Form.SECONDMENT
    who = None
    if request.method == "POST" and request.POST.get("do") != "make":
        if seconds and request.POST.get("do") != "later":
            who = SecondmentForm(request.POST, beginning=beginning)
            if not who.is_valid():
                return _organisations_page(request, beginning, make, who)
            actions.second_somebody(actor=request.user, beginning=beginning, **who.cleaned_data)
        actions.change(actor=request.user, beginning=beginning, done="organisations")
        return go_on(request, beginning.address_of("people"))
    if make.is_bound and make.is_valid():
        try:
            made = propose_organisation(actor=request.user, **make.cleaned_data)
            actions.choose(actor=request.user, beginning=beginning, organisation=made)
            messages.success(request, _("%(name)s takes part.") % {"name": made.name})
            return redirect(request.path)
        except ValidationError as error:
            make.add_error(None, error)
    return _organisations_page(
        request, beginning, make, SecondmentForm(beginning=beginning) if seconds else None
    )


def _organisations_page(request, beginning, make, who):
    find = FindForm(request.GET if "q" in request.GET else None)
    text = find.cleaned_data["q"] if find.is_valid() else ""
    chosen = list(beginning.organisations.all())
    if not make.is_bound:
        make.initial["name"] = text
    context = {
        "find": find,
        "text": text,
        "found": queries.found_organisations(text, beginning),
        "suggested": [] if chosen or text else queries.suggested_organisations(request.user, beginning),
        "make": make,
        "who": who,
        "chosen": chosen,
        "shares": queries.composition(chosen),
        **frame(beginning, "organisations", request),
    }
    wrong = make.errors or (who is not None and who.errors)
    return render(request, "networks/beginning/organisations.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def choose(request, pk):
    """An organisation takes part, or not after all; taking one away can be undone."""
    beginning = own_concept(request, pk)
    organisation = get_object_or_404(Organisation, pk=whole(request.POST.get("organisation")))
    back = redirect(beginning.address_of("organisations"))
    actions.choose(actor=request.user, beginning=beginning, organisation=organisation)
    return back


@login_required
@require_POST
def leave_out(request, pk, organisation):
    """An organisation is taken away; posting again with `back` puts it back."""
    beginning = own_concept(request, pk)
    found = get_object_or_404(Organisation, pk=organisation)
    if "away" in request.POST:
        actions.leave_out(actor=request.user, beginning=beginning, organisation=found)
        text = _("%(name)s does not take part.") % {"name": found.name}
        messages.success(request, text, extra_tags=f"undo:{request.path}")
    else:
        actions.choose(actor=request.user, beginning=beginning, organisation=found)
    return redirect(beginning.address_of("organisations"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def how(request, pk):
    """The last step: choices that are made already, and what happens when it starts."""
    beginning = own_concept(request, pk)
    form = HowForm(request.POST or None, instance=beginning)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(actor=request.user, beginning=beginning, done="how", **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return go_on(request, "") if request.POST.get("do") == "later" else _begin(request, beginning)
    beginning = Beginning.objects.select_related("second").get(pk=pk)
    begin(form)  # so that a fold is open when something waits in it
    said = queries.choices_said(beginning)
    context = {
        "form": form,
        "doubtful": beginning.lines.doubtful().count(),
        "ready": beginning.lines.ready().count(),
        "known": known_count(beginning),
        "choices": [(look, form[name], said[name]) for name, look in CHOICES.items()],
        "chosen": list(beginning.organisations.all()),
        **frame(beginning, "how", request),
    }
    return render(request, "networks/beginning/how.html", context, status=422 if form.errors else 200)


def _begin(request, beginning):
    """It starts, or is proposed to who may start it; what is missing is said where it is filled in."""
    try:
        if not may_start(request.user):
            actions.propose(actor=request.user, beginning=beginning)
        else:
            actions.start(actor=request.user, beginning=beginning)
            if request.POST.get("do") == "invite":
                beginning.refresh_from_db()
                say_invited(request, actions.invite_people(actor=request.user, beginning=beginning))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        beginning.refresh_from_db()
        if beginning.network_id is None:
            wrong = getattr(error, "error_dict", {})
            return redirect(beginning.address_of("organisations" if "organisations" in wrong else "purpose"))
    return redirect("networks:begun", beginning.pk)


@login_required
@require_POST
def discard(request, pk):
    """Throw a concept away."""
    actions.discard(actor=request.user, beginning=own_concept(request, pk))
    messages.success(request, _("The concept is gone."))
    return redirect(reverse("networks:networks"))
