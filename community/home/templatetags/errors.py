"""What is wrong with a form, above it."""

from django import template

register = template.Library()


@register.inclusion_tag("forms/summary.html")
def error_summary(*shown) -> dict:
    """What is wrong with forms, and with rows of forms, that are sent together: one list that leads to each field."""
    together = [form for one in shown if one for form in getattr(one, "forms", [one])]
    for form in together:
        form.is_summed_up = True
    errors = [error for one in shown for error in getattr(one, "non_form_errors", list)()]
    return {"wrong": [form for form in together if form.errors], "errors": errors}
