"""Daphne as we run it: a frame for many tabs is framed once, and a tab that stops reading is let go."""

from daphne.server import Server

MOST_WAITING = 1_000_000  # bytes that wait for one tab before it is closed; it catches up when it comes back


class LiveServer(Server):
    """Hands the bytes of a shared message straight to the transports of the tabs.

    The hub sends one and the same message object to every tab (see `hub.py`); the WebSocket frame (RFC 6455, section
    5.2; server frames carry no mask) is therefore made for the first one and kept for the rest.

    A socket is closed with the code that was given: the ordinary way refuses 1003, 1007 and 1009 with an error.
    """

    last = (None, b"")

    async def handle_reply(self, protocol, message):
        if message["type"] == "websocket.close" and protocol.state == protocol.STATE_OPEN:
            return protocol.sendCloseFrame(code=message.get("code") or 1000)
        if message["type"] != "websocket.send" or not message.get("shared"):
            return await super().handle_reply(protocol, message)
        connection = self.connections.get(protocol)
        if connection is None or "disconnected" in connection or protocol.state != protocol.STATE_OPEN:
            return None
        if self.last[0] is not message:
            prepared = protocol.factory.prepareMessage(message["text"].encode(), False, True)
            self.last = (message, prepared.payloadHybi)
        return write(protocol.transport, self.last[1])


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
