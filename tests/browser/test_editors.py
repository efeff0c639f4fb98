"""The editors' screens in a browser: nothing is asked of anybody else, and thumbnails show."""

from urllib.parse import urlsplit

import pytest

from community.members.models import User
from tests.knowledge.pages import add_picture, publish

pytestmark = pytest.mark.browser
LOADED = "() => [...document.images].every((one) => one.complete && one.naturalWidth > 0)"


def test_an_editor_asks_this_site_alone_and_sees_the_pictures(planted, open_page, address):
    boss = User.objects.create_superuser("baas@example.org", name="Bea Baas")
    picture = add_picture()
    article = publish(picture)
    page, hosts, refused = open_page(boss), set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    for path in (
        "", "images/", f"images/{picture.pk}/", "images/add/", "documents/", "users/", "users/new/",
        f"users/edit/{boss.pk}/", "groups/", "account/", "reports/site-history/", "pages/",
        f"pages/{article.pk}/edit/", f"pages/{article.pk}/history/",
    ):  # fmt: skip
        page.goto(f"/cms/{path}", wait_until="networkidle")
        page.wait_for_function(LOADED)
    assert hosts - {""} == {urlsplit(address).netloc}
    assert refused == []
