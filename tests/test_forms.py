"""Every form of the product: what is typed in it is kept, and what is wrong with it is said where it can be found."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.conf import settings
from django.db import transaction
from django.forms.boundfield import BoundField
from django.utils import timezone

from community.home.models import Arrival
from community.home.renderers import Field, FieldRenderer
from community.organisations.actions import affiliate
from community.richtext import places
from tests.permissions.source import ROOMS
from tests.permissions.table import POST_INSIDE, POST_OPEN, POST_SIGNED, TABLE
from tests.permissions.test_walk import address

pytestmark = pytest.mark.django_db
WORDS = "Wij spannen een zeil boven de zandbak"
#: Who sees which forms; together they see all of them.
WRITERS = ["facilitator", "member", "outsider", "staff"]
#: What is no page to write on.
APART = {"demo:mailbox", "notifications:device", "knowledge:picture", "knowledge:file"}


def own_forms() -> set[type[forms.BaseForm]]:
    """Every form class that is written in one of our packages."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            if ".migrations" not in module.name and not module.name.endswith(("asgi", "wsgi")):
                importlib.import_module(module.name)
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.partition(".")[0] in ROOMS and hasattr(one, "base_fields"):
                found.add(one)
    return found


def name_of(form) -> str:
    return f"{form.__module__}.{form.__qualname__}"


def takes_words(form) -> bool:
    return any("<textarea" in field.widget.render("x", "") for field in form.base_fields.values())


def with_words() -> dict[str, type[forms.BaseForm]]:
    """The forms with a field of more than a line, by what is rendered and not by what it is called."""
    return {name_of(form): form for form in own_forms() if takes_words(form)}


def test_the_machinery_knows_every_field_of_more_than_a_line():
    """It goes by the widget; a form or a field that is rendered in another way would take no part."""
    assert len(with_words()) > 12
    for form in with_words().values():
        own = [form.bound_field_class, form.default_renderer, form.template_name != forms.Form.template_name]
        assert own[:2] == [None, None], form
        for field in form.base_fields.values():
            many = "<textarea" in field.widget.render("x", "")
            assert isinstance(field.widget, forms.Textarea) is many, (form, field)
            assert field.bound_field_class is None, (form, field)
    assert FieldRenderer.bound_field_class is Field


def test_no_template_and_no_script_makes_such_a_field_by_hand():
    """Only a field that is not written in: the codes to sign in with when a telephone is lost."""
    found = [
        str(path.relative_to(settings.BASE_DIR))
        for folder, pattern in (("templates", "*.html"), ("static/js", "*.js"))
        for path in Path(settings.BASE_DIR / folder).rglob(pattern)
        for element in re.findall(r"<textarea[^>]*>|createElement\(.textarea", path.read_text())
        if "readonly" not in element
    ]
    assert found == []


@pytest.fixture
def open_house(house):
    """The house, in which the member speaks for the host, and others may ask to take part."""
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation, role="host_contact")
    house.network.visibility, house.network.phase = "members", "agree"
    house.network.save()
    Arrival.objects.create(user=house.facilitator, network=house.network, finished_at=timezone.now())
    return house


def pages(client, house):
    """Every page that opens, with its address and what stands on it."""
    for name, (_arguments, rule) in TABLE.items():
        if name in APART or rule in (POST_INSIDE, POST_OPEN, POST_SIGNED):
            continue
        url = address(house, name)
        response = client.get(url)
        if response.status_code == 200 and not response.streaming and b"<form" in response.content:
            yield url, BeautifulSoup(response.content, "html.parser"), response


def forms_on(soup, *selectors):
    found = soup.select("form[method=post]")
    return [form for form in found if all(form.select(selector) for selector in selectors)]


def shown_on(response) -> set[str]:
    """The form classes of ours that were shown, out of what the templates were given."""
    values = [value for context in response.context or [] for layer in context for value in layer.values()]
    values = [value.form if isinstance(value, BoundField) else value for value in values]
    return {name_of(type(value)) for value in values if isinstance(value, forms.BaseForm)}


def action_of(form, url: str) -> str:
    return (form.get("action") or url).partition("?")[0]


