from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import validate_host


class SameOrigin:
    """Let a socket in only from a page of this very site: scheme, host and port alike.

    Behind a proxy the site is `SITE_URL`; without one the handshake's own Host header names it, if allowed.
    """

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", []))
        origin = headers.get(b"origin", b"").decode("latin1")
        host = headers.get(b"host", b"").decode("latin1")
        if self.allowed(origin, host, secure=scope.get("scheme") == "wss"):
            return await self.app(scope, receive, send)
        return await WebsocketDenier()(scope, receive, send)

    @staticmethod
    def allowed(origin: str, host: str, secure: bool) -> bool:
        if origin == settings.SITE_URL:
            return True
        if settings.PRODUCTION or not origin:
            return False
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return validate_host(name, settings.ALLOWED_HOSTS) and origin == f"http{'s' * secure}://{host}"
