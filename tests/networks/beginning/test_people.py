"""The list of people: looked at line by line, and invited when somebody says so."""

import io
from time import monotonic

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.networks.actions import invite, token_hash
from community.networks.beginning import actions
from community.networks.beginning.jobs import invite_lines
from community.networks.models import Beginning, Invitation
from community.notifications.models import OutgoingMail
from tests.factories import OrganisationFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXT = "\n".join(
    [
        "naam;mail;organisatie",
        "Ann Peeters;ann@rijkhout.be;Rijkhout",
        "Bo Claes;bo@rijkhout;Rijkhout",
        "Cas Maes;cas@elders.be;Elders",
        "Dana Maes;dana@elders.be;Elders",
        "Jan Wouters;jan@rijkhout.be;Rijkhout",
        "Jana Wouters;jana@rijkhout.be;Rijkhout",
    ]
)


@pytest.fixture
def staff():
    return UserFactory(is_staff=True)


@pytest.fixture
def rijkhout():
    return OrganisationFactory(name="Metaalwerken Rijkhout", short_name="Rijkhout")


@pytest.fixture
def concept(staff, rijkhout):
    made = actions.prepare(actor=staff, name="Taal", purpose="Hoe?")
    actions.choose(actor=staff, beginning=made, organisation=rijkhout)
    return made


@pytest.fixture
def listed(staff, concept):
    return actions.read_people(actor=staff, beginning=concept, text=TEXT)


def states(beginning) -> dict[int, str]:
    return {line.number: line.reason or line.state for line in beginning.lines.all()}


def line(beginning, number):
    return beginning.lines.get(number=number)


def test_nothing_is_sent_before_somebody_invites(listed):
    assert states(listed) == {
        1: "header", 2: "ready", 3: "address", 4: "organisation", 5: "organisation", 6: "ready", 7: "lookalike",
    }  # fmt: skip
    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_each_doubt_is_settled_in_its_own_way(staff, listed, rijkhout):
    actions.mend_line(
        actor=staff, beginning=listed, line=line(listed, 3), email="BO@rijkhout.be ", organisation=rijkhout
    )
    elders = OrganisationFactory(name="Elders vzw", short_name="Elders")
    actions.choose(actor=staff, beginning=listed, organisation=elders)
    actions.take_line(actor=staff, beginning=listed, line=line(listed, 7), invited=True)
    actions.take_line(actor=staff, beginning=listed, line=line(listed, 6), invited=False)

    assert states(listed) == {1: "header", 6: "by_hand"} | dict.fromkeys((2, 3, 4, 5, 7), "ready")
    assert line(listed, 3).email == "bo@rijkhout.be"
    assert line(listed, 4).organisation == elders

    actions.bring_line_back(actor=staff, beginning=listed, line=line(listed, 6))
    assert states(listed)[6] == "ready"


@pytest.mark.parametrize("email", ["", "bo", "bo@x", "ann@rijkhout.be", "x" * 300 + "@s.be", "bö@s.be"])
def test_a_line_is_not_mended_with_an_address_that_cannot_be(staff, listed, email):
    with pytest.raises(ValidationError) as refused:
        actions.mend_line(actor=staff, beginning=listed, line=line(listed, 3), email=email, organisation=None)
    assert "email" in refused.value.message_dict
    assert line(listed, 3).state == "doubt"


def test_what_was_decided_stays_when_the_list_is_read_again(staff, listed):
    actions.take_line(actor=staff, beginning=listed, line=line(listed, 7), invited=True)
    again = actions.read_people(actor=staff, beginning=listed, text=TEXT + "\nEva;eva@rijkhout.be;Rijkhout")

    assert states(again)[7] == "ready"
    assert states(again)[8] == "ready"
    assert again.lines.count() == 8


def test_who_is_ready_is_invited_once_and_the_others_wait(staff, listed, rijkhout):
    actions.keep_list(
        actor=staff, beginning=listed, roles={line(listed, 2).pk: "guest"}, second=None, words="", whole=False
    )
    network = actions.start(actor=staff, beginning=listed)
    assert not Invitation.objects.exists()
    listed.refresh_from_db()

    assert actions.invite_people(actor=staff, beginning=listed) == 2
    assert actions.invite_people(actor=staff, beginning=listed) == 0

    found = {one.email: (one.role, one.organisation) for one in network.invitations.all()}
    assert found == {"ann@rijkhout.be": ("guest", rijkhout), "jan@rijkhout.be": ("member", rijkhout)}
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == set(found)


def test_all_or_nothing(staff, listed):
    actions.keep_list(actor=staff, beginning=listed, roles={}, second=None, words="", whole=True)
    actions.start(actor=staff, beginning=listed)
    listed.refresh_from_db()
    with pytest.raises(ValidationError):
        actions.invite_people(actor=staff, beginning=listed)
    assert not Invitation.objects.exists()

    for number in (3, 4, 5, 7):
        actions.take_line(actor=staff, beginning=listed, line=line(listed, number), invited=False)

    assert actions.invite_people(actor=staff, beginning=listed) == 2


def test_who_takes_part_or_was_invited_is_said_before_sending(staff, listed):
    network = actions.start(actor=staff, beginning=listed)
    inside = ParticipantFactory(network=network, user__email="inside@example.org")
    invite(actor=staff, network=network, email="waits@example.org")
    listed.refresh_from_db()
    text = "In;inside@example.org\nWacht;waits@example.org\nZelf;" + staff.email + "\nNieuw;new@example.org"

    again = actions.read_people(actor=staff, beginning=listed, text=text)

    assert states(again) == {1: "member", 2: "invited", 3: "member", 4: "ready"}
    assert inside.user.email == "inside@example.org"


