"""Where a form stands: on whose page, which form, where it is sent to, and where to go back to. Signed, in a hidden
field of the form.

Because the account is in it, what Noor typed is never sent, kept or shown as if it came from who signed in after her.
Because the address is in it, it is sent there or nowhere. Because it says which page this is, opened once, two pages
with the same form never write over each other.
"""

import re
import secrets
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field, replace
from urllib.parse import urlsplit

from django.core import signing

#: The request that is being answered, for who is shown its forms.
asked: ContextVar = ContextVar("asked", default=None)
#: The hidden field that carries the place, and the one in which a script says which tab of the browser it runs in.
FIELD, TAB = "_place", "_tab"
#: The account whose page sends something beside its forms.
ACCOUNT = "_account"
MOST_CHARACTERS = 200_000
MOST_FIELDS = 500
LONGEST_PAGE = 400
LONGEST_NAME = 80
SECONDS = 14 * 24 * 3600  # how long a form that stands open can keep what is sent from it
_SALT = "richtext.place"
_SECRET = re.compile(r"^_|csrf|passw|token|secret|^code$", re.IGNORECASE)
_TAB = re.compile(r"[a-z0-9]{1,12}")


@dataclass(frozen=True)
class Place:
    """`user` is the number of an account, `name` such as `topic.7`, `page` an address here with its anchor.

    `action` is the address here that the form is sent to. `opened` is a word at random for this page, opened once,
    and `begun` the draft that it began with: its number, and the version of it that was shown. A browser may show
    one answer in two tabs, so its script adds which `tab` it is. `shown` is what the form showed when it was opened:
    a mark for each field that held something (`meanwhile.py`).
    """

    user: int
    name: str
    page: str
    action: str = ""
    opened: str = ""
    begun: tuple[int, int] | None = None
    tab: str = ""
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def writer(self) -> str:
        """Which page, in which tab, writes here."""
        return self.opened + self.tab

    @property
    def key(self) -> str:
        """The name under which the browser of its writer keeps what is typed here."""
        return f"{self.name}.{self.writer}"

    def signed(self) -> str:
        values = asdict(self)
        del values["tab"]
        return signing.dumps(list(values.values()), salt=_SALT, compress=True)

    def goes_on_with(self, draft) -> "Place":
        """The same page, now that what it writes stands in `draft`."""
        return replace(self, begun=(draft.pk, draft.version))


def open_place(*, user: int, name: str, page: str, action: str, begun=None, shown=None) -> Place:
    """The place of a form on a page that is opened now."""
    opened = secrets.token_urlsafe(6)
    address, mark, anchor = page.partition("#")
    page = address[: LONGEST_PAGE - len(mark + anchor)] + mark + anchor
    return Place(user, name[-LONGEST_NAME:], page, action, opened, begun, shown=shown or {})


def read(posted, seconds: int | None = None) -> Place | None:
    """The place in a form that was posted, of at most `seconds` ago; None for one that is older or not ours."""
    try:
        user, name, page, *rest = signing.loads(posted.get(FIELD, ""), salt=_SALT, max_age=seconds)
    except signing.BadSignature:
        return None
    place = Place(user, name, page, *rest[:2])  # a page from before drafts had an address says less
    begun, shown = rest[2] if len(rest) > 2 else None, rest[3] if len(rest) > 3 else {}
    tab = posted.get(TAB, "")
    tab = tab if _TAB.fullmatch(tab) else ""
    return replace(place, begun=begun and tuple(begun), shown=shown, tab=tab)


def place_of(request) -> Place | None:
    """The place that a form was sent from; None when it has none, an old one, or one that we did not sign."""
    if request.method != "POST" or not request.POST.get(FIELD):
        return None
    return read(request.POST, SECONDS)


def page_of(request) -> str:
    """The page this answer belongs to, which can be opened: itself, or where the form stood that was sent."""
    part = "HX-Request" in request.headers  # of a page that stands open, and no page by itself
    if request.method in ("GET", "HEAD") and not part:
        return request.get_full_path()[:LONGEST_PAGE]
    if place := place_of(request):
        return place.page
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return ""
    return (f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path)[:LONGEST_PAGE]


def with_draft(page: str, key: int | None) -> str:
    """The address of a page that begins with one draft of several (`?draft=7`), or without any choice."""
    address, mark, anchor = page.partition("#")
    path, _mark, query = address.partition("?")
    parts = [part for part in query.split("&") if part and not part.startswith("draft=")]
    parts += [f"draft={key}"] if key else []
    return f"{path}{'?' if parts else ''}{'&'.join(parts)}{mark}{anchor}"


def words_of(posted) -> dict[str, list[str]]:
    """What was typed and chosen in a form, by field; never passwords and tokens. Nothing when it is too much."""
    fields = {
        name.replace("\x00", ""): [value.replace("\x00", "") for value in posted.getlist(name)]
        for name in posted
        if not _SECRET.search(name)
    }
    size = sum(len(value) for values in fields.values() for value in values)
    return fields if size <= MOST_CHARACTERS and len(fields) <= MOST_FIELDS else {}
