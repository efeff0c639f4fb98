"""What can reach somebody about questions that are asked beforehand."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.notifications.kinds import Kind

KINDS = [
    Kind(
        "events/question",
        gettext_lazy("Somebody asks something before a meeting"),
        "ask",
        lambda name, data: _("%(name)s asks something beforehand: %(title)s") % (data | {"name": name}),
        gettext_lazy("Answer"),
    ),
    Kind(
        "events/question_answered",
        gettext_lazy("Your question before a meeting is answered"),
        "ok",
        lambda name, data: _("%(name)s answered your question: %(title)s") % (data | {"name": name}),
        gettext_lazy("Read the answer"),
    ),
]
