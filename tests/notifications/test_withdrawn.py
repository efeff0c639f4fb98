"""What was told about a thing that is removed is shown to nobody, and is still in a copy of the data."""

import json

import pytest
from django.core.management import call_command

from community.notifications.actions import tell_again, withdraw
from community.notifications.models import Notification

pytestmark = pytest.mark.django_db


def test_a_copy_of_the_data_holds_what_is_withdrawn(house, capsys):
    line = house.member.notifications.create(kind="forum/replied", audience="members", url="/weg/", data={})
    withdraw(url="/weg/")
    call_command("dumpdata", "notifications.notification")
    copied = {row["pk"]: row["fields"]["withdrawn"] for row in json.loads(capsys.readouterr().out)}
    assert copied == {line.pk: True} | dict.fromkeys(
        Notification.objects.standing().values_list("pk", flat=True), False
    )


def test_nobody_is_shown_it_until_it_is_told_again(house):
    line = house.member.notifications.create(kind="forum/replied", audience="members", url="/weg/", data={})
    shown = house.member.notifications.visible_to(house.member).filter(pk=line.pk)
    unread = house.member.notifications.unread().filter(pk=line.pk)
    assert (shown.exists(), unread.exists()) == (True, True)
    withdraw(url="/weg/")
    assert (shown.exists(), unread.exists()) == (False, False)
    tell_again(url="/weg/")
    assert (shown.exists(), unread.exists()) == (True, True)
