"""Who else may keep the page of an organisation. The rooms above know that; they register how to ask."""

from collections.abc import Callable

from community.members.models import Anyone

from .models import Organisation

Rule = Callable[[Anyone, Organisation], bool]
_rules: list[Rule] = []


def register(rule: Rule) -> None:
    """`rule(user, organisation)` says whether somebody answers for an organisation without working there."""
    _rules.append(rule)


def vouches(user: Anyone, organisation: Organisation) -> bool:
    return any(rule(user, organisation) for rule in _rules)
