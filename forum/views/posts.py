"""One message of a topic: changing, removing, thanking for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.networks.closing.refusing import refuse

from .. import actions, rules
from ..forms import EditForm
from ..models import Post, Reaction, Topic
from ..queries import add_own_reactions


def _post(request, pk) -> Post:
    return get_object_or_404(
        Post.objects.select_related("topic__board__network", "author"),
        pk=pk,
        topic__in=Topic.objects.visible_to(request.user),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Change your own words. When they changed elsewhere meanwhile, both texts are shown."""
    post = _post(request, pk)
    if not rules.may_edit_post(request.user, post):
        refuse(post.topic.board.network)
    form = EditForm(request.POST or None, initial={"html": post.html, "version": post.version})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_post(actor=request.user, post=post, **form.cleaned_data)
            return redirect(post.get_absolute_url())
        except actions.Conflict as conflict:
            theirs = conflict.post
            form = EditForm(initial={"html": form.cleaned_data["html"], "version": theirs.version})
        except ValidationError as error:
            form.add_error("html", error)
    context = {"post": post, "topic": post.topic, "network": post.topic.board.network, "tab": "forum"}
    context |= {"form": form, "theirs": theirs}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "forum/edit.html", context, status=status)


@login_required
@require_safe
def history(request, pk):
    """What a post said before."""
    post = _post(request, pk)
    if not rules.may_see_history(request.user, post):
        raise Http404
    context = {"post": post, "topic": post.topic, "revisions": post.revisions.select_related("replaced_by")}
    return render(request, "forum/history.html", context)


@login_required
@require_POST
def delete(request, pk):
    """Remove a post; the message offers to undo it."""
    post = _post(request, pk)
    actions.delete_post(actor=request.user, post=post)
    undo = reverse("forum:restore", args=[post.pk])
    messages.info(request, _("The message is removed."), extra_tags=f"undo:{undo}")
    return redirect(post.get_absolute_url())


@login_required
@require_POST
def restore(request, pk):
    """Undo the removal of a post."""
    post = _post(request, pk)
    actions.restore_post(actor=request.user, post=post)
    return redirect(post.get_absolute_url())


@login_required
@require_POST
def react(request, pk):
    """Give or take back a reaction."""
    post = _post(request, pk)
    kind = request.POST.get("kind", "")
    if kind not in Reaction.Kind.values:
        raise Http404
    actions.react(actor=request.user, post=post, kind=kind)
    if request.htmx:
        post.refresh_from_db(fields=["useful_count", "same_count", "thanks_count"])
        add_own_reactions([post], request.user)
        return render(request, "forum/_own_reactions.html", {"post": post})
    return redirect(post.get_absolute_url())


@login_required
@require_POST
def choose_answer(request, pk):
    """Say which answer helped, or that it did not after all."""
    post = _post(request, pk)
    helped = request.POST.get("helped") != "no"
    actions.choose_answer(actor=request.user, topic=post.topic, post=post, helped=helped)
    return redirect(post.get_absolute_url())
