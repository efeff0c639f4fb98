from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from community.journal.actions import record
from community.live.hub import recheck

from ..actions import checked_name
from ..emails import mailable
from ..models import User


@transaction.atomic
def create_administrator(*, email: str, name: str = "", password: str = "") -> tuple[User, bool]:
    """Make an account that may do everything, or give these rights to the account with this address.

    For who has the server itself, so nobody is asked. Without a password one signs in with a code by mail.
    Returns the account and whether anything changed: who is administrator already stays as they are, whatever
    password is given.
    Raises `ValidationError` for an address that cannot be mailed, a name that is none or a password that is too weak.
    """
    email = mailable(email.lower())
    person = User.objects.filter(email__iexact=email).select_for_update().first()
    if person and person.is_active and person.is_staff and person.is_superuser:
        return person, False
    if person is None:
        name = checked_name(name)
        if password:
            validate_password(password, User(email=email, name=name))
        person = User.objects.create_user(email, password or None, name=name)
        EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    person.is_active = person.is_staff = person.is_superuser = True
    person.save(update_fields=["is_active", "is_staff", "is_superuser"])
    record(actor=None, verb="members.administrator_made", about=person)
    recheck(person.pk)
    return person, True
