"""Planning a year: cadences, dates that are typed, holidays from a file, and meetings that differ."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from community.richtext.actions import use
from community.richtext.models import Attachment
from events.models import RotationPlan
from events.planning.forms.cycle import CycleForm, same_weekday
from events.planning.problems import problem_of

pytestmark = pytest.mark.django_db


YEAR = timezone.localdate().year + 1


def calendar(*periods) -> bytes:
    """An iCalendar file with (first day, day after the last, name) as whole days."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART;VALUE=DATE:{first:%Y%m%d}\r\nDTEND;VALUE=DATE:{end:%Y%m%d}\r\n"
        f"SUMMARY:{name}\r\nEND:VEVENT\r\n"
        for n, (first, end, name) in enumerate(periods)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()


def sent(values: dict) -> MultiValueDict:
    return MultiValueDict(
        {name: list(value) if isinstance(value, list | tuple) else [value] for name, value in values.items()}
    )


def filled(files=None, **changed) -> CycleForm:
    data = {
        "name": "Jaar", "cadence": "weeks", "first_day": f"{YEAR}-03-03", "count": 3, "weeks": 4, "months": 1,
        "choices": 2, "calendars": [], "start_time": "10:00", "end_time": "12:00", "mode": "in_person",
        "expected": 5, "answer_by": timezone.localdate().isoformat(), **changed,
    }  # fmt: skip
    form = CycleForm(sent(data), files)
    form.is_valid()
    return form


def days(form) -> list[list[dt.date]]:
    assert form.is_valid(), form.errors
    return [row["candidates"] for row in form.meetings]


class TestCadence:
    def test_every_four_weeks_with_two_dates_each(self):
        first = dt.date(YEAR, 3, 3)
        assert days(filled()) == [
            [first + dt.timedelta(weeks=n), first + dt.timedelta(weeks=n + 1)] for n in (0, 4, 8)
        ]

    @pytest.mark.parametrize(
        ("first", "months", "expected"),
        [
            (dt.date(2027, 1, 20), 1, dt.date(2027, 2, 17)),  # the third Wednesday
            (dt.date(2027, 1, 20), 12, dt.date(2028, 1, 19)),
            (dt.date(2027, 1, 4), 2, dt.date(2027, 3, 1)),  # the first Monday
            (dt.date(2027, 3, 31), 1, dt.date(2027, 4, 28)),  # April has no fifth Wednesday
            (dt.date(2028, 2, 29), 12, dt.date(2029, 2, 27)),  # a fifth Tuesday in a leap year
        ],
    )
    def test_the_third_wednesday_stays_the_third_wednesday(self, first, months, expected):
        assert same_weekday(first, months) == expected
        assert expected.weekday() == first.weekday()

    def test_by_month(self):
        form = filled(cadence="monthly", first_day=f"{YEAR}-03-17", months=2, count=3, choices=1)
        first = dt.date(YEAR, 3, 17)
        assert days(form) == [[same_weekday(first, n)] for n in (0, 2, 4)]

    @pytest.mark.parametrize("choices", [1, 2])
    @pytest.mark.parametrize(("weeks", "expected"), [(1, [0, 1, 4, 5]), (2, [0, 4, 5, 6])])
    def test_a_holiday_in_between_leaves_as_many_days_as_meetings(self, weeks, expected, choices):
        first = dt.date(YEAR, 3, 3)
        closed = calendar((first + dt.timedelta(weeks=2), first + dt.timedelta(weeks=4), "Vakantie"))
        files = MultiValueDict({"holidays": [SimpleUploadedFile("v.ics", closed)]})
        found = days(filled(files=files, weeks=weeks, count=4, choices=choices))
        assert [row[0] for row in found] == [first + dt.timedelta(weeks=n) for n in expected]
        assert all(len(row) == choices for row in found)

    def test_a_year_without_a_free_day_is_said(self):
        first = dt.date(YEAR, 3, 3)
        upload = SimpleUploadedFile(
            "v.ics",
            calendar(
                *(
                    (first + dt.timedelta(weeks=n), first + dt.timedelta(weeks=n, days=1), "x")
                    for n in range(60)
                )
            ),
        )
        assert "calendars" in filled(files=MultiValueDict({"holidays": [upload]}), count=1).errors

    def test_dates_that_are_typed(self):
        form = filled(cadence="dates", dates=f"21-1-{YEAR}, 14/1/{YEAR}\n\n{YEAR}-02-18\n", first_day="")
        assert days(form) == [
            [dt.date(YEAR, 1, 14), dt.date(YEAR, 1, 21)],
            [dt.date(YEAR, 2, 18)],
        ]

    @pytest.mark.parametrize("text", ["morgen", "30-2-2027", "1-2", "2027-1-1-1", "１-1-2027x", "1-13-2027"])
    def test_what_is_no_date(self, text):
        form = filled(cadence="dates", dates=f"14-1-{YEAR}\n{text}")
        assert "2" in form.errors["dates"][0]

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"first_day": ""}, "first_day"),
            ({"first_day": "2001-01-01"}, "first_day"),
            ({"first_day": "9999-12-31"}, "first_day"),
            ({"cadence": "dates", "dates": ""}, "dates"),
            ({"cadence": "dates", "dates": "1-1-2001"}, "dates"),
            ({"cadence": "dates", "dates": "\n".join(f"{n}-1-{YEAR}" for n in range(1, 15))}, "dates"),
            ({"answer_by": f"{YEAR}-03-03"}, "answer_by"),
            ({"end_time": "09:00"}, "end_time"),
            ({"count": 13}, "count"),
        ],
    )
    def test_refused_at_the_right_field(self, changed, field):
        assert field in filled(**changed).errors

    def test_four_hundred_dates_are_refused_with_a_sentence(self, house, sign_in):
        many = ",".join(f"{n % 28 + 1}-{n // 28 + 1}-{YEAR}" for n in range(300))
        data = filled(cadence="dates", dates=many).data
        response = sign_in(house.facilitator).post(
            reverse("events:new_plan", args=[house.network.slug]), data
        )
        assert response.status_code == 422
        assert "60" in response.text
        assert RotationPlan.objects.count() == 1


