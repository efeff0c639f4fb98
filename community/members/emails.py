"""E-mail addresses as people type them. One check for every address that enters the house."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

LONGEST = 254  # RFC 5321, errata 1690
LONGEST_NAME = 64  # before the @: RFC 5321, 4.5.3.1.1


def mailable(address: str) -> str:
    """The address without spaces around it, when a mail can really be sent to it. Raises `ValidationError`.

    Letters before the @ are plain ones: mail to others needs a mail server that knows SMTPUTF8 all the way.
    """
    address = address.strip()
    name, _at, domain = address.rpartition("@")
    if any(unicodedata.category(letter)[0] in "CZ" for letter in address):
        raise _refusal(_("There is a space or an invisible mark in this address. Type it once more."))
    if not name.isascii() or '"' in name:
        raise _refusal(_("Use plain letters without accents before the @."))
    validate_email(address)
    if len(address) > LONGEST or len(name) > LONGEST_NAME:
        raise _refusal(_("This address is too long to send mail to."))
    try:
        domain.encode("idna")
        EmailMessage(subject="-", body="-", to=[address]).message().as_bytes()
    except (UnicodeError, ValueError, TypeError, LookupError) as error:
        raise _refusal(_("We cannot send mail to this address. Look at what is behind the @.")) from error
    return address


def _refusal(sentence) -> ValidationError:
    return ValidationError(sentence, code="unmailable")


class AddressField(forms.EmailField):
    """A field for an address to which mail can be sent."""

    def clean(self, value):
        value = super().clean(value)
        return mailable(value) if value else value
