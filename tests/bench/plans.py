"""How long `manage.py plan_rotation` takes for large networks, with starting up and reading."""

import json
import subprocess
import sys
import time

from tests.events.rotation.problems import large_problem

SIZES = ((12, 10, 3), (30, 12, 4))  # organisations, meetings, candidate dates for each
SEEDS = range(3)


def plans() -> None:
    print("\n### the planner, as a command\n")
    print(
        "| organisations | meetings | dates each | seconds, least to most | proven |\n| --- | --- | --- | --- | --- |"
    )
    for size in SIZES:
        took, proven = [], True
        for seed in SEEDS:
            problem, started = json.dumps(large_problem(*size, seed)), time.perf_counter()
            done = subprocess.run(
                [sys.executable, "manage.py", "plan_rotation"],
                input=problem,
                capture_output=True,
                text=True,
                check=True,
            )
            took.append(time.perf_counter() - started)
            proven &= json.loads(done.stdout)["status"] == "optimal"
        print(f"| {' | '.join(map(str, size))} | {min(took):.1f} to {max(took):.1f} | {proven} |", flush=True)