class TestHolidays:
    def test_flanders_by_rule(self):
        form = filled(calendars=["be", "flanders"])
        for day, closed in ((dt.date(2026, 11, 5), True), (dt.date(2026, 11, 12), False)):
            assert bool(form.closed_because(day)) is closed

    def test_a_file_moves_the_dates_and_closes_them_for_the_planner(self, house, sign_in):
        first = dt.date(YEAR, 3, 3)
        content = calendar((first, first + dt.timedelta(days=3), "Voorjaarsvakantie"))
        upload = SimpleUploadedFile("vakantie.ics", content, "text/calendar")
        data = filled(count=1, choices=1).data | {"holidays": upload}
        url = reverse("events:new_plan", args=[house.network.slug])
        assert sign_in(house.facilitator).post(url, data).status_code == 302
        plan = RotationPlan.objects.latest("pk")
        assert plan.dates == [first + dt.timedelta(weeks=1)]
        planned = plan.planned.get()
        planned.candidates = [first.isoformat()]
        planned.save()
        assert problem_of(plan)["closed_dates"] == [
            {"date": first.isoformat(), "reason": "Voorjaarsvakantie", "organisation": None}
        ]

    def test_the_days_of_a_file_are_named_before_and_after_saving_and_can_be_taken_out(self, house, sign_in):
        first = dt.date(YEAR, 3, 3)
        content = calendar(
            (first, first + dt.timedelta(days=3), "Voorjaarsvakantie"),
            (first, first + dt.timedelta(days=300), "Sabbatjaar"),
        )
        client, url = sign_in(house.facilitator), reverse("events:new_plan", args=[house.network.slug])
        data = filled(count=1, choices=1, calendars=["nl"]).data
        data = {name: data.getlist(name) for name in data}
        looked = client.post(url, data | {"do": "look", "holidays": SimpleUploadedFile("v.ics", content)})
        assert "Voorjaarsvakantie" in looked.text
        assert "“Sabbatjaar” duurt langer dan tien weken" in looked.text
        saved = client.post(url, data | {"holidays": SimpleUploadedFile("v.ics", content)}, follow=True)
        assert f"3-3-{YEAR} t/m 5-3-{YEAR} (Voorjaarsvakantie)" in saved.text
        plan = RotationPlan.objects.latest("pk")
        rules = reverse("events:plan_rules", args=[plan.pk])
        shown = client.get(rules).context["form"].initial
        assert shown["from_file"] == f"3-3-{YEAR} t/m 5-3-{YEAR} Voorjaarsvakantie"
        kept = {name: "" if value is None else value for name, value in shown.items()}
        assert client.post(rules, kept | {"from_file": f"4-3-{YEAR} Vrij"}).status_code == 302
        plan.refresh_from_db()
        assert plan.rules["closed"] == {"calendars": ["nl"], "days": {f"{YEAR}-03-04": "Vrij"}}

    def test_a_file_waits_while_the_form_is_looked_at_and_while_something_is_wrong(self, house, sign_in):
        first = dt.date(YEAR, 3, 3)
        upload = SimpleUploadedFile(
            "vakantie.ics", calendar((first, first + dt.timedelta(days=3), "Vakantie"))
        )
        client, url = sign_in(house.facilitator), reverse("events:new_plan", args=[house.network.slug])
        data = filled(count=1, choices=1).data
        data = {name: data[name] for name in data}
        wrong = client.post(url, data | {"name": "", "holidays": upload})
        assert wrong.status_code == 422
        waiting = Attachment.objects.get(waiting=True)
        assert f'name="waiting" value="{waiting.pk}"' in wrong.text
        looked = client.post(url, data | {"do": "look", "waiting": waiting.pk})
        assert f'name="waiting" value="{waiting.pk}"' in looked.text
        assert client.post(url, data | {"waiting": waiting.pk}).status_code == 302
        assert RotationPlan.objects.latest("pk").dates == [first + dt.timedelta(weeks=1)]
        assert use(actor=house.facilitator, audience=house.network.audience, files=[waiting]) == []


