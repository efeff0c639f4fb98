"""What the house does by itself: every way of running reads one list, and a job that fails stops nothing, ever."""

import datetime as dt
import re
import threading
import uuid

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command, get_commands
from django.utils import timezone
from django_tasks import task

from community import rhythm
from community.notifications.models import OutgoingMail
from community.rhythm import Rhythm
from events.models import ActionPoint
from tests.away import until
from tests.poison import cure, poison
from tests.serving import Serving

ran = []


@task()
def fails() -> None:
    ran.append("fails")
    raise ValueError("for the test")


@task()
def writes() -> int:
    ran.append("writes")
    return 3


@pytest.fixture
def two_jobs(monkeypatch):
    """In this house there are two jobs, and the first one always fails."""
    ran.clear()
    monkeypatch.setattr(rhythm, "_rhythms", {})
    monkeypatch.setattr(rhythm, "_watchers", [])
    rhythm.register(Rhythm.DAILY, fails, writes)
    return ran


@pytest.mark.parametrize("one", Rhythm, ids=lambda one: one.command)
def test_a_rhythm_is_a_command_with_a_timer(one):
    assert one.command in get_commands()
    unit = (settings.BASE_DIR / f"deploy/vonder-{one.command}.service").read_text()
    assert re.search(rf"^ExecStart=\S+ manage.py {one.command}$", unit, re.MULTILINE)
    assert (settings.BASE_DIR / f"deploy/vonder-{one.command}.timer").exists()


def test_a_command_says_what_each_job_did_and_ends_with_one_for_a_failure(two_jobs, capsys, rows_that_failed):
    for _day in "12":
        with pytest.raises(SystemExit) as ended:
            call_command("daily")
        assert ended.value.code == 1
        assert capsys.readouterr().out == "fails: for the test\nwrites: 3\n"
    assert two_jobs == ["fails", "writes"] * 2
    assert [record.getMessage() for record in rows_that_failed] == ["fails failed"] * 2
    rows_that_failed.clear()


def test_the_command_for_each_rhythm_runs_its_own_jobs_only(two_jobs, capsys):
    call_command("often")
    assert two_jobs == []


def test_a_job_is_due_at_once_and_when_its_rhythm_has_passed(two_jobs, rows_that_failed):
    rhythm.register(Rhythm.OFTEN, writes)
    started, now = {}, timezone.now()
    for minutes in (0, 1, 4, 5, 9, 24 * 60 - 1, 24 * 60):
        rhythm.run_due(started, now + dt.timedelta(minutes=minutes))
        ran.append(minutes)
    assert two_jobs == [
        "fails", "writes", 0, 1, 4, "writes", 5, 9, "writes", 24 * 60 - 1, "fails", 24 * 60,
    ]  # fmt: skip
    rows_that_failed.clear()


def test_who_looks_all_the_time_goes_on_after_a_job_that_fails(two_jobs, rows_that_failed, monkeypatch):
    monkeypatch.setattr(rhythm, "LOOK_SECONDS", 0.01)
    stop, start = threading.Event(), timezone.now()
    looks = threading.Thread(target=rhythm.keep, args=[stop])
    with time_machine.travel(start) as clock:
        looks.start()
        until(lambda: two_jobs.count("writes") == 1, "the jobs did not run")
        clock.move_to(start + dt.timedelta(days=1))
        until(lambda: two_jobs.count("writes") == 2, "the jobs did not run the next day")
    stop.set()
    looks.join(20)
    assert not looks.is_alive()
    assert two_jobs == ["fails", "writes"] * 2
    rows_that_failed.clear()


def test_who_looks_all_the_time_survives_a_look_that_fails(two_jobs, rows_that_failed, monkeypatch):
    """The list itself cannot be read; the look after that finds the jobs again."""
    monkeypatch.setattr(rhythm, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(rhythm, "_rhythms", None)
    stop = threading.Event()
    looks = threading.Thread(target=rhythm.keep, args=[stop])
    looks.start()
    until(lambda: rows_that_failed, "nothing was logged")
    monkeypatch.setattr(rhythm, "_rhythms", {writes: Rhythm.DAILY})
    until(lambda: two_jobs, "the jobs did not run after that")
    stop.set()
    looks.join(20)
    assert two_jobs == ["writes"]
    assert {record.getMessage() for record in rows_that_failed} == {"The jobs could not be looked after"}
    rows_that_failed.clear()


@pytest.fixture
def served(planted, tmp_path):
    serving = Serving(tmp_path)
    yield serving
    serving.kill()
    cure("notifications_outgoingmail")


def test_serve_runs_every_job_though_one_fails(served, house):
    """A mail that cannot be claimed fails its job; the mail behind it leaves, and a late action is reminded of."""
    OutgoingMail.objects.all().delete()
    stuck, other = (
        OutgoingMail.objects.create(to="a@example.org", audience="public", subject="s", text="t")
        for _ in "12"
    )
    action = ActionPoint.objects.create(
        network=house.network, text="t", person=house.member, created_by=house.facilitator,
        due=timezone.localdate() - dt.timedelta(days=1), client_id=uuid.uuid4(),
    )  # fmt: skip
    poison("notifications_outgoingmail", "id", stuck.pk)
    served.start()
    until(lambda: ActionPoint.objects.get(pk=action.pk).reminded_at, "nobody was reminded")
    assert list(
        OutgoingMail.objects.filter(pk__in=[stuck.pk, other.pk]).order_by("pk").values_list("status")
    ) == [
        ("queued",),
        ("sent",),
    ]
