"""The rotation of hosts: a pure function from a problem to a plan. See docs/contributors/rotation.md."""

from .explain import OTHER_DAYS
from .planner import check, plan
from .reading import Malformed, parse
from .result import Objective, Plan
from .search import ORDERS

__all__ = ["Malformed", "ORDERS", "OTHER_DAYS", "Objective", "Plan", "check", "parse", "plan"]
