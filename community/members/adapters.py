from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language

from .emails import mailable
from .handles import free_handle
from .models import Profile


class AccountAdapter(DefaultAccountAdapter):
    """New accounts get a handle from their name, and the language they signed up in."""

    def clean_email(self, email):
        return mailable(super().clean_email(email))

    def save_user(self, request, user, form, commit=True):
        name = form.cleaned_data.get("name") or form.cleaned_data["email"].partition("@")[0]
        user.name = name
        user.handle = free_handle(name)
        user.language = "en" if (get_language() or "nl").startswith("en") else "nl"
        user = super().save_user(request, user, form, commit=commit)
        if commit:
            Profile.objects.get_or_create(user=user)
        return user
