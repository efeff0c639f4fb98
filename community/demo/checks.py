from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def no_demo_in_production(app_configs, **kwargs):
    """The demo lets anyone sign in as anybody."""
    if settings.PRODUCTION:
        return [Error("VONDER_DEMO is on: the demo must not run in production.", id="vonder.E001")]
    return []
