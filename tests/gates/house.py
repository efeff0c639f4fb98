"""The checks that ask Django: one process, with the settings of a server."""

import io
import os
import secrets
import time
import traceback
from collections.abc import Callable

from .outcomes import FAILED, OK, Outcome

CHECKS: dict[str, tuple] = {
    "migrations": ("makemigrations", {"check_changes": True, "dry_run": True}),
    "templates": ("templates", {}),
    "sentences": ("messages", {"check": True}),
    "deploy": ("check", {"deploy": True, "fail_level": "WARNING"}),
}


def open_house(folder: str) -> None:
    """Django as on a server, with a folder of its own, so that no database of a developer is asked."""
    import django

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "community.settings",
        "VONDER_ENV": "production",
        "VONDER_DEMO": "",
        "VONDER_VAR": folder,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "vonder.example",
        "SITE_URL": "https://vonder.example",
    }
    django.setup()


def call(name: str, said: io.StringIO) -> None:
    from django.core.management import call_command

    command, options = CHECKS[name]
    call_command(command, **options, stdout=said, stderr=said, no_color=True)


def attempt(name: str, step: Callable[[io.StringIO], None]) -> Outcome:
    """Do a step; whatever ends it early is what it had to say, and the next check runs all the same."""
    from django.core.management import CommandError

    said, started, state = io.StringIO(), time.monotonic(), OK
    try:
        step(said)
    except CommandError as error:
        state = FAILED
        said.write(str(error))
    except SystemExit as end:
        state = FAILED if end.code else OK
    except Exception:  # noqa: BLE001  (a check that breaks is one more that failed)
        state = FAILED
        said.write(traceback.format_exc())
    return Outcome(name, state, said.getvalue(), time.monotonic() - started)
