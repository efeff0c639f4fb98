from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.networks.models import Network
from community.notifications.actions import mark_read as mark_notifications_read
from community.richtext.cleaning import aware, clean_text, paragraphs, whole
from community.richtext.drafts import fill

from . import actions, rules
from .forms import EditForm, PostForm, TopicForm
from .models import POSTS_PER_PAGE, Board, Post, Reaction, Topic

TOPICS_PER_PAGE = 20
FILTERS = ("latest", "unread", "unanswered")


def _topics(request, topics):
    """One page of a list of visible topics: the reader's filter, label and place from the address."""
    chosen = request.GET.get("show", "latest")
    if chosen == "unread" and request.user.is_authenticated:
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
    return {"topics": page[:TOPICS_PER_PAGE], "older": older, "show": chosen, "filters": FILTERS, "tag": tag}


@require_GET
def forum(request):
    """All boards the reader may see, and their latest topics."""
    context = _topics(request, Topic.objects.visible_to(request.user).listed())
    context["boards"] = Board.objects.visible_to(request.user).select_related("network")
    return render(request, "forum/forum.html", context)


@require_GET
def board(request, slug):
    """The topics of one board; who keeps order there also sees those of which nothing is left."""
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("network"), slug=slug)
    topics = found.topics.alive()
    context = _topics(request, topics if rules.may_moderate(request.user, found) else topics.listed())
    context |= {
        "board": found,
        "network": found.network,
        "tab": "forum",
        "may_start": rules.may_start_topic(request.user, found),
    }
    return render(request, "forum/board.html", context)


@login_required
@require_GET
def network_board(request, slug):
    """The forum tab of a network."""
    network = get_object_or_404(Network.objects.of(request.user), slug=slug)
    return redirect(get_object_or_404(network.boards.all()[:1]))


@login_required
@require_http_methods(["GET", "POST"])
def new_topic(request, slug):
    """Ask a question."""
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("network"), slug=slug)
    if not rules.may_start_topic(request.user, found):
        raise PermissionDenied
    form = TopicForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        data.pop("no_children")
        try:
            topic = actions.start_topic(actor=request.user, board=found, **data)
            return redirect(topic)
        except ValidationError as error:
            form.add_error("files", error)
    if form.errors:
        form.keep_files()
    context = {"board": found, "network": found.network, "tab": "forum", "form": form}
    status = 422 if form.errors else 200
    return render(request, "forum/new_topic.html", context, status=status)


def _topic(request, pk) -> Topic:
    return get_object_or_404(
        Topic.objects.visible_to(request.user)
        .with_reading_of(request.user)
        .with_following_of(request.user)
        .select_related("board__network"),
        pk=pk,
    )


@require_GET
def topic(request, pk, slug):
    """A topic with its posts, twenty to a page, and the composer."""
    found = _topic(request, pk)
    if slug != found.slug:
        return redirect(found, permanent=False)
    return _topic_page(request, found)


