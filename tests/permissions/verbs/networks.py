"""Networks: who starts them, takes part, has which role, and closes them."""

import datetime as dt

from django.utils import timezone

from community.networks import actions as networks
from community.networks.beginning.actions import allow_starting
from community.networks.documents import actions as documents
from community.networks.models import PhaseItem
from community.networks.roles import actions as roles
from tests.factories import OrganisationFactory, UserFactory
from tests.house import picture

from .row import Verb, once

MEMBERS, BOSS = "facilitator member", "facilitator"
NETWORKS = "community.networks.actions"
LEAVING = "community.networks.leaving.actions"
SETTINGS = "community.networks.settings.actions"
DOCUMENTS = "community.networks.documents.actions"
GOVERNANCE = "community.networks.governance.actions"
CLOSING = "community.networks.closing.actions"
PHASES = "community.networks.phases.actions"
REQUESTS = "community.networks.requests.actions"
ROLES = "community.networks.roles.actions"


def _member_organisation(house, **more):
    return {"network": house.network, "organisation": house.organisation, **more}


def _leaving(house):
    day = timezone.localdate() + dt.timedelta(days=9)
    networks.end_membership(actor=house.admin, **_member_organisation(house), until=day)
    return _member_organisation(house)


def _left_by(who):
    """The member left a moment ago: by themselves, or taken out."""

    def left(house):
        participant = house.network.participants.get(user=house.member)
        networks.remove_participant(actor=house.who(who), participant=participant)
        participant.refresh_from_db()
        return {"participant": participant}

    return left


def _role(role):
    return lambda house: {"participant": house.network.participants.get(user=house.member), "role": role}


def _changed_role(house):
    given = _role("secretary")(house)
    roles.change_role(actor=house.facilitator, **given)
    return {"participant": given["participant"]}


def _known(house):
    house.network.__class__.objects.filter(pk=house.network.pk).update(visibility="members")
    return {"network": house.network, "motivation": "Graag"}


def _waiting_request(house):
    return {"request": house.request, "approve": True}


def _declined(house):
    return {"request": house.request, "approve": False, "reply": "Nu niet"}


def _guest(*, stays):
    def guest(house):
        people = networks.add_participant(
            actor=house.facilitator, network=house.network, user=UserFactory(), role="guest"
        )
        return {"participant": people, "stays": stays}

    return guest


def _own_item(house):
    PhaseItem.objects.filter(pk=house.phase_item.pk).update(owner=house.member)
    return {"item": house.phase_item, "done": True}


def _removed_document(house):
    documents.remove_document(actor=house.facilitator, document=house.document)
    return {"document": house.document}


def _closed(house):
    house.network.__class__.objects.filter(pk=house.network.pk).update(closed_at=timezone.now())
    return {"network": house.network}


def _started(house):
    return {
        "facilitator": house.outsider, "slug": "nieuw", "name": "Nieuw", "purpose": "Samen",
        "cooperation_form": "learning_network",
    }  # fmt: skip


def _allowed(house):
    allow_starting(actor=house.admin, person=house.outsider)
    return _started(house)


