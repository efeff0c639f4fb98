"""Cases are for who was there, without names, and gone after six weeks."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from community.search.models import SearchEntry
from events.cases import actions as cases
from events.minutes.queries import draft_from_notes
from events.models import CaseRecord, Meeting
from tests.factories import ParticipantFactory
from tests.house import CANARY, House

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("persona", [*House.INSIDE, *House.OUTSIDE])
@pytest.mark.parametrize("was", ["there", "absent", "coming", "declined", "unknown"])
def test_only_who_was_there(client, house, library, persona, was):
    user = house.who(persona)
    if user is not None:
        client.force_login(user)
        house.held.attendances.filter(user=user).delete()
        if was != "unknown":
            house.held.attendances.create(
                user=user,
                answer="no" if was == "declined" else "in_person",
                attended={"there": True, "absent": False}.get(was),
            )
    reads = persona in House.INSIDE and was in ("there", "coming")
    for path in (f"/meetings/{house.held.pk}/cases/", f"/meetings/cases/{house.case.pk}/"):
        response = client.get(path)
        assert (response.status_code == 200) == reads, (persona, was, path)
        assert (f"Geval {CANARY}" in response.text) == reads
        if not reads:
            assert response.status_code in (302, 404)


def test_others_hear_only_that_a_case_was_discussed(client, house, library):
    other = ParticipantFactory(network=house.network, organisation=house.organisation).user
    client.force_login(other)
    page = client.get(house.held.get_absolute_url()).text
    assert "casus besproken" in page
    assert f"Geval {CANARY}" not in page


def test_nothing_searches_or_collects_it(house):
    assert not SearchEntry.objects.filter(title__contains="Geval").exists()
    assert f"Geval {CANARY}" not in draft_from_notes(house.held)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("situation", "Ze is geboren op 12/03/2021."),
        ("situation", "geboren 3-4-21"),
        ("insights", "2021-03-12"),
        ("question", "Wat vond {name} ervan?"),
        ("next_step", "{lower} vragen"),
    ],
)
def test_names_and_dates_of_birth_are_refused_in_their_field(client, house, library, field, text):
    name = house.facilitator.name
    client.force_login(house.member)
    sent = {"question": "Een vraag", "anonymous": "on", field: text.format(name=name, lower=name.lower())}
    response = client.post(f"/meetings/{house.held.pk}/cases/", sent)
    assert response.status_code == 422
    assert "Laat" in response.text
    assert sent["question"] in response.text
    assert CaseRecord.objects.count() == 1


def test_the_tick_is_asked_every_time(client, house, library):
    client.force_login(house.member)
    response = client.post(f"/meetings/{house.held.pk}/cases/", {"question": "Wanneer grijp je in?"})
    assert response.status_code == 422
    assert CaseRecord.objects.count() == 1
    sent = {"question": "Wanneer grijp je in? 1-2-4-all, 10 op 12", "anonymous": "on", "ages": "toddler"}
    client.post(f"/meetings/{house.held.pk}/cases/", sent)
    assert CaseRecord.objects.last().ages == "toddler"


def test_two_who_write_at_once_lose_nothing(client, house, library):
    client.force_login(house.member)
    url = f"/meetings/cases/{house.case.pk}/"
    sent = {"question": "Zo dan", "anonymous": "on", "version": house.case.version}
    assert client.post(url, sent).status_code == 302
    client.force_login(house.facilitator)
    response = client.post(url, sent | {"question": "Of zo"})
    assert response.status_code == 422
    assert "Zo dan" in response.text
    assert "Of zo" in response.text
    assert client.post(url, sent | {"question": "Of zo", "version": 2}).status_code == 302
    assert CaseRecord.objects.get(pk=house.case.pk).question == "Of zo"


def test_after_six_weeks_only_that_it_was_discussed_remains(client, house, library):
    assert cases.forget_cases.call() == 0
    start = timezone.now() - cases.KEPT - dt.timedelta(hours=4)
    Meeting.objects.filter(pk=house.held.pk).update(starts_at=start, ends_at=start + dt.timedelta(hours=3))
    assert (cases.forget_cases.call(), cases.forget_cases.call()) == (1, 0)
    case = CaseRecord.objects.get()
    assert (case.question, case.situation, case.insights, case.next_step, case.presenter) == (
        "",
        "",
        "",
        "",
        None,
    )
    client.force_login(house.member)
    page = client.get(f"/meetings/{house.held.pk}/cases/").text
    assert "de woorden zijn weg" in page
    assert client.get(f"/meetings/cases/{case.pk}/").status_code == 404


def test_who_brought_it_in_takes_the_words_away(house):
    with pytest.raises(PermissionDenied):
        cases.forget_case(actor=house.facilitator, case=house.case)
    cases.forget_case(actor=house.member, case=house.case)
    with pytest.raises(PermissionDenied):
        cases.write_case(actor=house.member, meeting=house.held, case=house.case, version=1, question="Toch")
    with pytest.raises(ValidationError):
        cases.refuse_names(house.held, question=f"Met {house.facilitator.name}")
