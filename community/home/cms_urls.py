"""Wagtail's screens for editors, behind our door."""

from django.urls import path
from wagtail.admin import urls as wagtail
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from community.members.cms import OwnAccountView

from .editors import editors_only

own = [path("account/", require_admin_access(OwnAccountView.as_view()), name="wagtailadmin_account")]
theirs = [one for one in wagtail.urlpatterns if getattr(one, "name", "") != "wagtailadmin_error_test"]
urlpatterns = decorate_urlpatterns([*own, *theirs], editors_only)
