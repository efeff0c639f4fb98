"""Links in mails that need no signing in: each gives a page with a sentence, and only pressing changes something."""

import re

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from community.networks.actions import remove_participant
from community.networks.models import Participant
from community.notifications.models import Notification, OutgoingMail, Preference
from community.notifications.unsubscribing import unsubscribe_path
from events.handover.links import request_path
from events.meetings.links import answer_path, place_path
from events.models import Attendance, Availability, HostRequest, RotationPlan, TurnAnswer
from events.planning import links
from events.planning.actions import asking, proposing, publishing
from events.scheduling import actions as scheduling
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db


def _available(house) -> None:
    asking.answer_availability(
        actor=house.member,
        plan=house.plan,
        organisation=house.organisation,
        answers=dict.fromkeys(house.plan.dates, "host"),
    )


def _turn(house) -> str:
    _available(house)
    proposing.compute.call(house.plan.pk)
    RotationPlan.objects.filter(pk=house.plan.pk).update(status=RotationPlan.Status.SHARED)
    house.plan.refresh_from_db()
    return links.turn_link(house.plan, house.plan.turns.get(), house.member).removeprefix("http://testserver")


def _place(house) -> str:
    return place_path(house.later.attendances.create(user=house.member, answer="in_person"))


def _asked(house) -> str:
    HostRequest.objects.filter(pk=house.host_request.pk).update(status="asked")
    return request_path(house.host_request, house.member)


def _open_dates(house) -> str:
    house.plan.availability.filter(organisation=house.organisation).delete()
    return links.signed_path(house.plan, house.member)


#: Name of the address → (the link of the member, what pressing sends).
LINKS = {
    "events:place": (_place, {"answer": "no"}),
    "events:place, without an answer": (lambda h: answer_path(h.later, h.member), {"answer": "no"}),
    "events:place, of a guest": (lambda h: place_path(h.guest), {"answer": "no"}),
    "events:host_request": (_asked, {"agrees": "no"}),
    "events:turn": (_turn, {"agrees": "no", "reason": "Verbouwing"}),
    "events:availability": (_open_dates, {"all": "no"}),
    "notifications:unsubscribe": (lambda h: unsubscribe_path(h.member, "events/changed"), {}),
}
#: Secret addresses that are kept in a row instead of signed; their own tests walk these.
KEPT = {"events:feed", "events:network_feed", "networks:invitation", "networks:ask_for_new"}


def _left(house) -> None:
    part = house.network.participants.get(user=house.member)
    remove_participant(actor=house.facilitator, participant=part)


def _closed(house) -> None:
    house.member.is_active = False
    house.member.save()


def _called_off(house) -> None:
    scheduling.cancel_meeting(actor=house.facilitator, meeting=house.later)


def _published(house) -> None:
    house.plan.refresh_from_db()
    if house.plan.proposal_id:
        publishing.publish_plan(actor=house.facilitator, plan=house.plan, sure=True)
    RotationPlan.objects.update(status=RotationPlan.Status.PUBLISHED)


def _calculated_anew(house) -> None:
    RotationPlan.objects.update(status=RotationPlan.Status.ASKING, proposal=None)


#: What happened since the mail was sent → the links that end with it. All others go on as they were.
SINCE = {
    "nothing": (lambda house: None, set()),
    "left": (
        _left,
        {
            "events:place",
            "events:place, without an answer",
            "events:turn",
            "events:availability",
            "events:host_request",
        },
    ),
    "closed": (
        _closed,
        {
            "events:place",
            "events:place, without an answer",
            "events:turn",
            "events:availability",
            "events:host_request",
        },
    ),
    "called off": (_called_off, {"events:place", "events:place, without an answer", "events:host_request"}),
    "published": (_published, {"events:turn", "events:availability"}),
    "calculated anew": (_calculated_anew, {"events:turn"}),
}


