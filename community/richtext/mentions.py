"""Calling somebody by @handle in a text."""

import re

from django.contrib.auth import get_user_model
from django.utils.html import escape

_HANDLE = re.compile(r"(?<![\w@/.])@([a-z0-9][a-z0-9-]{1,29})\b", re.IGNORECASE)
_PIECES = re.compile(r"(<a\b.*?</a>|<pre\b.*?</pre>|<code\b.*?</code>|<[^>]+>)", re.DOTALL)


def link_mentions(clean: str) -> tuple[str, list]:
    """Turn @handles in cleaned HTML into links. Returns the HTML and the people who were called."""
    handles = {found.lower() for piece in _words(clean) for found in _HANDLE.findall(piece)}
    found = get_user_model().objects.filter(handle__in=handles, is_active=True) if handles else ()
    people = {user.handle: user for user in found}
    if not people:
        return clean, []

    def link(match):
        user = people.get(match[1].lower())
        if user is None:
            return match[0]
        return f'<a class="at" href="/people/{user.handle}/">@{escape(user.name)}</a>'

    pieces = [p if _PIECES.fullmatch(p) else _HANDLE.sub(link, p) for p in _PIECES.split(clean)]
    return "".join(pieces), list(people.values())


def _words(clean: str) -> list[str]:
    return [piece for piece in _PIECES.split(clean) if not _PIECES.fullmatch(piece)]
