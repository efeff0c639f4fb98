"""A year planned from the first question to the invitations."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from community.networks.actions import add_participant
from events.planning.actions import asking, proposing, publishing
from events.planning.links import signed_path
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


class TestRotation:
    def test_a_link_answers_for_one_organisation(self, house, client):
        url = signed_path(house.plan, house.member)
        page = client.get(url)
        assert page.status_code == 200
        days = house.plan.dates
        data = {f"d{day.isoformat()}": "host" for day in days} | {f"d{days[0]}x": "host"}
        assert client.post(url, data).status_code == 200
        assert set(house.plan.availability.values_list("organisation", "answer")) == {
            (house.organisation.pk, "host")
        }
        assert house.plan.availability.count() == len(days)

    def test_all_dates_at_once_and_who_answered_is_said(self, house, client, sign_in):
        url = signed_path(house.plan, house.member)
        page = client.post(url, {"all": "attend"})
        assert "zijn bewaard. Je kunt ze nog veranderen" in page.text
        assert dict(house.plan.availability.values_list("date", "answer")) == dict.fromkeys(
            house.plan.dates, "attend"
        )
        for again in ("host", "everything"):
            page = client.post(url, {"all": again})
            assert (page.status_code, page.context["wrong"][:16]) == (422, "Er is niets vera")
        assert set(house.plan.availability.values_list("answer", flat=True)) == {"attend"}
        colleague = UserFactory()
        add_participant(
            actor=house.facilitator, network=house.network, user=colleague, organisation=house.organisation
        )
        own = sign_in(colleague).get(f"/meetings/plans/{house.plan.pk}/availability/").text
        assert f"{house.member.name} antwoordde op" in own

    def test_all_at_once_leaves_what_was_answered_and_what_is_closed(self, house, sign_in):
        first, second = house.plan.dates
        house.organisation.closed_days = [[second.isoformat(), second.isoformat(), "Verhuis"]]
        house.organisation.save()
        url, client = f"/meetings/plans/{house.plan.pk}/availability/", sign_in(house.member)
        page = client.post(url, {f"d{first}": "no"}, follow=True).text
        assert "Bewaard. Voor 1 datum is er nog geen antwoord." in page
        assert "gesloten: Verhuis" in page
        assert client.post(url, {"all": "host"}).status_code == 422
        assert dict(house.plan.availability.values_list("date", "answer")) == {first: "no"}
        assert "maar je organisatie is dan gesloten" not in page
        page = client.post(url, {f"d{second}": "host"}, follow=True).text
        assert "maar je organisatie is dan gesloten" in page
        client.post(url, {f"d{second}": "no", f"d{first}": "host"})
        assert dict(house.plan.availability.values_list("date", "answer")) == {first: "host", second: "no"}

    @pytest.mark.parametrize("token", ["x", "W10:1:x", ""])
    def test_forged_links_explain_themselves(self, token, client, db):
        response = client.get(f"/meetings/availability/{token or 'leeg'}/")
        assert response.status_code == 410

    def test_a_link_dies_with_the_right_to_answer(self, house, client):
        url = signed_path(house.plan, house.former)
        assert client.get(url).status_code == 410

    def test_propose_publish_and_invite(self, house, django_capture_on_commit_callbacks):
        answers = dict.fromkeys(house.plan.dates, "host")
        asking.answer_availability(
            actor=house.member, plan=house.plan, organisation=house.organisation, answers=answers
        )
        with django_capture_on_commit_callbacks(execute=True):
            proposing.propose(actor=house.facilitator, plan=house.plan)
        house.plan.refresh_from_db()
        assert (house.plan.status, house.plan.version) == ("proposed", 1)
        (meeting,) = publishing.publish_plan(actor=house.facilitator, plan=house.plan, sure=True)
        assert (meeting.host, meeting.venue) == (house.organisation, house.venue)
        assert meeting.local_start.time() == dt.time(10)
        assert house.member.notifications.filter(
            kind="events/invited", url=meeting.get_absolute_url()
        ).exists()
        with pytest.raises(PermissionDenied):
            asking.answer_availability(
                actor=house.member, plan=house.plan, organisation=house.organisation, answers=answers
            )

    def test_without_a_host_the_page_says_why(self, house, sign_in, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            proposing.propose(actor=house.facilitator, plan=house.plan)
        page = sign_in(house.facilitator).get(house.plan.get_absolute_url()).content.decode()
        assert "Zo is er geen plan mogelijk" in page
        assert "Vraag Host house om te ontvangen" in page

    def test_members_do_not_see_a_proposal(self, house, sign_in):
        assert sign_in(house.member).get(house.plan.get_absolute_url()).status_code == 302
