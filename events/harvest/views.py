"""What a network gathers for articles, and what its writers say of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.gone import not_found
from community.networks.models import Network
from community.networks.rules import takes_part
from community.richtext.cleaning import whole
from forum.models import Post

from ..minutes.models import Note
from . import actions
from .forms import HarvestForm
from .models import Harvest, Passage
from .rules import may_harvest, may_see_harvest

MOST_SHOWN = 60


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def harvests(request, slug):
    """What this network is gathering for articles."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    boss = may_harvest(request.user, network)
    form = HarvestForm(request.POST or None)
    if request.method == "POST":
        if not boss:
            raise PermissionDenied
        if form.is_valid():
            made = actions.start_harvest(actor=request.user, network=network, **form.cleaned_data)
            return redirect(made)
    shown = [
        one
        for one in network.harvests.select_related("page", "network")
        if may_see_harvest(request.user, one)
    ]
    context = {"network": network, "tab": "meetings", "harvests": shown, "form": form, "may_harvest": boss}
    return render(request, "events/harvest/harvests.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def harvest(request, pk):
    """Choose passages, hear who agrees, make the draft article. Contributors answer for their own words."""
    found = get_object_or_404(Harvest.objects.select_related("network", "page"), pk=pk)
    if not takes_part(request.user, found.network) or not may_see_harvest(request.user, found):
        raise Http404
    if request.method == "POST":
        try:
            _harvest_step(request, found)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return redirect(found)
    boss = may_harvest(request.user, found.network)
    passages = list(found.passages.select_related("contributor"))
    context = {
        "harvest": found,
        "network": found.network,
        "tab": "meetings",
        "may_harvest": boss,
        "own": [passage for passage in passages if passage.contributor_id == request.user.pk],
        "passages": passages if boss else [],
        "waiting": sum(passage.agrees is None for passage in passages),
    }
    if boss and found.page is None:
        taken = {passage.url for passage in passages}
        notes = Note.objects.filter(meeting__network=found.network).select_related("meeting", "author")
        posts = Post.objects.visible_to(request.user).filter(topic__board__network=found.network)
        posts = posts.select_related("topic", "author")
        context["notes"] = [
            note
            for note in notes.order_by("-pk")[:MOST_SHOWN]
            if f"{note.meeting.get_absolute_url()}#note-{note.pk}" not in taken
        ]
        context["posts"] = [
            post for post in posts.order_by("-pk")[:MOST_SHOWN] if post.get_absolute_url() not in taken
        ]
    return render(request, "events/harvest/harvest.html", context)


def _harvest_step(request, found: Harvest) -> None:
    verb, _sep, number = request.POST.get("do", "").partition(":")
    if verb == "gather":
        notes = Note.objects.filter(pk__in=_numbers(request, "note")).select_related("meeting", "author")
        posts = Post.objects.filter(pk__in=_numbers(request, "post")).select_related("topic__board", "author")
        made = actions.gather(actor=request.user, harvest=found, notes=notes, posts=posts)
        messages.success(
            request, _("%(count)d passages are gathered; their writers are asked.") % {"count": len(made)}
        )
    elif verb == "article":
        actions.make_article(actor=request.user, harvest=found)
        messages.success(
            request, _("The draft stands in the library. An editor reads it before it is published.")
        )
    elif verb in ("yes", "yes_unnamed", "no", "drop"):
        passage = get_object_or_404(
            Passage.objects.select_related("harvest__network"), pk=whole(number), harvest=found
        )
        with not_found():
            if verb == "drop":
                actions.drop_passage(actor=request.user, passage=passage)
                return
            answer = {"agrees": verb != "no", "named": verb == "yes"}
            actions.answer_passage(actor=request.user, passage=passage, **answer)
        messages.success(request, _("Your answer is saved."))
    else:
        raise Http404


def _numbers(request, name) -> list[int]:
    return [number for text in request.POST.getlist(name) if (number := whole(text)) is not None]
