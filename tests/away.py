"""Services of this machine that a test can take away and give back."""

import contextlib
import shutil
import signal
import socket
import subprocess
import threading
import time

import pytest
import redis

from tests.postbus import closed_port


def until(true, why: str, seconds: float = 60) -> None:
    """Wait for a condition; the seconds only end a test that would never end."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, why
        time.sleep(0.05)


class Redis:
    """A Redis of the test's own, which it stops, freezes and starts again on the same port."""

    def __init__(self):
        if shutil.which("redis-server") is None:
            pytest.skip("redis-server is not installed here")
        self.port = closed_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [
                "redis-server",
                "--port",
                str(self.port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
            ],
            stdout=subprocess.DEVNULL,
        )
        until(self.answers, "redis-server did not start")

    def answers(self) -> bool:
        try:
            return redis.from_url(self.url, socket_timeout=1).ping()
        except redis.RedisError:
            return False

    def take_away(self, how: str):
        if how == "stopped":
            self.stop()
        else:
            self.process.send_signal(signal.SIGSTOP)

    def give_back(self, how: str):
        if how == "stopped":
            self.start()
        else:
            self.process.send_signal(signal.SIGCONT)

    def stop(self):
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        self.process.wait()


class Road:
    """A TCP proxy in front of a service: open, closed (refuses), or blocked (takes calls and passes nothing on)."""

    def __init__(self, host: str, port: int):
        self.target, self.mode, self.pairs = (host, port), "open", []
        self.port = closed_port()
        self.listener = None
        self.open()

    def open(self):
        self.mode = "open"
        if self.listener is None:
            self.listener = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
            threading.Thread(target=self._take_calls, args=[self.listener], daemon=True).start()

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.listener = None
        self.cut()

    def block(self):
        self.mode = "blocked"
        self.cut()

    def cut(self):
        for one in self.pairs:
            for side in one:
                with contextlib.suppress(OSError):
                    side.shutdown(socket.SHUT_RDWR)
                side.close()
        self.pairs = []

    def _take_calls(self, listener):
        while True:
            try:
                caller, _address = listener.accept()
            except OSError:
                return
            if self.mode == "blocked":
                self.pairs.append([caller])
                continue
            service = socket.create_connection(self.target)
            self.pairs.append([caller, service])
            for one, other in ((caller, service), (service, caller)):
                threading.Thread(target=self._pass_on, args=[one, other], daemon=True).start()

    def _pass_on(self, one, other):
        try:
            while data := one.recv(65_536):
                other.sendall(data)
        except OSError:
            return
