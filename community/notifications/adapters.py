from datetime import timedelta

from allauth.account import app_settings as account
from allauth.core import context as current
from django.conf import settings
from django.utils import timezone

from community.members.adapters import AccountAdapter as MembersAdapter

from .actions import mail_of_account


class AccountAdapter(MembersAdapter):
    """Codes and notices leave through the outbox: a mail server that is away or slow makes no page fail or wait."""

    def send_mail(self, template_prefix, email, context):
        request = current.request
        context = {"request": request, "email": email, "site_url": settings.SITE_URL, **context}
        message = self.render_mail(template_prefix, email, context)
        seconds = seconds_of_use(template_prefix)
        mail_of_account(
            to=email,
            subject=message.subject,
            text=message.body,
            html=next((content for content, kind in message.alternatives if kind == "text/html"), ""),
            expires_at=timezone.now() + timedelta(seconds=seconds) if seconds else None,
        )


def seconds_of_use(template_prefix: str) -> int | None:
    """How long the code or the link in such a mail works; None for a notice, which has neither."""
    return {
        "login_code": account.LOGIN_BY_CODE_TIMEOUT,
        "email_confirmation": account.EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
        "email_confirmation_signup": account.EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
        "password_reset_code": account.PASSWORD_RESET_BY_CODE_TIMEOUT,
        "password_reset_key": settings.PASSWORD_RESET_TIMEOUT,
    }.get(template_prefix.rpartition("/")[2])
