"""No choice begins with a row of dashes, and a new meeting asks first what it cannot do without."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events.models import Meeting

pytestmark = pytest.mark.django_db


def test_empty_choices_have_words(house, sign_in):
    boss = sign_in(house.facilitator)
    pages = {
        "schedule": house.network.slug, "change": house.meeting.pk, "programme": house.meeting.pk,
        "showcase": house.meeting.pk, "notes": house.held.pk, "organisations": house.network.slug,
        "cases": house.held.pk, "planned_meetings": house.plan.pk, "plan_rules": house.plan.pk,
        "repair": house.meeting.pk, "new_poll": house.network.slug, "new_plan": house.network.slug,
    }  # fmt: skip
    for name, number in pages.items():
        answer = boss.get(reverse(f"events:{name}", args=[number]))
        assert answer.status_code == 200, name
        assert "-----" not in answer.text, name


def test_four_fields_first_and_the_rest_in_a_fold(house, sign_in):
    boss = sign_in(house.facilitator)
    url = reverse("events:schedule", args=[house.network.slug])

    def form(answer):
        return BeautifulSoup(answer.text, "html.parser").select_one("form:has([name=start_time])")

    page = form(boss.get(url))
    fold = page.select_one("details")
    assert not fold.has_attr("open")
    inside = {field["name"] for field in fold.select("input[name], select[name], textarea[name]")}
    first = {
        field["name"] for field in page.select("input[name]") if not field["name"].startswith(("_", "csrf"))
    }
    assert first - inside == {"title", "day", "start_time", "end_time"}
    assert {"host", "venue", "mode", "showcase"} <= inside
    day = {
        "title": "Samen",
        "day": "2031-03-05",
        "start_time": "09:30",
        "end_time": "12:00",
        "mode": "in_person",
    }
    wrong = boss.post(url, day | {"join_url": "geen adres"})
    assert form(wrong).select_one("details").has_attr("open")
    assert boss.post(url, day).status_code == 302
    assert Meeting.objects.filter(title="Samen").exists()
    assert (
        form(boss.get(reverse("events:change", args=[house.meeting.pk])))
        .select_one("details")
        .has_attr("open")
    )


def test_of_what_is_over_the_minutes_come_before_the_way_there(house, sign_in):
    client = sign_in(house.member)
    held = client.get(house.held.get_absolute_url()).text
    assert held.index('id="actions"') < held.index('id="practical"')
    to_come = client.get(house.meeting.get_absolute_url()).text
    assert to_come.index('id="practical"') < to_come.index('id="actions"')


def test_minutes_say_of_what_they_are_and_who_was_there(house, sign_in):
    page = sign_in(house.member).get(reverse("events:minutes", args=[house.held.pk])).text
    assert house.held.title in page
    who = page[page.index("Wie er was") :]
    assert house.member.name in who[: who.index("</dd>")]
    house.held.attendances.filter(user=house.member).update(attended=False)
    page = sign_in(house.member).get(reverse("events:minutes", args=[house.held.pk])).text
    who = page[page.index("Wie er was") :]
    assert house.member.name not in who[: who.index("</dd>")]
