"""The two ways Vonder is served: as in the demo (one process, SQLite) and as in production (gunicorn for pages, Daphne
for sockets, PostgreSQL and Redis)."""

import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.services import DATABASE, REDIS, missing

PORT = int(os.environ.get("BENCH_PORT", "8799"))
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class House:
    """A running Vonder: where its pages and sockets are, and the processes behind them."""

    name: str
    pages: str
    sockets: str
    environment: dict[str, str]
    processes: list[subprocess.Popen] = field(default_factory=list)

    def start(self, *command: str) -> None:
        quiet = subprocess.DEVNULL
        self.processes.append(subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet))

    def pids(self) -> list[int]:
        """The processes and their children (gunicorn's workers)."""
        found = [process.pid for process in self.processes]
        for pid in list(found):
            found += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return found

    def cpu_seconds(self) -> float:
        """User + system time of all processes, from the operating system."""
        total = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory_mb(self) -> list[float]:
        def resident(pid):
            return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024

        return [resident(pid) for pid in self.pids()]


@contextmanager
def demo_house():
    with tempfile.TemporaryDirectory(prefix="vonder-bench-") as folder:
        environment = _prepared({"VONDER_VAR": folder})
        base = f"http://127.0.0.1:{PORT}"
        house = House("demo: Daphne alone, SQLite", base, base, environment)
        house.start(sys.executable, "manage.py", "serve")
        with _stopping(house):
            yield house


@contextmanager
def production_house():
    """Yields None where PostgreSQL or Redis does not run."""
    if missing():
        yield None
        return
    name = f"vonder_bench_{os.getpid()}"
    with psycopg.connect(DATABASE, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    try:
        with tempfile.TemporaryDirectory(prefix="vonder-bench-") as folder:
            url = re.sub(r"/[^/?]*(\?.*)?$", rf"/{name}\1", DATABASE)
            environment = _prepared(
                {"VONDER_VAR": folder, "DATABASE_URL": url, "REDIS_URL": REDIS, "REDIS_PREFIX": name}
            )
            pages, sockets = f"http://127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT + 1}"
            house = House("production: gunicorn and Daphne, PostgreSQL, Redis", pages, sockets, environment)
            gunicorn = str(Path(sys.executable).with_name("gunicorn"))
            house.start(gunicorn, "community.wsgi", "--threads", "8", "--bind", f"127.0.0.1:{PORT}")
            house.start(sys.executable, "manage.py", "serve", "--sockets", "--port", str(PORT + 1))
            with _stopping(house):
                yield house
    finally:
        with psycopg.connect(DATABASE, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _prepared(settings: dict[str, str]) -> dict[str, str]:
    environment = {**os.environ, "VONDER_DEMO": "1", "PORT": str(PORT), **settings}
    for command in (["migrate", "-v", "0"], ["load_dataset"]):
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)
    return environment


@contextmanager
def _stopping(house: House):
    try:
        yield
    finally:
        for process in house.processes:
            process.terminate()
        for process in house.processes:
            process.wait()
