"""Every verb as each of ten people: who may, who is refused, and that a refusal changes nothing.

A verb that can refuse and is in no table fails here, and so does one with an actor that never does.
"""

import inspect
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.house import House

from .verbs import afterwards, arriving, beginning, chat, forum, meetings, networks, people, planning
from .verbs.found import has_actor, public, refuses
from .verbs.row import AsItIsNow, Verb

pytestmark = pytest.mark.django_db
TABLES = (afterwards, arriving, beginning, chat, forum, meetings, networks, people, planning)
PERSONAS = [*House.INSIDE, *House.OUTSIDE]
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


def test_every_verb_is_in_a_table():
    named = {verb.name for table in TABLES for verb in table.VERBS}
    own = {name for table in TABLES for name in table.OWN}
    found = public()
    assert {name for name, verb in found.items() if refuses(verb)} - own == named
    assert {name for name, verb in found.items() if has_actor(verb)} <= named | own
    assert not named & own
    assert own <= set(found)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__.rpartition(".")[2])
def test_who_may(table, house):
    wrong = []
    for verb in table.VERBS:
        got = {persona: outcome(verb, persona, house) for persona in PERSONAS}
        wrong += [
            f"{verb}: {persona} {said}" for persona, said in got.items() if said != expected(verb, persona)
        ]
    assert not wrong, "\n".join(wrong)


def expected(verb: Verb, persona: str) -> str:
    if persona in verb.stopped.split():
        return "stopped"
    return "allowed" if persona in verb.may.split() else "refused"


def outcome(verb: Verb, persona: str, house) -> str:
    """What happens when this person does it, in a transaction that is rolled back."""
    function, now = public()[verb.name], AsItIsNow(house)
    with transaction.atomic():
        given = verb.arguments(now)
        actor = getattr(now, persona) if persona != "visitor" else _nobody(house, function)
        with CaptureQueriesContext(connection) as asked:
            said = _said(function, actor, given)
        if said == "refused" and (written := [one["sql"] for one in asked if WRITES.match(one["sql"])]):
            said = f"refused after {written[0][:60]}"
        transaction.set_rollback(True)
    return said


def _nobody(house, function):
    """A visitor: nobody where a verb takes that, else somebody who is not signed in."""
    without = inspect.signature(function).parameters["actor"].default is None
    return None if without else house.user("visitor")


def _said(function, actor, given: dict) -> str:
    try:
        with transaction.atomic():
            function(actor=actor, **given)
    except PermissionDenied:
        return "refused"
    except ValidationError:
        return "stopped"
    except Exception as error:  # noqa: BLE001  (the test says which)
        return f"{type(error).__name__}: {error}"
    return "allowed"
