"""Who may do what with the concept of a network."""

import datetime as dt

from community.networks.beginning import actions
from community.networks.models import Beginning
from tests.factories import OrganisationFactory

from .row import SIGNED, Verb

BEGINNING = "community.networks.beginning.actions"
INVITING = "community.networks.inviting.actions"
BOSS = "facilitator"


def _concept(house, **more):
    return {"beginning": house.concept, **more}


def _with_right(house):
    actions.allow_starting(actor=house.admin, person=house.facilitator)
    return _concept(house)


def _proposed(house, **more):
    actions.propose(actor=house.facilitator, beginning=house.concept)
    return _concept(house, **more)


def _begun(house):
    actions.allow_starting(actor=house.admin, person=house.facilitator)
    actions.start(actor=house.facilitator, beginning=house.concept)
    return {"beginning": Beginning.objects.get(pk=house.concept.pk)}


def _left_out(house):
    actions.take_line(actor=house.facilitator, beginning=house.concept, line=house.line, invited=False)
    return _concept(house, line=house.line)


VERBS = [
    Verb(f"{BEGINNING}.allowing.allow_starting", "staff", lambda h: {"person": h.outsider}),
    Verb(f"{BEGINNING}.preparing.prepare", SIGNED, lambda h: {"name": "N", "purpose": "P"}),
    Verb(f"{BEGINNING}.preparing.change", BOSS, lambda h: _concept(h, theme="T")),
    Verb(f"{BEGINNING}.preparing.choose", BOSS, lambda h: _concept(h, organisation=OrganisationFactory())),
    Verb(f"{BEGINNING}.preparing.leave_out", BOSS, lambda h: _concept(h, organisation=h.organisation)),
    Verb(f"{BEGINNING}.preparing.discard", BOSS, _concept),
    Verb(f"{BEGINNING}.people.read_people", BOSS, lambda h: _concept(h, text="Cas, cas@example.org")),
    Verb(
        f"{BEGINNING}.people.mend_line", BOSS,
        lambda h: _concept(h, line=h.line, email="ben@example.org", organisation=None),
    ),
    Verb(f"{BEGINNING}.people.take_line", BOSS, lambda h: _concept(h, line=h.line, invited=False)),
    Verb(f"{BEGINNING}.people.bring_line_back", BOSS, _left_out),
    Verb(
        f"{BEGINNING}.people.keep_list", BOSS,
        lambda h: _concept(h, roles={}, second=None, words="W", whole=True),
    ),
    Verb(f"{BEGINNING}.proposing.propose", BOSS, _concept),
    Verb(f"{BEGINNING}.proposing.answer_proposal", "staff", lambda h: _proposed(h, approve=True)),
    Verb(
        f"{BEGINNING}.proposing.answer_proposal", "", lambda h: _concept(h, approve=True), stopped="staff",
        case="not proposed",
    ),
    Verb(f"{BEGINNING}.starting.start", "", _concept, case="without the right"),
    Verb(f"{BEGINNING}.starting.start", BOSS, _with_right, case="allowed to start"),
    Verb(f"{BEGINNING}.inviting.invite_people", "", _concept, case="before it begins"),
    Verb(f"{BEGINNING}.inviting.invite_people", BOSS, _begun, case="begun"),
]  # fmt: skip

VERBS += [
    Verb(
        f"{BEGINNING}.seconding.second_somebody",
        BOSS,
        lambda h: _concept(
            h,
            sender=h.organisation,
            receiver=OrganisationFactory(),
            person="Ann",
            starts_on=dt.date(2027, 1, 4),
            ends_on=dt.date(2027, 6, 30),
        ),
    ),
    Verb(f"{BEGINNING}.inviting.open_list", BOSS, lambda h: {"network": h.network}),
    Verb(f"{INVITING}.send_to", BOSS, lambda h: {"invitation": h.invitation, "email": "beter@example.org"}),
    Verb(f"{INVITING}.make_link", BOSS, lambda h: {"network": h.network, "most": 2, "days": 2}),
    Verb(f"{INVITING}.end_link", BOSS, lambda h: {"link": h.link}),
    Verb(
        "community.networks.actions.joining.take_invitation",
        "invited",
        lambda h: {"invitation": h.invitation},
    ),
    Verb(f"{INVITING}.join_by_link", SIGNED, lambda h: {"link": h.link}),
]

OWN = {
    f"{BEGINNING}.people.list_of": "a step of verbs: it asks itself who may",
    f"{BEGINNING}.starting.open_network": "a step of verbs that asked who may start or approve",
    f"{BEGINNING}.preparing.locked": "a step of verbs: the row as it is now",
}
