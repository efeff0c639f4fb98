"""Who asks to join gets one answer, which says what they can do."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.journal.models import Entry
from community.networks import actions
from community.networks.models import JoinRequest, Network, Participant
from community.networks.requests.actions import decide_about_guest
from community.notifications import letters
from community.notifications.models import Notification, OutgoingMail
from community.organisations.actions import affiliate
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
NO = "Dank je. Dit netwerk is voor wie zelf met kinderen werkt; ons artikel is openbaar."


def joining(house) -> str:
    return reverse("networks:joining", args=[house.network.slug])


def answering(house) -> str:
    return reverse("networks:answer", args=[house.request.pk])


def second_facilitator(house):
    user = UserFactory(name="Anke Denkbeeld")
    actions.add_participant(actor=house.facilitator, network=house.network, user=user, role="co_facilitator")
    return user


@pytest.mark.parametrize("first", [True, False])
def test_the_first_answer_holds_and_the_second_person_reads_who_was_first(first, house):
    other = second_facilitator(house)
    for _time in "12":
        actions.answer_request(actor=house.facilitator, request=house.request, approve=first, reply=NO)
    for actor, approve in ((other, True), (other, False), (house.facilitator, not first)):
        with pytest.raises(ValidationError) as refused:
            actions.answer_request(actor=actor, request=house.request, approve=approve, reply=NO)
        assert "Facilitator" in refused.value.messages[0]
        assert "Applicant" in refused.value.messages[0]
    assert JoinRequest.objects.get().status == ("approved" if first else "declined")
    assert house.network.participants.active().filter(user=house.applicant).exists() is first
    assert Entry.objects.filter(verb="networks.join_answered").count() == 1
    assert house.applicant.notifications.filter(kind__startswith="networks/join").count() == 1


def test_two_facilitators_at_once_get_a_sentence_on_the_page(house, sign_in):
    client = sign_in(second_facilitator(house))
    actions.answer_request(actor=house.facilitator, request=house.request, approve=True)
    page = client.post(answering(house), {"answer": "decline", "reply": NO}, follow=True).text
    assert "Facilitator liet Applicant binnen op" in page
    assert "Niemand wacht." in page


@pytest.mark.parametrize("chosen", ["", "other", "unknown"])
def test_who_is_let_in_takes_part_for_where_they_work_or_what_was_chosen(chosen, house, sign_in):
    works, other, unknown = [OrganisationFactory() for _ in "123"]
    for one in (works, other):
        actions.add_member_organisation(actor=house.facilitator, network=house.network, organisation=one)
    affiliate(actor=house.admin, person=house.applicant, organisation=works)
    client = sign_in(house.facilitator)
    page = client.get(joining(house)).text
    assert f'<option value="{works.pk}" selected>' in page
    assert "dat al lid is" in page
    organisation = {"": None, "other": other, "unknown": unknown}[chosen]
    data = {"answer": "member", "organisation": organisation.pk if organisation else ""}
    client.post(answering(house), data)
    part = house.network.participants.get(user=house.applicant)
    assert part.organisation == (other if chosen == "other" else works)


@pytest.mark.parametrize("reply", ["", "   ", "\x00", "n" * 10_000])
def test_a_no_needs_a_sentence_and_keeps_what_was_typed(reply, house, sign_in):
    answer = sign_in(house.facilitator).post(answering(house), {"answer": "decline", "reply": reply})
    assert answer.status_code == 422
    assert JoinRequest.objects.get().status == "waiting"
    if not reply.strip():
        assert "Schrijf wat ze lezen. Zeg ook wat wel kan." in answer.text
    if reply.startswith("n"):
        assert reply in answer.text


def test_a_no_reaches_the_applicant_word_for_word(house, sign_in):
    sign_in(house.facilitator).post(answering(house), {"answer": "decline", "reply": NO})
    line = Notification.objects.get(kind="networks/join_declined")
    assert (line.recipient, line.url) == (house.applicant, house.request.get_absolute_url())
    letters.write.call([line.pk])
    assert NO in OutgoingMail.objects.get(notification=line).text
    page = sign_in(house.applicant).get(line.url).text
    assert NO in page
    assert "deze keer niet" in page


def test_a_guest_comes_along_once_and_then_somebody_decides(house, sign_in):
    client = sign_in(house.facilitator)
    client.post(answering(house), {"answer": "guest"})
    part = house.network.participants.get(user=house.applicant)
    assert part.role == "guest"
    page = client.get(joining(house)).text
    url = reverse("networks:decide", args=[part.pk])
    assert f'action="{url}"' in page
    client.post(url, {"stays": "yes"})
    client.post(url, {"stays": "no"})
    part.refresh_from_db()
    assert (part.role, part.left_at) == ("member", None)


def test_a_guest_who_does_not_stay_has_left(house):
    part = actions.add_participant(
        actor=house.facilitator, network=house.network, user=house.applicant, role="guest"
    )
    decide_about_guest(actor=second_facilitator(house), participant=part, stays=False)
    assert Participant.objects.get(pk=part.pk).left_at


def test_who_came_in_meanwhile_keeps_their_role(house):
    actions.add_participant(
        actor=house.facilitator, network=house.network, user=house.applicant, role="secretary"
    )
    actions.answer_request(actor=house.facilitator, request=house.request, approve=True)
    assert house.network.participants.get(user=house.applicant).role == "secretary"


def test_only_a_known_way_of_joining(house, sign_in):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        actions.answer_request(
            actor=house.facilitator, request=house.request, approve=True, role="facilitator"
        )


def test_nobody_answers_in_a_closed_network(house, sign_in):
    Network.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
    client = sign_in(house.facilitator)
    assert client.get(joining(house)).status_code == 200
    assert client.post(answering(house), {"answer": "member"}).status_code == 403


def test_how_long_somebody_waits_and_who_is_the_first_of_a_kind(house, sign_in):
    JoinRequest.objects.update(created_at=timezone.now() - dt.timedelta(days=5, hours=1))
    affiliate(
        actor=house.admin,
        person=house.applicant,
        organisation=OrganisationFactory(kind="company", name="Esp"),
    )
    page = sign_in(house.facilitator).get(joining(house)).text
    assert "wacht 5 dagen" in page
    assert "de eerste van deze soort in het netwerk: Bedrijf." in page


def test_more_requests_cost_no_more_questions(house, sign_in):
    client = sign_in(house.facilitator)

    def cost():
        client.get(joining(house))
        with CaptureQueriesContext(connection) as asked:
            client.get(joining(house))
        return len(asked)

    Network.objects.filter(pk=house.network.pk).update(visibility="members")
    one = cost()
    for number in range(2):
        actions.ask_to_join(
            actor=UserFactory(),
            network=Network.objects.get(pk=house.network.pk),
            motivation=f"Graag {number}",
        )
    assert cost() == one


def test_answers_are_downloaded_for_a_spreadsheet(house, sign_in):
    JoinRequest.objects.update(answers=[["Wat breng je mee?", "=HYPERLINK(1)"], ["Wie?", "Ik"]])
    actions.answer_request(actor=house.facilitator, request=house.request, approve=False, reply=NO)
    answer = sign_in(second_facilitator(house)).get(
        reverse("networks:answers_table", args=[house.network.slug])
    )
    assert answer["Content-Disposition"].startswith("attachment")
    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert head.endswith("Wat breng je mee?;Wie?")
    assert "Applicant" in row
    assert NO.partition(";")[0] in row
    assert "'=HYPERLINK(1);Ik" in row


class TestDoor:
    def data(self, **other):
        return {"join_policy": "request", "join_questions": "Wat breng je mee?", **other}

    def test_questions_are_kept_with_history(self, house, sign_in):
        client = sign_in(house.facilitator)
        client.post(
            joining(house), self.data(join_questions="Wat breng je mee?\n\n Wie  ben je?\nWie ben je?")
        )
        house.network.refresh_from_db()
        assert house.network.join_questions == ["Wat breng je mee?", "Wie ben je?"]
        history = client.get(reverse("networks:history", args=[house.network.slug])).text
        assert "wat je vraagt aan wie mee wil doen" in history
        assert "Wie ben je?" in history

    @pytest.mark.parametrize(
        "other",
        [
            {"join_policy": "nobody"},
            {"join_questions": "a\nb\nc\nd\ne"},
            {"join_questions": "x" * 151},
            {"join_questions": "x" * 10_000},
            {"join_questions": "\x00"},
        ],
    )
    def test_bad_input(self, other, house, sign_in):
        answer = sign_in(house.facilitator).post(joining(house), self.data(**other))
        assert answer.status_code == 422
        house.network.refresh_from_db()
        assert house.network.join_questions == []

    def test_a_second_facilitator_reads_it(self, house, sign_in):
        client = sign_in(second_facilitator(house))
        assert client.get(joining(house)).status_code == 200
        assert client.post(joining(house), self.data()).status_code == 403
