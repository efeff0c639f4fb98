"""What a function of ours does, read in its source and in that of the functions of ours that it names."""

import ast
import inspect
import textwrap
from functools import cache

ROOMS = ("community", "events", "forum")


@cache
def reached(function) -> frozenset:
    """A function and every function of ours that it names, and those that these name."""
    found, waiting = set(), [inspect.unwrap(function)]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _named(one)
    return frozenset(found)


@cache
def tree(function) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _named(function):
    """The functions of ours that stand in a function, by their own name or as `module.name`."""
    names = function.__globals__
    for node in ast.walk(tree(function)):
        named = None
        if isinstance(node, ast.Name):
            named = names.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = names.get(node.value.id)
            named = getattr(owner, node.attr, None) if inspect.ismodule(owner) else None
        named = inspect.unwrap(named) if inspect.isroutine(named) else None
        if inspect.isfunction(named) and named.__module__.split(".")[0] in ROOMS:
            yield named
