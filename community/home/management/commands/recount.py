from django.core.management.base import BaseCommand

from community.chat.actions import recount as recount_rooms
from community.notifications.actions import recount as recount_bells
from forum.actions import recount as recount_topics


class Command(BaseCommand):
    help = "Proves the counts that are kept (answers, messages, bells) against the rows, and repairs them."

    def handle(self, **options):
        for name, recount in (("topics", recount_topics), ("rooms", recount_rooms), ("bells", recount_bells)):
            self.stdout.write(f"{name}: {recount()} were wrong")
