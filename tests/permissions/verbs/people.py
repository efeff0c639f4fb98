"""Who may do what with people, organisations and networks."""

import datetime as dt

from django.contrib.auth.models import Group
from django.utils import timezone

from community.notifications.models import OutgoingMail
from community.organisations.actions import affiliate
from community.organisations.models import Facility, Venue
from community.organisations.verifying.reading import Line
from community.organisations.working import actions as working
from tests.factories import OrganisationFactory
from tests.house import picture

from .row import SIGNED, Verb, once

MEMBERS, BOSS = "facilitator member", "facilitator"
ORGANISATIONS = "community.organisations.actions"
CONTACTS = "community.organisations.contacts.actions"
MAKING = "community.organisations.making.actions"
WORKING = "community.organisations.working.actions"
PEOPLE = "community.members.actions"
WELCOMING = "community.notifications.welcoming.actions"
FACILITIES = "community.organisations.facilities.actions"
ASKED = {
    "day": timezone.localdate() + dt.timedelta(days=20), "morning": True, "afternoon": True, "purpose": "Leren",
}  # fmt: skip
LISTED = [Line(1, "Other house", "Gent", number="0999.999.922")]
VENUE = {"name": "Zaal", "municipality": "Gent", "latitude": 51, "longitude": 3.7, "capacity": 9}


def _failed_mail():
    return OutgoingMail.objects.create(
        to="a@example.org", audience="public", subject="s", text="t", status="failed"
    )


def _going(house):
    own = affiliate(actor=house.admin, person=house.member, organisation=house.organisation)
    return {"affiliation": own, "last_day": timezone.localdate() + dt.timedelta(days=9), "successors": {}}


def _claim(house):
    return working.claim_work(actor=house.outsider, organisation=house.organisation)


def _never_came(house):
    type(house.outsider).objects.filter(pk=house.outsider.pk).update(last_login=None)
    return house.outsider


def _with_contact(house, role):
    affiliate(actor=house.admin, person=house.member, organisation=house.organisation, role=role)
    return house.organisation


