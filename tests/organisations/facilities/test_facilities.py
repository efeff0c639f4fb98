"""A room, a lab or equipment is asked for a day; double booking is refused, and both calendars show it (S2-04)."""

import datetime as dt
import threading
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from community.notifications.models import Notification
from community.organisations.actions import affiliate, change_organisation
from community.organisations.facilities.actions import (
    answer_facility_request,
    ask_for_a_day,
    withdraw_facility_request,
)
from community.organisations.facilities.queries import free_days
from community.organisations.models import FacilityRequest
from events.scheduling.actions import feed_of
from tests.house import CANARY

pytestmark = pytest.mark.django_db
DAY = timezone.localdate() + dt.timedelta(days=15)
PAGE = "/organisations/host-house/"


@pytest.fixture
def keeper(house):
    """The member keeps what the host lends; somebody else asks."""
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation, role="host_contact")
    return house.member


def asked(house, person="outsider", *, day=DAY, morning=True, afternoon=True):
    return ask_for_a_day(
        actor=getattr(house, person), facility=house.facility, day=day, morning=morning, afternoon=afternoon,
        purpose="Met acht", client_id=uuid.uuid4(),
    )  # fmt: skip


def kinds_of(person):
    return list(Notification.objects.filter(recipient=person).values_list("kind", flat=True))


def test_asked_approved_and_in_both_calendars(keeper, house, client):
    request = asked(house)
    assert "organisations/facility_asked" in kinds_of(keeper)
    for _ in range(2):
        answer_facility_request(actor=keeper, request=request, approve=True)
    assert kinds_of(house.outsider) == ["organisations/facility_answered"]
    for person in (house.outsider, keeper):
        calendar = client.get(reverse("events:feed", args=[feed_of(person).token])).text
        assert f"UID:facility-{request.pk}@vonder" in calendar
        assert f"DTSTART;VALUE=DATE:{DAY:%Y%m%d}" in calendar
    other = client.get(reverse("events:feed", args=[feed_of(house.other_facilitator).token])).text
    assert "facility-" not in other


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ((True, True), (True, False), True), ((True, True), (False, True), True), ((True, False), (True, False), True),
        ((True, False), (False, True), False), ((False, True), (True, True), True),
    ],
)  # fmt: skip
def test_double_booking_is_refused_by_the_database(first, second, clash, house):
    one, two = (
        asked(house, who, morning=part[0], afternoon=part[1])
        for who, part in (("outsider", first), ("former", second))
    )
    answer_facility_request(actor=house.facilitator, request=one, approve=True)
    if not clash:
        assert (
            answer_facility_request(actor=house.facilitator, request=two, approve=True).status == "approved"
        )
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        FacilityRequest.objects.filter(pk=two.pk).update(status="approved")
    with pytest.raises(ValidationError, match=f"{DAY.day} "):
        answer_facility_request(actor=house.facilitator, request=two, approve=True)
    with pytest.raises(ValidationError) as refused:
        asked(house, "applicant", morning=second[0], afternoon=second[1])
    assert set(refused.value.message_dict) == {"day"}
    two.refresh_from_db()
    assert two.status == "waiting"


@pytest.mark.django_db(transaction=True)
def test_two_keepers_approve_two_questions_at_once(house):
    """One of the two hears that the day is taken, whichever is first."""
    requests, said = [asked(house, "outsider"), asked(house, "former")], []

    def approve(request):
        try:
            said.append(answer_facility_request(actor=house.staff, request=request, approve=True).status)
        except ValidationError:
            said.append("taken")
        finally:
            connection.close()

    threads = [threading.Thread(target=approve, args=[one]) for one in requests]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(said) == ["approved", "taken"]


def test_asking_twice_asks_once_and_taking_back_frees_the_day(house):
    client_id = uuid.uuid4()
    fields = {"facility": house.facility, "day": DAY, "morning": True, "afternoon": True, "purpose": "x"}
    one, two = (ask_for_a_day(actor=house.outsider, client_id=client_id, **fields) for _ in range(2))
    assert one == two
    answer_facility_request(actor=house.facilitator, request=one, approve=True)
    assert DAY not in free_days(house.facility, DAY - dt.timedelta(days=1), most=60)
    for _ in range(2):
        withdraw_facility_request(actor=house.outsider, request=one)
    assert asked(house, "former").status == "waiting"
    with pytest.raises(ValidationError):
        answer_facility_request(actor=house.facilitator, request=one, approve=True)


@pytest.mark.parametrize("wrong", ["over", "closed", "no part"])
def test_a_day_that_cannot_be_is_said(wrong, house):
    day, part = DAY, {"morning": wrong != "no part", "afternoon": False}
    if wrong == "over":
        day = timezone.localdate() - dt.timedelta(days=1)
    if wrong == "closed":
        closed = [[DAY.isoformat(), DAY.isoformat(), "studiedag"]]
        change_organisation(actor=house.admin, organisation=house.organisation, closed_days=closed)
        house.facility.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        asked(house, day=day, **part)
    assert set(refused.value.message_dict) == {"day"}


class TestScreens:
    def test_from_asking_to_a_no_with_a_sentence(self, keeper, house, sign_in):
        ask = f"{PAGE}facilities/{house.facility.pk}/ask/"
        client = sign_in(house.outsider)
        assert client.get(ask).status_code == 200
        assert client.post(ask, {"day": "31/02/2027", "part": "day", "purpose": ""}).status_code == 422
        sent = {
            "day": DAY.isoformat(),
            "part": "morning",
            "purpose": f"Met acht {CANARY}",
            "client_id": uuid.uuid4(),
        }
        for _ in range(2):
            assert client.post(ask, sent).status_code == 302
        request = FacilityRequest.objects.get(asked_by=house.outsider)
        assert "wacht op antwoord" in client.get(PAGE).text
        answer = f"/organisations/facilities/requests/{request.pk}/"
        assert client.get(answer).status_code == 404
        keepers = sign_in(keeper)
        assert CANARY in keepers.get(answer).text
        assert keepers.post(answer, {"say": "no", "answer": " "}).status_code == 422
        assert keepers.post(answer, {"say": "no", "answer": "Dan is het feest"}).status_code == 302
        request.refresh_from_db()
        assert (request.status, request.answer) == ("declined", "Dan is het feest")
        assert "Dan is het feest" in sign_in(house.outsider).get("/notifications/").text
        assert sign_in(house.former).post(f"{answer}withdraw/").status_code == 404
        assert client.post(f"{answer}withdraw/").status_code == 302

    def test_a_keeper_offers_something(self, keeper, house, sign_in):
        client = sign_in(keeper)
        fields = {"name": "Tuin", "kind": "outside", "capacity": "12", "offered": "on"}
        assert client.post(f"{PAGE}facilities/new/", fields).status_code == 302
        assert "Tuin" in sign_in(house.outsider).get(PAGE).text
        tuin = house.organisation.facilities.get(name="Tuin")
        assert client.post(f"{PAGE}facilities/{tuin.pk}/", fields | {"offered": ""}).status_code == 302
        assert "Tuin" not in sign_in(house.outsider).get(PAGE).text
        assert sign_in(house.outsider).get(f"{PAGE}facilities/{tuin.pk}/ask/").status_code == 404
        assert client.post(f"{PAGE}facilities/new/", fields | {"capacity": "99999999"}).status_code == 422

    def test_what_others_asked_is_not_shown(self, house, sign_in):
        assert CANARY not in sign_in(house.outsider).get(PAGE).text
