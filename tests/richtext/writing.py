"""Writing in the forms of the house while a session ends, for tests."""

import re
from urllib.parse import parse_qs, urlsplit

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse

from community.chat.models import Message
from events.models import Minutes, Note
from forum.models import Post, Topic

WORDS = "Wij spannen een zeil boven de zandbak"


def place_on(page, field="") -> dict[str, str]:
    """The hidden fields of the first form on a page that carries a place, and this field."""
    parts = [part.partition("</form>")[0] for part in page.content.decode().split("<form")[1:]]
    form = next(part for part in parts if 'name="_place"' in part and f'name="{field}' in part)
    hidden = r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"'
    return {name: value for name, value in re.findall(hidden, form) if name != "csrfmiddlewaretoken"}


def end_sessions() -> None:
    Session.objects.all().delete()
    cache.clear()


def sign_in_at(client, location: str, user):
    """Follow a redirect to the page to sign in on, sign in there by password, and follow where that leads."""
    user.set_password("vonder-demo")
    user.save()
    door = urlsplit(location)
    assert door.path == "/account/login/"
    sent = {"login": user.email, "password": "vonder-demo"}
    sent |= {name: values[0] for name, values in parse_qs(door.query).items()}
    return client.post("/account/login/", sent, follow=True)


def forms(house) -> dict[str, tuple]:
    """Where one writes: page, address to send to, the field of the words, and what counts how often they exist."""

    def at(name, *arguments):
        return reverse(name, args=arguments)

    notes, write = at("events:notes", house.held.pk), at("events:write_minutes", house.held.pk)
    board, edit = at("forum:new_topic", house.board.slug), at("forum:edit", house.post.pk)
    room = house.room.get_absolute_url()
    return {
        "reply": (
            f"{house.topic.get_absolute_url()}?page=1", at("forum:reply", house.topic.pk), {"html": WORDS},
            lambda: Post.objects.filter(html__contains=WORDS).count(),
        ),
        "topic": (
            board, board, {"html": WORDS, "title": "Hoe houden jullie schaduw?"},
            lambda: Topic.objects.filter(posts__html__contains=WORDS).count(),
        ),
        "edit": (edit, edit, {"html": WORDS}, lambda: Post.objects.filter(html__contains=WORDS).count()),
        "chat": (
            room, at("chat:say", house.room.pk), {"text": WORDS},
            lambda: Message.objects.filter(html__contains=WORDS).count(),
        ),
        "notes": (notes, notes, {"text": WORDS, "do": "note"}, lambda: Note.objects.filter(text=WORDS).count()),
        "minutes": (
            write, write, {"html": WORDS}, lambda: Minutes.objects.filter(html__contains=WORDS).count(),
        ),
    }  # fmt: skip
