from django.urls import path

from . import views

urlpatterns = [
    path("new/", views.new, name="new"),
    path("waiting/", views.waiting, name="waiting"),
    path("<slug:slug>/check/", views.check, name="check"),
]
