from django.core.management.base import BaseCommand

from community.networks.jobs import end_memberships
from events.actions.cases import forget_cases
from events.actions.minutes import remind_late_actions
from events.actions.places import forget_needs
from events.actions.reflection import ask_pulse, bring_back_inspiration
from events.actions.turns import remind_hosts


class Command(BaseCommand):
    help = "What happens once a day: needs are forgotten, late actions reminded of, memberships end."

    def handle(self, *args, **options):
        self.stdout.write(
            f"{forget_needs.call()} needs forgotten, {remind_late_actions.call()} actions reminded of, "
            f"{bring_back_inspiration.call()} notes came back, {ask_pulse.call()} people asked to look back, "
            f"{end_memberships.call()} people left with their organisation, "
            f"{remind_hosts.call()} proposals reminded of, {forget_cases.call()} cases forgotten"
        )
