"""`make demo`: the world is made where it is not there yet, and never on a server."""

import pytest
from django.core.management import CommandError, call_command

from community.demo.world import ADMIN
from community.members.models import User
from tests.factories import UserFactory


def test_it_does_not_run_on_a_server(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="does not run in production"):
        call_command("demo", no_serve=True)


@pytest.mark.django_db
def test_a_world_that_is_there_is_left_as_it_is(capsys):
    UserFactory(email=ADMIN)
    call_command("demo", no_serve=True)
    assert "Making the demo world" not in capsys.readouterr().out
    assert User.objects.count() == 1
