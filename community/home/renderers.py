from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class Field(BoundField):
    """A field whose control carries our class, so that no form has to name it."""

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        widget = widget or self.field.widget
        bare = isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple)
        if not bare and "class" not in widget.attrs:
            attrs = {**(attrs or {}), "class": "input"}
        return super().as_widget(widget, attrs, only_initial)

    @property
    def is_tick(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_choice(self) -> bool:
        return isinstance(self.field.widget, forms.RadioSelect)


class FieldRenderer(TemplatesSetting):
    """Forms look the same everywhere: label, hint, error, control; errors summed up on top."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = Field
