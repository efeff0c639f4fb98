from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.emails import AddressField
from community.members.forms import CleanTextMixin
from community.organisations.models import Organisation
from community.richtext.forms import RichTextField

from .actions import works_for


class JoinForm(CleanTextMixin, forms.Form):
    motivation = forms.CharField(
        label=_("What would you like to learn here?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("The facilitator reads this. Two sentences are enough."),
    )


class InviteForm(forms.Form):
    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No organisation"),
    )

    def __init__(self, *args, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = network.current_organisations


class AnswerForm(forms.Form):
    """For which organisation somebody who asked comes in; where they work, unless another one is chosen."""

    organisation = forms.ModelChoiceField(
        label=_("Takes part for"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("the organisation where they work"),
    )

    def __init__(self, data=None, *, network, request=None):
        super().__init__(data, auto_id=f"request_{request.pk}_%s" if request else False)
        self.fields["organisation"].queryset = network.current_organisations
        if request:
            self.fields["organisation"].initial = works_for(request.user)


class AgreementForm(forms.Form):
    html = RichTextField(label=_("What do we agree?"))
