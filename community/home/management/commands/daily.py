import sys

from django.core.management.base import BaseCommand

from community.rhythm import Rhythm, jobs_of, run


class Command(BaseCommand):
    help = "What happens once a day, each job by itself. Says how much each did; ends with 1 when one failed."

    def handle(self, **options):
        said, failures = run(jobs_of(Rhythm.DAILY))
        self.stdout.write("\n".join(said))
        if failures:
            sys.exit(1)
