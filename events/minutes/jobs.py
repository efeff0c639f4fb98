"""What happens to what was agreed without anybody asking."""

from django.utils import timezone
from django_tasks import task

from community.networks.queries import who_holds
from community.networks.rights import Right
from community.notifications.actions import notify
from community.rows import each

from ..meetings import moments
from ..meetings.telling import LETTER
from .models import ActionPoint
from .queries import facts_of


@task()
def remind_late_actions() -> int:
    """Tell owners and facilitators once that an action is past its day. Safe to run twice. Returns how many."""
    late = ActionPoint.objects.pending().filter(due__lt=moments.today(), reminded_at=None)
    return each(late.select_related("network", "person", "meeting"), _remind_of).report()


def _remind_of(action: ActionPoint) -> int:
    claimed = ActionPoint.objects.filter(pk=action.pk, reminded_at=None).update(reminded_at=timezone.now())
    if not claimed:
        return 0
    facilitators = who_holds(Right.MINUTES, action.network)
    people = {person.pk: person for person in [*facilitators, *([action.person] if action.person else [])]}
    notify(
        kind="events/action_late",
        to=people.values(),
        actor=None,
        url=f"{action.meeting.get_absolute_url()}#actions" if action.meeting else "/today/",
        audience=action.network.audience,
        data={"text": action.text, "by": str(action.due)},
        template=LETTER,
        context=lambda person: {"parts": [{"title": action.text, "facts": facts_of(action)}]},
    )
    return 1
