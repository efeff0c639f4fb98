"""An address to which no mail can be sent is refused where it is typed, wherever that is."""

import pytest
from django.core.exceptions import ValidationError

from community.members.emails import mailable
from community.members.models import User
from community.networks.actions import invite
from community.networks.models import Invitation
from events.models import Attendance, Meeting
from events.places.actions.guests import register_guest

pytestmark = pytest.mark.django_db
UNMAILABLE = [
    "jan@exa\u200bmple.org",
    "jan@exa\u200emple.org",
    "j\u00adan@example.org",
    "@example.org",
    "jan",
    "jan @example.org",
    "jan@example.org\nBcc: x@example.org",
    "josé@example.org",
    '"jan"@example.org',
    "a" * 65 + "@example.org",
    "jan@" + "a" * 64 + ".org",
    "jan@" + "abcdefgh." * 40 + "org",
    "jan@-.org",
    "jan@xn--.org",
]


@pytest.mark.parametrize("address", UNMAILABLE)
def test_no_mail_can_be_sent_to_it(address):
    with pytest.raises(ValidationError) as refusal:
        mailable(address)
    assert refusal.value.messages[0]


@pytest.mark.parametrize(
    "address", ["jan@example.org", "Jan.O'Neil+x@sub.example.org", "jan@münchen.example", "jan@stad.gent"]
)
def test_these_can_be_mailed(address):
    assert mailable(f" {address} ") == address


BAD = "jan@exa\u200emple.org"
FORMS = {
    "sign-up": ("/account/signup/", {"name": "Jan", "password1": "een-lang-geheim-7"}),
    "another address": ("/account/email/", {"action_add": "1"}),
    "invitation": ("/networks/geheim/members/invite/", {}),
    "guest": ("guest", {"name": "Jan", "answer": "in_person"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_says_so_and_nothing_is_kept(form, house, client):
    path, data = FORMS[form]
    if form != "sign-up":
        client.force_login(house.facilitator)
    if path == "guest":
        path = f"/meetings/{house.meeting.pk}/guest/"
    people, places = User.objects.count(), Attendance.objects.count()
    page = client.post(path, data | {"email": BAD})
    assert page.status_code in (200, 422)
    assert "onzichtbaar teken" in page.content.decode()
    assert (User.objects.count(), Attendance.objects.count()) == (people, places)
    assert not Invitation.objects.filter(email=BAD).exists()


def test_the_actions_refuse_it_too(house):
    Meeting.objects.filter(pk=house.meeting.pk).update(visibility="public")
    house.meeting.refresh_from_db()
    for act in (
        lambda: invite(actor=house.facilitator, network=house.network, email=BAD),
        lambda: register_guest(actor=house.facilitator, meeting=house.meeting, name="Jan", email=BAD),
        lambda: User.objects.create_user(BAD),
    ):
        with pytest.raises(ValidationError):
            act()
