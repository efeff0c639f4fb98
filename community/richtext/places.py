"""Where a form stands: on whose page, which form, and where to go back to. Signed, in a hidden field of the form.

Because the account is in it, what Noor typed is never sent, kept or shown as if it came from who signed in after her.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core import signing

#: The hidden field that carries the place.
FIELD = "_place"
MOST_CHARACTERS = 200_000
MOST_FIELDS = 500
LONGEST_PAGE = 400
SECONDS = 14 * 24 * 3600  # how long a form that stands open can keep what is sent from it
_SALT = "richtext.place"
_SECRET = re.compile(r"^_|csrf|passw|token|secret|^code$", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """`user` is the number of an account, `name` such as `topic.7`, `page` an address here with its anchor."""

    user: int
    name: str
    page: str

    def signed(self) -> str:
        return signing.dumps([self.user, self.name, self.page], salt=_SALT, compress=True)


def place_of(request) -> Place | None:
    """The place that a form was sent from; None when it has none, an old one, or one that we did not sign."""
    if request.method != "POST" or not (signed := request.POST.get(FIELD)):
        return None
    try:
        return Place(*signing.loads(signed, salt=_SALT, max_age=SECONDS))
    except signing.BadSignature:
        return None


def page_of(request) -> str:
    """The page this answer belongs to, which can be opened: itself, or where the form stood that was sent."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()[:LONGEST_PAGE]
    if place := place_of(request):
        return place.page
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return ""
    return (f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path)[:LONGEST_PAGE]


def words_of(posted) -> dict[str, list[str]]:
    """What was typed and chosen in a form, by field; never passwords and tokens. Nothing when it is too much."""
    fields = {name: posted.getlist(name) for name in posted if not _SECRET.search(name)}
    size = sum(len(value) for values in fields.values() for value in values)
    return fields if size <= MOST_CHARACTERS and len(fields) <= MOST_FIELDS else {}
