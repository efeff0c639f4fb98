"""A form that was never sent is shown as it was left."""

from django import forms

from .models import Draft


def fill(form, user, place: str) -> Draft | None:
    """The draft of `user` at `place`, or None; a form that was not sent yet begins with its words."""
    if form is not None and form.is_bound:
        return None
    if hasattr(form, "draft"):
        return form.draft
    draft = Draft.objects.filter(owner=user, place=place).first()
    if form is not None:
        form.draft = draft
        form.initial |= words_for(form, draft) if draft else {}
    return draft


def words_for(form, draft: Draft) -> dict:
    """The values of a draft as a form begins with them; ticks and files are asked anew."""
    words = {}
    for name, field in form.fields.items():
        values = draft.fields.get(form.add_prefix(name))
        if not values or isinstance(field, forms.BooleanField | forms.FileField):
            continue
        many = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
        words[name] = values if many else values[-1]
    return words
