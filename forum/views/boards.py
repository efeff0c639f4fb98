"""Boards, and the lists of topics on them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from community.networks.models import Network
from community.richtext.cleaning import aware, clean_text, whole

from .. import rules
from ..models import Board, Topic
from ..reading import actions as reading

TOPICS_PER_PAGE = 20
#: What a list can be narrowed to, and what stands there when nothing is left.
FILTERS = {
    "latest": (_("Latest"), _("No topics yet. Be the first to ask a question.")),
    "unread": (_("Unread"), _("You have read everything.")),
    "unanswered": (_("Without answer"), _("Every question has an answer.")),
}
NOTHING_LABELLED = _("No topics with this label.")


def _topics(request, topics):
    """One page of a list of visible topics: the reader's filter, label and place from the address."""
    filters = {
        name: words for name, words in FILTERS.items() if name != "unread" or request.user.is_authenticated
    }
    chosen = request.GET.get("show")
    chosen = chosen if chosen in filters else "latest"
    if chosen == "unread":
        topics = topics.unread_by(request.user)
    elif chosen == "unanswered":
        topics = topics.filter(reply_count=0).titled()
    if tag := clean_text(request.GET.get("tag", ""))[:30]:
        topics = topics.filter(tags__name=tag.lower())
    moment, _sep, pk = request.GET.get("before", "").partition("_")
    if (last := whole(pk)) is not None and (before := aware(moment)):
        topics = topics.filter(pinned=False, last_post_at__lte=before).exclude(
            last_post_at=before, pk__gte=last
        )
    page = list(topics.with_reading_of(request.user)[: TOPICS_PER_PAGE + 1])
    older = None
    if len(page) > TOPICS_PER_PAGE:
        last = page[TOPICS_PER_PAGE - 1]
        older = f"{last.last_post_at.isoformat()}_{last.pk}".replace("+", "%2B")
    for topic in page:
        topic.new_count = topic.last_number - topic.seen if request.user.is_authenticated else 0
    return {
        "topics": page[:TOPICS_PER_PAGE],
        "older": older,
        "show": chosen,
        "filters": [(name, words) for name, (words, _nothing) in filters.items()],
        "nothing": NOTHING_LABELLED if tag and chosen == "latest" else filters[chosen][1],
        "tag": tag,
    }


@require_safe
def forum(request):
    """All boards the reader may see, and their latest topics."""
    context = _topics(request, Topic.objects.visible_to(request.user).listed())
    context["boards"] = Board.objects.visible_to(request.user).select_related("network")
    return render(request, "forum/forum.html", context)


@require_safe
def board(request, slug):
    """The topics of one board; who keeps order there also sees those of which nothing is left."""
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("network"), slug=slug)
    topics = Topic.objects.visible_to(request.user).filter(board=found)
    context = _topics(request, topics if rules.may_moderate(request.user, found) else topics.listed())
    context |= {
        "board": found,
        "network": found.network,
        "tab": "forum",
        "may_start": rules.may_start_topic(request.user, found),
    }
    return render(request, "forum/board.html", context)


@login_required
@require_safe
def network_board(request, slug):
    """The forum tab of a network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    return redirect(get_object_or_404(Board.objects.visible_to(request.user).filter(network=network)[:1]))


@login_required
@require_POST
def read_all(request, slug):
    """Everything on a board is read."""
    found = get_object_or_404(Board.objects.visible_to(request.user), slug=slug)
    reading.mark_all_read(actor=request.user, board=found)
    messages.success(request, gettext("Everything here is marked as read."))
    return redirect(found)
