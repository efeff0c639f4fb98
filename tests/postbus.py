"""A mail server on this machine that does what a test tells it to."""

import asyncio
import contextlib
import socket
import threading


class MailServer:
    """Speaks SMTP on a free port and keeps what it accepted.

    `mode`: `well`; `silent` (accepts the connection and says nothing); `refuses` and `busy` (the recipient, for good and
    for now); `dies` (takes the words, hangs up without a yes); `no_goodbye` (accepts, and hangs at QUIT).
    """

    def __init__(self):
        self.mode, self.accepted, self.asked = "well", [], 0
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        starting = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self.talk, "127.0.0.1", 0), self.loop
        )
        self.server = starting.result()
        self.port = self.server.sockets[0].getsockname()[1]

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    async def talk(self, reader, writer):
        self.asked += 1
        if self.mode == "silent":
            await reader.read()
            return
        writer.write(b"220 test\r\n")
        with contextlib.suppress(ConnectionError):
            while line := (await reader.readline()).decode().strip():
                if not await self.answer(line.upper().split(":")[0].split()[0], reader, writer):
                    break
        writer.close()

    async def answer(self, verb, reader, writer) -> bool:
        if verb == "RCPT" and self.mode in ("refuses", "busy"):
            writer.write(b"550 no such user\r\n" if self.mode == "refuses" else b"451 later\r\n")
        elif verb == "DATA":
            writer.write(b"354 go on\r\n")
            words = await reader.readuntil(b"\r\n.\r\n")
            if self.mode == "dies":
                return False
            self.accepted.append(words.decode())
            writer.write(b"250 ok\r\n")
        elif verb == "QUIT":
            if self.mode == "no_goodbye":
                await reader.read()
            return False
        else:
            writer.write(b"250 ok\r\n")
        return True


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
