from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.models import User

from .queries import contacts_of, who_may_be_named


class ContactsForm(forms.Form):
    first = forms.ModelChoiceField(
        User.objects.none(), label=_("First contact"), required=False,
        help_text=_("Others turn to this person first."),
    )  # fmt: skip
    deputy = forms.ModelChoiceField(
        User.objects.none(), label=_("Deputy"), required=False,
        help_text=_("Acts for the first contact who is away or leaves."),
    )  # fmt: skip
    host = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Receives visitors"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    finance = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Sees to invoices"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, actor, organisation, **kwargs):
        now = contacts_of(organisation)
        initial = {
            "first": next(iter(now["first"]), None), "deputy": next(iter(now["deputy"]), None),
            "host": now["host"], "finance": now["finance"],
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        people = who_may_be_named(actor, organisation).order_by("folded", "pk")
        for field in self.fields.values():
            field.queryset = people

    def clean(self):
        data = super().clean()
        if data.get("first") and data["first"] == data.get("deputy"):
            self.add_error("deputy", _("Choose somebody else than the first contact."))
        return data
