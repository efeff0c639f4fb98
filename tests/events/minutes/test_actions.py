"""Actions: agreed, done, late."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import remove_participant
from events.meetings.standing import part_in
from events.minutes import actions as minutes
from events.minutes import jobs as late
from events.minutes.actions_handed_on import hand_on
from events.minutes.queries import actions_for
from events.minutes.rules import may_set_action
from events.models import ActionPoint
from tests.factories import OrganisationFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


class TestActions:
    def agree(self, house, **fields):
        return minutes.agree_action(
            actor=house.facilitator, meeting=house.held, text="Foto's delen", client_id=uuid.uuid4(), **fields
        )

    def test_the_owner_hears_of_it_and_sees_it_today(self, house, sign_in):
        due = timezone.localdate() + dt.timedelta(days=3)
        action = self.agree(house, person=house.member, due=due)
        assert action.organisation == house.organisation
        assert house.member.notifications.filter(kind="events/action").exists()
        client = sign_in(house.member)
        assert "Foto&#x27;s delen" in client.get("/today/").text
        client.post(reverse("events:action", args=[action.pk]), {"status": "done", "next": "today"})
        action.refresh_from_db()
        assert (action.status, bool(action.done_at)) == ("done", True)
        assert "Foto&#x27;s delen" not in client.get("/today/").text

    def test_it_stays_on_the_agenda_until_done(self, house):
        action = self.agree(house, organisation=house.organisation)
        assert action in actions_for(house.network, house.meeting)
        minutes.set_action(actor=house.member, action=action, status="done")
        assert action not in actions_for(house.network, house.meeting)
        assert action in actions_for(house.network, house.held)

    def test_somebody_does_it(self, house):
        with pytest.raises(ValidationError):
            self.agree(house)
        with pytest.raises(ValidationError):
            self.agree(house, person=house.outsider)

    @pytest.mark.parametrize(
        ("who", "may"),
        [("facilitator", True), ("owner", True), ("colleague", True), ("other", False), ("guest", False), ("outsider", False)],
    )  # fmt: skip
    def test_who_says_how_far_it_is(self, house, who, may):
        colleague = ParticipantFactory(network=house.network, organisation=house.organisation).user
        other = ParticipantFactory(network=house.network, organisation=OrganisationFactory()).user
        guest = ParticipantFactory(network=house.network, organisation=house.organisation, role="guest").user
        people = {"owner": house.member, "colleague": colleague, "other": other, "guest": guest}
        action = self.agree(house, person=house.member)
        part = part_in(house.network, people.get(who) or house.who(who))
        assert may_set_action(part, action) is may

    @pytest.fixture
    def orphan(self, house):
        """An action of somebody who left, of the organisation of the member."""
        gone = ParticipantFactory(network=house.network, organisation=house.organisation)
        action = self.agree(house, person=gone.user)
        assert not self.row(house, action).owner_left
        remove_participant(actor=house.facilitator, participant=gone)
        return action

    def row(self, house, action):
        return next(one for one in actions_for(house.network, house.held) if one.pk == action.pk)

    @pytest.mark.parametrize("who", ["facilitator", "member"])
    def test_what_somebody_left_behind_is_handed_on(self, who, house, orphan, sign_in):
        other = ParticipantFactory(network=house.network, organisation=OrganisationFactory()).user
        client, url = sign_in(house.who(who)), reverse("events:hand_on", args=[orphan.pk])
        assert url in client.get(house.held.get_absolute_url()).text
        form = client.get(url).context["form"]
        assert form.initial == {"person": house.member.pk if who == "member" else None}
        choices = set(form.fields["person"].queryset)
        assert (other in choices, house.facilitator in choices) == (who == "facilitator",) * 2
        refused = client.post(url, {"person": house.outsider.pk})
        assert (refused.status_code, "Kies iemand." in refused.text) == (422, True)
        heir = house.member if who == "member" else other
        page = client.post(url, {"person": heir.pk}, follow=True)
        orphan.refresh_from_db()
        assert (orphan.person, orphan.organisation) == (heir, part_in(house.network, heir).organisation)
        assert not self.row(house, orphan).owner_left
        assert url not in page.text
        told = heir.notifications.filter(kind="events/action", data__text=orphan.text)
        assert told.exists() is (who == "facilitator")

    def test_nobody_is_given_one_by_a_stranger_to_it_nor_when_it_is_done(self, house, orphan, sign_in):
        other = ParticipantFactory(network=house.network, organisation=OrganisationFactory()).user
        guest = ParticipantFactory(network=house.network, organisation=house.organisation, role="guest").user
        url = reverse("events:hand_on", args=[orphan.pk])
        for person in (other, guest):
            assert url not in sign_in(person).get(house.held.get_absolute_url()).text
            assert sign_in(person).get(url).status_code == 403
        with pytest.raises(ValidationError):
            hand_on(actor=house.facilitator, action=orphan, person=guest)
        minutes.set_action(actor=house.member, action=orphan, status="done")
        assert sign_in(house.member).get(url).status_code == 403

    def test_late_ones_are_reminded_of_once(self, house):
        action = self.agree(house, person=house.member, due=timezone.localdate() - dt.timedelta(days=1))
        assert action.is_late
        assert [late.remind_late_actions.call() for _ in range(2)] == [1, 0]
        kinds = house.member.notifications.filter(kind="events/action_late").count()
        bosses = house.facilitator.notifications.filter(kind="events/action_late").count()
        assert (kinds, bosses) == (1, 1)
        assert ActionPoint.objects.get(pk=action.pk).reminded_at
