from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>/settings/", views.purpose, name="settings"),
    path("<slug:slug>/settings/history/", views.history, name="history"),
]
