from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.day_fields import DayField
from community.members.forms import CleanTextMixin
from community.members.models import User
from community.richtext.forms import LineField

from ..models import Network, PhaseItem


def people_of(network: Network) -> list[tuple[str, str]]:
    """The choices of who takes care of something: everyone who takes part."""
    parts = network.participants.active().select_related("user")
    return [("", str(_("Nobody yet"))), *((str(part.user_id), part.user.name) for part in parts)]


class OwnedForm(CleanTextMixin, forms.Form):
    """Who takes care of something, and before which day. `people` are the choices, made once for a page."""

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ChoiceField(
            label=_("Who takes care of it?"), choices=people, required=False
        )
        self.fields["due"] = DayField(
            label=_("Before"),
            required=False,
        )

    def clean_owner(self) -> User | None:
        pk = self.cleaned_data["owner"]
        return User.objects.get(pk=pk) if pk else None


class ItemForm(OwnedForm):
    """Something to do in the phase of now."""

    text = LineField(label=_("What is to be done?"), max_length=200)


class MoveForm(CleanTextMixin, forms.Form):
    """To which phase, and why, when the agreements are not accepted."""

    phase = forms.ChoiceField(label=_("To which phase?"), choices=Network.Phase)
    reason = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=400, required=False
    )


class FormForm(forms.Form):
    """The form of cooperation."""

    cooperation_form = forms.ChoiceField(label=_("Which form do you have?"), choices=Network.Form)


def item_form(item: PhaseItem, people: list[tuple[str, str]], data: Any = None) -> OwnedForm:
    """The form beside something that is to be done."""
    initial = {"owner": str(item.owner_id or ""), "due": item.due}
    return OwnedForm(data, initial=initial, people=people, auto_id=f"item_{item.pk}_%s")
