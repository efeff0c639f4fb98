import sys

from django.core.management.base import BaseCommand

from community.networks.jobs import end_memberships
from community.richtext.jobs import forget_waiting_files
from community.rows import all_jobs
from events.actions.cases import forget_cases
from events.actions.minutes import remind_late_actions
from events.actions.places import forget_needs
from events.actions.reflection import ask_pulse, bring_back_inspiration
from events.actions.turns import remind_hosts

DAILY = (
    forget_needs,
    remind_late_actions,
    bring_back_inspiration,
    ask_pulse,
    end_memberships,
    remind_hosts,
    forget_cases,
    forget_waiting_files,
)


class Command(BaseCommand):
    help = "What happens once a day, each job by itself. Says how much each did; ends with 1 when one failed."

    def handle(self, *args, **options):
        said, failures = all_jobs(DAILY)
        self.stdout.write("\n".join(said))
        if failures:
            sys.exit(1)
