import sys

from django.core.management.base import BaseCommand

from community.rhythm import Rhythm, jobs_of, run


class Command(BaseCommand):
    help = "What happens every few minutes, such as mail that waits for another try; otherwise as `daily`."

    def handle(self, **options):
        said, failures = run(jobs_of(Rhythm.OFTEN))
        self.stdout.write("\n".join(said))
        if failures:
            sys.exit(1)
