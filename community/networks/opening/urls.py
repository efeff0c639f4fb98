from django.urls import path

from . import views

urlpatterns = [
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("invitation/<str:token>/new/", views.ask_for_new, name="ask_for_new"),
    path("<slug:slug>/members/invitations/<int:pk>/", views.manage, name="manage_invitation"),
]
