"""Which parameters a view reads from its address, found in its source and that of the functions it calls."""

import ast
import inspect

from django.forms import BaseForm

from .source import reached, tree


def read_by(view) -> set[str]:
    """The names a view reads out of `request.GET`, itself or through functions and forms of ours."""
    return set().union(*(_read_in(part) for part in reached(view)))


def _read_in(function):
    names = inspect.unwrap(function).__globals__
    for node in ast.walk(tree(function)):
        if isinstance(node, ast.Call) and is_get(getattr(node.func, "value", None)):
            yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))
        elif isinstance(node, ast.Subscript) and is_get(node.value):
            yield from (one.value for one in [node.slice] if isinstance(one, ast.Constant))
        elif isinstance(node, ast.Call) and any(map(is_get, ast.walk(node))):
            yield from _fields_of(names.get(getattr(node.func, "id", "")))


def _fields_of(called):
    """The names that a form reads, or a function that gets the whole of `request.GET` as its first argument."""
    if inspect.isclass(called) and issubclass(called, BaseForm):
        yield from called.base_fields
    elif inspect.isfunction(called):
        data = next(iter(inspect.signature(called).parameters))
        for node in ast.walk(tree(inspect.unwrap(called))):
            if isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") == data:
                yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))


def is_get(node) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "GET"
