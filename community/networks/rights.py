"""What each role in a network may do: one table, which the rules ask and the page of roles shows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is in a network, who carries most first."""

    FACILITATOR = "facilitator", _("Facilitator")
    CO_FACILITATOR = "co_facilitator", _("Second facilitator")
    ACCOUNT_MANAGER = "account_manager", _("Account manager")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Participant")
    GUEST = "guest", _("Guest")


class Right(TextChoices):
    """Something that not everybody in a network may do, in the words of the page of roles."""

    PLAN = "plan", _("plan meetings, share the rotation, harvest")
    MINUTES = "minutes", _("write minutes and set the actions of everyone")
    ORDER = "order", _("keep order in the forum")
    INVITE = "invite", _("invite people and answer who asks to join")
    WELCOME = "welcome", _("let organisations join")
    AGREE = "agree", _("write the working agreements")
    REMOVE = "remove", _("take out people and organisations")
    STEER = "steer", _("change purpose, roles and phase, and close the network")
    SPEAK_FOR = "speak_for", _("host, sign and act for their organisation")
    WRITE = "write", _("write in the forum and the chat")


#: Who holds each right. A guest reads and writes along, and speaks for nobody.
HOLDERS: dict[Right, frozenset[Role]] = {
    Right.PLAN: frozenset({Role.FACILITATOR, Role.CO_FACILITATOR}),
    Right.MINUTES: frozenset({Role.FACILITATOR, Role.CO_FACILITATOR, Role.SECRETARY}),
    Right.ORDER: frozenset({Role.FACILITATOR, Role.CO_FACILITATOR}),
    Right.INVITE: frozenset({Role.FACILITATOR, Role.CO_FACILITATOR, Role.ACCOUNT_MANAGER}),
    Right.WELCOME: frozenset({Role.FACILITATOR, Role.CO_FACILITATOR, Role.ACCOUNT_MANAGER}),
    Right.AGREE: frozenset({Role.FACILITATOR, Role.CO_FACILITATOR}),
    Right.REMOVE: frozenset({Role.FACILITATOR}),
    Right.STEER: frozenset({Role.FACILITATOR}),
    Right.SPEAK_FOR: frozenset(set(Role) - {Role.GUEST}),
    Right.WRITE: frozenset(Role),
}

#: Those who keep a network going; it asks for at least two of them.
STEWARDS = HOLDERS[Right.PLAN]


def holds(role: str | None, right: Right) -> bool:
    """Whether who has this role, or takes no part (None), holds a right."""
    return role is not None and role in HOLDERS[right]