def test_whatever_is_written_on_any_page_is_kept_for_that_very_form(open_house, sign_in):
    """Each form with such a field carries one place, of its reader and its address, and begins with what was kept."""
    seen, many = set(), 0
    for persona in WRITERS:
        user = open_house.who(persona)
        client = sign_in(user)
        for url, soup, response in pages(client, open_house):
            marks = [mark["data-place"] for mark in soup.select("input[name=_place][data-place]")]
            assert len(marks) == len(set(marks)), (url, marks)
            ids = [element["id"] for element in soup.select("[id]")]
            assert sorted(ids) == sorted(set(ids)), url
            assert not [one for one in soup.select("option") if "---" in one.text], "a choice has words"
            assert not soup.select("textarea:not(form textarea, [readonly])"), url
            written = forms_on(soup, "textarea")
            seen |= shown_on(response) if written else set()
            for form in written:
                many += 1
                [mark] = form.select("input[name=_place]")
                place = places.read({"_place": mark["value"]})
                assert (place.user, place.action) == (user.pk, action_of(form, url)), (
                    url,
                    mark["data-place"],
                )
                assert (mark["data-place"], mark["data-opened"]) == (place.name, place.opened)
                assert_begins(client, url, form, mark)
    assert many > 30
    assert set(with_words()) - seen == set()


def assert_begins(client, url, form, mark) -> None:
    """What the server keeps of a form stands in it when its page is opened again, where it can be seen."""
    fields = {area["name"]: f"{WORDS} {area['name']}" for area in form.select("textarea")}
    kept = client.post("/files/draft/", {"_place": mark["value"]} | fields)
    assert kept.status_code == 200, url
    again = BeautifulSoup(client.get(url).content, "html.parser")
    found = again.select_one(f"form:has(input[data-place='{mark['data-place']}'])")
    assert {area["name"]: area.text.strip() for area in found.select("textarea")} == fields, url
    assert found.select(".draft") or mark.has_attr("data-quiet"), url
    assert not found.find_parents("details", open=False), url
    client.post("/files/draft/", {"_place": kept.json()["place"], "do": "forget"})


def emptied(form) -> dict[str, str]:
    """What is sent when somebody empties every field and presses the first button."""
    sent = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") not in ("checkbox", "radio", "file"):
            sent[field["name"]] = field.get("value", "") if field.get("type") == "hidden" else ""
    if button := form.select_one("button[name]"):
        sent[button["name"]] = button.get("value", "")
    return sent


def test_a_refused_form_says_what_is_wrong_where_it_can_be_found(open_house, sign_in):
    """One summary leads to each field, by its name; beside each field stands the message, tied to it."""
    found, wrong = set(), []
    for persona in WRITERS:
        client = sign_in(open_house.who(persona))
        for url, soup, _response in list(pages(client, open_house)):
            for form in forms_on(soup, ".field"):
                action = action_of(form, url)
                with transaction.atomic():
                    answer = client.post(form.get("action") or url, emptied(form))
                    transaction.set_rollback(True)
                if answer.status_code in (409, 422):
                    found.add(action)
                    refused = BeautifulSoup(answer.content, "html.parser")
                    wrong += [(action, *one) for one in unfindable(refused)]
                    if "verplicht veld" in answer.text:
                        wrong.append((action, "says what it is, and not what to do"))
                elif answer.status_code == 200:
                    wrong.append((action, "neither taken nor refused"))
    assert wrong == []
    assert len(found) > 25, "the walk sends the forms"


def unfindable(soup):
    """What of a refused form cannot be found from its summary, or from its field."""
    summaries = soup.select("[data-errors]")
    if len(summaries) != 1 or summaries[0].find_parents("details", open=False):
        yield "one summary in sight", len(summaries)
        return
    links, bad = summaries[0].select("a"), soup.select(".field--bad")
    if not links and not summaries[0].select("li") or len({link["href"] for link in links}) < len(bad):
        yield "a link to each field", [link["href"] for link in links]
    for link in links:
        targets = soup.select(link["href"])
        if len(targets) != 1 or not [one for one in bad if one in (targets[0], *targets[0].parents)]:
            yield "a link that leads somewhere", str(link)
    for field in bad:
        control = field.select_one("[aria-invalid=true]") or {}
        tied = control.get("aria-describedby") or field.get("aria-describedby") or ""
        said = [soup.find(id=key) for key in tied.split()]
        if not control or not all(said) or not [one for one in said if one.select(".error")]:
            yield "a message tied to its field", str(field)[:300]
