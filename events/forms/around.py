"""Input around one meeting: who comes, the programme, the minutes, and afterwards."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.members.addresses import AddressField
from community.members.forms import CleanTextMixin
from community.members.models import User
from community.organisations.models import Organisation
from community.richtext.forms import LineField, RichTextField

from ..actions.reflection import QUESTIONS
from ..methods import METHODS
from ..models import Attendance, CaseRecord, Meeting, Ride
from .meetings import FIRST_YEAR, LAST_YEAR, DateInput

SCORES = [(n, str(n)) for n in range(1, 6)]


def _once():
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class GuestForm(CleanTextMixin, forms.Form):
    """Somebody without an account: a name, an address for the mail, and how they come."""

    name = LineField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = AddressField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    organisation_name = LineField(label=_("Organisation"), max_length=120, required=False)
    answer = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    website = forms.CharField(
        required=False, widget=forms.HiddenInput
    )  # people leave it empty, robots do not

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, auto_id="guest_%s", **kwargs)
        ways = {"in_person": _("In the room"), "online": _("Online")}
        self.fields["answer"].choices = [(w, t) for w, t in ways.items() if meeting.capacity_for(w) != 0]
        self.fields["answer"].initial = self.fields["answer"].choices[0][0]

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this empty."))
        return ""


class NeedsForm(CleanTextMixin, forms.Form):
    """What somebody needs there. We ask what, never why."""

    needs = forms.MultipleChoiceField(
        label=_("What do you need?"),
        choices=Attendance.Need,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_note = LineField(label=_("Something else"), max_length=200, required=False)
    consents = forms.BooleanField(
        label=_("The host may see this as a total, without my name, until a week after the meeting"),
        required=False,
    )

    def clean(self):
        data = super().clean()
        if (data.get("needs") or data.get("needs_note")) and not data.get("consents"):
            text = _("Tick that the host may see this as a total. Without it we keep nothing.")
            self.add_error("consents", text)
        return data


class RideForm(CleanTextMixin, forms.Form):
    by = forms.ChoiceField(label=_("How"), choices=Ride.By, initial="car")
    start = LineField(label=_("From where"), max_length=120)
    seats = forms.IntegerField(label=_("Places for others"), min_value=1, max_value=60, initial=3)
    note = LineField(label=_("When, and what to know"), max_length=200, required=False)


class PartForm(CleanTextMixin, forms.Form):
    """One row of the programme; empty rows are left out, and `order` decides where it comes."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    order = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)
    title = LineField(label=_("Part"), max_length=140, required=False)
    minutes = forms.IntegerField(
        label=pgettext_lazy("duration", "Minutes"), min_value=1, max_value=600, required=False
    )
    note = LineField(label=_("Who and how"), max_length=200, required=False)
    presenter = forms.ModelChoiceField(User.objects.none(), label=_("Presented by"), required=False)
    method = forms.CharField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presenter"].queryset = User.objects.none() if people is None else people

    def clean_method(self):
        return self.cleaned_data["method"] if self.cleaned_data["method"] in METHODS else ""

    def clean(self):
        data = super().clean()
        if data.get("title") and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Say how many minutes this part takes."))
        if data.get("minutes") and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Give this part a title."))
        return data


class Parts(forms.BaseFormSet):
    @property
    def rows(self) -> list[dict]:
        """What `save_programme` wants, in the order that was asked for."""
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get("title") and not form.cleaned_data["remove"]
        ]
        return sorted(kept, key=lambda row: row["order"] or 99)


PartsFormSet = forms.formset_factory(PartForm, formset=Parts, extra=2, max_num=30, absolute_max=40)


class ShowcaseForm(CleanTextMixin, forms.Form):
    showcase = forms.CharField(
        label=_("What you will see there"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    bring = LineField(label=_("Bring along"), max_length=200, required=False)
    catering = LineField(label=_("Coffee and food"), max_length=200, required=False)
    contact = forms.ModelChoiceField(User.objects.none(), label=_("Whom to call on the day"), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = people


class StopForm(CleanTextMixin, forms.Form):
    title = LineField(label=_("What to see"), max_length=120, required=False)
    text = LineField(label=_("In one or two sentences"), max_length=300, required=False)
    question = LineField(label=_("Viewing question"), max_length=200, required=False)


StopsFormSet = forms.formset_factory(StopForm, extra=1, min_num=0, max_num=12, absolute_max=12)


class NoteForm(CleanTextMixin, forms.Form):
    text = forms.CharField(label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    client_id = _once()


class ActionForm(CleanTextMixin, forms.Form):
    """What, who and before when."""

    text = LineField(label=_("What"), max_length=200)
    person = forms.ModelChoiceField(User.objects.none(), label=_("Who"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("or which organisation"), required=False
    )
    due = forms.DateField(label=_("Before"), widget=DateInput(), required=False)
    client_id = _once()

    def __init__(self, *args, people, organisations, **kwargs):
        super().__init__(*args, auto_id="action_%s", **kwargs)
        self.fields["person"].queryset = people
        self.fields["organisation"].queryset = organisations

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("person") and not data.get("organisation"):
            self.add_error("person", _("Say who does it: a person or an organisation."))
        due = data.get("due")
        if due and not FIRST_YEAR <= due.year <= LAST_YEAR:
            self.add_error("due", _("Choose a date in this century."))
        return data


class MinutesForm(forms.Form):
    html = RichTextField(label=_("The minutes"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class CommentForm(CleanTextMixin, forms.Form):
    text = forms.CharField(label=_("Your remark"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    client_id = _once()


class QuestionForm(CleanTextMixin, forms.Form):
    text = LineField(
        label=_("Your question"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )
    client_id = _once()


class PulseForm(CleanTextMixin, forms.Form):
    """One minute: three fixed questions, and one open."""

    useful = forms.TypedChoiceField(
        label=QUESTIONS["useful"], choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    safe = forms.TypedChoiceField(
        label=QUESTIONS["safe"], choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    applies = forms.TypedChoiceField(
        label=QUESTIONS["applies"], choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What should be different next time?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    met = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Whom did you meet for the first time?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["met"].queryset = people


class PeriodForm(forms.Form):
    since = forms.DateField(label=_("From"), widget=DateInput())
    until = forms.DateField(label=_("Up to and including"), widget=DateInput())

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes after the first."))
        return data


class HarvestForm(forms.Form):
    title = LineField(label=_("Title of the article"), max_length=140)


class SwapForm(CleanTextMixin, forms.Form):
    second = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("With which meeting?"), widget=forms.RadioSelect, empty_label=None
    )
    reason = LineField(label=_("Why?"), max_length=200, required=False)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["second"].queryset = others


class JoinLinkForm(forms.Form):
    """Where everyone goes on online."""

    join_url = forms.URLField(label=_("Link to join online"), max_length=200, assume_scheme="https")


class CaseForm(CleanTextMixin, forms.ModelForm):
    """A case without anybody's name. The tick is asked every time."""

    anonymous = forms.BooleanField(
        label=_("No names, dates of birth or details by which a child, parent or colleague is known"),
        error_messages={"required": _("Read it once more, leave out who it is about, and tick this.")},
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )

    class Meta:
        model = CaseRecord
        fields = ["presenter", "ages", "question", "situation", "insights", "next_step"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("situation", "insights")}

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presenter"].queryset = User.objects.filter(pk__in=[person.pk for person in people])
        self.fields["presenter"].label_from_instance = lambda person: person.name
        self.initial["version"] = self.instance.version
