"""Who may do what before meetings have a date: asking, planning, turns and polls."""

import datetime as dt

from django.utils import timezone

from events.models import RotationPlan
from events.polls import actions as polling
from tests.factories import OrganisationFactory

from .row import Verb

MEMBERS, BOSS = "facilitator member", "facilitator"
ASKING, CHANGING, PROPOSING, PUBLISHING = (
    f"events.planning.actions.{name}" for name in ("asking", "changing", "proposing", "publishing")
)
POLLS = "events.polls.actions"


def _day(days=80):
    return timezone.now() + dt.timedelta(days=days)


def _asked(house):
    return {
        "network": house.network, "name": "Jaar", "start_time": dt.time(10), "end_time": dt.time(12),
        "answer_by": timezone.localdate(),
        "meetings": [{"title": "x", "mode": "in_person", "expected": 3, "candidates": [_day().date()]}],
    }  # fmt: skip


def _proposed(house, status="proposed", **more):
    """The plan, with a proposal in which the member's organisation receives."""
    plan = house.plan
    plan.versions.all().delete()
    for version, variant in ((1, "fairness"), (None, "travel")):
        found = plan.versions.create(version=version, variant=variant, status="feasible")
        found.turns.create(
            meeting=plan.planned.first(),
            organisation=house.organisation,
            venue=house.venue,
            date=plan.dates[0],
        )
    plan.proposal, plan.version, plan.status = plan.versions.get(version=1), 1, status
    plan.confirm_by = timezone.localdate()
    plan.save()
    return {"plan": RotationPlan.objects.get(pk=plan.pk), **more}


def _without_turns(house):
    given = _proposed(house)
    given["plan"].turns.delete()
    return given


def _chosen(house):
    poll = house.poll
    poll.meeting = house.later
    poll.save()
    return {"poll": poll, "option": poll.options.get()}


def _availability(house, organisation):
    return {"plan": house.plan, "organisation": organisation, "answers": {house.plan.dates[0]: "host"}}


def _foreign_organisation(house):
    return house.network.memberships.exclude(organisation=house.organisation).first().organisation


def _options():
    return [(_day(), _day() + dt.timedelta(hours=2), None)]


def _poll(house):
    return {"title": "Wanneer", "note": "", "closes_on": _day().date(), "options": _options()}


def _changed(house):
    said = _poll(house)
    moments = [polling.Moment(*option) for option in said.pop("options")]
    return {"poll": house.poll, "moments": moments, **said}


VERBS = [
    Verb(f"{ASKING}.ask_availability", BOSS, _asked),
    Verb(f"{ASKING}.remind_silent", BOSS, lambda h: {"plan": h.plan}),
    Verb(
        f"{ASKING}.answer_availability", MEMBERS, lambda h: _availability(h, h.organisation),
        case="for one's own organisation",
    ),
    Verb(
        f"{ASKING}.answer_availability", BOSS, lambda h: _availability(h, _foreign_organisation(h)),
        case="for another organisation",
    ),
    Verb(
        f"{ASKING}.answer_availability", "", lambda h: _availability(h, OrganisationFactory()),
        case="for one that is no member",
    ),
    Verb(f"{PROPOSING}.propose", BOSS, lambda h: {"plan": h.plan}),
    Verb(f"{PROPOSING}.stop_computing", BOSS, lambda h: {"plan": h.plan}),
    Verb(f"{CHANGING}.change_meetings", BOSS, lambda h: {"plan": h.plan, "rows": list(h.plan.planned.all())}),
    Verb(f"{CHANGING}.change_rules", BOSS, lambda h: {"plan": h.plan, "changes": {"min_gap": 0}}),
    Verb(f"{CHANGING}.change_rules", "", lambda h: _proposed(h, "published", changes={}), case="published"),
    Verb(f"{PROPOSING}.choose_variant", BOSS, lambda h: _proposed(h, variant="travel")),
    Verb(f"{PROPOSING}.take_version", BOSS, lambda h: _proposed(h, version=1)),
    Verb(f"{PROPOSING}.swap_turns", BOSS, lambda h: _proposed(h, first=1, second=2), stopped=BOSS),
    Verb(f"{PROPOSING}.lock", BOSS, lambda h: _proposed(h, position=1, locked=True)),
    Verb(f"{PUBLISHING}.publish_plan", BOSS, lambda h: _proposed(h, sure=True)),
    Verb(f"{PUBLISHING}.publish_plan", BOSS, _without_turns, case="without turns"),
    Verb("events.planning.actions.hosts.share", BOSS, _proposed),
    Verb("events.planning.actions.hosts.answer_turn", "member", lambda h: _proposed(h, "shared", position=1, agrees=True)),
    Verb(f"{POLLS}.start_poll", BOSS, lambda h: {"network": h.network, **_poll(h)}),
    Verb(f"{POLLS}.change_poll", BOSS, _changed),
    Verb(f"{POLLS}.remind_voters", BOSS, lambda h: {"poll": h.poll}),
    Verb(f"{POLLS}.choose", BOSS, lambda h: {"poll": h.poll, "option": h.poll.options.get()}),
    Verb(f"{POLLS}.choose", BOSS, _chosen, case="chosen already"),
]  # fmt: skip

OWN = {
    "events.planning.actions.asking.ask_again": "a step of changing a plan, which asked who may",
    "events.planning.actions.proposing.unpublished": "a step of the verbs that change a plan, which asks who may",
    "events.polls.actions.vote": "who has the address of a poll votes; one's own vote",
}
