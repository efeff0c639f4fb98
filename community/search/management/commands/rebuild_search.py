from django.core.management.base import BaseCommand

from community.search.index import rebuild


class Command(BaseCommand):
    help = "Indexes everything that can be found anew."

    def handle(self, **options):
        self.stdout.write(f"{rebuild()} entries")
