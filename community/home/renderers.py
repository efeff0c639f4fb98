from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from community.richtext import drafts

NO_CHOICE = {True: _("Choose one"), False: _("No choice")}  # by whether one has to choose


class Field(BoundField):
    """A field whose control carries our class, so that no form has to name it.

    A form with a field of more than a line begins with the draft of its reader, and carries the place where what is
    typed in it is kept.
    """

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        if isinstance(field.widget, forms.Select):
            _in_words(field)

    def value(self):
        drafts.begin(self.form)
        return super().value()

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        widget = widget or self.field.widget
        bare = isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple)
        if not bare and "class" not in widget.attrs:
            attrs = {**(attrs or {}), "class": "input"}
        if str(widget.attrs.get("placeholder")) == str(self.label):  # libraries say a label twice
            del widget.attrs["placeholder"]
        control = super().as_widget(widget, attrs, only_initial)
        return drafts.mark(self.form) + control if isinstance(widget, forms.Textarea) else control

    @property
    def is_tick(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_choice(self) -> bool:
        return isinstance(self.field.widget, forms.RadioSelect)

    @property
    def is_many(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxSelectMultiple)


def _in_words(field: forms.Field) -> None:
    """A choice that is none has words, not dashes."""
    dashes = BLANK_CHOICE_DASH[0][1]
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == dashes:
            field.empty_label = NO_CHOICE[field.required]
            field.widget.choices = field.choices
    elif isinstance(field, forms.ChoiceField):
        choices = [*field.choices]  # type: ignore[misc]  # a callable is asked when it is walked
        if ("", dashes) in choices:
            choices[choices.index(("", dashes))] = ("", NO_CHOICE[field.required])
            field.choices = choices


class FieldRenderer(TemplatesSetting):
    """Forms look the same everywhere: label, hint, error, control; errors summed up on top."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = Field
