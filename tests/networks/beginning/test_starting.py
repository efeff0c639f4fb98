"""From a concept to a network: S3-01, S3-07, S3-08, S2-03."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from community.networks.beginning import actions
from community.networks.beginning.jobs import KEPT, forget_concepts
from community.networks.beginning.queries import composition, seconds_for
from community.networks.cooperation import FORMS, Part, form_of
from community.networks.models import Beginning, Invitation, Network
from community.notifications.models import Notification
from tests.factories import BoardFactory, NetworkFactory, OrganisationFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(is_staff=True)


def prepared(owner, **fields) -> Beginning:
    return actions.prepare(actor=owner, **{"name": "Taal op de werkvloer", "purpose": "Hoe?", **fields})


def test_a_network_begins_as_it_was_written_down(staff):
    organisations = [OrganisationFactory() for _ in range(5)]
    concept = prepared(staff, theme="taal", hue=66, motive="opportunity", visibility="members")
    for one in organisations:
        actions.choose(actor=staff, beginning=concept, organisation=one)

    network = actions.start(actor=staff, beginning=concept)

    assert (network.slug, network.theme, network.hue, network.motive, network.visibility) == (
        "taal-op-de-werkvloer", "taal", 66, "opportunity", "members",
    )  # fmt: skip
    assert set(network.current_organisations) == set(organisations)
    part = network.participants.get()
    assert (part.user, part.role) == (staff, "facilitator")
    assert len(network.ground_rules.splitlines()) == 5
    assert actions.start(actor=staff, beginning=concept) == network
    assert Network.objects.count() == 1


def test_who_may_not_start_proposes_and_staff_answer(staff, django_capture_on_commit_callbacks):
    owner = UserFactory()
    concept = prepared(owner)
    with pytest.raises(PermissionDenied):
        actions.start(actor=owner, beginning=concept)

    actions.propose(actor=owner, beginning=concept)
    actions.propose(actor=owner, beginning=concept)
    assert Notification.objects.filter(recipient=staff, kind="networks/proposed").count() == 1
    with pytest.raises(ValidationError):
        actions.answer_proposal(actor=staff, beginning=concept, approve=False, answer=" ")
    actions.answer_proposal(actor=staff, beginning=concept, approve=False, answer="Praat eerst met Anke.")
    concept.refresh_from_db()
    assert (concept.status, concept.answer) == ("declined", "Praat eerst met Anke.")
    with pytest.raises(ValidationError, match="al antwoord"):
        actions.answer_proposal(actor=staff, beginning=concept, approve=True)

    actions.change(actor=owner, beginning=concept, theme="taal")
    actions.propose(actor=owner, beginning=concept)
    actions.answer_proposal(actor=staff, beginning=concept, approve=True)
    concept.refresh_from_db()
    assert concept.network.participants.get().user == owner
    kinds = list(Notification.objects.filter(recipient=owner).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["networks/proposal_declined", "networks/proposal_approved"]


def test_a_name_that_is_there_is_refused_unless_it_is_hidden(staff):
    NetworkFactory(name="Café Taal", visibility="members")
    NetworkFactory(name="Geheim", slug="geheim", visibility="network")
    with pytest.raises(ValidationError) as refused:
        prepared(staff, name="cafe  taal")
    assert list(refused.value.message_dict) == ["name"]

    network = actions.start(actor=staff, beginning=prepared(staff, name="Geheim"))

    assert network.slug == "geheim-2"


@pytest.mark.parametrize("name", ["new", "invitation", "participants", "你好", "!!!", "x" * 120])
def test_any_name_has_an_address(staff, name):
    network = actions.start(actor=staff, beginning=prepared(staff, name=name))

    assert network.get_absolute_url() == f"/networks/{network.slug}/"
    assert network.slug not in ("new", "invitation", "participants")


def test_S3_07_each_form_switches_on_its_own_parts():
    assert {one.form for one in FORMS} == set(Network.Form)
    assert form_of("learning_network").has(Part.ROTATION)
    assert not form_of("secondment").has(Part.ROTATION)
    assert form_of("secondment").has(Part.SECONDMENT)


def test_S3_07_ground_rules_follow_the_form_until_somebody_writes_them(staff):
    concept = prepared(staff)
    concept = actions.change(actor=staff, beginning=concept, cooperation_form="ad_hoc")
    assert len(concept.ground_rules.splitlines()) == 3

    concept = actions.change(actor=staff, beginning=concept, ground_rules="Wees lief.")
    concept = actions.change(actor=staff, beginning=concept, cooperation_form="project")
    assert concept.ground_rules == "Wees lief."


def test_S3_08_a_funder_that_asks_for_it_is_named(staff):
    concept = prepared(staff, motive="required")
    with pytest.raises(ValidationError) as refused:
        actions.start(actor=staff, beginning=concept)
    assert list(refused.value.message_dict) == ["funder"]
    assert not Network.objects.exists()

    actions.change(actor=staff, beginning=concept, funder="ESF")
    actions.start(actor=staff, beginning=concept)
    assert Network.objects.get(motive="required").funder == "ESF"


def test_S2_03_a_network_without_a_company_says_none():
    found = composition([OrganisationFactory(kind="school"), OrganisationFactory(kind="umbrella")])

    assert [(str(one.words), one.count) for one in found] == [
        ("Bedrijven", 0), ("Onderwijs", 1), ("Overheid", 0), ("Middenveld", 1),
    ]  # fmt: skip


def test_the_second_facilitator_is_asked_when_it_starts(staff):
    other = ParticipantFactory(role="facilitator", network__visibility="members")
    ParticipantFactory(network=other.network, user=staff)
    concept = prepared(staff)
    assert [one.user for one in seconds_for(staff, concept)] == [other.user]
    actions.keep_list(actor=staff, beginning=concept, roles={}, second=other.user, words="", whole=False)

    network = actions.start(actor=staff, beginning=concept)

    asked = Invitation.objects.get()
    assert (asked.network, asked.email, asked.role) == (network, other.user.email, "facilitator")


def test_sent_twice_there_is_one_concept_and_at_most_twenty(staff):
    assert prepared(staff) == prepared(staff)
    for number in range(19):
        prepared(staff, name=f"N {number}")
    with pytest.raises(ValidationError):
        prepared(staff, name="Nog een")


def test_a_concept_that_nobody_touches_is_forgotten_and_a_proposal_is_not(staff):
    old, proposed, fresh = (prepared(staff, name=name) for name in ("Oud", "Gevraagd", "Nieuw"))
    actions.propose(actor=staff, beginning=proposed)
    past = old.changed_at - KEPT * 2
    Beginning.objects.filter(pk__in=[old.pk, proposed.pk]).update(changed_at=past)

    assert forget_concepts.call() == 1

    assert set(Beginning.objects.all()) == {proposed, fresh}


def test_a_name_that_a_board_has_already_is_no_obstacle(staff):
    BoardFactory(slug="open-vragen")
    network = actions.start(actor=staff, beginning=prepared(staff, name="Open vragen"))
    assert network.slug == "open-vragen"
    assert network.boards.get().slug == f"open-vragen-n{network.pk}"
