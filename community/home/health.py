"""What machines ask of the house."""

import uuid

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def health(request):
    """For a proxy or monitor, a line for each part: 503 when the database is away. Without the cache pages are slower
    and news is late, but all of it works; that is 200, and says `cache: away`."""
    parts = {"database": _answers(_ask_database), "cache": _answers(_ask_cache)}
    lines = [f"{name}: {'ok' if well else 'away'}" for name, well in parts.items()]
    status = 200 if parts["database"] else 503
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain", status=status)


def _answers(ask) -> bool:
    try:
        return ask()
    except Exception:  # noqa: BLE001  (whatever went wrong, it is away)
        return False


def _ask_database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _ask_cache() -> bool:
    word = uuid.uuid4().hex
    cache.set("health", word, 60)
    return cache.get("health") == word


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /account/",
        "Disallow: /people/",
        "Disallow: /chat/",
        f"Sitemap: {request.build_absolute_uri(reverse('home:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def manifest(request):
    """How Vonder stands on a phone that keeps it among its apps. https://www.w3.org/TR/appmanifest/"""
    icons = [
        {"src": static("logo.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {"src": static(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (180, 512)
        ),
    ]
    told = {
        "name": "Vonder",
        "id": "/",
        "start_url": reverse("home:today"),
        "display": "standalone",
        "background_color": "#dfebec",
        "theme_color": "#dfebec",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def favicon(request):
    """For who asks for the sign of a site without reading its page."""
    return redirect(static("icon-180.png"))