def _topic_page(request, found: Topic, form=None, status=200):
    pages = max(1, -(-found.last_number // POSTS_PER_PAGE))
    page = min(whole(request.GET.get("page")) or 1, pages)
    first = (page - 1) * POSTS_PER_PAGE
    posts = list(found.posts.filter(number__gt=first, number__lte=first + POSTS_PER_PAGE))
    answer = found.answer_id and found.posts.select_related("author").get(pk=found.answer_id)
    context = {
        "topic": found,
        "answer": answer,
        "board": found.board,
        "network": found.board.network,
        "tab": "forum",
        "posts": posts,
        "page": page,
        "pages": _pages_around(page, pages),
        "is_last_page": page == pages,
        "read_until": 0,
    }
    if request.user.is_authenticated:
        context |= _reader_context(request, found, posts, form)
    return render(request, "forum/topic.html", context, status=status)


def _pages_around(page: int, last: int) -> list[int | None]:
    """The first and last page and those next to this one; None stands where pages are left out."""
    shown = sorted({1, page - 1, page, page + 1, last} & set(range(1, last + 1)))
    numbers: list[int | None] = []
    for number in shown:
        if numbers and number - numbers[-1] == 2:
            numbers.append(number - 1)
        elif numbers and number - numbers[-1] > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers


def _reader_context(request, found, posts, form) -> dict:
    """What differs per reader: marks, reactions, rights, the composer."""
    user = request.user
    seen = found.seen
    _mark_own_reactions(user, posts)
    if posts and posts[-1].number > seen:
        actions.mark_read(actor=user, topic=found, number=posts[-1].number)
    if user.unread_notifications:
        mark_notifications_read(actor=user, url=found.get_absolute_url())
    rights = rules.rights(user, found)
    if rights.may_reply and form is None:
        form = PostForm(user=user)
        fill(form, user, f"topic.{found.pk}")
        if quoted := whole(request.GET.get("quote"), digits=8):
            post = found.posts.filter(number=quoted, deleted_at=None).select_related("author").first()
            if post:
                post.topic = found
                begun = form.initial.get("html", "")
                begun = begun if "<" in begun else paragraphs(begun)
                form.initial["html"] = begun + actions.quotation(post)
    return {
        "read_until": seen,
        "form": form if rights.may_reply else None,
        **asdict(rights),
        "follows": found.follows,
    }


def _mark_own_reactions(user, posts) -> None:
    own: dict[int, set] = {}
    reacted = [post.pk for post in posts if post.has_reactions]
    given = Reaction.objects.filter(user=user, post__in=reacted).values_list("post_id", "kind")
    for post_id, kind in given if reacted else ():
        own.setdefault(post_id, set()).add(kind)
    for post in posts:
        post.own_reactions = own.get(post.pk, ())


@require_GET
def posts_after(request, pk):
    """The posts after a number, as a fragment for a page that heard of new ones."""
    found = _topic(request, pk)
    after = whole(request.GET.get("after"), digits=8) or 0
    posts = list(found.posts.filter(number__gt=after)[:POSTS_PER_PAGE])
    context = {"topic": found, "posts": posts}
    if request.user.is_authenticated and posts:
        _mark_own_reactions(request.user, posts)
        actions.mark_read(actor=request.user, topic=found, number=posts[-1].number)
        context |= asdict(rules.rights(request.user, found))
    return render(request, "forum/_posts.html", context)


@login_required
@require_POST
def reply(request, pk):
    """Post an answer."""
    found = get_object_or_404(Topic.objects.visible_to(request.user).only("pk"), pk=pk)
    form = PostForm(request.POST, request.FILES, user=request.user)
    if form.is_valid():
        data = form.cleaned_data
        try:
            post = actions.reply(
                actor=request.user,
                topic=found,
                html=data["html"],
                client_id=data["client_id"],
                files=data["files"],
                waiting=data["waiting"],
            )
        except ValidationError as error:
            form.add_error("files", error)
        else:
            for person in getattr(post, "unreachable", []):
                text = _("%(name)s cannot read along here, so nobody was told.") % {"name": person.name}
                messages.warning(request, text)
            return redirect(post.get_absolute_url())
    form.keep_files()
    return _topic_page(request, _topic(request, pk), form, status=422)


def _post(request, pk) -> Post:
    post = get_object_or_404(
        Post.objects.select_related("topic__board__network", "author"),
        pk=pk,
        topic__in=Topic.objects.visible_to(request.user),
    )
    return post


@login_required
@require_http_methods(["GET", "POST"])
def edit(request, pk):
    """Change your own words. When they changed elsewhere meanwhile, both texts are shown."""
    post = _post(request, pk)
    if not rules.may_edit_post(request.user, post):
        raise PermissionDenied
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
    return render(request, "forum/edit.html", context, status=409 if theirs else 200)


@login_required
@require_GET
def history(request, pk):
    """What a post said before."""
    post = _post(request, pk)
    if post.deleted_at and not rules.may_moderate(request.user, post.topic.board):
        raise Http404
    context = {"post": post, "topic": post.topic, "revisions": post.revisions.select_related("replaced_by")}
    return render(request, "forum/history.html", context)


@login_required
@require_POST
def delete(request, pk):
    """Remove a post; the message offers to undo it."""
    post = _post(request, pk)
    actions.delete_post(actor=request.user, post=post)
    messages.info(request, _("The message is removed."), extra_tags=f"undo:forum:restore:{post.pk}")
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
        _mark_own_reactions(request.user, [post])
        return render(request, "forum/_reactions.html", {"post": post})
    return redirect(post.get_absolute_url())


@login_required
@require_POST
def choose_answer(request, pk):
    """Say which answer helped, or that it did not after all."""
    post = _post(request, pk)
    chosen = None if post.topic.answer_id == post.pk else post
    actions.choose_answer(actor=request.user, topic=post.topic, post=chosen)
    return redirect(post.get_absolute_url())


@login_required
@require_POST
def topic_state(request, pk):
    """Follow, pin or close a topic, by the button that was pressed."""
    found = _topic(request, pk)
    match request.POST.get("do"):
        case "follow" | "unfollow" as verb:
            actions.follow(actor=request.user, topic=found, follows=verb == "follow")
        case "pin" | "unpin" as verb:
            actions.set_topic_state(actor=request.user, topic=found, pinned=verb == "pin")
        case "close" | "reopen" as verb:
            actions.set_topic_state(actor=request.user, topic=found, closed=verb == "close")
        case _:
            raise Http404
    return redirect(found)


@login_required
@require_POST
def read_all(request, slug):
    """Everything on a board is read."""
    found = get_object_or_404(Board.objects.visible_to(request.user), slug=slug)
    actions.mark_all_read(actor=request.user, topics=found.topics.unread_by(request.user))
    messages.success(request, _("Everything here is marked as read."))
    return redirect(found)
