"""Who asks to join answers the questions of the network, and has a page that says where it stands."""

import pytest
from django.urls import reverse
from django.utils import timezone

from community.networks import actions
from community.networks.models import JoinRequest, Network

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_house(house):
    """The network of the house, known to all members, with a question of its own."""
    house.network.visibility, house.network.join_questions = "members", ["Wat breng je mee?"]
    house.network.save()
    return house


def asking(house) -> str:
    return reverse("networks:join", args=[house.network.slug])


def own(house) -> str:
    return reverse("networks:request", args=[house.request.pk])


def test_answers_are_kept_with_the_question_as_it_was_asked(open_house, sign_in):
    house = open_house
    client = sign_in(house.outsider)
    assert "Wat breng je mee?" in client.get(asking(house)).text
    sent = client.post(asking(house), {"motivation": "Klimmen", "answer_0": "Een moestuin"})
    request = JoinRequest.objects.get(user=house.outsider)
    assert sent["Location"] == request.get_absolute_url()
    assert request.answers == [["Wat breng je mee?", "Een moestuin"]]
    Network.objects.update(join_questions=["Iets anders?"])
    for person, url in (
        (house.outsider, sent["Location"]),
        (house.facilitator, reverse("networks:joining", args=[house.network.slug])),
    ):
        page = sign_in(person).get(url).text
        assert "Wat breng je mee?" in page
        assert "Een moestuin" in page


@pytest.mark.parametrize("text", ["", "\x00", "x" * 10_000])
def test_a_question_that_is_not_answered(text, open_house, sign_in):
    client = sign_in(open_house.outsider)
    answer = client.post(asking(open_house), {"motivation": "Klimmen", "answer_0": text})
    assert answer.status_code == 422
    assert "Klimmen" in answer.text
    assert not JoinRequest.objects.filter(user=open_house.outsider).exists()


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("applicant", 200),
        ("outsider", 404),
        ("member", 404),
        ("facilitator", 404),
        ("staff", 404),
        ("visitor", 302),
    ],
)
def test_only_who_asked_reads_their_request(persona, status, house, sign_in):
    assert sign_in(house.who(persona)).get(own(house)).status_code == status


def test_where_it_stands(house, sign_in):
    client = sign_in(house.applicant)
    assert "wacht op antwoord" in client.get(own(house)).text
    actions.answer_request(
        actor=house.facilitator, request=house.request, approve=False, reply="Nu niet, in mei wel."
    )
    page = client.get(own(house)).text
    assert "Nu niet, in mei wel." in page
    assert "Facilitator" in page


def test_who_is_in_finds_the_network(house, sign_in):
    actions.answer_request(actor=house.facilitator, request=house.request, approve=True)
    page = sign_in(house.applicant).get(own(house)).text
    assert house.network.get_absolute_url() in page


def test_who_waits_is_led_to_their_request(open_house, sign_in):
    client = sign_in(open_house.applicant)
    assert client.get(asking(open_house))["Location"] == own(open_house)
    page = client.get(open_house.network.get_absolute_url()).text
    assert own(open_house) in page


def test_who_was_declined_reads_it_and_asks_again(open_house, sign_in):
    house = open_house
    actions.answer_request(actor=house.facilitator, request=house.request, approve=False, reply="Later.")
    client = sign_in(house.applicant)
    assert own(house) in client.get(house.network.get_absolute_url()).text
    assert own(house) in client.get(asking(house)).text
    client.post(asking(house), {"motivation": "Toch graag", "answer_0": "Tijd"})
    assert JoinRequest.objects.filter(user=house.applicant, status="waiting").count() == 1


def test_in_a_closed_network_the_request_says_so(house, sign_in):
    Network.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
    assert "afgesloten" in sign_in(house.applicant).get(own(house)).text
