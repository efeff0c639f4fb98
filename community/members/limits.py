"""How much one person may write: far more than people do, and less than a program."""

from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def write_one_more(request, what: str) -> None:
    """Count one more `what` (a name of `settings.ACCOUNT_RATE_LIMITS`) of this person.

    Raises `ValidationError` when it is too much at once; what was typed stays where it is.
    """
    if not ratelimit.consume(request, action=what, user=request.user):
        raise ValidationError(
            _("This goes very fast. Your words are still here: wait a few minutes, then send them again."),
            code="too_fast",
        )
