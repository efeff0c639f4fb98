from django.urls import include, path

from . import views

app_name = "networks"
urlpatterns = [
    path("", views.networks, name="networks"),
    path("", include("community.networks.beginning.urls")),
    path("", include("community.networks.inviting.urls")),
    path("", include("community.networks.opening.urls")),
    path("<slug:slug>/members/", views.members, name="members"),
    path("<slug:slug>/members/invite/", views.invite, name="invite"),
    path("<slug:slug>/members/<int:pk>/remove/", views.remove, name="remove"),
    path("<slug:slug>/members/<int:pk>/facilitator/", views.name_facilitator, name="name_facilitator"),
    path("participants/<int:pk>/back/", views.come_back, name="come_back"),
    path("<slug:slug>/agreement/", views.agreement, name="agreement"),
    path("<slug:slug>/agreement/sign/", views.sign, name="sign"),
    path("", include("community.networks.settings.urls")),
    path("", include("community.networks.roles.urls")),
    path("", include("community.networks.requests.urls")),
    path("", include("community.networks.phases.urls")),
    path("", include("community.networks.member_organisations.urls")),
    path("", include("community.networks.documents.urls")),
    path("", include("community.networks.governance.urls")),
    path("", include("community.networks.closing.urls")),
]
