"""Every address of the house. tests/permissions walks this table."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.documents.views.serve import authenticate_with_password

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("networks/", include("community.networks.urls")),  # before the page of a network called new
    path("", include("community.home.urls")),
    path("account/", include("allauth.urls")),
    path("people/", include("community.members.urls")),
    path("organisations/", include("community.organisations.urls")),
    path("forum/", include("forum.urls")),
    path("meetings/", include("events.urls")),
    path("chat/", include("community.chat.urls")),
    path("notifications/", include("community.notifications.urls")),
    path("files/", include("community.richtext.urls")),
    path("search/", include("community.search.urls")),
    path("staff/", include("community.staff.urls")),
    path("cms/login/", to_login),
    path("cms/", include("community.home.cms_urls")),
    path("", include("community.knowledge.urls")),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("community.demo.urls")))
urlpatterns.append(path("knowledge/", include("wagtail.urls")))

handler400 = "community.home.errors.bad_request"
handler403 = "community.home.errors.forbidden"
handler404 = "community.home.errors.not_found"
handler500 = "community.home.errors.server_error"
