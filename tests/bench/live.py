"""Many tabs listen to one chat room while messages are said: how late, how complete, at what cost."""

import asyncio
import re
import time
import uuid

from .pages import percentile

KINDS = ((1, 10), (10, 60))  # messages a second, how many messages


async def fan_out(session, house, sessions: list[str], count: int, room: int = 1) -> dict[str, float | bool]:
    before, heard, gaps, tabs = sum(house.memory_mb()), {}, 0, []

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

    for n in range(count):
        cookie = f"sessionid={sessions[n % len(sessions)]}"
        socket = await session.ws_connect(
            f"{house.sockets}/ws/", headers={"Cookie": cookie, "Origin": house.sockets}
        )
        await socket.send_json({"join": f"room.{room}", "after": 10**9})
        await socket.receive()
        tabs.append(asyncio.create_task(listen(socket)))
    results = {"kB per idle socket": (sum(house.memory_mb()) - before) * 1024 / count}
    say = await _saying(session, house, sessions[0], room)
    for rate, times in KINDS:
        sent, cpu = {}, house.cpu_seconds()
        for _ in range(times):
            started = time.perf_counter()
            sent[await say()] = started
            await asyncio.sleep(max(0, 1 / rate - (time.perf_counter() - started)))
        await asyncio.sleep(2)  # what is not there by now is lost
        delays = [(at - sent[n]) * 1000 for n in sent for at in heard.get(n, [])]
        results |= {
            f"p50 at {rate}/s": percentile(delays, 0.5),
            f"p95 at {rate}/s": percentile(delays, 0.95),
            f"complete at {rate}/s": all(len(heard.get(n, [])) == count for n in sent),
            f"µs CPU per delivery at {rate}/s": (house.cpu_seconds() - cpu) / len(delays) * 1e6,
        }
    results["out of order or lost"] = gaps
    for tab in tabs:
        tab.cancel()
    return results


async def _saying(session, house, key: str, room: int):
    async with session.get(f"{house.pages}/chat/{room}/", headers={"Cookie": f"sessionid={key}"}) as response:
        page, csrf = await response.text(), response.cookies["csrftoken"].value
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)[1]
    headers = {"Cookie": f"sessionid={key}; csrftoken={csrf}", "Accept": "application/json"}

    async def say() -> int:
        data = {"text": "Een bericht om te meten.", "client_id": uuid.uuid4().hex}
        async with session.post(
            f"{house.pages}/chat/{room}/say/",
            data=data | {"csrfmiddlewaretoken": token},
            headers=headers | {"Referer": house.pages},
        ) as response:
            return (await response.json())["n"]

    return say
