from django.conf import settings

from community.visits import is_visit

from .frame import Frame


def frame(request):
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    theme = user.theme if signed_in else request.COOKIES.get("theme", "")
    return {
        "ahead": signed_in and not is_visit(request),
        "frame": Frame(user) if signed_in else None,
        "theme": theme if theme in ("light", "dark") else "",
        "DEMO": settings.DEMO,
    }
