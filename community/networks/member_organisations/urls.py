from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>/settings/organisations/", views.member_organisations, name="organisations"),
]
