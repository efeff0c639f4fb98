from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from community.members.models import User

DEMO_DOMAIN = "@demo.vonder.example"


@register(Tags.security, deploy=True)
def no_demo_accounts(app_configs, **kwargs):
    """Everybody knows the password of the demo's accounts."""
    if not settings.PRODUCTION:
        return []
    try:
        found = User.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).exists()
    except DatabaseError:
        return []  # no database yet, so no accounts either
    if not found:
        return []
    return [Error("This database holds accounts of the demo: remove or deactivate them.", id="vonder.E002")]
