"""`make bench`: serves the data set, asks for each page, and fans messages out over sockets.

Prints a table with requests a second, p50/p95/p99, CPU per request of the server (user + system, from the operating
system), HTML and compressed bytes, queries and memory. `BENCH_SECONDS` and `BENCH_SOCKETS` change the length.
"""

import asyncio
import gzip
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import uuid
from datetime import date
from pathlib import Path

import aiohttp

SECONDS = float(os.environ.get("BENCH_SECONDS", "10"))
SOCKETS = int(os.environ.get("BENCH_SOCKETS", "1000"))
PORT = int(os.environ.get("BENCH_PORT", "8799"))
BASE = f"http://127.0.0.1:{PORT}"
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int) -> float:
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def prepare(folder: str) -> dict[str, str]:
    environment = {**os.environ, "VONDER_VAR": folder, "VONDER_DEMO": "1", "PORT": str(PORT)}
    for command in (["migrate", "-v", "0"], ["load_dataset"]):
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)
    return environment


def cookies(environment, count: int) -> list[str]:
    """Session cookies for the first people of the data set."""
    code = (
        "from community.members.models import User; from django.conf import settings; "
        "from django.contrib.sessions.backends.cached_db import SessionStore\n"
        f"for user in User.objects.order_by('pk')[:{count}]:\n"
        "    s = SessionStore(); s['_auth_user_id'] = str(user.pk)\n"
        "    s['_auth_user_backend'] = settings.AUTHENTICATION_BACKENDS[0]\n"
        "    s['_auth_user_hash'] = user.get_session_auth_hash(); s.save(); print('sid', s.session_key)\n"
    )
    out = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
        env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return [line.split()[1] for line in out.splitlines() if line.startswith("sid ")]


async def wait_until_up(session) -> None:
    for _ in range(200):
        try:
            async with session.get(f"{BASE}/health/"):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
    sys.exit("The server did not start.")


async def measure(session, pid, url, concurrency, headers) -> dict:
    took, size = [], b""

    async def client(until):
        nonlocal size
        while time.perf_counter() < until:
            started = time.perf_counter()
            async with session.get(BASE + url, headers=headers) as response:
                size = await response.read()
                assert response.status == 200, (url, response.status)
            took.append((time.perf_counter() - started) * 1000)

    await client(time.perf_counter() + 1)  # warm-up
    took.clear()
    cpu, started = cpu_seconds(pid), time.perf_counter()
    await asyncio.gather(*(client(started + SECONDS) for _ in range(concurrency)))
    elapsed = time.perf_counter() - started
    return {
        "rps": len(took) / elapsed,
        "p50": percentile(took, 0.5),
        "p95": percentile(took, 0.95),
        "p99": percentile(took, 0.99),
        "cpu": (cpu_seconds(pid) - cpu) / len(took) * 1000,
        "html": len(size) / 1000,
        "zipped": len(gzip.compress(size)) / 1000,
    }


