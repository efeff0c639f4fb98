"""Daphne as we run it: a frame for many tabs is framed once, a tab that stops reading is let go, and of a body that
is too large nothing is kept."""

import io
from functools import partial

import daphne.server
from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from django.conf import settings

from .outbox import TAKE

MOST_WAITING = 1_000_000  # bytes that wait for one tab before it is closed; it catches up when it comes back
MOST_BYTES = 2_000  # of one message of a tab; ours are shorter than three hundred
MOST_FRAMES = (
    200  # of one tab that wait to be taken in; a tab that comes back asks for at most 60 topics at once
)
TOO_BIG = 1009
MOST_DROPPED = 1_000_000_000  # bytes of a body that are thrown away before its connection is cut


class BoundedRequest(WebRequest):
    """Counts the body while it comes in. One that is too large is read to its end, so that the browser hears the
    answer, and thrown away; the pages then refuse it by its length (`LargestBodyMiddleware`)."""

    received, too_large = 0, False

    def gotLength(self, length):
        """The headers are in; `length` is None for a body in chunks."""
        self.too_large = length is not None and length > settings.LARGEST_BODY
        super().gotLength(0 if self.too_large else length)

    def handleContentChunk(self, data):
        self.received += len(data)
        if not self.too_large and self.received > settings.LARGEST_BODY:
            self.too_large = True
            self.content.close()
            self.content = io.BytesIO()
        if not self.too_large:
            super().handleContentChunk(data)
        elif self.received > MOST_DROPPED:
            self.channel.forceAbortClient()

    def process(self):
        if self.too_large:
            self.requestHeaders.setRawHeaders(b"content-length", [b"%d" % max(self.received, 1)])
        return super().process()


class BoundedFactory(HTTPFactory):
    def buildProtocol(self, addr):
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = BoundedRequest
        return protocol


class BoundedSocket(WebSocketProtocol):
    """A tab that says more than can be taken in is let go, before what it said fills the memory."""

    let_go = False

    def onMessageFrameBegin(self, length):
        """A frame begins with its length: what is too long is refused before it is here."""
        super().onMessageFrameBegin(length)
        if self.message_data_total_length > MOST_BYTES and not self.let_go:
            self.let_go = True
            self.sendCloseFrame(code=TOO_BIG)

    def onMessageFrameData(self, payload):
        if not self.let_go:
            super().onMessageFrameData(payload)

    def onMessage(self, payload, isBinary):
        if self.let_go:
            return None
        if self.application_queue.qsize() >= MOST_FRAMES:
            self.let_go = True
            return self.transport.abortConnection()
        return super().onMessage(payload, isBinary)

    def onClose(self, wasClean, code, reason):
        """What the tab asked and is not there any more to hear is not looked up."""
        waiting = getattr(self, "application_queue", None)
        for _ in range(waiting.qsize() if waiting else 0):
            message = waiting.get_nowait()
            if message["type"] != "websocket.receive":
                waiting.put_nowait(message)
        super().onClose(wasClean, code, reason)


class BoundedSocketFactory(WebSocketFactory):
    protocol = BoundedSocket


# by these names `Server.run` makes its factories
daphne.server.HTTPFactory = BoundedFactory
daphne.server.WebSocketFactory = BoundedSocketFactory


class LiveServer(Server):
    """Hands the bytes of a shared message straight to the transports of the tabs.

    The hub sends one and the same message object to every tab (see `hub.py`); the WebSocket frame (RFC 6455, section
    5.2; server frames carry no mask) is therefore made for the first one and kept for the rest. What is for one tab
    alone goes the same way, so that a tab which asks on and reads no answer is let go too.

    A socket is closed with the code that was given: the ordinary way refuses 1003, 1007 and 1009 with an error.
    """

    last: tuple[dict | None, bytes] = (None, b"")

    def create_application(self, protocol, scope):
        if scope["type"] == "websocket":
            scope["extensions"] = {TAKE: partial(self.take, protocol)}
        return super().create_application(protocol, scope)

    async def handle_reply(self, protocol, message):
        if message["type"] in ("websocket.send", "websocket.close") and protocol.state == protocol.STATE_OPEN:
            return self.take(protocol, message)
        return await super().handle_reply(protocol, message)

    def take(self, protocol, message: dict) -> None:
        """Give a tab what is for it, at once. One that is not there any more is nobody's problem."""
        connection = self.connections.get(protocol)
        if connection is None or "disconnected" in connection or protocol.state != protocol.STATE_OPEN:
            return None
        if message["type"] == "websocket.close":
            return protocol.sendCloseFrame(code=message.get("code") or 1000)
        if self.last[0] is not message:
            prepared = protocol.factory.prepareMessage(message["text"].encode(), False, True)
            self.last = (message, prepared.payloadHybi)
        write(protocol.transport, self.last[1])


def write(transport, data: bytes) -> None:
    """Give the bytes to the operating system at once when nothing waits, which spares the loop two rounds."""
    waiting = len(transport.dataBuffer) - transport.offset + transport._tempDataLen
    if waiting > MOST_WAITING:
        transport.abortConnection()
        return
    sent = 0 if waiting else transport.writeSomeData(data)
    if isinstance(sent, Exception):
        sent = 0  # the ordinary way notices that the connection is gone
    if sent < len(data):
        transport.write(data[sent:])
