"""The demo world at one moment that does not pass, so that the same tree gives the same pictures.

`python -m tests.browser.still PORT` makes it anew and serves it; it needs VONDER_DEMO and a VONDER_VAR of its own.
"""

import itertools
import os
import random
import sys
from datetime import UTC, datetime

import time_machine

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # a Tuesday morning in a week of school


def without_chance() -> None:
    """Codes, tokens and identifiers that are drawn at random are the same every time."""
    drawn = random.Random(1)
    os.urandom = random._urandom = drawn.randbytes


def one_mail_a_file() -> None:
    """The name of a mail's file comes from the clock, which stands still; numbers keep the mails apart and in order."""
    from django.core.mail.backends.filebased import EmailBackend

    numbers = itertools.count(1)

    def named(backend) -> str:
        backend._fname = backend._fname or os.path.join(backend.file_path, f"{next(numbers):06}.log")
        return backend._fname

    EmailBackend._get_filename = named


def main(port: int) -> None:
    without_chance()
    os.environ["DJANGO_SETTINGS_MODULE"] = "community.settings"
    with time_machine.travel(MOMENT, tick=False):
        import django
        from django.core.management import call_command

        django.setup()
        one_mail_a_file()
        call_command("demo", "--reset", "--no-serve")
        call_command(
            "db_worker",
            verbosity=0,
            batch=True,
            queue_name="*",
            reload=False,
            startup_delay=False,
            interval=0,
        )
        call_command("serve", port=port, sockets=True)  # no background work: nothing changes between pictures


if __name__ == "__main__":
    main(int(sys.argv[1]))
