"""A plan from before turns had a table is carried over by the migrations, in a database of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[3]
BEFORE = """
import datetime as dt, json
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
apps = executor.loader.project_state([("events", "0011_reasons_have_codes")]).apps
def make(app, kind, **values):
    return apps.get_model(app, kind).objects.create(**values)
host = make("organisations", "Organisation", name="Host", slug="host")
venue = make("organisations", "Venue", organisation=host, name="Hall", capacity=20, latitude=51, longitude=4)
network = make("networks", "Network", name="Net", slug="net", started_on=dt.date(2026, 9, 1))
turn = {"meeting": "m2", "venue": str(venue.pk), "organisation": str(host.pk), "date": "2026-10-01",
        "reasons": [{"code": "never_hosted"}]}
gone = turn | {"meeting": "m3", "venue": "987", "organisation": "986", "date": "2026-11-05"}
good = {"status": "optimal", "assignments": [turn, gone], "objective": ["0", "0", -4, 0, 0, 1.5, 1.5],
        "balances": {str(host.pk): "1/2"}, "travel_km": {}, "blocked": [], "conflict": None, "relaxations": []}
none = {"status": "infeasible", "assignments": [], "objective": [], "balances": {}, "travel_km": {}, "blocked": [
        {"meeting": "m2", "venue": str(venue.pk), "date": "2026-10-01", "constraints": [], "broken": []}],
        "conflict": {"meetings": ["m2", "m3"], "organisations": [], "code": "order"},
        "relaxations": [{"kind": "go_online", "meeting": "m3", "organisation": None, "date": None}]}
plan = make("events", "RotationPlan", network=network, name="Year", status="published", start_time=dt.time(10),
            end_time=dt.time(12), answer_by=dt.date(2026, 9, 1), result=good, variants={"fairness": good},
            variant="fairness", version=2)
for position in (2, 3):
    make("events", "PlannedMeeting", plan=plan, position=position, title="Same", expected=5,
         step_free=position == 3, candidates=[])
make("events", "PlanVersion", plan=plan, version=1, result=none)
make("events", "PlanVersion", plan=plan, version=2, result=good, variant="fairness")
make("events", "TurnAnswer", plan=plan, position=2, organisation=host, date=dt.date(2026, 10, 1), agrees=True)
start = dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC)
for days in (0, 35):
    moment = start + dt.timedelta(days=days)
    make("events", "Meeting", network=network, plan=plan, title="Renamed", host=host, time_zone="Europe/Brussels",
         starts_at=moment, ends_at=moment + dt.timedelta(hours=2))
"""
AFTER = """
import json
from events.models import PlannedMeeting, RotationPlan
from events.turns.queries import needs_step_free
plan = RotationPlan.objects.get()
def said(version):
    turns = [(t.meeting.position, t.organisation and t.organisation.slug, t.venue and t.venue.name, str(t.date),
              t.reasons) for t in version.turns.all()]
    return [version.status, version.variant, version.figures["objective"], turns]
first, second = PlannedMeeting.objects.all()
impossible = plan.versions.get(version=1)
about = [impossible.obstacles["conflict"]["meetings"], impossible.obstacles["blocked"][0]["meeting"],
         impossible.obstacles["relaxations"][0]["meeting"]]
print(json.dumps({
    "proposal": said(plan.proposal), "version": plan.version, "impossible": said(impossible),
    "about": about == [[str(first.pk), str(second.pk)], str(first.pk), str(second.pk)],
    "found": [said(version) for version in plan.versions.found()],
    "answers": list(plan.turn_answers.values_list("meeting__position", "agrees")),
    "step_free": [needs_step_free(meeting) for meeting in plan.meetings.order_by("starts_at")],
}))
"""


def run(folder, *command) -> str:
    environment = {**os.environ, "VONDER_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/old.sqlite3"}
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_plan_that_exists_is_carried_over(tmp_path):
    run(tmp_path, "migrate", "events", "0011", "-v", "0")
    run(tmp_path, "shell", "-v", "0", "-c", BEFORE)
    run(tmp_path, "migrate", "-v", "0")
    turns = [
        [2, "host", "Hall", "2026-10-01", [{"code": "never_hosted"}]],
        [3, None, None, "2026-11-05", [{"code": "never_hosted"}]],
    ]
    good = ["optimal", "fairness", ["0", "0", -4, 0, 0, 1.5, 1.5], turns]
    assert json.loads(run(tmp_path, "shell", "-v", "0", "-c", AFTER).splitlines()[-1]) == {
        "proposal": good,
        "version": 2,
        "impossible": ["infeasible", "", [], []],
        "about": True,
        "found": [good],
        "answers": [[2, True]],
        "step_free": [False, True],
    }
