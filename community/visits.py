"""Whether somebody looks at what is answered: what nobody sees is not read."""

from django.http import HttpRequest

#: Said by a script of a page that shows what it asks for. Only our own pages can send it.
SHOWN = "X-Shown"
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
_NOT_SEEN = ("prefetch", "prerender", "preview")


def is_visit(request: HttpRequest) -> bool:
    """A person opens this page, or an open page shows it.

    Not when a browser fetches it ahead, as a preview, a picture or a frame, nor for a script that does not show it or
    one who only asks for the head. A browser that does not say what it asks for, as older ones, is believed.
    """
    if request.method == "HEAD":
        return False
    if request.headers.get(SHOWN):
        return True
    purposes = " ".join(request.headers.get(name, "") for name in _AHEAD).lower()
    if any(word in purposes for word in _NOT_SEEN):
        return False
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"
