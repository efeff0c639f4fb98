"""The checks that are programs of others: each runs in a process of its own, side by side."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from .outcomes import FAILED, OK, SKIPPED, Outcome

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
NODE = ROOT / "node_modules/.bin"
TEMPLATES = ("--profile", "django", "--line-length", "110")

# What takes longest comes first.
TOOLS: dict[str, list[str]] = {
    "prettier": [f"{NODE}/prettier", "--log-level", "warn", "--check", "static"],
    "types": [f"{BIN}/mypy"],
    "eslint": [f"{NODE}/eslint", "static/js"],
    "lint": [f"{BIN}/ruff", "check", "--quiet", "--output-format", "concise", "."],
    "format": [f"{BIN}/ruff", "format", "--check", "."],
    "djangofmt": [f"{BIN}/djangofmt", *TEMPLATES, "--check", "templates"],
    "script-types": [f"{NODE}/tsc"],
    "worker-types": [f"{NODE}/tsc", "--project", "tsconfig.worker.json"],
    "floors": [f"{BIN}/lint-imports"],
}
ENVIRONMENT = dict(os.environ)  # as it was before the checks of Django set theirs


def run(name: str) -> Outcome:
    """Run one tool and keep what it says; a tool of Node is skipped where Node is not installed."""
    command, started = TOOLS[name], time.monotonic()
    if command[0].startswith(str(NODE)):
        if not shutil.which("node"):
            return Outcome(
                name, SKIPPED, "Node.js is missing: only who changes styles or scripts needs it.", 0.0
            )
        if not Path(command[0]).exists():
            return Outcome(name, FAILED, f"{command[0]} is missing: run `make node`.", 0.0)
    done = _done(command)
    if name == "types" and "INTERNAL ERROR" in done.stdout:  # it trips now and then over what it kept
        shutil.rmtree(ROOT / ".mypy_cache", ignore_errors=True)
        done = _done(command)
    return Outcome(name, FAILED if done.returncode else OK, done.stdout, time.monotonic() - started)


def _done(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
