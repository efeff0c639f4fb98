"""A network knows where it stands: a list for each phase, and a warning before running without agreements."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.networks.actions import publish_agreement, sign_agreement
from community.networks.models import Membership, Network, PhaseItem
from community.networks.phases.actions import add_item, change_item, move_phase, propose_list, tick_item
from community.networks.phases.checklist import PROPOSED
from community.networks.phases.queries import needs_reason, not_accepted
from community.notifications.models import Notification
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreeing(house):
    """The network of the house while it still agrees, with one member organisation that did not sign yet."""
    Network.objects.filter(pk=house.network.pk).update(phase="agree")
    Membership.objects.exclude(organisation=house.organisation).delete()
    house.network.refresh_from_db()
    return house


def page_of(house) -> str:
    return reverse("networks:phase", args=[house.network.slug])


def item_of(house) -> str:
    return reverse("networks:phase_item", args=[house.phase_item.pk])


@pytest.mark.parametrize(
    ("agreement", "signed", "now", "to", "asks"),
    [
        (True, True, "agree", "run", False),
        (True, False, "agree", "run", True),
        (False, False, "agree", "run", True),
        (True, False, "agree", "evaluate", True),
        (True, False, "agree", "form", False),
        (True, False, "run", "evaluate", False),
        (True, False, "evaluate", "run", False),
    ],
)
def test_when_a_move_asks_for_a_reason(agreement, signed, now, to, asks, agreeing):
    house = agreeing
    if not agreement:
        house.agreement.delete()
    if signed:
        sign_agreement(actor=house.member, agreement=house.agreement)
    Network.objects.filter(pk=house.network.pk).update(phase=now)
    assert needs_reason(Network.objects.get(pk=house.network.pk), to) is asks


def test_s3_22_running_without_accepted_agreements_warns_and_goes_on_with_a_reason(agreeing, sign_in):
    """S3-22."""
    house, client = agreeing, sign_in(agreeing.facilitator)
    propose_list(actor=house.facilitator, network=house.network)
    page = client.get(page_of(house)).text
    assert "Laat elke organisatie de werkafspraken aanvaarden" in page
    assert "Host house aanvaardde de werkafspraken nog niet." in page
    refused = client.post(page_of(house), {"do": "move", "phase": "run"})
    assert refused.status_code == 422
    assert "Schrijf kort waarom, anderen lezen dit terug." in refused.text
    house.network.refresh_from_db()
    assert house.network.phase == "agree"
    client.post(page_of(house), {"do": "move", "phase": "run", "reason": "Ze tekenen op 26 november."})
    house.network.refresh_from_db()
    assert house.network.phase == "run"
    history = client.get(reverse("networks:history", args=[house.network.slug])).text
    assert "Ze tekenen op 26 november." in history
    assert Notification.objects.get(kind="networks/changed").recipient == house.member


def test_with_accepted_agreements_nothing_is_asked(agreeing):
    house = agreeing
    sign_agreement(actor=house.member, agreement=house.agreement)
    assert not_accepted(house.network) == []
    moved = move_phase(actor=house.facilitator, network=house.network, phase="run", reason="overbodig")
    assert (moved.phase, moved.changes.get(field="phase").reason) == ("run", "")


def test_a_newer_version_is_accepted_again(agreeing):
    house = agreeing
    sign_agreement(actor=house.member, agreement=house.agreement)
    publish_agreement(actor=house.facilitator, network=house.network, html="<p>Twee</p>")
    assert not_accepted(house.network) == [house.organisation]
    with pytest.raises(ValidationError):
        move_phase(actor=house.facilitator, network=house.network, phase="run")


def test_the_same_phase_changes_nothing(house):
    move_phase(actor=house.facilitator, network=house.network, phase="run")
    assert not house.network.changes.exists()


@pytest.mark.parametrize("phase", ["", "dream", "\x00", "x" * 10_000])
def test_a_phase_that_is_none(phase, house, sign_in):
    answer = sign_in(house.facilitator).post(page_of(house), {"do": "move", "phase": phase})
    assert answer.status_code == 422


@pytest.mark.parametrize("reason", ["\x00", "   ", "x" * 10_000])
def test_a_reason_that_is_none(reason, agreeing, sign_in):
    answer = sign_in(agreeing.facilitator).post(
        page_of(agreeing), {"do": "move", "phase": "run", "reason": reason}
    )
    assert answer.status_code == 422
    if reason.startswith("x"):
        assert reason in answer.text


@pytest.mark.parametrize("phase", Network.Phase)
def test_every_phase_has_a_list(phase, house):
    Network.objects.filter(pk=house.network.pk).update(phase=phase)
    house.network.refresh_from_db()
    PhaseItem.objects.all().delete()
    for _time in "12":
        propose_list(actor=house.facilitator, network=house.network)
    assert PhaseItem.objects.filter(phase=phase).count() == len(PROPOSED[phase]) > 1


class TestItems:
    def test_an_owner_hears_of_it_and_ticks_it(self, house, sign_in):
        client = sign_in(house.facilitator)
        day = timezone.localdate() + dt.timedelta(days=9)
        data = {"do": "add", "text": "Wie vervangt wie", "owner": house.member.pk, "due": day.isoformat()}
        for _time in "12":
            client.post(page_of(house), data)
        item = PhaseItem.objects.get(text="Wie vervangt wie")
        assert (item.owner, item.due, item.phase) == (house.member, day, "run")
        told = Notification.objects.get(kind="networks/phase_item")
        assert (told.recipient, told.url) == (house.member, page_of(house))
        member = sign_in(house.member)
        assert "Wie vervangt wie" in member.get(told.url).text
        member.post(reverse("networks:phase_item", args=[item.pk]), {"do": "done"})
        item.refresh_from_db()
        assert (item.done_by, bool(item.done_at)) == (house.member, True)

    def test_another_owner_hears_of_it_the_same_one_does_not(self, house):
        for _time in "12":
            change_item(actor=house.facilitator, item=house.phase_item, owner=house.member, due=None)
        assert Notification.objects.filter(kind="networks/phase_item").count() == 1

    def test_a_member_ticks_only_their_own(self, house, sign_in):
        client = sign_in(house.member)
        assert client.post(item_of(house), {"do": "done"}).status_code == 403
        for do in ("change", "drop"):
            assert client.post(item_of(house), {"do": do}).status_code == 403
        assert client.post(page_of(house), {"do": "add", "text": "x"}).status_code == 403
        assert client.post(page_of(house), {"do": "list"}).status_code == 403
        assert client.post(page_of(house), {"do": "move", "phase": "form"}).status_code == 403

    def test_done_is_undone(self, house, sign_in):
        client = sign_in(house.facilitator)
        for do, done in (("done", True), ("done", True), ("open", False)):
            client.post(item_of(house), {"do": do})
            house.phase_item.refresh_from_db()
            assert bool(house.phase_item.done_at) is done

    def test_who_takes_no_part_owns_nothing(self, house, sign_in):
        client = sign_in(house.facilitator)
        answer = client.post(page_of(house), {"do": "add", "text": "x", "owner": house.outsider.pk})
        assert answer.status_code == 422
        with pytest.raises(PermissionDenied):
            add_item(actor=house.facilitator, network=house.network, text="x", owner=house.outsider)

    @pytest.mark.parametrize(
        "other",
        [{"text": ""}, {"text": "x" * 10_000}, {"text": "\x00"}, {"due": "ooit"}, {"owner": "9" * 30}],
    )
    def test_bad_input(self, other, house, sign_in):
        data = {"do": "add", "text": "Getypt", **other}
        answer = sign_in(house.facilitator).post(page_of(house), data)
        assert answer.status_code == 422
        assert "Getypt" in answer.text or "text" in other

    def test_a_bad_day_beside_an_item(self, house, sign_in):
        answer = sign_in(house.facilitator).post(item_of(house), {"do": "change", "due": "ooit"})
        assert answer.status_code == 422

    def test_what_is_taken_off_is_gone(self, house, sign_in):
        client = sign_in(house.facilitator)
        assert client.post(item_of(house), {"do": "drop"}).status_code == 302
        assert client.post(item_of(house), {"do": "drop"}).status_code == 404

    def test_late_is_said(self, house, sign_in):
        PhaseItem.objects.update(due=timezone.localdate() - dt.timedelta(days=1))
        assert "te laat" in sign_in(house.member).get(page_of(house)).text
        tick_item(actor=house.facilitator, item=house.phase_item, done=True)
        assert "te laat" not in sign_in(house.member).get(page_of(house)).text

    def test_in_an_archive_nothing_is_ticked(self, house, sign_in):
        Network.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
        client = sign_in(house.facilitator)
        assert client.get(page_of(house)).status_code == 200
        assert client.post(item_of(house), {"do": "done"}).status_code == 403


def test_many_items_cost_no_more_questions(house, sign_in):
    client = sign_in(house.facilitator)

    def cost():
        client.get(page_of(house))
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(house))
        return len(asked)

    one = cost()
    for number in range(3):
        add_item(actor=house.facilitator, network=house.network, text=f"Nog {number}", owner=house.member)
    assert cost() <= one


def test_the_form_of_cooperation_is_changed_with_history(house, sign_in):
    client = sign_in(house.facilitator)
    client.post(page_of(house), {"do": "form", "cooperation_form": "project"})
    assert house.network.changes.get().field == "cooperation_form"
    assert client.post(page_of(house), {"do": "form", "cooperation_form": "x"}).status_code == 404
    assert (
        sign_in(house.member).post(page_of(house), {"do": "form", "cooperation_form": "ad_hoc"}).status_code
        == 403
    )


def test_somebody_from_elsewhere(house, sign_in):
    client = sign_in(UserFactory())
    assert client.get(page_of(house)).status_code == 404
    assert client.post(item_of(house), {"do": "done"}).status_code == 404
