from django.urls import path

from . import views

urlpatterns = [
    path("invitation/own/<int:pk>/", views.own_invitation, name="own_invitation"),
    path("invitation/link/<str:signed>/", views.by_link, name="by_link"),
    path("<slug:slug>/settings/invitations/", views.invitations, name="invitations"),
    path("<slug:slug>/settings/invitations/<int:pk>/", views.invitation, name="change_invitation"),
    path("<slug:slug>/settings/invitations/links/<int:pk>/end/", views.end_link, name="end_link"),
]
