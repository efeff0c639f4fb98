from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField

from ..models import Participant
from ..rights import Role
from .rules import roles_for


class RoleForm(forms.Form):
    """What somebody is in a network, and until when."""

    role = forms.ChoiceField()
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("On that day this role ends by itself."),
    )

    def __init__(self, data=None, *, participant: Participant):
        initial = {"role": participant.role, "until": participant.role_until}
        super().__init__(data, initial=initial, auto_id=f"role_{participant.pk}_%s")
        self.participant_id = participant.pk
        own = {*roles_for(participant), Role(participant.role)}
        label = _("Role of %(name)s") % {"name": participant.user.name}
        attrs = {"class": "input input--small", "aria-label": label}
        choices = [(role.value, role.label) for role in Role if role in own]
        self.fields["role"] = forms.ChoiceField(choices=choices, widget=forms.Select(attrs=attrs))
