"""The rotation of hosts: a pure function from a problem to a plan. See docs/contributors/rotation.md."""

from .planner import plan
from .problem import Malformed, parse

__all__ = ["Malformed", "parse", "plan"]
