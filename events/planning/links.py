"""Links in mails by which hosts answer without signing in."""

from django.core import signing
from django.urls import reverse

from community.addresses import absolute
from community.members.models import User

from .models import RotationPlan, Turn
from .rules import may_answer_turn

LINK_SALT = "events.availability"
LINK_DAYS = 90


def signed_path(plan: RotationPlan, person: User) -> str:
    """The link in the mail: it lets this person answer for their organisation without signing in."""
    token = signing.dumps([plan.pk, person.pk], salt=LINK_SALT)
    return reverse("events:availability", args=[token])


def open_link(token: str) -> tuple[RotationPlan, User] | None:
    """Who may answer what by this link; None when it is forged, too old, or its right is gone."""
    try:
        plan_pk, person_pk = signing.loads(token, salt=LINK_SALT, max_age=LINK_DAYS * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    plan = RotationPlan.objects.select_related("network").filter(pk=plan_pk).first()
    person = User.objects.filter(pk=person_pk, is_active=True).first()
    if plan is None or person is None:
        return None
    return plan, person


TURN_SALT = "events.turn"


def turn_link(plan: RotationPlan, turn: Turn, person: User) -> str:
    """The link in the mail: it lets this person answer for this turn without signing in."""
    token = signing.dumps([plan.pk, turn.meeting.position, turn.date.isoformat(), person.pk], salt=TURN_SALT)
    return absolute(reverse("events:turn", args=[token]))


def open_turn(token: str) -> tuple[RotationPlan, Turn, User] | None:
    """The plan, its turn and who may answer by this link; None when it is forged, old, or no longer their turn."""
    try:
        plan_pk, position, day, person_pk = signing.loads(token, salt=TURN_SALT, max_age=LINK_DAYS * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    plan = RotationPlan.objects.select_related("network").filter(pk=plan_pk).first()
    person = User.objects.filter(pk=person_pk, is_active=True).first()
    if plan is None or person is None:
        return None
    turn = plan.turns.filter(meeting__position=position, date=day, organisation__isnull=False).first()
    if turn is None or turn.organisation is None or not may_answer_turn(person, plan, turn.organisation):
        return None
    return plan, turn, person
