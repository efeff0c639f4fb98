"""What the house does by itself: each job says when it ran, fails since when, or did not run at all."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from community import rhythm
from community.rhythm import Ran, Rhythm
from community.staff.models import JobRun
from community.staff.overview.waiting import waiting
from community.staff.tasks.keeping import keep_run
from community.staff.tasks.names import NAMES
from community.staff.tasks.queries import jobs

pytestmark = pytest.mark.django_db
well = {"yes": True}


@task()
def once_a_day() -> int:
    """Fails when it is told to."""
    if not well["yes"]:
        raise ValueError("schijf \x00 vol" + "x" * 500)
    return 3


@pytest.fixture
def one_job(monkeypatch):
    monkeypatch.setattr(rhythm, "_rhythms", {once_a_day: Rhythm.DAILY})
    well["yes"] = True


def run(days=0, goes_well=True):
    well["yes"] = goes_well
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        rhythm.run([once_a_day])


def state():
    [job] = jobs()
    return job.state


def test_every_job_of_the_house_has_words():
    assert set(rhythm.every()) - set(NAMES) == set(), "say what they do in staff/tasks/names.py"


def test_a_job_that_never_ran_alarms_nobody(one_job):
    assert state() == "never"
    assert waiting() == []


def test_a_job_that_went_well_says_how_much_and_when_again(one_job):
    run()
    [job] = jobs()
    assert (job.state, job.said, job.coming - job.last) == ("ok", "3", timedelta(days=1))


def test_since_when_it_fails_is_kept_until_it_goes_well(one_job, rows_that_failed):
    run(-2, goes_well=False)
    first = JobRun.objects.get().failing_since
    run(-1, goes_well=False)
    assert (state(), JobRun.objects.get().failing_since) == ("failed", first)
    assert "schijf  vol" in JobRun.objects.get().said
    assert len(JobRun.objects.get().said) == 300
    assert [one.icon for one in waiting()] == ["gear"]
    run()
    assert (state(), waiting()) == ("ok", [])
    rows_that_failed.clear()


@pytest.mark.parametrize(("days", "found"), [(-2.9, "ok"), (-3.1, "late")])
def test_a_job_that_nobody_starts_any_more_is_late(one_job, days, found):
    run(days)
    assert state() == found
    assert bool(waiting()) is (found == "late")


def test_what_cannot_be_written_down_stops_no_job(one_job, monkeypatch, rows_that_failed):
    heard = []

    def deaf(ran: Ran) -> None:
        raise ValueError

    monkeypatch.setattr(rhythm, "_watchers", [deaf, heard.append])
    said, failures = rhythm.run([once_a_day])
    assert (said, failures, [ran.name for ran in heard]) == (["once_a_day: 3"], 0, ["once_a_day"])
    assert [record.getMessage() for record in rows_that_failed] == ["Nobody wrote down that once_a_day ran"]
    rows_that_failed.clear()


def test_running_twice_keeps_one_row(one_job):
    now = timezone.now()
    for _time in "12":
        keep_run(Ran("once_a_day", now, now, "3", False))
    assert JobRun.objects.count() == 1


def test_the_page(house, sign_in):
    rhythm.run(rhythm.jobs_of(Rhythm.OFTEN))
    page = sign_in(house.staff).get(reverse("staff:tasks"))
    assert {job.state for job in page.context["jobs"]} == {"ok", "never"}
    assert "Mails opnieuw versturen" in page.content.decode()
