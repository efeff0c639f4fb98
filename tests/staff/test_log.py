"""The journal: who did what, in sentences, and nothing of what members do among themselves."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from community.journal.actions import record
from community.journal.models import Entry
from community.members.actions import deactivate
from community.networks.roles.actions import change_role
from community.organisations.actions import affiliate
from community.staff.log.abouts import ABOUTS
from community.staff.log.queries import entries, lines
from community.staff.log.sentences import AMONG_MEMBERS, GROUPS, SENTENCES
from tests.house import CANARY
from tests.permissions.source import ROOMS

pytestmark = pytest.mark.django_db


def recorded() -> set[str]:
    """Every verb that our code writes down."""
    found = set()
    for room in ROOMS:
        for path in Path(room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                    verb = next((one.value for one in node.keywords if one.arg == "verb"), None)
                    found |= {verb.value} if isinstance(verb, ast.Constant) else set()
    return found | {"events.changed", "events.countered"}  # said by a name


def test_every_verb_has_a_sentence_or_stays_among_members():
    assert recorded() - SENTENCES.keys() - AMONG_MEMBERS == set(), (
        "say what they did in staff/log/sentences.py"
    )
    assert not SENTENCES.keys() & AMONG_MEMBERS
    assert (SENTENCES.keys() | AMONG_MEMBERS) - recorded() == set(), "nothing writes these down any more"


def said(**chosen) -> list[str]:
    from django.utils.html import strip_tags

    return [strip_tags(line.sentence) for line in lines(list(entries(**chosen).order_by("-pk")))]


def test_sentences_name_who_did_it_what_and_where(house):
    name = house.network.name
    part = house.network.participants.get(user=house.member)
    change_role(actor=house.facilitator, participant=part, role="facilitator")
    affiliate(actor=house.staff, person=house.member, organisation=house.organisation)
    deactivate(actor=house.staff, person=house.outsider)
    assert said()[:3] == [
        "Staff sloot het account van Outsider",
        "Staff zei dat Member werkt bij Host house",
        f"Facilitator gaf Member een andere rol in {name}",
    ]


def test_everything_that_happened_in_the_house_can_be_said_without_a_private_word(house):
    words = " ".join(said()).replace(house.network.name, "")
    assert "iets dat weg is" not in words
    assert CANARY not in words


@pytest.mark.parametrize("label", sorted(ABOUTS))
def test_a_row_that_is_gone_is_said_so(label, house):
    verb = next(iter(SENTENCES))
    Entry.objects.create(actor=None, verb=verb, about_model=label, about_id=999_999)
    assert said()[0].startswith("iets dat weg is")


def test_names_are_escaped(house):
    house.member.name = "<b>Kwaad</b> %(who)s"
    house.member.save()
    record(actor=house.member, verb="members.profile_changed", about=house.member)
    [line] = lines(list(entries().order_by("-pk")[:1]))
    assert "<b>Kwaad" not in line.sentence
    assert "&lt;b&gt;Kwaad&lt;/b&gt; %(who)s" in line.sentence


def test_filters(house):
    deactivate(actor=house.staff, person=house.outsider)
    assert said(who="Outsider") == ["Staff sloot het account van Outsider"]
    assert said(who="staff")[0] == "Staff sloot het account van Outsider"
    assert said(who="niemand") == []
    assert all(entry.verb in GROUPS["networks"].sentences for entry in entries(what="networks"))
    assert {entry.network_id for entry in entries(where=house.network)} == {house.network.pk}
    assert entries(day=timezone.localdate()).exists()
    assert not entries(day=timezone.localdate() - timedelta(days=1)).exists()


def test_a_day_is_a_day_of_the_clock_on_the_wall(house):
    with time_machine.travel("2026-07-01T22:30:00Z", tick=False):  # half past midnight in Brussels
        record(actor=house.member, verb="members.profile_changed", about=house.member)
    from datetime import date

    assert len(said(day=date(2026, 7, 2))) == 1
    assert said(day=date(2026, 7, 1)) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"who": "x" * 10_000}, {"what": "koken"}, {"where": "999999"}, {"where": "x"}, {"day": "31-02-2026"},
        {"day": "\x00"}, {"who": "\x00"}, {"after": "9" * 30}, {"day": "0001-01-01"}, {"day": "9999-12-31"},
    ],
)  # fmt: skip
def test_nonsense_is_a_sentence_or_a_list(asked, house, sign_in):
    for name in ("staff:log", "staff:log_table"):
        assert sign_in(house.staff).get(reverse(name), asked).status_code == 200


def test_the_table_holds_the_same_and_no_formula(house, sign_in):
    house.member.name = "=1+1"
    house.member.save()
    record(actor=house.member, verb="members.profile_changed", about=house.member)
    table = sign_in(house.staff).get(reverse("staff:log_table")).content.decode("utf-8-sig")
    assert "'=1+1" in table.splitlines()[1]


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_the_same_for_one_entry_as_for_many(many, house, sign_in, django_assert_max_num_queries):
    Entry.objects.all()._raw_delete("default")
    for _number in range(many):
        record(actor=house.member, verb="members.profile_changed", about=house.member)
        record(actor=house.member, verb="organisations.changed", about=house.organisation)
    client = sign_in(house.staff)
    client.get(reverse("staff:log"))
    with django_assert_max_num_queries(9):
        client.get(reverse("staff:log"))
