from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.users.views.bulk_actions import DeleteBulkAction

from .cms import CloseOrOpenSeveral, GiveSeveralARole

DeleteBulkAction.models = []  # an account is closed; deleting one would take what somebody attended along
LAST = 100  # of two actions with one name the later one counts
hooks.register("register_bulk_action", CloseOrOpenSeveral, order=LAST)
hooks.register("register_bulk_action", GiveSeveralARole, order=LAST)


@hooks.register("register_account_menu_item")
def own_profile(request):
    return {
        "url": reverse("members:edit"),
        "label": _("Edit profile"),
        "help_text": _("Your name, your photo and what you tell about yourself."),
    }


@hooks.register("register_account_menu_item")
def own_address(request):
    return {
        "url": reverse("account_email"),
        "label": _("E-mail address"),
        "help_text": _("Your address, and from there your password and other ways to sign in."),
    }
