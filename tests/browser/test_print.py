"""What is printed fits its paper: a meeting on one sheet, a plan on two (ring and list, then grid and figures)."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_pages_on_paper(world, open_page):
    for who, path, pages in (("P05", "/meetings/5/print/", 1), ("P01", "/meetings/plans/1/", 2)):
        page = open_page(world.people[who])
        page.goto(path)
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == pages, path
