import sys
from collections.abc import Callable
from typing import NamedTuple

from django.core.management.base import BaseCommand
from django.db.models import Model

from community.chat.counts import OF_ROOMS, recount_rooms
from community.chat.models import Room
from community.members.models import User
from community.notifications.actions import recount as recount_bells
from community.rows import RowsFailed
from forum.counts import OF_POSTS, OF_TOPICS, recount_reactions, recount_topics
from forum.models import Post, Topic


class Kept(NamedTuple):
    """Columns that a verb keeps so that nobody has to count, and what proves them."""

    model: type[Model]
    columns: tuple[str, ...]
    recount: Callable[[], int]


KEPT = {
    "topics": Kept(Topic, OF_TOPICS, recount_topics),
    "reactions": Kept(Post, OF_POSTS, recount_reactions),
    "rooms": Kept(Room, OF_ROOMS, recount_rooms),
    "bells": Kept(User, ("unread_notifications",), recount_bells),
}


class Command(BaseCommand):
    help = "Proves everything that is kept instead of counted against the rows themselves, and repairs it."

    def handle(self, **options):
        failed = False
        for name, kept in KEPT.items():
            try:
                self.stdout.write(f"{name}: {kept.recount()} were wrong")
            except RowsFailed as some:
                self.stdout.write(f"{name}: {some}")
                failed = True
        if failed:
            sys.exit(1)
