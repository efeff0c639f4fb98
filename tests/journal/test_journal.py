"""Who changed what: written once, with facts only, and told to others when it is certain."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from community.journal.actions import record, recorded
from community.journal.models import Entry
from community.kept.stamps import stamps
from tests.factories import NetworkFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What others are told of, as it comes."""
    found = []

    def hear(sender, signal, **said):
        found.append((sender, said))

    recorded.connect(hear)
    yield found
    recorded.disconnect(hear)


def test_it_says_who_what_about_which_row_where_and_when():
    actor, network = UserFactory(), NetworkFactory()
    before = timezone.now()
    entry = record(actor=actor, verb="tests.moved", about=network, network_id=network.pk, old=1, new="twee")
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.actor, kept.verb, kept.about_model, kept.about_id, kept.network_id, kept.note) == (
        actor, "tests.moved", "networks.Network", network.pk, network.pk, {"old": 1, "new": "twee"},
    )  # fmt: skip
    assert before <= kept.at <= before + dt.timedelta(minutes=1)


@pytest.mark.parametrize("actor", [None, AnonymousUser()])
def test_what_nobody_with_an_account_did_has_no_actor(actor):
    entry = record(actor=actor, verb="tests.moved", about=UserFactory())
    assert (entry.actor, entry.network_id, entry.note) == (None, None, {})


def test_it_is_never_changed_and_never_removed():
    entry = record(actor=None, verb="tests.moved", about=UserFactory())
    entry.verb = "tests.other"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    assert Entry.objects.get(pk=entry.pk).verb == "tests.moved"


def test_it_stays_when_the_account_goes():
    actor, about = UserFactory(), UserFactory()
    entry = record(actor=actor, verb="tests.moved", about=about)
    actor.delete()
    about.delete()
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.actor, kept.about_model) == (None, "members.User")


def test_the_newest_comes_first():
    about = UserFactory()
    verbs = [f"tests.{number}" for number in range(3)]
    for verb in verbs:
        record(actor=None, verb=verb, about=about)
    found = Entry.objects.filter(about_model="members.User", about_id=about.pk)
    assert [entry.verb for entry in found if entry.verb in verbs] == verbs[::-1]


class TestWhoIsTold:
    def test_once_it_is_certain_with_everything_that_was_said(
        self, heard, django_capture_on_commit_callbacks
    ):
        actor, about = UserFactory(), NetworkFactory()
        with django_capture_on_commit_callbacks() as afterwards:
            record(actor=actor, verb="tests.moved", about=about, network_id=about.pk, old=1)
        assert heard == []
        for do in afterwards:
            do()
        said = {"verb": "tests.moved", "about": about, "actor": actor, "note": {"old": 1}}
        assert heard == [(type(about), said)]

    def test_never_when_it_was_undone(self, heard, django_capture_on_commit_callbacks):
        about, before = UserFactory(), Entry.objects.count()
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            record(actor=None, verb="tests.moved", about=about)
            transaction.set_rollback(True)
        assert (heard, Entry.objects.count()) == ([], before)


@pytest.mark.usefixtures("certain_at_once")
@pytest.mark.parametrize("inside", [True, False])
def test_what_was_made_from_the_house_and_from_that_network_is_old(inside):
    own, other = NetworkFactory(), NetworkFactory()
    names = ["house", f"network.{own.pk}", f"network.{other.pk}"]
    before = stamps(names)
    record(actor=None, verb="tests.moved", about=own, network_id=own.pk if inside else None)
    after = stamps(names)
    assert [before[name] != after[name] for name in names] == [True, inside, False]
