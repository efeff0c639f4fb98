"""Whatever the demo world makes by a verb can be made from a screen: no network, board or meeting needs a command."""

import ast
import importlib
import inspect
import sys
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from community.demo import world
from tests.permissions.source import ROOMS, reached
from tests.permissions.table import LIBRARIES
from tests.permissions.verbs.found import has_actor, public

pytestmark = pytest.mark.once
DEMO = Path(world.__file__).parent
#: Made from the server, before anybody can sign in.
FIRST = "community.members.beginning.actions.create_administrator"
#: Rows that the demo writes by hand, and the verb by which a person does the same.
BY_HAND = {
    "User.objects.create_user": "community.members.actions.create_account",
    "User.objects.create_superuser": FIRST,
    "EmailAddress.objects.create": "community.members.actions.create_account",
}
#: Verbs that the demo calls with more than a screen asks, and the verb of that screen.
IN_STEPS = {
    "community.organisations.actions.found_organisation": "community.organisations.making.actions.propose_organisation",
}
#: Rows that are no content: a session of who signs in, and the site that a migration plants elsewhere.
GROUND = {"UserSession.objects.create_from_request", "Site.objects.create"}


def named_in(module) -> set:
    """What a module of ours names: functions as they are, and rows that it makes by hand in the words of its source."""
    found = set()
    for node in ast.walk(ast.parse(Path(module.__file__).read_text())):
        if isinstance(node, ast.Name | ast.Attribute):
            owner, _dot, name = ast.unparse(node).rpartition(".")
            one = getattr(getattr(module, owner, None) if owner else module, name, None)
            if inspect.isroutine(one):
                found.add(inspect.unwrap(one))
            elif name.startswith("create") and owner.endswith(".objects"):
                found.add(f"{owner}.{name}")
    return found


def verbs_among(found: set) -> set[str]:
    """The verbs with an actor among functions."""
    verbs = {name: function for name, function in public().items() if has_actor(function)}
    return {name for name, function in verbs.items() if inspect.unwrap(function) in found}


def of_the_demo() -> set:
    """What the demo world names."""
    names = [path.stem for path in DEMO.glob("*.py") if path.stem != "urls"]
    return set().union(*(named_in(importlib.import_module(f"community.demo.{name}")) for name in names))


def views(patterns=None):
    """Every view of the house at an address of its own; those of the demo do not count."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield one.callback
        elif str(one.pattern) not in {*LIBRARIES, "demo/"}:
            yield from views(one.url_patterns)


def from_screens() -> set[str]:
    """The verbs that some page of the house calls, by itself or from a table beside it."""
    ours = [inspect.unwrap(view) for view in views()]
    ours = [view for view in ours if inspect.isfunction(view) and view.__module__.split(".")[0] in ROOMS]
    beside = set().union(*(named_in(sys.modules[name]) for name in {view.__module__ for view in ours}))
    return verbs_among(beside.union(*(reached(view) for view in ours)))


def test_what_the_demo_makes_can_be_made_from_a_screen():
    named = of_the_demo()
    by_hand = {one for one in named if isinstance(one, str)} - GROUND
    assert by_hand == set(BY_HAND)
    made = verbs_among(named)
    assert {"forum.boards.actions.make_board", "events.scheduling.actions.schedule_meeting"} <= made
    wanted = {IN_STEPS.get(verb, verb) for verb in made} | {
        verb for verb in BY_HAND.values() if verb != FIRST
    }
    assert wanted - from_screens() == set()
