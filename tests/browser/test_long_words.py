"""No page scrolls sideways on the smallest phone, whatever people call things: an address of 106 letters and a compound
of 60 stand in every title, name and text."""

import pytest
from django.apps import apps
from django.db import models

from tests.browser.shots import BRAM, JORIS, NOOR, VISITOR, secret_addresses

pytestmark = [pytest.mark.browser, pytest.mark.once]
COMPOUND = "Buitenspeelplaatsonderhoudsverantwoordelijkheidsverklaringen"
ADDRESS = "https://www.voorbeeld.example/documenten/buitenspelen/" + "a" * 52
SAME_PAGE = ("plan-other", "plan-swap", "members-facilitator", "harvest-own")
STICKS_OUT = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return "";
  const out = [...document.querySelectorAll("body *:not(svg *)")].filter(one => one.getBoundingClientRect().right > edge + 1);
  const inner = out.filter(one => ![...one.children].some(child => out.includes(child)));
  return inner.slice(0, 3).map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`).join(" | ");
}"""


def is_written_by_people(field) -> bool:
    if not isinstance(field, models.CharField | models.TextField) or isinstance(field, models.SlugField):
        return False
    return not (field.choices or field.unique or field.primary_key) and (field.max_length or 999) > 30


def lengthen() -> int:
    """Puts the long words before all that people wrote. Answers how many fields hold them."""
    changed = 0
    ours = [
        model for model in apps.get_models() if model.__module__.startswith(("community", "events", "forum"))
    ]
    assert len(COMPOUND) == 60
    assert len(ADDRESS) == 106
    for model in ours:
        for field in filter(is_written_by_people, model._meta.concrete_fields):
            rows = [
                row for row in model.objects.only(field.name) if " " in str(getattr(row, field.name) or "")
            ]
            for row in rows[:200]:
                old = getattr(row, field.name)
                words = f"{COMPOUND} {ADDRESS} {old}"
                if old.startswith("<"):
                    words = (
                        f'<p>{COMPOUND} <a href="{ADDRESS}">{ADDRESS}</a></p><ul><li>{ADDRESS}</li></ul>{old}'
                    )
                model.objects.filter(pk=row.pk).update(**{field.name: words[: field.max_length]})
            changed += bool(rows)
    return changed


def test_no_page_scrolls_sideways(world, open_page):
    known = secret_addresses()
    assert lengthen() > 40
    wrong = []
    for who, screens in ((None, VISITOR), ("P05", NOOR), ("P01", BRAM), ("P04", JORIS)):
        page = open_page(world.people[who] if who else None, width=320)
        for name, path in screens.items():
            if name in SAME_PAGE:
                continue
            response = page.goto(path.format(**known))
            assert response.status < 500, name
            if out := page.evaluate(STICKS_OUT):
                wrong.append(f"{name}: {out}")
    assert not wrong, "\n".join(wrong)


#: The words that stand on more than one line, though none of them is wider than a line should be.
CUT = """names => [...document.querySelectorAll(names)].flatMap(one => {
  const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), cut = [], place = document.createRange();
  while (text.nextNode()) for (const found of text.currentNode.data.matchAll(/[^\\s-–]+/g)) {
    place.setStart(text.currentNode, found.index);
    place.setEnd(text.currentNode, found.index + found[0].length);
    if (new Set([...place.getClientRects()].map(line => Math.round(line.top))).size > 1) cut.push(found[0]);
  }
  return cut;
})"""


@pytest.mark.parametrize(
    ("path", "names", "width", "letters"),
    [
        ("/meetings/{next_meeting}/", "h1, .banner__date", 1280, "200%"),
        ("/meetings/plans/{plan}/", ".steps b", 320, "100%"),
    ],
)
def test_no_word_is_cut_where_there_is_room(path, names, width, letters, world, open_page):
    """With letters of twice the size on a large screen, and in the four steps of a plan on a small one."""
    network = world.networks["N1"]
    numbers = {"next_meeting": network.meetings.upcoming().first().pk, "plan": network.plans.first().pk}
    page = open_page(world.people["P01"], width=width)
    page.goto(path.format(**numbers))
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", letters)
    assert page.locator(names).count() >= 1
    assert page.evaluate(CUT, names) == []
