"""The grid of answers: a press shows the four answers, who filled in is kept, and each can be undone."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events.models import Availability
from events.planning.actions import changing, publishing

pytestmark = pytest.mark.django_db


class TestGrid:
    def cell(self, plan, organisation, answer, stood="host") -> dict:
        return {"cell": f"{organisation.pk}:{plan.dates[0].isoformat()}:{stood}", "answer": answer}

    def test_a_facilitator_fills_in_an_answer_and_who_did_is_kept(self, house, plan, sign_in):
        url = reverse("events:plan_cell", args=[plan.pk])
        client, host = sign_in(house.facilitator), house.organisation
        page = client.post(url, self.cell(plan, host, "attend"), follow=True)
        assert "kan komen. Ingevuld door jou." in page.text
        given = Availability.objects.get(plan=plan, organisation=host, date=plan.dates[0])
        assert (given.answer, given.answered_by) == ("attend", house.facilitator)
        htmx = {"HX-Request": "true"}
        part = client.post(url, self.cell(plan, host, "no", "attend"), headers=htmx)
        assert part.status_code == 200
        assert "kan niet. Ingevuld door jou." in part.text
        undo = BeautifulSoup(part.text, "html.parser").select_one("#cell-said")
        back = {
            "cell": undo.select_one("[name=cell]")["value"],
            "answer": undo.select_one("[name=answer]")["value"],
        }
        assert back == self.cell(plan, host, "attend", "no")
        client.post(url, back, headers=htmx)
        given.refresh_from_db()
        assert given.answer == "attend"

    def test_an_answer_that_was_not_there_is_undone_to_none(self, house, plan, sign_in):
        plan.availability.filter(organisation=house.organisation).delete()
        url, client = reverse("events:plan_cell", args=[plan.pk]), sign_in(house.facilitator)
        client.post(url, self.cell(plan, house.organisation, "no", "unknown"))
        assert plan.availability.filter(organisation=house.organisation).count() == 1
        client.post(url, self.cell(plan, house.organisation, "unknown", "no"))
        assert not plan.availability.filter(organisation=house.organisation).exists()

    def test_an_answer_that_changed_since_it_was_read_stays(self, house, plan, sign_in):
        url = reverse("events:plan_cell", args=[plan.pk])
        page = sign_in(house.facilitator).post(
            url, self.cell(plan, house.organisation, "no", "attend"), follow=True
        )
        assert "Dit antwoord is intussen veranderd" in page.text
        assert not plan.availability.filter(answer="no").exists()

    def test_without_scripts_a_press_shows_the_four_answers(self, house, plan, sign_in):
        turn = plan.turns[0]
        value = f"{turn.organisation_id}:{turn.date.isoformat()}:host"
        page = sign_in(house.facilitator).get(plan.get_absolute_url(), {"cell": value}).text
        menu = BeautifulSoup(page, "html.parser").select_one("#cell-menu")
        assert not menu.has_attr("hidden")
        assert "ontvangt in dit voorstel, kan ontvangen" in menu.text
        assert [one["value"] for one in menu.select("button")] == ["host", "attend", "rather_not", "no"]
        for odd in ("", "x", "1:2:3", "::", ":"):
            page = sign_in(house.facilitator).get(plan.get_absolute_url(), {"cell": odd}).text
            assert BeautifulSoup(page, "html.parser").select_one("#cell-menu").has_attr("hidden")

    @pytest.mark.parametrize("value", ["", "x", "1:2:3", "999999:2027-01-01:host", "::", "1" * 40])
    def test_nonsense_is_not_found(self, house, plan, sign_in, value):
        url = reverse("events:plan_cell", args=[plan.pk])
        assert sign_in(house.facilitator).post(url, {"cell": value, "answer": "no"}).status_code == 404

    @pytest.mark.parametrize(
        ("who", "status"), [("member", 403), ("outsider", 404), ("other_facilitator", 404)]
    )
    def test_nobody_else_fills_in_the_grid(self, house, plan, sign_in, who, status):
        url = reverse("events:plan_cell", args=[plan.pk])
        answer = self.cell(plan, house.organisation, "no")
        assert sign_in(house.who(who)).post(url, answer).status_code == status
        assert not plan.availability.filter(answer="no").exists()

    def test_a_published_plan_has_no_cells_to_press(self, house, plan, sign_in):
        publishing.publish_plan(actor=house.facilitator, plan=plan, sure=True)
        client = sign_in(house.facilitator)
        assert 'name="cell"' not in client.get(plan.get_absolute_url()).text
        answer = self.cell(plan, house.organisation, "no")
        assert client.post(reverse("events:plan_cell", args=[plan.pk]), answer).status_code == 403

    def test_days_that_are_left_out_say_why(self, house, plan, sign_in):
        day = plan.dates[1].isoformat()
        changing.change_rules(actor=house.facilitator, plan=plan, changes={"days_off": {day: "studiedag"}})
        page = sign_in(house.facilitator).get(plan.get_absolute_url())
        assert "Valt weg:" in page.text
        assert "(studiedag)" in page.text