VERBS = [
    Verb(f"{NETWORKS}.starting.start_network", "staff", _started),
    Verb(f"{NETWORKS}.starting.start_network", "outsider staff", _allowed, case="allowed to start"),
    Verb(
        f"{NETWORKS}.organisations.add_member_organisation", "facilitator staff",
        lambda h: {"network": h.network, "organisation": OrganisationFactory()},
    ),
    Verb(
        f"{NETWORKS}.organisations.end_membership", "facilitator staff",
        lambda h: _member_organisation(h, until=timezone.localdate() + dt.timedelta(days=9)),
    ),
    Verb(f"{NETWORKS}.organisations.stay", "facilitator staff", _leaving),
    Verb(f"{NETWORKS}.organisations.set_hosting", "facilitator staff", lambda h: _member_organisation(h, hosts=False)),
    Verb(
        f"{NETWORKS}.people.remove_participant", MEMBERS,
        lambda h: {"participant": h.network.participants.get(user=h.member)},
    ),
    Verb(f"{ROLES}.change_role", BOSS, _role("secretary")),
    Verb(f"{ROLES}.change_role", "", _role("captain"), case="there is no such role"),
    Verb(f"{ROLES}.take_role_back", BOSS, _changed_role),
    Verb(f"{SETTINGS}.change_network", BOSS, lambda h: {"network": h.network, "name": "Anders"}),
    Verb(f"{LEAVING}.bring_back", "member", _left_by("member"), case="who left"),
    Verb(f"{LEAVING}.bring_back", "facilitator", _left_by("facilitator"), case="who was taken out"),
    Verb(f"{NETWORKS}.joining.invite", BOSS, lambda h: {"network": h.network, "email": "nieuw@example.org"}),
    Verb(f"{NETWORKS}.joining.accept_invitation", "invited", lambda h: {"token": h.token}),
    Verb(
        f"{NETWORKS}.joining.ask_to_join", "outsider applicant invited former other_facilitator staff", _known,
        case="all members may know of it",
    ),
    Verb(
        f"{NETWORKS}.joining.ask_to_join", "applicant", lambda h: {"network": h.network, "motivation": "Graag"},
        case="closed; who waits already is still waiting",
    ),
    Verb(f"{NETWORKS}.joining.answer_request", BOSS, _waiting_request),
    Verb(f"{NETWORKS}.joining.answer_request", BOSS, _declined),
    Verb(f"{REQUESTS}.decide_about_guest", BOSS, _guest(stays=True)),
    Verb(f"{REQUESTS}.decide_about_guest", BOSS, _guest(stays=False)),
    Verb(f"{PHASES}.add_item", BOSS, lambda h: {"network": h.network, "text": "x"}),
    Verb(
        f"{PHASES}.add_item", "", lambda h: {"network": h.network, "text": "x", "owner": h.outsider},
        case="for who takes no part",
    ),
    Verb(f"{PHASES}.change_item", BOSS, lambda h: {"item": h.phase_item, "owner": h.member, "due": None}),
    Verb(f"{PHASES}.tick_item", BOSS, lambda h: {"item": h.phase_item, "done": True}),
    Verb(f"{PHASES}.tick_item", MEMBERS, _own_item, case="one's own"),
    Verb(f"{PHASES}.drop_item", BOSS, lambda h: {"item": h.phase_item}),
    Verb(f"{PHASES}.propose_list", BOSS, lambda h: {"network": h.network}),
    Verb(f"{PHASES}.move_phase", BOSS, lambda h: {"network": h.network, "phase": "evaluate"}),
    Verb(
        f"{DOCUMENTS}.add_document", MEMBERS,
        lambda h: {"network": h.network, "title": "x", "client_id": once(), "upload": picture()},
    ),
    Verb(
        f"{DOCUMENTS}.add_version", BOSS,
        lambda h: {"document": h.document, "client_id": once(), "upload": picture()},
    ),
    Verb(f"{DOCUMENTS}.remove_document", BOSS, lambda h: {"document": h.document}),
    Verb(f"{DOCUMENTS}.restore_document", BOSS, _removed_document),
    Verb(f"{GOVERNANCE}.change_governance", BOSS, lambda h: {"network": h.network, "kind": "shared"}),
    Verb(
        f"{GOVERNANCE}.write_decision", BOSS,
        lambda h: {
            "network": h.network, "text": "x", "on": timezone.localdate(), "mandate": "x", "client_id": once(),
        },
    ),
    Verb(f"{CLOSING}.close_network", BOSS, lambda h: {"network": h.network, "sure": True}),
    Verb(
        f"{CLOSING}.close_network", "", lambda h: {"network": h.network}, stopped="facilitator",
        case="something is still open",
    ),
    Verb(f"{CLOSING}.reopen_network", BOSS, _closed),
    Verb(f"{NETWORKS}.agreements.publish_agreement", BOSS, lambda h: {"network": h.network, "html": "<p>x</p>"}),
    Verb(f"{NETWORKS}.agreements.sign_agreement", "member", lambda h: {"agreement": h.agreement}),
]  # fmt: skip

OWN = {
    "community.networks.actions.people.add_participant": "a step of verbs that asked who may let somebody in",
    "community.networks.roles.actions.give_role": "a step of verbs that asked who may give a role",
    "community.networks.settings.actions.write_down": "a step of verbs that asked who may change it",
    "community.networks.actions.people.leave": "a step of verbs that asked who may take somebody out",
}
