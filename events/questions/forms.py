"""A question to the host, and what the host answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import CleanTextMixin
from community.richtext.forms import LineField

from ..meetings.forms import sent_once
from .actions import LONGEST_ANSWER
from .models import MeetingQuestion


class QuestionForm(CleanTextMixin, forms.Form):
    text = LineField(
        label=_("Your question"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )
    client_id = sent_once()


class AnswerForm(CleanTextMixin, forms.Form):
    """What the host answers."""

    answer = forms.CharField(
        label=_("Your answer"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data=None, *, question: MeetingQuestion):
        super().__init__(data, initial={"answer": question.answer}, auto_id=f"a{question.pk}_%s")
