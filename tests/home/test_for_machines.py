"""What search engines, sharers and phones get of the house: what a visitor may read, and its sign."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client
from PIL import Image

from tests.house import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_sitemap_holds_what_a_visitor_may_read_and_nothing_else(world, client):
    sitemap = client.get("/sitemap.xml")
    assert sitemap["Content-Type"].startswith("application/xml")
    paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", sitemap.content.decode())
    assert {"/", "/networks/", "/meetings/", "/forum/", "/networks/buiten-is-beter/"} <= set(paths)
    assert any(path.startswith("/knowledge/afwegen") for path in paths)
    assert len(paths) == len(set(paths))
    for path in paths:
        assert Client().get(path).status_code == 200, path
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_nothing_of_a_closed_network_is_in_it(house, client):
    text = client.get("/sitemap.xml").content.decode()
    assert CANARY not in text
    assert house.network.get_absolute_url() not in text
    assert house.meeting.get_absolute_url() not in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [("/forum/?show=latest&utm=x", "/forum/"), ("/forum/?page=3&show=latest", "/forum/?page=3"), ("/", "/")],
)
def test_a_page_says_its_one_address(asked, told, world, client):
    page = client.get(asked).content.decode()
    [canonical] = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    assert canonical == f"http://testserver{told}"
    assert re.findall(r'property="og:image" content="([^"]+)"', page)[0].startswith(
        "http://testserver/static/"
    )


def test_an_article_is_shared_with_its_title_and_first_words(world, client):
    page = client.get("/knowledge/afwegen-in-plaats-van-verbieden-risicovol-buitenspel/").content.decode()
    [title] = re.findall(r'property="og:title" content="([^"]+)"', page)
    [text] = re.findall(r'property="og:description" content="([^"]+)"', page)
    assert title.startswith("Afwegen in plaats van verbieden")
    assert text.startswith("Kinderen die mogen klimmen")


def test_a_member_is_told_no_address_to_share(house, sign_in):
    assert 'rel="canonical"' not in sign_in(house.member).get("/today/").content.decode()


def test_a_phone_that_keeps_vonder_gets_its_sign(client):
    told = client.get("/manifest.webmanifest").json()
    assert (told["name"], told["start_url"], told["display"]) == ("Vonder", "/today/", "standalone")
    for icon in told["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        if icon["type"] == "image/png":
            with Image.open(path) as picture:
                assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert client.get("/favicon.ico")["Location"] == static("icon-180.png")
