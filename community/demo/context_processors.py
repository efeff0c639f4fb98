from django.utils.functional import SimpleLazyObject

from community.members.models import User

from .world import DOMAIN


def people(request):
    """The people who can be picked on the sign-in page."""
    return {
        "demo_people": SimpleLazyObject(
            lambda: list(
                User.objects.filter(email__endswith=f"@{DOMAIN}", is_superuser=False).select_related(
                    "profile"
                )
            )
        )
    }
