"""What a network does in each phase, as it is proposed: data that a facilitator can change."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Network

Phase = Network.Phase

PROPOSED: dict[str, list[Promise]] = {
    Phase.EXPLORE: [
        _("Speak with each organisation: what do they want to learn?"),
        _("Write the question of the network in one sentence"),
        _("Find a second facilitator"),
    ],
    Phase.FORM: [
        _("Invite the organisations, and ask each for two people"),
        _("Gather the learning questions of each organisation"),
        _("Plan a first meeting"),
    ],
    Phase.AGREE: [
        _("Share and confirm the rotation"),
        _("Let every organisation accept the working agreements"),
        _("Agree who replaces whom"),
    ],
    Phase.RUN: [
        _("Minutes of every meeting within a week"),
        _("Harvest what you learn as an article"),
    ],
    Phase.EVALUATE: [
        _("Look back together: what did it bring?"),
        _("Decide: go on, change, or stop"),
    ],
    Phase.ENDED: [
        _("Harvest what is left"),
        _("Thank everyone who hosted"),
    ],
}
