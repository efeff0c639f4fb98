"""Loaded before the settings (see `addopts`): the tests live in a folder of their own, with the demo installed."""

import atexit
import os
import shutil
import tempfile

os.environ["VONDER_DEMO"] = "1"
os.environ["VONDER_VAR"] = tempfile.mkdtemp(prefix="vonder-test-")
atexit.register(shutil.rmtree, os.environ["VONDER_VAR"], ignore_errors=True)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser tests ask the database while a loop runs
if (
    "REDIS_URL" in os.environ
):  # each worker empties a database of its own: the one that was named, or one after it
    worker = int("0" + os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    server, _slash, number = os.environ["REDIS_URL"].rpartition("/")
    os.environ["REDIS_URL"] = f"{server}/{int(number) + worker % 6}"
    os.environ["REDIS_PREFIX"] = f"vonder-test-{worker}"
