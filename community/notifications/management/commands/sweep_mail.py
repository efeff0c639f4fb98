import sys

from django.core.management.base import BaseCommand

from community.notifications.jobs import sweep
from community.rows import all_jobs


class Command(BaseCommand):
    help = "Sends the mails that wait for another try. Run it every few minutes, from cron or a timer."

    def handle(self, **options):
        said, failures = all_jobs([sweep])
        self.stdout.write(said[0])
        if failures:
            sys.exit(1)