async def fan_out(session, pid, ids, room: int) -> dict:
    """SOCKETS tabs listen to one room; messages are said one a second, then ten a second."""
    before, heard, gaps = memory_mb(pid), {}, 0
    tabs = []

    async def listen(socket):
        nonlocal gaps
        last = None
        async for message in socket:
            now = time.perf_counter()
            frame = message.json()
            if frame.get("kind") != "message":
                continue
            gaps += last is not None and frame["n"] != last + 1
            last = frame["n"]
            heard.setdefault(frame["n"], []).append(now)

    for n in range(SOCKETS):
        socket = await session.ws_connect(
            f"{BASE}/ws/", headers={"Cookie": f"sessionid={ids[n % len(ids)]}", "Origin": BASE}
        )
        await socket.send_json({"join": f"room.{room}", "after": 10**9})
        await socket.receive()
        tabs.append(asyncio.create_task(listen(socket)))
    per_socket = (memory_mb(pid) - before) * 1024 / SOCKETS
    page = await (await session.get(f"{BASE}/chat/{room}/", headers={"Cookie": f"sessionid={ids[0]}"})).text()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)[1]
    results = {"kB per idle socket": per_socket}
    for rate, count in ((1, 10), (10, 60)):
        sent = {}
        cpu = cpu_seconds(pid)
        for n in range(count):
            started = time.perf_counter()
            async with session.post(
                f"{BASE}/chat/{room}/say/",
                data={"text": f"Bericht {n}", "client_id": uuid.uuid4().hex, "csrfmiddlewaretoken": token},
                headers={
                    "Cookie": f"sessionid={ids[0]}; csrftoken={cookie_of(session)}",
                    "Accept": "application/json", "Referer": BASE,
                },
            ) as response:  # fmt: skip
                answer = await response.json()
                sent[answer["n"]] = started
            await asyncio.sleep(max(0, 1 / rate - (time.perf_counter() - started)))
        await asyncio.sleep(2)
        delays = [(at - sent[n]) * 1000 for n in sent for at in heard.get(n, [])]
        complete = all(len(heard.get(n, [])) == SOCKETS for n in sent)
        results |= {
            f"p50 at {rate}/s": percentile(delays, 0.5),
            f"p95 at {rate}/s": percentile(delays, 0.95),
            f"complete at {rate}/s": complete,
            f"µs CPU per delivery at {rate}/s": (cpu_seconds(pid) - cpu) / len(delays) * 1e6,
        }
    results["out of order or lost"] = gaps
    for tab in tabs:
        tab.cancel()
    return results


def cookie_of(session) -> str:
    return next(c.value for c in session.cookie_jar if c.key == "csrftoken")


async def run(environment) -> None:
    ids = cookies(environment, 50)
    log = subprocess.DEVNULL
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], env=environment, stdout=log, stderr=log)
    connector, timeout = aiohttp.TCPConnector(limit=0), aiohttp.ClientTimeout(total=None)
    jar = aiohttp.CookieJar(unsafe=True)
    try:
        async with aiohttp.ClientSession(connector=connector, timeout=timeout, cookie_jar=jar) as session:
            await wait_until_up(session)
            signed = {"Cookie": f"sessionid={ids[0]}"}
            board, slug = "/forum/board/meetbord/", await topic_path(session, signed)
            cases = [
                ("topic list", board, signed),
                ("topic, 20 posts", slug, signed),
                ("page 80 of a long topic", f"{slug}?page=80", signed),
                ("search", "/search/?q=klimmen+ouders", signed),
                ("today", "/today/", signed),
                ("topic list, visitor", "/forum/board/open-meetbord/", {}),
            ]
            print("| page | clients | req/s | p50 ms | p95 ms | p99 ms | CPU ms | HTML kB | gzip kB |")
            print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
            for name, url, headers in cases:
                for concurrency in (1, 16):
                    r = await measure(session, server.pid, url, concurrency, headers)
                    print(
                        f"| {name} | {concurrency} | {r['rps']:.0f} | {r['p50']:.1f} | {r['p95']:.1f} | "
                        f"{r['p99']:.1f} | {r['cpu']:.1f} | {r['html']:.1f} | {r['zipped']:.1f} |",
                        flush=True,
                    )
            print(f"\nResident memory after the pages: {memory_mb(server.pid):.0f} MB\n")
            for name, value in (await fan_out(session, server.pid, ids, 1)).items():
                shown = value if isinstance(value, bool | int) else f"{value:.1f}"
                print(f"- {SOCKETS} sockets in one room, {name}: {shown}")
    finally:
        server.terminate()
        server.wait()


async def topic_path(session, headers) -> str:
    async with session.get(f"{BASE}/forum/1/x/", headers=headers) as response:
        return response.url.path


def main() -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    print(
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"commit {commit}, {SECONDS:g} s a case\n"
    )
    with tempfile.TemporaryDirectory(prefix="vonder-bench-") as folder:
        asyncio.run(run(prepare(folder)))


if __name__ == "__main__":
    main()
