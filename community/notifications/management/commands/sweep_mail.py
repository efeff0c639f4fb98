from django.core.management.base import BaseCommand

from community.notifications.jobs import sweep


class Command(BaseCommand):
    help = "Sends the mails that wait for another try. Run it every few minutes, from cron or a timer."

    def handle(self, **options):
        self.stdout.write(f"{sweep.call()} mails taken up")
