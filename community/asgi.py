"""The ASGI entry point: pages over HTTP, one websocket per browser tab."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")

from django.core.asgi import get_asgi_application

http = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402  (needs the apps to be ready)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path, re_path  # noqa: E402

from community.live.consumers import NoTopics, TabConsumer  # noqa: E402
from community.live.origins import SameOrigin  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": http,
        "websocket": SameOrigin(
            URLRouter(
                [
                    path("ws/", AuthMiddlewareStack(TabConsumer.as_asgi())),  # type: ignore[arg-type, list-item]
                    re_path("", NoTopics.as_asgi()),  # type: ignore[arg-type, list-item]
                ]
            ),
        ),
    }
)
