"""What somebody hears who takes care of an action."""

from community.members.models import User
from community.notifications.actions import notify

from ..meetings.telling import LETTER
from .models import ActionPoint
from .queries import facts_of


def tell_owner(action: ActionPoint, actor: User) -> None:
    """Whoever takes care of it hears that they do; an action of an organisation has nobody to tell."""
    notify(
        kind="events/action",
        to=[action.person] if action.person else [],
        actor=actor,
        url=f"{action.meeting.get_absolute_url()}#actions" if action.meeting else "/today/",
        audience=action.network.audience,
        data={"text": action.text, "by": action.due.isoformat() if action.due else ""},
        template=LETTER,
        context=lambda person: {"parts": [{"title": action.text, "facts": facts_of(action)}]},
    )
