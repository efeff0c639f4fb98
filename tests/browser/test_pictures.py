"""A visitor sees the picture of an article, from disk and from S3."""

import pytest

from tests.bucket import Bucket
from tests.knowledge.pages import add_picture, publish

pytestmark = pytest.mark.browser
SEEN = "() => { const one = document.querySelector('.figure img'); return one.complete && one.naturalWidth }"


@pytest.fixture(params=["disk", "S3"])
def kept_in(request, settings):
    if request.param == "disk":
        yield
        return
    with Bucket() as bucket:
        settings.STORAGES = {**settings.STORAGES, "default": bucket.storage}
        yield


def test_a_visitor_sees_the_picture_of_an_article(kept_in, planted, open_page):
    article, page = publish(add_picture(size=(1200, 900))), open_page()
    page.goto(article.url)
    page.locator(".figure img").scroll_into_view_if_needed()
    assert page.wait_for_function(SEEN).json_value() == 960
    assert page.problems == []
