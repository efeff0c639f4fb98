import sys

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand

from events.hosting.replies import Dropped, Refused, receive


class Command(BaseCommand):
    help = "Read one mail from standard input and keep the answer of the calendar program that is in it."

    def handle(self, *args, **options):
        try:
            place = receive(sys.stdin.buffer.read())
        except Dropped as dropped:
            self.stdout.write(f"dropped: {dropped}")  # nothing is bounced to who did not write it
            return
        except Refused as refused:
            self.stderr.write(f"refused: {refused}")
            sys.exit(77)  # EX_NOPERM (sysexits.h): the mail system bounces it
        except (PermissionDenied, ValidationError):
            self.stderr.write("refused: this answer cannot be given")
            sys.exit(77)
        self.stdout.write(f"{place.person_name}: {place.answer}" if place else "no answer yet")
