from django.core.management.base import BaseCommand

from community.notifications.push import new_key


class Command(BaseCommand):
    help = "Makes a key for news on devices, to put in PUSH_PRIVATE_KEY."

    def handle(self, *args, **options):
        self.stdout.write(new_key())
