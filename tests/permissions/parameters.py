"""Which parameters a view reads from its address, found in its source and that of the functions it calls."""

import ast
import inspect
import textwrap
from functools import cache

from django.forms import BaseForm

OURS = ("community.", "events.", "forum.")


def read_by(view) -> set[str]:
    """The names a view reads out of `request.GET`, itself or through functions and forms of ours."""
    return set().union(*(_read_in(part) for part in _reached(inspect.unwrap(view))))


@cache
def _reached(function) -> frozenset:
    """A function and every function of ours that it calls, and those that these call."""
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
    names = inspect.unwrap(function).__globals__
    for node in ast.walk(_tree(function)):
        if isinstance(node, ast.Name) and inspect.isfunction(called := names.get(node.id)):
            called = inspect.unwrap(called)
            if called.__module__.startswith(OURS):
                yield called


def _read_in(function):
    names = inspect.unwrap(function).__globals__
    for node in ast.walk(_tree(function)):
        if isinstance(node, ast.Call) and _is_get(getattr(node.func, "value", None)):
            yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))
        elif isinstance(node, ast.Subscript) and _is_get(node.value):
            yield node.slice.value
        elif isinstance(node, ast.Call) and any(map(_is_get, ast.walk(node))):
            yield from _fields_of(names.get(getattr(node.func, "id", "")))


def _fields_of(called):
    """The names that a form reads, or a function that gets the whole of `request.GET` as its first argument."""
    if inspect.isclass(called) and issubclass(called, BaseForm):
        yield from called.base_fields
    elif inspect.isfunction(called):
        data = next(iter(inspect.signature(called).parameters))
        for node in ast.walk(_tree(inspect.unwrap(called))):
            if isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") == data:
                yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))


def _is_get(node) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "GET"
