"""The one command that serves everything, where it cannot begin."""

import socket

import pytest
from django.core.management import CommandError, call_command


def test_a_port_that_is_taken_is_said_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use.* PORT={port + 1}"):
            call_command("serve", port=port)
