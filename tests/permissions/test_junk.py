"""Whatever stands behind the question mark of an address: a page or a plain refusal, never a crash."""

import ast
import re
from collections import deque
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import resolve

from tests.knowledge.pages import SIZE, add_file, add_picture

from .parameters import is_get, read_by
from .source import ROOMS
from .table import TABLE
from .test_walk import address

pytestmark = pytest.mark.django_db
LIBRARY = [
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/knowledge/",
    "/demo/mail/none/",
]
JUNK = [
    "", "0", "-1", "1.5", "1e9", "99", str(2**31), str(2**63 - 1), str(2**63), "9" * 18, "9" * 300, "٣", "²", "½",
    "\x00", "a\x00b", "\ud800", "\u202e", "'\"<>&%", "%", "[]", "x" * 5000, "None", "nan", "../../..", "a" * 201,
    "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "1-1-1", "2026-03-29T02:30:00",
    "0001-01-01T00:00:00+14:00_1", "0001-01-01T00:00:00-14:00_1", "9999-12-31T23:59:59.999999+00:00_1",
    "9999-12-31T23:59:59-23:59_1", "2026-01-01T00:00:00+99:99_1", "2026-01-01T00:00:00Z_" + "9" * 18, "_", "_1",
    "2026-01-01T00:00:00Z_\ud800", "10000-01-01T00:00:00Z_1", "01-01-0001", "31-12-9999",
]  # fmt: skip
#: As bytes that are no UTF-8, and as a name that stands there more than once.
RAW = ["%ff", "%ed%a0%80", "%F0%9F%92%A9", "%00", "%uD800", "+"]


@cache
def every_name() -> set[str]:
    """All names that any file of ours reads out of `request.GET`."""
    found = set()
    for room in ROOMS:
        for path in Path(room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and is_get(getattr(node.func, "value", None)):
                    found |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


def test_the_names_are_found_in_the_views(house):
    """No view reads a name that the walk below does not know."""
    found = {name for url in addresses(house) for name in read_by(resolve(url).func)}
    assert every_name() <= found
    assert {"q", "before", "since", "until", "first", "second", "voter", "page"} <= found


def addresses(house) -> list[str]:
    house.device = house.member  # any number will do
    house.rendition, house.document = add_picture().get_rendition(SIZE), add_file()
    return [address(house, name) for name in TABLE]


def asked(url: str, names) -> list[str]:
    """The address with every junk value for every name; one that reads nothing gets a bit of everything, once."""
    values = [quote(value.encode("utf8", "surrogatepass")) for value in JUNK] + RAW
    if not names:
        return [f"{url}?" + "&".join(map("=".join, zip(sorted(every_name()), values[::3], strict=False)))]
    steps = [deque(values) for _name in names]
    for number, step in enumerate(steps):
        step.rotate(7 * number)
    mixed = [
        f"{url}?" + "&".join(map("=".join, zip(names, row, strict=True))) for row in zip(*steps, strict=True)
    ]
    return mixed + [f"{url}?{name}=1&{name}=x&{name}[]=2&{name}[a]=3" for name in names]


#: What differs in a page each time it is made, and its own address in it.
PASSING = re.compile(
    rb'nonce="[^"]*"|csrfmiddlewaretoken"\s+value="\w+"|X-CSRFToken": "\w+"|data-(page|url)="[^"]*"'
    rb'|value="[\w.=-]+:\w+:[\w-]+"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
)


def test_junk_in_an_address_is_no_crash(house, sign_in):
    """Values that gave the facilitator the very same page are all taken for the same; the others try one of each."""
    kinds = {url: asked(url, sorted(read_by(resolve(url).func))) for url in addresses(house)}
    for persona in ("facilitator", "member", "visitor"):
        client, wrong = sign_in(house.who(persona)), []
        client.raise_request_exception = False
        for url, targets in kinds.items():
            opens = client.get(url).status_code == 200  # who gets no page has nothing read
            pages = {target: client.get(target) for target in (targets if opens else asked(url, ()))}
            wrong += [(persona, target[:120]) for target, page in pages.items() if page.status_code >= 500]
            if opens and persona == "facilitator":
                kinds[url] = list({_words(page): target for target, page in pages.items()}.values())
        assert not wrong


def _words(page) -> tuple:
    body = b"" if page.streaming else PASSING.sub(b"", page.content)
    return page.status_code, page.headers.get("Location"), body


def test_junk_on_pages_of_the_libraries_is_no_crash(house):
    client = Client(raise_request_exception=False)
    targets = [target for url in LIBRARY for target in asked(url, ["next"])]
    statuses = {target[:120]: client.get(target).status_code for target in targets}
    assert [target for target, status in statuses.items() if status >= 500] == []
