from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.members.models import Profile
from community.networks.models import Agreement, Network

from ..today import next_meeting
from . import actions, queries
from .forms import MAILS, HearForm, HelloForm, PhotoForm, WhoForm, WorkForm
from .models import Arrival

Step = Arrival.Step


def _arrival(request, slug) -> Arrival:
    """The welcome of the reader in a network they take part in; for anyone else it does not exist."""
    return get_object_or_404(Arrival.objects.of(request.user), network__slug=slug)


@login_required
@require_safe
def welcome(request, slug):
    """To the question that waits, or into the network for who was welcomed before."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    arrival = Arrival.objects.of(request.user).filter(network=network).first()
    if arrival is None or not arrival.is_open or network.closed_at:
        return redirect(network)
    return redirect("home:welcome_step", slug, arrival.step)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, slug, step):
    """One question of the welcome. What was answered stands in it; who is not so far yet goes to what waits."""
    arrival = _arrival(request, slug)
    order = arrival.steps
    if step not in Step.values:
        raise Http404
    if arrival.finished_at or arrival.network.closed_at:
        return redirect("home:arrived" if arrival.finished_at else arrival.network, slug)
    if step not in order or order.index(step) > order.index(arrival.step):
        return redirect("home:welcome_step", slug, arrival.step)
    if request.method == "POST" and "skip" in request.POST:
        arrival = actions.skip(actor=request.user, arrival=arrival, step=step)
        return _next(arrival, step)
    return ASKED[step](request, arrival)


def _next(arrival: Arrival, step: str):
    """The question after this one, or over the bridge after the last."""
    order = arrival.steps
    number = order.index(step) + 1
    if number == len(order):
        return redirect("home:arrived", arrival.network.slug)
    return redirect("home:welcome_step", arrival.network.slug, order[number])


def _ask(request, arrival: Arrival, step: str, form, **more):
    """The page of a question."""
    order, number = arrival.steps, arrival.steps.index(step)
    together = queries.company(request.user, arrival.network)
    context = {
        "arrival": arrival,
        "network": arrival.network,
        "form": form,
        "step": step,
        "number": number + 1,
        "count": len(order),
        "planks": len(order) - number,
        "back": order[number - 1] if number else None,
        "company": together,
        "shown_to": queries.who_sees_profile(request.user, arrival.network, together.others),
        "islands": [one for one in arrival.network.current_organisations[:5] if one != together.own],
        **more,
    }
    return render(request, f"home/welcome/{step}.html", context, status=422 if form.errors else 200)


def _who(request, arrival):
    form = WhoForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            arrival = actions.tell_who(
                actor=request.user,
                arrival=arrival,
                name=form.cleaned_data["name"],
                languages=form.languages,
            )
            return _next(arrival, Step.WHO)
        except ValidationError as error:
            form.add_error(None, error)
    return _ask(request, arrival, Step.WHO, form)


def _work(request, arrival):
    part = arrival.network.participants.active().select_related("organisation").get(user=request.user)
    profile = Profile.objects.filter(user=request.user).first()
    form = WorkForm(
        request.POST or None,
        organisation=part.organisation,
        arrival=arrival,
        role=profile.role if profile else "",
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        arrival = actions.tell_work(
            actor=request.user, arrival=arrival, role=data["role"], elsewhere=data["elsewhere"]
        )
        return _next(arrival, Step.WORK)
    return _ask(request, arrival, Step.WORK, form, organisation=part.organisation)


def _photo(request, arrival):
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            arrival = actions.tell_photo(
                actor=request.user, arrival=arrival, upload=form.cleaned_data["photo"] or None
            )
            return _next(arrival, Step.PHOTO)
        except ValidationError as error:
            form.add_error("photo", error)
    return _ask(request, arrival, Step.PHOTO, form)


def _hear(request, arrival):
    agreement = arrival.network.agreements.first()
    initial = {"agreement": agreement.pk if agreement else 0}
    form = HearForm(request.POST or None, short=arrival.short, initial=initial)
    if request.method == "POST" and form.is_valid():
        read = Agreement.objects.filter(
            network=arrival.network, pk=form.cleaned_data["agreement"] or 0
        ).first()
        try:
            arrival = actions.come_in(
                actor=request.user, arrival=arrival, mail=form.cleaned_data.get("mail"), agreement=read
            )
            return _next(arrival, Step.HEAR)
        except ValidationError as error:
            form = HearForm(short=arrival.short, initial=initial | {"mail": form.cleaned_data.get("mail")})
            messages.error(request, error.messages[0])
    meetings = queries.meetings_to_come(request.user, arrival.network)
    one_mail = queries.all_in_one_mail(request.user, arrival.network)
    return _ask(
        request,
        arrival,
        Step.HEAR,
        form,
        agreement=agreement,
        mails=MAILS,
        meetings=meetings,
        one_mail=one_mail,
    )


ASKED = {Step.WHO: _who, Step.WORK: _work, Step.PHOTO: _photo, Step.HEAR: _hear}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def arrived(request, slug):
    """Over the bridge: the first meeting, a first sentence, and who to ask."""
    arrival = _arrival(request, slug)
    if not arrival.finished_at:
        return redirect("home:welcome", slug)
    user, network = request.user, arrival.network
    board = queries.board_to_say_hello(user, network)
    form = HelloForm(request.POST or None) if board else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            topic = actions.introduce(actor=user, arrival=arrival, board=board, **form.cleaned_data)
            words = _("Your first words are there. %(network)s reads along.")
            messages.success(request, words % {"network": network.name})
            return redirect(topic)
        except ValidationError as error:
            form.add_error("sentence", error)
    meetings = queries.meetings_to_come(user, network)
    together = queries.company(user, network, arrival.invited_by)
    context = {
        "arrival": arrival,
        "network": network,
        "next": next_meeting(meetings[0], user) if meetings else None,
        "meetings": meetings,
        "one_mail": queries.all_in_one_mail(user, network),
        "company": together,
        "board": board,
        "form": form,
        "said": board and board.topics.alive().filter(author=user).exists(),
        "readers": queries.who_reads(board, together.others, together.organisations) if board else "",
    }
    bad = form is not None and form.errors
    return render(request, "home/welcome/arrived.html", context, status=422 if bad else 200)


@login_required
@require_POST
def put_away(request, slug):
    """Today no longer asks to go on with the welcome."""
    actions.put_away(actor=request.user, arrival=_arrival(request, slug))
    messages.success(request, _("Put away. What you did not fill in stands on your profile."))
    return redirect("home:today")
