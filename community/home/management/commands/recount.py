import sys

from django.core.management.base import BaseCommand

from community.chat.actions import recount as recount_rooms
from community.notifications.actions import recount as recount_bells
from community.rows import RowsFailed
from forum.actions import recount as recount_topics


class Command(BaseCommand):
    help = "Proves the counts that are kept (answers, messages, bells) against the rows, and repairs them."

    def handle(self, **options):
        failed = False
        for name, recount in (("topics", recount_topics), ("rooms", recount_rooms), ("bells", recount_bells)):
            try:
                self.stdout.write(f"{name}: {recount()} were wrong")
            except RowsFailed as some:
                self.stdout.write(f"{name}: {some}")
                failed = True
        if failed:
            sys.exit(1)
