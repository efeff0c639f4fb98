import getpass
import os
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from community.members.beginning.actions import create_administrator
from community.members.models import User

PASSWORD = "VONDER_ADMIN_PASSWORD"  # noqa: S105  (the name of a variable)


class Command(BaseCommand):
    help = (
        "Makes the first account, which may do everything. Asks for what is not given; a password comes from "
        f"{PASSWORD} or is asked, and may be left out: then one signs in with a code by mail. May run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--email", default="", help="The address to sign in with.")
        parser.add_argument("--name", default="", help="The name that others read.")

    def handle(self, *, email, name, **options):
        asks = sys.stdin is not None and sys.stdin.isatty()
        email = email or (input("E-mail address: ") if asks else "")
        if not email:
            raise CommandError(
                "Say which address: manage.py create_admin --email you@example.org --name 'Your name'"
            )
        known = User.objects.filter(email__iexact=email.strip()).exists()
        if not known and not name and asks:
            name = input("Name: ")
        password = os.environ.get(PASSWORD, "")
        if not known and not password and asks:
            password = getpass.getpass("Password (leave empty to sign in with a code by mail): ")
        try:
            person, changed = create_administrator(email=email, name=name, password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if changed:
            self.stdout.write(f"{person.name} ({person.email}) is administrator.")
        else:
            self.stdout.write(f"{person.name} ({person.email}) is administrator already; nothing changed.")
