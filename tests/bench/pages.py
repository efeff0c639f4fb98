"""Asks for pages, one client at a time and sixteen at once."""

import asyncio
import gzip
import re
import time
import uuid
from dataclasses import dataclass

HEADER = "| page | clients | req/s | p50 ms | p95 ms | p99 ms | CPU ms | HTML kB | gzip kB |"


@dataclass
class Reader:
    """Somebody with a session, or a visitor without one."""

    cookie: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": self.cookie} if self.cookie else {}


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


async def measure(house, concurrency: int, seconds: float, ask) -> str:
    """A row of the table. `ask()` sends one request and gives its body, or b"" where that does not matter."""
    took, body = [], b""

    async def client(until):
        nonlocal body
        while time.perf_counter() < until:
            started = time.perf_counter()
            body = await ask()
            took.append((time.perf_counter() - started) * 1000)

    await client(time.perf_counter() + 1)  # warm-up
    took.clear()
    cpu, started = house.cpu_seconds(), time.perf_counter()
    await asyncio.gather(*(client(started + seconds) for _ in range(concurrency)))
    elapsed = time.perf_counter() - started
    return " | ".join(
        [
            str(concurrency),
            f"{len(took) / elapsed:.0f}",
            *(f"{percentile(took, part):.1f}" for part in (0.5, 0.95, 0.99)),
            f"{(house.cpu_seconds() - cpu) / len(took) * 1000:.1f}",
            f"{len(body) / 1000:.1f}",
            f"{len(gzip.compress(body)) / 1000:.1f}",
        ]
    )


def getting(session, house, path: str, reader: Reader):
    async def ask() -> bytes:
        async with session.get(house.pages + path, headers=reader.headers) as response:
            assert response.status == 200, (path, response.status)
            return await response.read()

    return ask


async def replying(session, house, path: str, reader: Reader):
    """Posts a new answer each time, as the composer does."""
    async with session.get(house.pages + path, headers=reader.headers) as response:
        page = await response.text()
        cookie = response.cookies["csrftoken"].value
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)[1]
    target = re.search(r'action="(/forum/[^"]+/reply/)"', page)[1]
    headers = {"Cookie": f"{reader.cookie}; csrftoken={cookie}", "Referer": house.pages}

    async def ask() -> bytes:
        data = {"html": "<p>Een antwoord om te meten.</p>", "client_id": uuid.uuid4().hex}
        async with session.post(
            house.pages + target,
            data=data | {"csrfmiddlewaretoken": token},
            headers=headers,
            allow_redirects=False,
        ) as response:
            assert response.status == 302, (target, response.status, await response.text())
            return b""

    return ask
