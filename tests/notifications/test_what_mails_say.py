"""A mail says more than its subject, stands beside the others about the same thing, and does not ask for an answer."""

import pytest

from community.networks import actions as networks
from community.notifications import jobs, letters
from community.notifications.actions import notify
from community.notifications.models import Notification, OutgoingMail

pytestmark = pytest.mark.django_db


def test_mails_about_one_thing_stand_together_and_say_that_nobody_reads_an_answer(house):
    def sent(url):
        (line,) = notify(
            kind="networks/join_declined",
            to=[house.member],
            actor=None,
            url=url,
            audience="members",
            data={"network": "N"},
        )
        letters.write.call([line.pk])
        return jobs.as_message(OutgoingMail.objects.get(notification=line))

    first, second, other = [
        sent(url) for url in ("/forum/1/t/#p2", "/forum/1/t/?page=2#p31", "/forum/2/t/#p2")
    ]
    threads = [message.extra_headers["References"] for message in (first, second, other)]
    assert threads[0] == threads[1] != threads[2]
    assert [message.extra_headers["In-Reply-To"] for message in (first, second, other)] == threads
    assert all("Niemand leest een antwoord op deze mail" in message.body for message in (first, second))


def test_who_is_let_in_is_welcomed_and_who_lets_in_reads_why(house):
    networks.answer_request(actor=house.facilitator, request=house.request, approve=True)
    written = {}
    OutgoingMail.objects.all().delete()
    Notification.objects.filter(kind__startswith="networks/join").update(mail_due=True)
    for line in Notification.objects.filter(kind__startswith="networks/join"):
        letters.write.call([line.pk])
        written[line.kind] = OutgoingMail.objects.get(notification=line).text
    assert house.network.purpose in written["networks/join_approved"]
    assert "Afspraken" in written["networks/join_approved"]
    assert house.request.motivation in written["networks/join_requested"]
