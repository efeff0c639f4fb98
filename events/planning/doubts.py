"""What stands open before a plan is published, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.words import fold

from .models import Availability, RotationPlan
from .problems import names_of
from .queries import as_it_is_now, members_of, waiting_turns
from .words import in_words


def doubts_about(plan: RotationPlan) -> list[str]:
    """What the proposal breaks by now, who did not say yes to a turn, and who may not come for all that is known."""
    found = []
    if plan.is_old and plan.proposal:
        now, broken = as_it_is_now(plan, plan.proposal)
        found = [one["text"] for one in in_words(now | {"blocked": broken}, names_of(plan))["blocked"]]
        found = found or [_("Answers, meetings or rules were changed since the proposal was calculated.")]
    names = {turn.organisation.short_name for turn in waiting_turns(plan) if turn.organisation}
    waiting = sorted(names, key=fold)
    if waiting:
        text = ngettext(
            "%(names)s did not say yes to its turn.",
            "%(names)s did not say yes to their turns.",
            len(waiting),
        )
        found.append(text % {"names": ", ".join(waiting)})
    days = {turn.date for turn in plan.turns}
    said = Availability.objects.filter(plan=plan, date__in=days).values_list("organisation", "date")
    given: dict[int, set] = {}
    for organisation, day in said:
        given.setdefault(organisation, set()).add(day)
    members = [member.organisation for member in members_of(plan.network)]
    silent = sorted((one.short_name for one in members if given.get(one.pk, set()) != days), key=fold)
    if silent:
        text = ngettext(
            "%(names)s did not say for every day whether it can come.",
            "%(names)s did not say for every day whether they can come.",
            len(silent),
        )
        found.append(text % {"names": ", ".join(silent)})
    return found
