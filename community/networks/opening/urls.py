from django.urls import path

from . import views

urlpatterns = [
    path("invitation/own/<int:pk>/", views.own_invitation, name="own_invitation"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("invitation/<str:token>/new/", views.ask_for_new, name="ask_for_new"),
]
