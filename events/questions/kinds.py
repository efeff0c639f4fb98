"""What can reach somebody about questions that are asked beforehand."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.models import User
from community.notifications.kinds import Group, Kind

from ..meetings.models import Meeting
from ..meetings.standing import PLANNERS, SPEAKERS, own_parts
from .models import MeetingQuestion


def asked_at(person: User) -> list[str]:
    """The addresses of questions without an answer to who prepares a meeting that is not over."""
    parts = own_parts(person).filter(network=OuterRef("meeting__network")).filter(role__in=SPEAKERS)
    hosts = Q(organisation=OuterRef("meeting__host")) | Q(organisation=OuterRef("meeting__presented_by"))
    waiting = MeetingQuestion.objects.filter(
        Exists(parts.filter(hosts | Q(role__in=PLANNERS))),
        answered_at=None,
        meeting__in=Meeting.objects.upcoming().order_by(),
    )
    return [question.get_absolute_url() for question in waiting.exclude(asked_by=person)]


GROUP = Group.AROUND
KINDS = [
    Kind(
        "events/question",
        gettext_lazy("Somebody asks something before a meeting"),
        "ask",
        lambda name, data: _("%(name)s asks something beforehand: %(title)s") % (data | {"name": name}),
        gettext_lazy("Answer"),
        asked_at=asked_at,
    ),
    Kind(
        "events/question_answered",
        gettext_lazy("Your question before a meeting is answered"),
        "ok",
        lambda name, data: _("%(name)s answered your question: %(title)s") % (data | {"name": name}),
        gettext_lazy("Read the answer"),
    ),
]
