"""The welcome of who comes in: its questions, what is kept of the answers, and that it does not come back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from community.home.models import Arrival
from community.home.welcome import actions
from community.members.forms import spoken_by
from community.networks import actions as networks
from community.notifications.models import Notification, Preference
from community.organisations.actions import affiliate
from community.organisations.models import Claim
from forum.models import Topic
from tests.factories import OrganisationFactory, ParticipantFactory
from tests.house import picture

pytestmark = pytest.mark.django_db


def come(house) -> Arrival:
    networks.accept_invitation(actor=house.invited, token=house.token)
    return Arrival.objects.get(user=house.invited)


def page(name, house, *more):
    return reverse(f"home:{name}", args=[house.network.slug, *more])


def test_from_the_invitation_over_the_bridge(house, sign_in):
    client = sign_in(house.invited)
    answer = client.post(reverse("networks:invitation", args=[house.token]))
    assert answer.url == page("welcome", house)
    assert client.get(answer.url).url == page("welcome_step", house, "who")
    sent = {"name": "Hanne Droomers", "spoken": ["nl", "pl"], "more": "Turks"}
    assert client.post(page("welcome_step", house, "who"), sent).url == page("welcome_step", house, "work")
    sent = {"elsewhere": "", "role": "kinderbegeleider"}
    assert client.post(page("welcome_step", house, "work"), sent).url == page("welcome_step", house, "photo")
    sent = {"photo": picture()}
    assert client.post(page("welcome_step", house, "photo"), sent).url == page("welcome_step", house, "hear")
    agreement = house.network.agreements.first()
    sent = {"mail": "meetings", "agreement": agreement.pk}
    assert client.post(page("welcome_step", house, "hear"), sent).url == page("arrived", house)
    person, arrival = house.invited, Arrival.objects.get(user=house.invited)
    person.refresh_from_db()
    assert (person.name, person.profile.role) == ("Hanne Droomers", "kinderbegeleider")
    assert sorted(spoken_by(person)) == ["nl", "pl", "tr"]
    assert person.photo
    assert arrival.agreement == agreement
    assert arrival.agreed_at == arrival.finished_at is not None
    said = client.post(page("arrived", house), {"sentence": "Ik wil leren kijken.", "client_id": CLIENT})
    topic = Topic.objects.get(author=person)
    assert said.url == topic.get_absolute_url()
    assert topic.posts.get().html == "<p>Ik wil leren kijken.</p>"
    assert client.post(page("arrived", house), {"sentence": "Ik wil", "client_id": CLIENT}).url == said.url
    assert Topic.objects.filter(author=person).count() == 1


CLIENT = "0b0e8a60-3c5c-4c3b-9a55-2f6c5e0d3f11"


def test_back_keeps_all_and_nobody_jumps_ahead(house, sign_in):
    come(house)
    client = sign_in(house.invited)
    assert client.get(page("welcome_step", house, "photo")).url == page("welcome_step", house, "who")
    client.post(page("welcome_step", house, "who"), {"name": "Hanne", "spoken": ["fr"], "more": ""})
    client.post(page("welcome_step", house, "work"), {"role": "coach", "elsewhere": "De Wolkenboot, Aalst"})
    back = client.get(page("welcome_step", house, "who"))
    assert 'value="Hanne"' in back.text
    assert [choice.data["value"] for choice in back.context["form"]["spoken"] if choice.data["selected"]] == [
        "fr"
    ]
    work = client.get(page("welcome_step", house, "work")).text
    assert 'value="coach"' in work
    assert 'value="De Wolkenboot, Aalst"' in work
    client.post(page("welcome_step", house, "who"), {"name": "Hanne D.", "spoken": [], "more": ""})
    assert client.get(page("welcome", house)).url == page("welcome_step", house, "photo")


def test_what_may_wait_is_skipped_and_the_last_question_is_not(house, sign_in):
    arrival, client = come(house), sign_in(house.invited)
    for step, then in [("who", "work"), ("work", "photo"), ("photo", "hear")]:
        answer = client.post(page("welcome_step", house, step), {"skip": "1"})
        assert answer.url == page("welcome_step", house, then)
    assert client.post(page("welcome_step", house, "hear"), {"skip": "1"}).status_code == 403
    arrival.refresh_from_db()
    assert arrival.finished_at is None


def test_today_asks_to_go_on_until_it_is_put_away(certain_at_once, house, sign_in):
    come(house)
    client = sign_in(house.invited)
    today = client.get(reverse("home:today"))
    assert page("put_away", house) in today.text
    client.post(page("put_away", house))
    assert page("put_away", house) not in client.get(reverse("home:today")).text
    assert client.get(page("welcome", house)).url == house.network.get_absolute_url()


def test_it_does_not_come_back(house, sign_in):
    arrival = come(house)
    agreement = house.network.agreements.first()
    actions.come_in(actor=house.invited, arrival=arrival, mail="mine", agreement=agreement)
    kept = Arrival.objects.values().get(user=house.invited)
    networks.remove_participant(
        actor=house.invited, participant=house.network.participants.get(user=house.invited)
    )
    token = networks.invite(actor=house.facilitator, network=house.network, email=house.invited.email)[1]
    client = sign_in(house.invited)
    assert client.post(reverse("networks:invitation", args=[token])).url == page("welcome", house)
    assert client.get(page("welcome", house)).url == house.network.get_absolute_url()
    assert Arrival.objects.values().get(user=house.invited) == kept
    assert client.get(page("welcome_step", house, "who")).url == page("arrived", house)


def test_who_takes_part_elsewhere_is_asked_only_the_last_question(house, sign_in):
    ParticipantFactory(user=house.invited)
    arrival = come(house)
    assert arrival.steps == ["hear"]
    client = sign_in(house.invited)
    assert client.get(page("welcome_step", house, "who")).url == page("welcome_step", house, "hear")
    assert "stap" not in client.get(page("welcome_step", house, "hear")).text
    sent = {"agreement": house.network.agreements.first().pk}
    assert client.post(page("welcome_step", house, "hear"), sent).url == page("arrived", house)
    assert not Preference.objects.filter(user=house.invited).exists()


def test_whose_request_is_answered_is_welcomed_too(house):
    networks.answer_request(actor=house.facilitator, request=house.request, approve=True)
    arrival = Arrival.objects.get(user=house.applicant)
    assert arrival.invited_by == house.facilitator


def test_who_works_elsewhere_is_told_to_who_facilitates_once(house):
    arrival = come(house)
    for _twice in range(2):
        arrival = actions.tell_work(actor=house.invited, arrival=arrival, role="", elsewhere="De Lindelaar")
    told = Notification.objects.get(kind="home/works_elsewhere", actor=house.invited)
    assert told.recipient == house.facilitator
    assert "De Lindelaar" in told.sentence


def test_who_works_where_it_was_written_says_so_once(house):
    arrival = come(house)
    house.network.participants.filter(user=house.invited).update(organisation=house.organisation)
    for _twice in range(2):
        actions.tell_work(actor=house.invited, arrival=arrival, role="coach")
    claim = Claim.objects.get(person=house.invited)
    assert (claim.organisation, claim.work, claim.status) == (house.organisation, "coach", "waiting")
    affiliate(actor=house.admin, person=house.invited, organisation=house.organisation)
    claim.delete()
    actions.tell_work(actor=house.invited, arrival=arrival, role="coach")
    assert not Claim.objects.filter(person=house.invited).exists()


def test_newer_agreements_are_read_before_somebody_says_yes(house, sign_in):
    arrival, old = come(house), house.network.agreements.first()
    new = networks.publish_agreement(actor=house.facilitator, network=house.network, html="<p>Nieuw</p>")
    with pytest.raises(ValidationError):
        actions.come_in(actor=house.invited, arrival=arrival, agreement=old)
    Arrival.objects.update(step="hear")
    client = sign_in(house.invited)
    answer = client.post(page("welcome_step", house, "hear"), {"mail": "none", "agreement": old.pk})
    assert "Nieuw" in answer.text
    assert f'value="{new.pk}"' in answer.text
    assert answer.context["form"]["mail"].value() == "none"


@pytest.mark.parametrize(
    ("choice", "turn", "reply"), [("mine", True, True), ("meetings", True, False), ("none", False, False)]
)
def test_what_comes_by_mail_is_what_was_chosen(choice, turn, reply, house):
    from community.notifications import kinds

    arrival, agreement = come(house), house.network.agreements.first()
    actions.come_in(actor=house.invited, arrival=arrival, mail=choice, agreement=agreement)
    own = {one.kind: one for one in Preference.objects.filter(user=house.invited)}
    assert kinds.get("events/invited").by("mail", own) == turn
    assert kinds.get("forum/replied").by("mail", own) == reply


@pytest.mark.parametrize("persona", ["member", "outsider", "former"])
def test_nobody_answers_for_somebody_else(persona, house):
    arrival = come(house)
    with pytest.raises(PermissionDenied):
        actions.tell_who(actor=house.who(persona), arrival=arrival, name="X", languages=[])
    with pytest.raises(PermissionDenied):
        actions.come_in(actor=house.who(persona), arrival=arrival)


def test_the_page_says_that_one_mail_went_only_when_it_did(house, sign_in):
    arrival = come(house)
    actions.come_in(actor=house.invited, arrival=arrival, agreement=house.network.agreements.first())
    client, told = sign_in(house.invited), Notification.objects.filter(kind="events/year")
    assert told.get(recipient=house.invited).mail_due
    assert "één mail met 2 bijeenkomsten" in client.get(page("arrived", house)).text
    told.update(mail_due=False)  # written, and not wanted
    assert "Er zijn 2 bijeenkomsten gepland" in client.get(page("arrived", house)).text


def test_a_name_made_from_the_mail_address_does_not_stand_there(house, sign_in):
    person = house.invited
    person.name, person.handle = person.email.partition("@")[0], "person-x"
    person.save()
    come(house)
    client = sign_in(person)
    assert 'name="name" value' not in client.get(page("welcome_step", house, "who")).text
    client.post(page("welcome_step", house, "who"), {"name": "Hanne Droomers", "spoken": [], "more": ""})
    person.refresh_from_db()
    assert person.handle == "hanne-droomers"


@pytest.mark.parametrize("bad", ["", " ", "\x00", "x" * 10_000])
def test_bad_words_are_refused_beside_the_field(bad, house, sign_in):
    come(house)
    client = sign_in(house.invited)
    assert client.post(page("welcome_step", house, "who"), {"name": bad}).status_code == 422
    house.network.participants.filter(user=house.invited).update(organisation=OrganisationFactory())
    Arrival.objects.update(step="photo")
    sent = {"where": "elsewhere", "elsewhere": bad, "role": "coach"}
    answer = client.post(page("welcome_step", house, "work"), sent)
    assert answer.status_code == 422
    assert 'value="coach"' in answer.text
    Arrival.objects.update(finished_at="2026-01-01T10:00Z")
    assert client.post(page("arrived", house), {"sentence": bad, "client_id": CLIENT}).status_code == 422