def _kept() -> list:
    """What a link might change."""
    return [
        list(model.objects.order_by("pk").values(*fields))
        for model, fields in (
            (Attendance, ["user", "email", "answer"]),
            (Availability, ["organisation", "date", "answer", "answered_by"]),
            (TurnAnswer, ["organisation", "date", "agrees", "reason", "answered_by"]),
            (Preference, ["user", "kind", "mail"]),
            (Participant, ["user", "left_at"]),
            (HostRequest, ["host", "status", "answered_by"]),
            (Notification, ["recipient", "read_at"]),
            (OutgoingMail, ["to", "kind"]),
        )
    ]


def _says_something(response) -> bool:
    return bool(re.search(r"<h1[^>]*>\s*\S", response.text))


def _addresses(room, prefix=""):
    for key, found in room.reverse_dict.items():
        if isinstance(key, str):
            yield prefix + key, {name for _text, names in found[0] for name in names}
    for key, (_text, inner) in room.namespace_dict.items():
        yield from _addresses(inner, f"{prefix}{key}:")


def test_every_address_with_a_token_is_walked():
    tokens = {name for name, arguments in _addresses(get_resolver()) if "token" in arguments and ":" in name}
    assert tokens == {name.partition(",")[0] for name in LINKS} | KEPT


@pytest.mark.parametrize("since", SINCE)
@pytest.mark.parametrize("name", LINKS)
def test_a_link_from_a_mail(house, library, client, name, since):
    make, data = LINKS[name]
    happened, ended = SINCE[since]
    link = make(house)
    happened(house)
    before = _kept()
    page = client.get(link)
    assert (page.status_code, _says_something(page)) == (410 if name in ended else 200, True)
    client.head(link)
    assert _kept() == before
    for _twice in range(2):
        page = client.post(link, data, follow=True)
        assert (page.status_code, _says_something(page)) == (410 if name in ended else 200, True)
    if name in ended:
        assert _kept() == before
    elif (name, since) == ("events:place, of a guest", "called off"):
        assert _kept() == before
        assert "note--no" in page.text
    else:
        assert _kept() != before
        after = _kept()
        client.post(link, data)
        assert _kept() == after or name == "events:turn"  # facilitators hear of every no


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("token", ["x", "eyJ4IjoxfQ:1abc:nonsense", "WzEsMV0:1tT:%00"])
def test_a_forged_link(house, library, client, name, token):
    link, before = reverse(name.partition(",")[0], args=[token]), _kept()
    for page in (client.get(link), client.post(link, LINKS[name][1])):
        assert (page.status_code, _says_something(page)) == (410, True)
    assert _kept() == before


@pytest.mark.parametrize("name", ["events:turn", "events:availability", "events:host_request"])
def test_sending_nothing_is_no_answer(house, library, client, name):
    link = LINKS[name][0](house)
    before = _kept()
    page = client.post(link, {}, follow=True)
    assert re.search("Zeg ja of nee|Kies voor minstens één datum", page.text)
    assert _kept() == before


def test_dates_that_were_changed_meanwhile_are_said(house, library, client):
    link = links.signed_path(house.plan, house.member)
    data = {f"d{day.isoformat()}": "no" for day in house.plan.dates} | {"d2031-01-01": "host"}
    page = client.post(link, data)
    assert (page.status_code, house.plan.availability.count()) == (422, 0)
    assert "intussen" in page.text
    assert page.text.count("checked") == len(house.plan.dates)  # what was chosen stays


def test_a_turn_on_another_day_than_was_read_is_not_answered(house, sign_in):
    _turn(house)
    url = reverse("events:answer_turn", args=[house.plan.pk])
    data = {"turn": 1, "agrees": "yes", "day": timezone.localdate().isoformat()}
    page = sign_in(house.member).post(url, data, follow=True)
    assert "niet meer in het voorstel" in page.text
    assert not house.plan.turn_answers.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("since", ["published", "calculated anew", "called off"])
@pytest.mark.parametrize("name", ["events:place", "events:turn", "events:availability"])
def test_what_happens_while_the_answer_is_on_its_way(house, library, client, name, since):
    make, data = LINKS[name]
    happened, ended = SINCE[since]
    link = make(house)

    def change():
        RotationPlan.objects.select_for_update().get(pk=house.plan.pk)
        happened(house)

    page = meanwhile(change, lambda: client.post(link, data, follow=True))
    assert _says_something(page)
    assert page.status_code == (410 if name in ended else 200)
