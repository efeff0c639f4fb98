import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from community.demo.world import ADMIN, PASSWORD, World
from community.members.models import User


class Command(BaseCommand):
    help = "Makes the demo world where it is not there yet, and serves it."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="throw the demo world away first")
        parser.add_argument("--no-serve", action="store_true")

    def handle(self, *, reset, no_serve, **options):
        if settings.PRODUCTION:
            raise CommandError("The demo does not run in production.")
        settings.VAR.mkdir(parents=True, exist_ok=True)
        if reset:
            self.reset()
        if self.pending():
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)
        if not User.objects.filter(email=ADMIN).exists():
            self.stdout.write("Making the demo world …")
            World().build()
        if not no_serve:
            self.stdout.write(f"Everybody's password is {PASSWORD}; the administrator is {ADMIN}.")
            call_command("serve")

    def pending(self) -> bool:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def reset(self):
        if connection.vendor == "sqlite":
            connection.close()
            for suffix in ("", "-wal", "-shm"):
                Path(f"{settings.DATABASE['NAME']}{suffix}").unlink(missing_ok=True)
        else:
            call_command("flush", interactive=False, verbosity=0)
        for folder in (settings.MEDIA_ROOT, Path(settings.EMAIL_FILE_PATH)):
            shutil.rmtree(folder, ignore_errors=True)
