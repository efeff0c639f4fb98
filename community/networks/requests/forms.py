from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.organisations.models import Organisation
from community.richtext.cleaning import clean_text

from ..models import JoinRequest, Network

MOST_QUESTIONS = 4


class JoinForm(CleanTextMixin, forms.Form):
    """What somebody would like to learn, and their answers to the questions of the network."""

    motivation = forms.CharField(
        label=_("What would you like to learn here?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("The facilitator reads this. Two sentences are enough."),
    )

    def __init__(self, *args, network: Network, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(network.join_questions)
        for number, question in enumerate(self.questions):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=question, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
            )

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each question with what was answered."""
        data = self.cleaned_data
        return [(question, data[f"answer_{number}"]) for number, question in enumerate(self.questions)]


class AnswerForm(CleanTextMixin, forms.Form):
    """For which of the `members` somebody who asked comes in (where they work, unless it is named), or why not."""

    reply = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        required=False,
        help_text=_("One or two sentences. Say what is possible too."),
    )

    def __init__(
        self,
        data=None,
        *,
        request: JoinRequest,
        members: list[Organisation],
        works_for: Organisation | None = None,
    ):
        initial = {"organisation": works_for.pk if works_for else ""}
        super().__init__(data, initial=initial, auto_id=f"request_{request.pk}_%s")
        self.request_id, self.members = request.pk, {str(one.pk): one for one in members}
        choices = [(key, one.name) for key, one in self.members.items()]
        self.fields["organisation"] = forms.ChoiceField(
            label=_("Takes part for"),
            required=False,
            choices=[("", _("the organisation where they work")), *choices],
        )
        reply = self.fields["reply"]
        reply.label = _("What does %(name)s read?") % {"name": request.user.first_name}
        reply.conditional = True  # type: ignore[attr-defined]

    def clean_organisation(self) -> Organisation | None:
        return self.members.get(self.cleaned_data["organisation"])


class DoorForm(CleanTextMixin, forms.Form):
    """Who may join, and what the network asks them."""

    join_policy = forms.ChoiceField(
        label=_("How does somebody come in?"), choices=Network.JoinPolicy, widget=forms.RadioSelect
    )
    join_questions = forms.CharField(
        label=_("What do you ask who wants to join?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=700,
        required=False,
        help_text=_("One question a line, at most four. What they would like to learn is asked always."),
    )

    def clean_join_questions(self) -> list[str]:
        lines = [
            " ".join(line.split()) for line in clean_text(self.cleaned_data["join_questions"]).splitlines()
        ]
        found = list(dict.fromkeys(filter(None, lines)))
        if len(found) > MOST_QUESTIONS:
            raise ValidationError(_("Ask at most four questions."))
        if any(len(line) > 150 for line in found):
            raise ValidationError(_("Keep each question within 150 characters."))
        return found