def test_many_are_invited_by_a_job_that_is_safe_to_run_twice(
    staff, concept, django_capture_on_commit_callbacks
):
    text = "\n".join(f"P{n} Naam{n};p{n}@rijkhout.be;Rijkhout" for n in range(60))
    actions.read_people(actor=staff, beginning=concept, text=text)
    network = actions.start(actor=staff, beginning=concept)
    concept.refresh_from_db()
    assert actions.invite_people(actor=staff, beginning=concept) == 60

    assert invite_lines.call(concept.pk, staff.pk) == 60
    assert invite_lines.call(concept.pk, staff.pk) == 0

    assert network.invitations.count() == 60


def test_the_job_invites_nobody_for_who_no_longer_facilitates(staff, concept, rows_that_failed):
    actions.read_people(actor=staff, beginning=concept, text="Ann;ann@rijkhout.be;Rijkhout")
    network = actions.start(actor=staff, beginning=concept)
    network.participants.update(role="member")
    concept.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.invite_people(actor=staff, beginning=concept)
    with pytest.raises(Exception, match="1 failed"):
        invite_lines.call(concept.pk, staff.pk)
    rows_that_failed.clear()
    assert not Invitation.objects.exists()


def test_two_thousand_people_are_read_and_looked_at_in_seconds(staff, concept):
    book = openpyxl.Workbook()
    book.active.append(["Naam", "Mail", "Organisatie", "Functie"])
    for n in range(2000):
        book.active.append([f"Voornaam{n} Achternaam{n % 300}", f"p{n}@rijkhout.be", "Rijkhout", "lasser"])
    out = io.BytesIO()
    book.save(out)
    begun = monotonic()

    from community.networks.beginning.files import text_of

    text = text_of(SimpleUploadedFile("x.xlsx", out.getvalue()))
    read = actions.read_people(actor=staff, beginning=concept, text=text)

    assert read.lines.count() == 2001
    assert monotonic() - begun < 30


def people_page(beginning) -> str:
    return reverse("networks:new_people", args=[beginning.pk])


def test_a_refused_list_stays_where_it_was_typed(staff, concept, sign_in):
    page = sign_in(staff).post(people_page(concept), {"do": "read", "text": "Ann zonder adres"})

    assert page.status_code == 422
    assert "Ann zonder adres" in page.content.decode()
    assert "We vonden geen e-mailadressen" in page.content.decode()
    assert not Beginning.objects.get().lines.exists()


@pytest.mark.parametrize("sent", [{"text": "x\x00"}, {"text": "a" * 1_000_001}, {}, {"text": " \n "}])
def test_what_is_no_list_is_refused_and_nothing_is_half_saved(staff, listed, sign_in, sent):
    page = sign_in(staff).post(people_page(listed), {"do": "read", **sent})

    assert page.status_code == 422
    assert listed.lines.count() == 7


def test_a_line_is_mended_left_out_and_taken_back_on_the_page(staff, listed, rijkhout, sign_in):
    client = sign_in(staff)

    def post(number, **sent):
        url = reverse("networks:new_line", args=[listed.pk, line(listed, number).pk])
        return client.post(url, sent)

    refused = post(3, do="mend", email="nog@niet", organisation=rijkhout.pk)
    assert refused.status_code == 422
    assert 'value="nog@niet"' in refused.content.decode()
    assert post(3, do="mend", email="bo@rijkhout.be", organisation=rijkhout.pk).status_code == 302
    post(7, do="both")
    assert states(listed)[3] == states(listed)[7] == "ready"
    post(7, do="out")
    assert states(listed)[7] == "by_hand"
    post(7)
    assert states(listed)[7] == "lookalike"
    post(4, do="both")  # nobody said which organisation
    assert states(listed)[4] == "organisation"


def test_a_long_list_shows_some_doubts_at_a_time_and_counts_the_others(staff, concept, sign_in):
    lines = [f"P{n} Naam{n};p{n};Rijkhout" for n in range(30)]
    lines += [f"Q{n} Naam{n};q{n}@rijkhout.be;Rijkhout" for n in range(60)]
    actions.read_people(actor=staff, beginning=concept, text="naam;mail;plaats\n" + "\n".join(lines))
    client = sign_in(staff)

    first = client.get(people_page(concept)).content.decode()
    second = client.get(people_page(concept), {"from": 21}).content.decode()

    assert (first.count('class="doubt"'), second.count('class="doubt"')) == (20, 10)
    assert 'name="role-' not in first
    assert "60 mensen" in " ".join(first.split())


def test_the_link_in_the_mail_leads_in(staff, listed, sign_in):
    network = actions.start(actor=staff, beginning=listed)
    listed.refresh_from_db()
    actions.invite_people(actor=staff, beginning=listed)
    mail = OutgoingMail.objects.get(to="ann@rijkhout.be")
    token = mail.text.partition("/networks/invitation/")[2].partition("/")[0]
    assert network.invitations.get(token_hash=token_hash(token)).email == "ann@rijkhout.be"
    ann = UserFactory(email="ann@rijkhout.be")

    sign_in(ann).post(reverse("networks:invitation", args=[token]))

    page = sign_in(staff).get(reverse("networks:begun", args=[listed.pk])).content.decode()
    assert "is binnen" in page
    assert "1 van 2 binnen" in " ".join(page.split())
