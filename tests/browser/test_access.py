"""Every screen, in both themes and at three widths: axe finds nothing, nothing scrolls sideways, no script fails."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.shots import BRAM, JORIS, NOOR, VISITOR, secret_addresses
from tests.browser.writing import begin_to_write

pytestmark = [pytest.mark.browser, pytest.mark.once]
#: Pages that are meant to answer with a no, which the browser writes down as a mistake.
REFUSED = ("missing", "editors-closed")
RULES = {"preload": False, "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}, "rules": {"label-content-name-mismatch": {"enabled": True}}}  # fmt: skip


def look_at(page, name, path) -> list[str]:
    page.goto(path)
    page.wait_for_load_state("load")
    if page.locator("rich-text textarea:visible").count():
        begin_to_write(page)
    wrong = [f"{name}: {problem}" for problem in page.problems if name not in REFUSED]
    wrong += [f"{name}: {violation}" for violation in violations(page)]
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if sideways > 0:
        wrong.append(f"{name}: scrolls sideways by {sideways} px")
    if page.locator("h1").count() != 1:
        wrong.append(f"{name}: has {page.locator('h1').count()} h1")
    page.problems.clear()  # axe fetches and styles things itself
    return wrong


def violations(page) -> list[str]:
    """What axe finds with the whole page in view, so that nothing lies under a bar at the foot."""
    size = page.viewport_size
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(size | {"height": max(size["height"], whole)})
    found = Axe().run(page, options=RULES).response["violations"]
    page.set_viewport_size(size)
    return [f"{one['id']} – {'; '.join(node['html'][:110] for node in one['nodes'][:2])}" for one in found]


@pytest.mark.parametrize(
    ("width", "scheme", "locale"), [(390, "light", "nl-BE"), (1280, "dark", "nl-BE"), (320, "dark", "en-GB")]
)
def test_every_screen(world, open_page, width, scheme, locale):
    wrong, known = [], secret_addresses()
    for who, screens in ((None, VISITOR), ("P05", NOOR), ("P01", BRAM), ("P04", JORIS)):
        user = world.people[who] if who else None
        if user and locale.startswith("en"):
            user.language = "en"
            user.save()
        page = open_page(user, width=width, scheme=scheme, locale=locale)
        page.emulate_media(reduced_motion="reduce")  # a colour halfway is nobody's choice
        for name, path in screens.items():
            wrong += look_at(page, name, path.format(**known))
    assert not wrong, "\n".join(wrong)
