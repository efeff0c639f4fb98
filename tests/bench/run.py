"""`make bench`: serves the data set, asks for each page, and fans messages out over sockets.

Once as in the demo and, where PostgreSQL and Redis run, once as in production. `BENCH_SECONDS` (10) is the length of a
case, `BENCH_SOCKETS` (1000) the number of tabs, `BENCH_ONLY` (`demo`, `production`) picks one way, `BENCH_CASES`
(`plans`, `pages`, `live`) a part. CPU is that of all server processes; the database server and the load tool are not in it.
"""

import asyncio
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime

import aiohttp

from .houses import demo_house, production_house
from .live import fan_out
from .pages import HEADER, Reader, getting, measure, replying
from .plans import plans

SECONDS = float(os.environ.get("BENCH_SECONDS", "10"))
SOCKETS = int(os.environ.get("BENCH_SOCKETS", "1000"))
ONLY = os.environ.get("BENCH_ONLY", "demo production").split()
CASES = os.environ.get("BENCH_CASES", "plans pages live").split()


def sessions(house, count: int) -> list[str]:
    """Session keys of the first people of the data set."""
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
        env=house.environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return [line.split()[1] for line in out.splitlines() if line.startswith("sid ")]


async def wait_until_up(session, base: str) -> None:
    for _ in range(300):
        try:
            async with session.get(f"{base}/health/"):
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
    sys.exit("The server did not start.")


async def place_of(session, house, reader: Reader, topic: int) -> str:
    async with session.get(f"{house.pages}/forum/{topic}/x/", headers=reader.headers) as response:
        return response.url.path


async def pages(session, house, keys: list[str]) -> None:
    member, other, visitor = Reader(f"sessionid={keys[1]}"), Reader(f"sessionid={keys[2]}"), Reader()
    long, open_topic, answered = [await place_of(session, house, member, n) for n in (1, 2, 3)]
    cases = [
        ("topic list", getting(session, house, "/forum/board/meetbord/", member)),
        ("topic, 20 posts", getting(session, house, long, member)),
        ("page 80 of a long topic", getting(session, house, f"{long}?page=80", member)),
        ("search", getting(session, house, "/search/?q=klimmen+ouders", member)),
        ("today", getting(session, house, "/today/", member)),
        ("topic list, visitor", getting(session, house, "/forum/board/open-meetbord/", visitor)),
        ("topic, visitor", getting(session, house, open_topic, visitor)),
        ("article, visitor", getting(session, house, "/knowledge/meetartikel/", visitor)),
        # a session of no one passes by the kept pages
        ("article, made anew", getting(session, house, "/knowledge/meetartikel/", Reader("sessionid=nobody"))),
        ("reply (POST)", await replying(session, house, answered, other)),
    ]  # fmt: skip
    print(f"{HEADER}\n{'| --- ' * HEADER.count(' | ')}| --- |")
    for name, ask in cases:
        for clients in (1, 16):
            print(f"| {name} | {await measure(house, clients, SECONDS, ask)} |", flush=True)
    memory = " and ".join(f"{size:.0f}" for size in house.memory_mb())
    print(f"\nResident memory of the processes after the pages, MB: {memory}\n")


async def live(session, house, keys: list[str]) -> None:
    for name, value in (await fan_out(session, house, keys, SOCKETS)).items():
        shown = value if isinstance(value, bool | int) else f"{value:.1f}"
        print(f"- {SOCKETS} sockets in one room, {name}: {shown}")
    print()


async def run(house) -> None:
    keys = sessions(house, 50)
    connector, timeout = aiohttp.TCPConnector(limit=0), aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(
        connector=connector, timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        await wait_until_up(session, house.pages)
        await wait_until_up(session, house.sockets)
        for case in (case for case in CASES if case != "plans"):
            await {"pages": pages, "live": live}[case](session, house, keys)


def main() -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"commit {commit}, {SECONDS:g} s a case"
    )
    if "plans" in CASES:
        plans()
    for name, opened in (("demo", demo_house), ("production", production_house)):
        if name not in ONLY:
            continue
        with opened() as house:
            print(f"\n### {house.name if house else 'production: PostgreSQL or Redis is not running'}\n")
            if house:
                asyncio.run(run(house))


if __name__ == "__main__":
    main()
