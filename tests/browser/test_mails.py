"""Mails as a mail program shows them, on paper that is light or dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from community.notifications.models import OutgoingMail

pytestmark = [pytest.mark.browser, pytest.mark.once]
CONTRAST = {"runOnly": ["color-contrast"]}
SHEET = "getComputedStyle(document.querySelector('.sheet')).backgroundColor"


def test_a_mail_can_be_read_by_day_and_by_night(world, open_page):
    kinds = {mail.kind: mail.html for mail in OutgoingMail.objects.exclude(html="")}
    assert len(kinds) > 5, kinds.keys()
    page = open_page()
    sheets = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for kind, html in kinds.items():
            page.set_content(html)
            sheets.add((scheme, page.evaluate(SHEET)))
            found = Axe().run(page, options=CONTRAST).response["violations"]
            assert not [node["html"] for one in found for node in one["nodes"]], (kind, scheme)
    assert sheets == {("light", "rgb(253, 253, 250)"), ("dark", "rgb(27, 38, 44)")}
