"""Loaded before the settings (see `addopts`): the tests live in a folder of their own, with the demo installed."""

import os
import tempfile

os.environ["VONDER_DEMO"] = "1"
os.environ["VONDER_VAR"] = tempfile.mkdtemp(prefix="vonder-test-")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser tests ask the database while a loop runs
