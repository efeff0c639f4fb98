from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Organisation


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Which one stays?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the organisation that stays."),
            "invalid_choice": _("Choose the organisation that stays."),
        },
    )

    def __init__(self, *args, gone, others, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        field.queryset = Organisation.objects.exclude(pk=gone.pk)
        field.widget.choices = [(one.pk, f"{one.name}, {one.municipality}") for one in others]
