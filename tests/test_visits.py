"""Who asks for a page, by what the browser says of it."""

import pytest
from django.test import RequestFactory

from community.visits import is_visit

NAVIGATION = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (NAVIGATION, True),
        ({}, True),  # a browser that says nothing
        ({"Purpose": ""}, True),
        (NAVIGATION | {"Sec-Purpose": "prefetch"}, False),
        (NAVIGATION | {"Sec-Purpose": "prefetch;prerender"}, False),
        (NAVIGATION | {"Sec-Purpose": "prefetch;anonymous-client-ip"}, False),
        ({"Purpose": "prefetch"}, False),
        ({"Purpose": "Prefetch"}, False),
        ({"X-Moz": "prefetch"}, False),
        ({"X-Purpose": "preview"}, False),
        ({"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors"}, False),
        ({"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate"}, False),
        ({"Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors"}, False),
        ({"Sec-Fetch-Dest": "empty", "Sec-Fetch-Mode": "cors", "X-Shown": "1"}, True),
    ],
)
def test_only_who_looks_visits(headers, expected):
    assert is_visit(RequestFactory().get("/", headers=headers)) is expected
