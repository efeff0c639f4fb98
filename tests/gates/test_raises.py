"""A verb says under `Raises` what can go wrong: whoever calls it has to do something about that."""

import ast
import inspect
import re

import pytest

from tests.permissions.source import tree
from tests.permissions.verbs.found import public

pytestmark = pytest.mark.once


def raised(function, seen: frozenset = frozenset()) -> set[str]:
    """The exceptions that a function raises by name, itself or in helpers of its own module."""
    function = inspect.unwrap(function)
    names, found = function.__globals__, set()
    for node in ast.walk(tree(function)):
        if isinstance(node, ast.Raise) and node.exc is not None:
            called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            kind = names.get(called.id) if isinstance(called, ast.Name) else None
            if inspect.isclass(kind):
                found.add(kind.__name__)
        if isinstance(node, ast.Name) and node.id.startswith("_") and node.id not in seen:
            helper = inspect.unwrap(names[node.id]) if inspect.isroutine(names.get(node.id)) else None
            if helper and helper.__module__ == function.__module__:
                found |= raised(helper, seen | {node.id})
    return found


def said(function) -> set[str]:
    """The exceptions that its docstring names from the word `Raises` on."""
    after = re.split(r"\bRaises\s", inspect.getdoc(function) or "", maxsplit=1)[1:]
    return set(re.findall(r"`(\w+)`", "".join(after)))


@pytest.mark.parametrize("name", sorted(public()))
def test_what_a_verb_raises_stands_in_its_docstring(name):
    verb = public()[name]

    assert raised(verb) <= said(verb)