VERBS = [
    Verb(f"{PEOPLE}.deactivate", "member staff", lambda h: {"person": h.member}),
    Verb(f"{PEOPLE}.reactivate", "staff", lambda h: {"person": h.deactivated}),
    Verb(f"{PEOPLE}.create_account", "staff", lambda h: {"name": "N", "email": "nieuw@example.org"}),
    Verb(f"{PEOPLE}.change_account", "staff", lambda h: {"person": h.member, "name": "N", "is_active": True}),
    Verb(f"{WELCOMING}.invite_to_platform", "staff", lambda h: {"name": "N", "email": "nieuw@example.org"}),
    Verb(f"{WELCOMING}.invite_again", "staff", lambda h: {"person": _never_came(h)}),
    Verb("community.notifications.outbox.actions.send_again", "staff", lambda h: {"mail": _failed_mail()}),
    Verb(f"{PEOPLE}.give_role", "staff", lambda h: {"person": h.member, "role": Group.objects.create(name="R")}),
    Verb(
        f"{ORGANISATIONS}.found_organisation", "staff",
        lambda h: {
            "name": "N", "short_name": "N", "slug": "n", "kind": "school", "partner_class": "civil_society",
            "municipality": "Gent",
        },
    ),
    Verb(f"{WORKING}.answer_claim", "facilitator staff", lambda h: {"claim": _claim(h), "confirms": True}),
    Verb(
        f"{WORKING}.answer_claim", "facilitator member staff",
        lambda h: {"claim": _with_contact(h, "host_contact") and _claim(h), "confirms": False},
        case="the member is its contact",
    ),
    Verb(f"{WORKING}.claim_work", SIGNED, lambda h: {"organisation": OrganisationFactory()}),
    Verb(f"{WORKING}_leaving.change_work", "member", _going),
    Verb(
        f"{WORKING}_leaving.stay_after_all", "member", lambda h: {"affiliation": _going(h)["affiliation"]}
    ),
    Verb(f"{WORKING}.withdraw_claim", "outsider", lambda h: {"claim": _claim(h)}),
    Verb(
        f"{MAKING}.propose_organisation", SIGNED,
        lambda h: {"name": "Nieuw huis", "municipality": "Gent", "kind": "school"},
    ),
    Verb(
        f"{ORGANISATIONS}.change_organisation", "outsider staff",
        lambda h: {"organisation": OrganisationFactory(proposed_by=h.outsider, checked_at=None), "story": "x"},
        case="who added it, as long as it waits",
    ),
    Verb(f"{MAKING}.check_organisation", "staff", lambda h: {"organisation": h.organisation}),
    Verb(f"{ORGANISATIONS}.affiliate", "staff", lambda h: {"person": h.outsider, "organisation": h.organisation}),
    Verb(
        f"{ORGANISATIONS}.change_organisation", "facilitator staff",
        lambda h: {"organisation": h.organisation, "story": "x"},
    ),
    Verb(
        f"{ORGANISATIONS}.change_organisation", "facilitator member staff",
        lambda h: {"organisation": _with_contact(h, "host_contact"), "story": "x"}, case="its contact",
    ),
    Verb(
        f"{ORGANISATIONS}.change_organisation", "facilitator staff",
        lambda h: {"organisation": _with_contact(h, "staff"), "story": "x"}, case="who merely works there",
    ),
    Verb(
        f"{ORGANISATIONS}.save_venue", "facilitator staff",
        lambda h: {"organisation": h.organisation, "venue": Venue(**VENUE)},
    ),
    Verb(
        f"{ORGANISATIONS}.save_venue", "facilitator member staff",
        lambda h: {"organisation": _with_contact(h, "host_contact"), "venue": Venue(**VENUE)}, case="its contact",
    ),
    Verb(
        f"{FACILITIES}.save_facility", "facilitator staff",
        lambda h: {"organisation": h.organisation, "facility": Facility(name="Zaal")},
    ),
    Verb(f"{FACILITIES}.ask_for_a_day", SIGNED, lambda h: {"facility": h.facility, "client_id": once(), **ASKED}),
    Verb(
        f"{FACILITIES}.answer_facility_request", "facilitator staff",
        lambda h: {"request": h.facility_request, "approve": True},
    ),
    Verb(f"{FACILITIES}.withdraw_facility_request", "member", lambda h: {"request": h.facility_request}),
    Verb("community.organisations.verifying.actions.verify_organisations", "staff", lambda h: {"lines": LISTED}),
    Verb(
        "community.organisations.merging.actions.merge_organisations", "staff",
        lambda h: {"gone": OrganisationFactory(), "into": h.organisation},
    ),
    Verb(
        f"{CONTACTS}.name_contacts", "facilitator staff",
        lambda h: {"organisation": h.organisation, "first": None, "deputy": None},
    ),
    Verb(
        f"{CONTACTS}.name_contacts", "facilitator member staff",
        lambda h: {"organisation": _with_contact(h, "host_contact"), "first": h.member, "deputy": None},
        case="its contact",
    ),
    Verb(
        "community.richtext.actions.attach", MEMBERS,
        lambda h: {"audience": h.network.audience, "upload": picture(), "client_id": once()},
    ),
    Verb(
        "community.richtext.actions.attach", SIGNED,
        lambda h: {"audience": "members", "upload": picture(), "client_id": once()}, case="for all members",
    ),
    Verb(
        "community.richtext.actions.use", MEMBERS,
        lambda h: {"audience": h.network.audience, "files": [h.attachment]},
    ),
    Verb(
        "community.richtext.actions.use", SIGNED, lambda h: {"audience": "members", "files": [h.attachment]},
        case="for all members",
    ),
]  # fmt: skip

OWN = {
    "community.members.actions.change_profile": "one's own profile",
    "community.members.actions.change_photo": "one's own photo",
    "community.members.actions.change_settings": "one's own settings",
    "community.notifications.actions.notify": "a step of other verbs; it asks itself who may hear of it",
    "community.notifications.actions.mark_read": "one's own notifications",
    "community.richtext.actions.keep_draft": "one's own drafts",
    "community.richtext.actions.forget_draft": "one's own drafts",
    "community.richtext.actions.let_wait": "one's own files, for oneself alone",
    "community.richtext.actions.throw_away": "one's own files that wait; others' are left alone",
    "community.journal.actions.record": "a step of other verbs",
    "community.journal.actions.was_recorded": "a question that other verbs ask",
}
