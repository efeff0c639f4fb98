from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.hashers import make_password
from django.utils.translation import get_language

from .emails import mailable
from .handles import free_handle
from .models import Profile

LONGEST_WAY_BACK = 2000  # characters; a proxy refuses headers of more than 4,000


class AccountAdapter(DefaultAccountAdapter):
    """New accounts get a handle from their name, and the language they signed up in."""

    def clean_email(self, email):
        return mailable(super().clean_email(email))

    def is_safe_url(self, url):
        """A way back that is too long for the header of an answer leads to Today instead."""
        return len(url or "") <= LONGEST_WAY_BACK and super().is_safe_url(url)

    def send_account_already_exists_mail(self, email):
        """Who has an account already is answered as slowly as who gets one: a password is hashed for both."""
        make_password("nobody")
        super().send_account_already_exists_mail(email)

    def save_user(self, request, user, form, commit=True):
        name = form.cleaned_data.get("name") or form.cleaned_data["email"].partition("@")[0]
        user.name = name
        user.handle = free_handle(name)
        user.language = "en" if (get_language() or "nl").startswith("en") else "nl"
        user = super().save_user(request, user, form, commit=commit)
        if commit:
            Profile.objects.get_or_create(user=user)
        return user
