"""A page is kept for visitors only when it is the same for all of them."""

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from community.kept.visitors import VisitorPageMiddleware
from community.members.models import User


def opened(
    answer, times: int = 2, *, method: str = "get", path: str = "/a/", user=None, cookies=(), **headers
) -> int:
    """How often the page was made, when visitors open it so many times."""
    made = []

    def page(request):
        made.append(request)
        request.user = user or AnonymousUser()
        return answer()

    keeping = VisitorPageMiddleware(page)
    for _ in range(times):
        request = getattr(RequestFactory(), method)(path, headers=headers)
        request.COOKIES |= dict.fromkeys(cookies, "x")
        keeping(request)
    return len(made)


def test_a_page_without_anything_of_anybody_is_made_once():
    assert opened(HttpResponse) == 1
    assert opened(HttpResponse, path="/b/", cookies=("theme", "django_language", "csrftoken")) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"method": "post"},
        {"cookies": ["sessionid"]},
        {"cookies": ["messages"]},
        {"cookies": ["whatever"]},
        {"hx_request": "true"},
        {"range": "bytes=0-9"},
        {"authorization": "Basic eDp5"},
        {"path": f"/{'a' * 240}/"},
        {"user": User(name="Iemand")},
    ],
    ids=lambda asked: next(iter(asked)),
)
def test_what_somebody_asks_for_themselves_is_made_each_time(asked):
    assert opened(HttpResponse, **asked) == 2


def with_cookie() -> HttpResponse:
    response = HttpResponse()
    response.set_cookie("csrftoken", "x")
    return response


@pytest.mark.parametrize(
    "answer",
    [
        with_cookie,
        lambda: HttpResponse(status=404),
        lambda: HttpResponse(content_type="text/calendar"),
        lambda: StreamingHttpResponse([b"x"]),
        lambda: HttpResponse(headers={"Cache-Control": "private, no-store"}),
        lambda: HttpResponse(headers={"Content-Security-Policy": "script-src 'nonce-abc'"}),
    ],
    ids=["cookie", "missing", "no page", "stream", "no-store", "nonce"],
)
def test_an_answer_with_something_of_one_reader_is_made_each_time(answer):
    assert opened(answer) == 2


@pytest.mark.once  # Redis has a clock of its own
@pytest.mark.parametrize("after", ["2026-03-04 12:01:01+00:00", "2026-03-05 00:00:10+01:00"])
def test_a_page_is_made_anew_after_a_minute_and_on_a_new_day(after):
    before = "2026-03-04 23:59:50+01:00" if after.startswith("2026-03-05") else "2026-03-04 12:00:00+00:00"
    with time_machine.travel(before, tick=False) as clock:
        assert opened(HttpResponse) == 1
        clock.move_to(after)
        assert opened(HttpResponse) == 1
        assert opened(HttpResponse, path="/other/") == 1
