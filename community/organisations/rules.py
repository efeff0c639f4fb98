from community.members.models import Anyone

from .models import Organisation


def works_for(user: Anyone, organisation: Organisation) -> bool:
    """Somebody with a current affiliation speaks for the organisation."""
    return user.is_authenticated and organisation.affiliations.current().filter(person=user).exists()


def may_edit_organisation(user: Anyone, organisation: Organisation) -> bool:
    """Who works there and may act for it, and the platform's administrators."""
    if not user.is_authenticated:
        return False
    contact = organisation.affiliations.current().filter(person=user).exclude(role="staff")
    return user.is_superuser or contact.exists()
