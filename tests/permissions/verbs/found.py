"""The verbs of the house, found in its rooms: public functions of `actions` modules that change something."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Callable
from functools import cache

import community
import events
import forum

ROOMS = (community, events, forum)


def modules() -> list:
    """Every module called `actions…`, and everything in a folder of that name."""
    found = []
    for room in ROOMS:
        for info in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            parts = info.name.split(".")
            if not info.ispkg and any(part.startswith("actions") for part in parts):
                found.append(importlib.import_module(info.name))
    return found


def public() -> dict[str, Callable]:
    """All public functions of these modules by name, such as `forum.actions.reply`."""
    return {
        f"{module.__name__}.{name}": function
        for module in modules()
        for name, function in vars(module).items()
        if not name.startswith("_") and inspect.isroutine(function) and function.__module__ == module.__name__
    }


def has_actor(function: Callable) -> bool:
    return "actor" in inspect.signature(function).parameters


def refuses(function: Callable) -> bool:
    """Whether it raises `PermissionDenied`, itself or through a function of ours that it calls."""
    return any(_raises(one) for one in _reached(inspect.unwrap(function)))


@cache
def _reached(function) -> frozenset:
    found, waiting = set(), [function]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _called(one)
    return frozenset(found)


@cache
def _tree(function) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _called(function):
    """The functions of ours called in a function, by their own name or as `module.name`."""
    names = function.__globals__
    for node in ast.walk(_tree(function)):
        if not isinstance(node, ast.Call):
            continue
        called = None
        if isinstance(node.func, ast.Name):
            called = names.get(node.func.id)
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            owner = names.get(node.func.value.id)
            called = getattr(owner, node.func.attr, None) if inspect.ismodule(owner) else None
        called = inspect.unwrap(called) if inspect.isroutine(called) else None
        if inspect.isfunction(called) and called.__module__.split(".")[0] in {r.__name__ for r in ROOMS}:
            yield called


def _raises(function) -> bool:
    return any(
        isinstance(node, ast.Raise) and "PermissionDenied" in ast.dump(node)
        for node in ast.walk(_tree(function))
    )
