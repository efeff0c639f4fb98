"""The verbs of the house, found in its rooms: public functions of `actions` modules that change something."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable

import community
import events
import forum
from tests.permissions.source import reached, tree

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
    """Whether it raises `PermissionDenied`, itself or through a function of ours that it names."""
    return any(_raises(one) for one in reached(function))


def _raises(function) -> bool:
    return any(
        isinstance(node, ast.Raise) and "PermissionDenied" in ast.dump(node)
        for node in ast.walk(tree(function))
    )
