"""A topic: asked, read and answered."""

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.members.limits import write_one_more
from community.networks.closing.refusing import refuse
from community.notifications.actions import mark_read as mark_notifications_read
from community.richtext.cleaning import paragraphs, whole
from community.richtext.drafts import fill
from community.visits import is_visit

from .. import actions, rules
from ..forms import PostForm, TopicForm
from ..models import POSTS_PER_PAGE, Board, Post, Topic
from ..queries import add_own_reactions, quotation
from ..reading import actions as reading


def _refuse(form: PostForm, error: ValidationError) -> None:
    """Beside the field that it is about: a file that cannot be taken, or else the words."""
    form.add_error("html" if getattr(error, "code", "") == "too_fast" else "files", error)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_topic(request, slug):
    """Ask a question."""
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("network"), slug=slug)
    if not rules.may_start_topic(request.user, found):
        refuse(found.network)
    form = TopicForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        data.pop("no_children")
        try:
            write_one_more(request, "topic")
            topic = actions.start_topic(actor=request.user, board=found, **data)
            return redirect(topic)
        except ValidationError as error:
            _refuse(form, error)
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


@require_safe
def topic(request, pk, slug):
    """A topic with its posts, twenty to a page, and the composer."""
    found = _topic(request, pk)
    if slug != found.slug:
        return redirect(found, permanent=False)
    return _topic_page(request, found)


def _topic_page(request, found: Topic, form=None, status=200):
    pages = Paginator(range(1, found.last_number + 1), POSTS_PER_PAGE)  # numbers count from 1 without gaps
    page = pages.get_page(whole(request.GET.get("page")) or 1)
    posts = list(found.posts.filter(number__range=(page.start_index(), page.end_index())))
    context = {
        "topic": found,
        "answer": _answer_of(found),
        "board": found.board,
        "network": found.board.network,
        "tab": "forum",
        "posts": posts,
        "page": page,
        "pages": list(pages.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "read_until": 0,
    }
    if request.user.is_authenticated:
        context |= _reader_context(request, found, posts, form)
    return render(request, "forum/topic.html", context, status=status)


def _read(user, topic: Topic, posts: list[Post]) -> None:
    """The reader sees these posts, and what the bell said of the topic."""
    if posts and posts[-1].number > topic.seen:
        reading.mark_read(actor=user, topic=topic, number=posts[-1].number)
    if user.unread_notifications:
        mark_notifications_read(actor=user, url=topic.get_absolute_url())


def _answer_of(topic: Topic) -> Post | None:
    """The message that helped, with its author."""
    return topic.posts.select_related("author").get(pk=topic.answer_id) if topic.answer_id else None


def _reader_context(request, found, posts, form) -> dict:
    """What differs per reader: marks, reactions, rights, the composer."""
    user = request.user
    seen = found.seen
    add_own_reactions(posts, user)
    if is_visit(request):
        _read(user, found, posts)
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
                form.initial["html"] = begun + quotation(post)
    return {
        "read_until": seen,
        "form": form if rights.may_reply else None,
        **asdict(rights),
        "follows": found.follows,
    }


@require_safe
def posts_after(request, pk):
    """The posts after a number, as a fragment for a page that heard of new ones."""
    found = _topic(request, pk)
    after = whole(request.GET.get("after"), digits=8) or 0
    posts = list(found.posts.filter(number__gt=after)[:POSTS_PER_PAGE])
    context = {"topic": found, "posts": posts}
    if request.user.is_authenticated and posts:
        add_own_reactions(posts, request.user)
        if is_visit(request):
            reading.mark_read(actor=request.user, topic=found, number=posts[-1].number)
        context |= asdict(rules.rights(request.user, found))
    return render(request, "forum/_posts.html", context)


@require_safe
def one_post(request, pk, number):
    """One message as it reads now, for a page that heard that it changed.

    With it come the head of the topic and the answer that helped: both may have changed with it.
    """
    found = _topic(request, pk)
    posts = [get_object_or_404(found.posts, number=number)]
    context = {"topic": found, "board": found.board, "answer": _answer_of(found), "posts": posts}
    if request.user.is_authenticated:
        add_own_reactions(posts, request.user)
        context |= asdict(rules.rights(request.user, found))
    return render(request, "forum/_changed.html", context)


@login_required
@require_POST
def reply(request, pk):
    """Post an answer."""
    found = get_object_or_404(Topic.objects.visible_to(request.user).only("pk"), pk=pk)
    form = PostForm(request.POST, request.FILES, user=request.user)
    if form.is_valid():
        data = form.cleaned_data
        try:
            write_one_more(request, "answer")
            post = actions.reply(
                actor=request.user,
                topic=found,
                html=data["html"],
                client_id=data["client_id"],
                files=data["files"],
                waiting=data["waiting"],
            )
        except ValidationError as error:
            _refuse(form, error)
        else:
            for person in getattr(post, "unreachable", []):
                text = _("%(name)s cannot read along here, so nobody was told.") % {"name": person.name}
                messages.warning(request, text)
            return redirect(post.get_absolute_url())
    form.keep_files()
    return _topic_page(request, _topic(request, pk), form, status=422)


@login_required
@require_POST
def topic_state(request, pk):
    """Follow, pin or close a topic, by the button that was pressed."""
    found = _topic(request, pk)
    match request.POST.get("do"):
        case "follow" | "unfollow" as verb:
            reading.follow(actor=request.user, topic=found, follows=verb == "follow")
        case "pin" | "unpin" as verb:
            actions.set_topic_state(actor=request.user, topic=found, pinned=verb == "pin")
        case "close" | "reopen" as verb:
            actions.set_topic_state(actor=request.user, topic=found, closed=verb == "close")
        case _:
            raise Http404
    return redirect(found)
