from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>/settings/governance/", views.governance, name="governance"),
]