def test_each_meeting_may_differ(house, sign_in):
    planned = house.plan.planned.get()
    url = reverse("events:planned_meetings", args=[house.plan.pk])
    client = sign_in(house.facilitator)
    data = {
        "planned-TOTAL_FORMS": 1, "planned-INITIAL_FORMS": 1, "planned-0-id": planned.pk,
        "planned-0-title": "Online start", "planned-0-mode": "online", "planned-0-expected": 0,
        "planned-0-dates": client.get(url).context["rows"][0]["dates"].initial,
    }  # fmt: skip
    assert client.post(url, data | {"planned-0-title": ""}).status_code == 422
    assert client.post(url, data).status_code == 302
    planned.refresh_from_db()
    assert (planned.title, planned.mode, planned.expected) == ("Online start", "online", 0)
    assert problem_of(house.plan)["meetings"][0]["mode"] == "online"


class TestLookingAtTheDates:
    def url(self, house):
        return reverse("events:new_plan", args=[house.network.slug])

    def test_the_form_starts_from_the_last_meeting(self, house, sign_in):
        last = house.later
        last.starts_at = last.local_start.replace(hour=10, minute=30, second=0, microsecond=0)
        last.ends_at = last.starts_at + dt.timedelta(hours=2)
        last.save()
        form = sign_in(house.facilitator).get(self.url(house)).context["form"]
        assert form["first_day"].initial.weekday() == last.local_start.weekday()
        assert form["first_day"].initial > last.local_start.date()
        assert (form["start_time"].initial, form["end_time"].initial) == (dt.time(10, 30), dt.time(12, 30))
        assert form["answer_by"].initial == timezone.localdate() + dt.timedelta(days=14)
        values = {name: form[name].initial for name in form.fields}
        filled_in = CycleForm(sent({name: "" if value is None else value for name, value in values.items()}))
        assert filled_in.is_valid(), filled_in.errors

    def test_the_dates_are_shown_and_nothing_is_asked(self, house, sign_in):
        before = RotationPlan.objects.count()
        data = filled(calendars=["be", "flanders"], first_day=f"{YEAR}-11-11", weeks=1, count=1).data
        page = sign_in(house.facilitator).post(self.url(house), {**data, "do": "look"})
        assert page.status_code == 200
        assert page.context["asked_dates"] == [[dt.date(YEAR, 11, 18), dt.date(YEAR, 11, 25)]]
        assert "(Wapenstilstand)" in page.text
        assert RotationPlan.objects.count() == before

    def test_while_it_is_filled_in_there_is_no_error_yet(self, house, sign_in):
        client, htmx = sign_in(house.facilitator), {"HX-Request": "true"}
        page = client.post(self.url(house), {"do": "look", "cadence": "weeks"}, headers=htmx)
        assert (page.status_code, page.context["asked_dates"]) == (200, [])

    @pytest.mark.parametrize(("lines", "each"), [(10, 40), (12, 6)])
    def test_four_hundred_dates_are_refused_in_words_and_stay_on_the_page(self, house, sign_in, lines, each):
        first = dt.date(YEAR, 3, 1)
        rows = [
            ", ".join(f"{day.day}-{day.month}-{day.year}" for day in (first + dt.timedelta(days=40 * n + m) for m in range(each)))
            for n in range(lines)
        ]  # fmt: skip
        before = RotationPlan.objects.count()
        data = filled(cadence="dates", dates="\n".join(rows)).data
        page = sign_in(house.facilitator).post(self.url(house), data)
        assert page.status_code == 422
        assert rows[-1] in page.text
        assert RotationPlan.objects.count() == before
        told = page.context["form"].errors.as_text()
        # the others are too long to read at all
        assert ("Vraag naar hoogstens 60 data." in told) is (each == 6)

    def test_fewer_different_dates_than_meetings_are_refused(self, house, sign_in):
        data = filled(cadence="dates", dates=f"4-3-{YEAR}\n4-3-{YEAR}").data
        page = sign_in(house.facilitator).post(self.url(house), data)
        assert page.status_code == 422
        assert "minder verschillende data dan bijeenkomsten" in page.text

    def test_dates_before_the_network_began_are_refused(self, house, sign_in):
        house.network.started_on = dt.date(YEAR, 6, 1)
        house.network.save()
        page = sign_in(house.facilitator).post(self.url(house), filled().data)
        assert page.status_code == 422
        assert "Het netwerk begon op een latere dag." in page.text


@pytest.mark.parametrize("cadence", [{}, {"cadence": ""}, {"cadence": "x"}])
@pytest.mark.parametrize("do", ["look", "ask", ""])
def test_a_plan_without_a_known_rhythm_is_refused_in_words(house, client, cadence, do):
    client.force_login(house.facilitator)
    data = {
        "name": "Jaar",
        "first_day": "2027-01-12",
        "count": "5",
        "start_time": "10:00",
        "end_time": "12:00",
    }
    answer = client.post(reverse("events:new_plan", args=[house.network.slug]), data | cadence | {"do": do})
    assert answer.status_code in (200, 422)
    assert "cadence" in answer.context["form"].errors
