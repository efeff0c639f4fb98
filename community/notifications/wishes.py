"""What somebody wants to hear of by mail, chosen at once instead of kind by kind."""

from collections.abc import Collection

from django.db import transaction

from community.members.models import User

from . import kinds
from .models import Preference


@transaction.atomic
def choose_mail(*, person: User, groups: Collection[kinds.Group] | None) -> None:
    """Mail comes of the kinds under these headings that send mail, and of no others; None is as the house does it."""
    if groups is None:
        Preference.objects.filter(user=person).exclude(mail=None).update(mail=None)
        return
    wanted = [
        Preference(user=person, kind=kind.name, mail=kind.mail and group in groups)
        for group, some in kinds.by_group()
        for kind in some
    ]
    Preference.objects.bulk_create(
        wanted, update_conflicts=True, update_fields=["mail"], unique_fields=["user", "kind"]
    )
