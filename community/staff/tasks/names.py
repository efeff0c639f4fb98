"""What each job does, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Any] = {
    "catch_up": _("Write mails that were left"),
    "sweep": _("Send mails once more"),
    "tell_waiting": _("Tell what changed of meetings"),
    "give_up_waiting": _("Stop waiting for hosts that say nothing"),
    "end_memberships": _("Let people go with their organisation"),
    "end_roles": _("End roles on their last day"),
    "forget_concepts": _("Forget networks that were not started"),
    "part_with_work": _("Pass on what stays when somebody changes their work"),
    "begin_confirmed_work": _("Let confirmed work begin"),
    "forget_old_drafts": _("Forget old drafts"),
    "forget_waiting_files": _("Forget files that nobody used"),
    "forget_needs": _("Forget what people needed"),
    "forget_cases": _("Forget cases of intervision"),
    "remind_late_actions": _("Remind of late actions"),
    "remind_hosts": _("Remind hosts of their turn"),
    "ask_pulse": _("Ask the pulse after a meeting"),
    "bring_back_inspiration": _("Bring back what people took home"),
}


def words_of(name: str) -> str:
    """What a job does; one without words by its own name."""
    return str(NAMES.get(name, name.replace("_", " ")))
